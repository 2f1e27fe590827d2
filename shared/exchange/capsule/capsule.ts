/**
 * Capsule ◆ `.ongyeol`: one file that proves a document offline (DESIGN §6). Every byte of it is derived: the manifest from the
 * files, the files from signed things, so that a single flipped byte contradicts something.
 */

import { sha256 } from '@noble/hashes/sha2.js';
import { fromUtf8, toHex } from '../../lib/bytes.ts';
import type { Content, PictureBlock } from '../../collab/content.ts';
import { pictureEnding } from '../../policy/guard/picture.ts';
import { canonicalBytes } from '../../trail/canonical.ts';
import type { Entry } from '../../trail/entry.ts';
import { packZip, type Files } from './zip.ts';

/** Name and version of the format. */
export const CAPSULE_FORMAT = 'ongyeol-capsule';
export const CAPSULE_VERSION = 1;

/** Version 2: witnesses cosigned the checkpoint, whose note then has more lines than the log's own. All else is as in version 1. */
export const COSIGNED_VERSION = 2;

/** Version 3: a part is withheld, or only chosen entries are inside (`partial.ts`); `shown.json` stands in place of `document.json`. */
export const PARTIAL_VERSION = 3;

/** What is shown of the content of a partial capsule. */
export const SHOWN_PATH = 'shown.json';

/** Fixed paths inside a capsule. */
export const PATHS = {
  manifest: 'manifest.json',
  document: 'document.json',
  pdf: 'document.pdf',
  trail: 'trail/entries.json',
  disclosures: 'trail/disclosures.json',
  directory: 'directory/entries.json',
  checkpoint: 'checkpoint.txt',
  /** The page that checks capsules in a browser; it proves nothing itself, and whoever doubts takes one from elsewhere. */
  page: 'verify.html',
} as const;

/** `manifest.json`: what is inside, and the document it is about. `date` (`YYYY-MM-DD`) dates the ZIP. */
export interface Manifest {
  readonly format: typeof CAPSULE_FORMAT;
  readonly v: typeof CAPSULE_VERSION | typeof COSIGNED_VERSION | typeof PARTIAL_VERSION;
  readonly documentId: string;
  readonly version: number;
  readonly date: string;
  readonly files: readonly { readonly path: string; readonly size: number; readonly sha256: string }[];
}

/** `document.json`: the frozen content with its salts. Earlier frozen versions stand in `versions/v{n}.json`. */
export interface FrozenVersion {
  readonly v: 1;
  readonly documentId: string;
  readonly version: number;
  readonly content: Content;
  readonly salts: readonly string[];
}

/** An entry with its place in the log: leaf index and audit path (hex), proved against the checkpoint. */
export interface ProvenEntry {
  readonly index: number;
  readonly proof: readonly string[];
  readonly entry: Entry;
}

/** Salt and text of a commitment; the key in the file is the commitment (hex). */
export interface Disclosure {
  readonly salt: string;
  readonly value: unknown;
}

/** Path of an attachment: order, then its own name with what file systems refuse taken out. */
export function attachmentPath(index: number, name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, 120);
  return `attachments/${String(index + 1).padStart(2, '0')}-${safe === '' ? '_' : safe}`;
}

/** Path of a picture of the body by its digest. */
export function picturePath({ sha256, mediaType }: Pick<PictureBlock, 'sha256' | 'mediaType'>): string {
  return `pictures/${sha256}.${pictureEnding(mediaType)}`;
}

/** Pictures of a content, in the order of the body. */
export function picturesIn(content: Pick<Content, 'blocks'>): PictureBlock[] {
  return content.blocks.flatMap((block) => (block.type === 'picture' ? [block] : []));
}

/** Path of a certificate by its digest. */
export function certificatePath(digest: string): string {
  return `certificates/${digest}.der`;
}

/** Path of an earlier frozen version. */
export function versionPath(version: number): string {
  return `versions/v${version}.json`;
}

/** A note with more than the log's own signature makes a capsule of version 2: a program of before would take it for a changed one. */
function capsuleVersion(files: Files): Manifest['v'] {
  if (files.has(SHOWN_PATH)) return PARTIAL_VERSION;
  const note = fromUtf8(files.get(PATHS.checkpoint) ?? new Uint8Array(0)) ?? '';
  return note.split('\n').filter((line) => line.startsWith('\u2014 ')).length > 1 ? COSIGNED_VERSION : CAPSULE_VERSION;
}

/** The manifest that belongs to these files (the manifest itself is not among them). */
export function manifestOf(documentId: string, version: number, date: string, files: Files): Manifest {
  const listed = [...files.keys()].toSorted().map((path) => {
    const bytes = files.get(path) ?? new Uint8Array(0);
    return { path, size: bytes.length, sha256: toHex(sha256(bytes)) };
  });
  return { format: CAPSULE_FORMAT, v: capsuleVersion(files), documentId, version, date, files: listed };
}

/** Bytes of a capsule over these files. */
export function packCapsule(documentId: string, version: number, date: string, files: Files): Uint8Array {
  const manifest = manifestOf(documentId, version, date, files);
  return packZip(new Map(files).set(PATHS.manifest, canonicalBytes(manifest)), date);
}

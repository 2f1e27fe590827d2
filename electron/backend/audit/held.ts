/** A file of the bundle as the workspace keeps it: how it was judged, the paper in it, the texts that were fixed. Its attachments and PDF are judged and let go. */

import { hash } from 'node:crypto';
import { judgedAs, type HeldState } from '../../../shared/audit/judged.ts';
import { paperIn, versionsIn } from '../../../shared/audit/paper.ts';
import type { AuditPaper, PlacedEntry } from '../../../shared/audit/finding.ts';
import type { Disclosure, FrozenVersion } from '../../../shared/exchange/capsule/capsule.ts';
import { PATHS } from '../../../shared/exchange/capsule/capsule.ts';
import type { Files } from '../../../shared/exchange/capsule/zip.ts';
import { disclosuresSchema } from '../../../shared/verify/capsule-schema.ts';
import { judgeCapsule, type CapsuleTrust } from '../../../shared/verify/capsule.ts';
import type { CheckResult } from '../../../shared/verify/envelope.ts';
import { readCanonicalOnce } from '../../../shared/verify/read-json.ts';
import { leafHash } from '../../../shared/trail/hash.ts';
import { linesOf } from '../documents/compare.ts';
import { createThreadCrypto } from '../pki/node-crypto.ts';

/** A file. `paper` is null where none could be read; `text` is what a search looks through, in small letters. */
export interface Held {
  readonly file: string;
  readonly sha256: string;
  readonly documentId: string | null;
  readonly state: HeldState;
  readonly why: string;
  readonly checks: readonly CheckResult[];
  readonly paper: AuditPaper | null;
  readonly versions: ReadonlyMap<number, FrozenVersion>;
  readonly disclosures: ReadonlyMap<string, Disclosure>;
  readonly text: string;
}

/** One copy of each certificate for the whole bundle. */
export function createShelf(): NonNullable<CapsuleTrust['one']> {
  const known = new Map<string, Uint8Array>();
  return (digest, der) => {
    const before = known.get(digest);
    if (before === undefined) known.set(digest, der);
    return before ?? der;
  };
}

/** One copy of each entry of the directory for the whole bundle: every capsule brings the same ones. */
export type Intern = (placed: PlacedEntry) => PlacedEntry;

/** Creates the keeper of single copies. */
export function createIntern(): Intern {
  const known = new Map<string, PlacedEntry>();
  const { text } = createThreadCrypto();
  return ({ index, entry }) => {
    const key = `${index}:${leafHash(entry, text)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, { index, entry });
    return { index, entry };
  };
}

function disclosuresIn(files: Files): ReadonlyMap<string, Disclosure> {
  const read = disclosuresSchema.safeParse(readCanonicalOnce(files.get(PATHS.disclosures) ?? new Uint8Array(0)));
  return new Map(read.success ? Object.entries(read.data) : []);
}

/** Who is in a trail and by which numbers the paper goes. */
function wordsOf({ entries }: AuditPaper): string[] {
  return entries.flatMap(({ entry }) => {
    if (entry.kind === 'statement') return [entry.body.statement.actor.position, entry.body.statement.actor.person];
    const { fact } = entry.body;
    return fact.type === 'registered' ? [`${fact.unitName}-${fact.number}`] : [];
  });
}

function searchText(file: string, paper: AuditPaper, { versions, disclosures }: Pick<Held, 'versions' | 'disclosures'>): string {
  const texts = [...versions.values()].flatMap(({ content }) => linesOf(content));
  const told = [...disclosures.values()].flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  return [...new Set([file, paper.title, ...wordsOf(paper), ...texts, ...told])].join('\n').toLowerCase();
}

/** Judges a file and keeps what is looked at later. */
export async function holdFile(file: string, bytes: Uint8Array, trust: CapsuleTrust, intern: Intern): Promise<Held> {
  const { envelope, files } = await judgeCapsule(bytes, trust);
  const { documentId } = envelope.subject;
  const named = { file, sha256: hash('sha256', bytes, 'hex'), documentId: typeof documentId === 'string' ? documentId : null };
  const judged = { ...named, ...judgedAs(envelope), checks: envelope.checks };
  const none: Held = { ...judged, paper: null, versions: new Map(), disclosures: new Map(), text: file.toLowerCase() };
  const read = files === null ? null : paperIn(file, files);
  if (files === null || read?.ok !== true) return none;
  const bare = ({ index, entry }: PlacedEntry): PlacedEntry => ({ index, entry });
  const paper = { ...read.value, entries: read.value.entries.map(bare), directory: read.value.directory.map(intern) };
  const kept = { versions: versionsIn(files, paper), disclosures: disclosuresIn(files) };
  return { ...judged, paper, ...kept, text: searchText(file, paper, kept) };
}

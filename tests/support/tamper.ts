/** Tampering with a capsule by somebody who packs it anew as it should be: seeded, so that a case can be made again. */

import { canonical } from '../../shared/trail/canonical.ts';
import { packCapsule, PATHS } from '../../shared/exchange/capsule/capsule.ts';
import { fromUtf8, utf8 } from '../../shared/lib/bytes.ts';
import { parseCertificate } from '../../shared/verify/pki.ts';

/** A number below a bound. */
export type Next = (below: number) => number;

/** Numbers of a seed. */
export function createNext(seed: number): Next {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

type Edit = (files: Map<string, Uint8Array>, next: Next) => void;

const read = (files: ReadonlyMap<string, Uint8Array>, path: string): string => fromUtf8(files.get(path) ?? new Uint8Array(0)) ?? '';

/** Changes one list of entries; `trail` or `directory`. */
const onList =
  (path: string, change: (all: unknown[], next: Next) => unknown[]): Edit =>
  (files, next) =>
    void files.set(path, utf8(canonical(change(JSON.parse(read(files, path)) as unknown[], next))));

const drop = (all: unknown[], next: Next): unknown[] => all.toSpliced(next(all.length - 1), 1);
function swap(all: unknown[], next: Next): unknown[] {
  const at = next(all.length - 1);
  return all.toSpliced(at, 2, all[at + 1], all[at]);
}
function twice(all: unknown[], next: Next): unknown[] {
  const at = next(all.length);
  return all.toSpliced(at, 0, all[at]);
}

/** One digit of one value of one entry: a time put back, a digest, a signature, a name. */
function digit(all: unknown[], next: Next): unknown[] {
  const at = next(all.length);
  const text = JSON.stringify(all[at]);
  const places = [...text.matchAll(/[0-9]/g)].map(({ index }) => index);
  const place = places[next(places.length)] ?? 0;
  const other = String((Number(text[place]) + 1 + next(9)) % 10);
  return all.toSpliced(at, 1, JSON.parse(`${text.slice(0, place)}${other}${text.slice(place + 1)}`) as unknown);
}

/** A bit of any file. */
const flip: Edit = (files, next) => {
  const paths = [...files.keys()];
  const path = paths[next(paths.length)] ?? '';
  const bytes = files.get(path) ?? new Uint8Array(0);
  const at = next(bytes.length);
  const bit = 1 << next(8);
  files.set(
    path,
    bytes.map((byte, i) => (i === at ? byte ^ bit : byte)),
  );
};

/** The root inside is a copy for convenience: what is trusted comes from outside, so a capsule without it proves the same. */
const isRoot = (bytes: Uint8Array): boolean => {
  const parsed = parseCertificate(bytes);
  return parsed.ok && parsed.value.kind === 'root';
};

const lose: Edit = (files, next) => {
  const paths = [...files].flatMap(([path, bytes]) => (isRoot(bytes) ? [] : [path]));
  files.delete(paths[next(paths.length)] ?? '');
};

/** Kinds of tampering by name. */
export const TAMPERING: Readonly<Record<string, Edit>> = {
  flip,
  lose,
  'entry dropped': onList(PATHS.trail, drop),
  'entries swapped': onList(PATHS.trail, swap),
  'entry twice': onList(PATHS.trail, twice),
  'digit of an entry': onList(PATHS.trail, digit),
  'digit of the directory': onList(PATHS.directory, digit),
};

/** A tampered capsule, packed anew with a fitting manifest; null where nothing came to be different. */
export function tampered(files: ReadonlyMap<string, Uint8Array>, kind: string, next: Next): Uint8Array | null {
  const edited = new Map(files);
  const manifest = JSON.parse(read(files, PATHS.manifest)) as { documentId: string; version: number; date: string };
  edited.delete(PATHS.manifest);
  try {
    TAMPERING[kind]?.(edited, next);
  } catch {
    return null;
  }
  const same = edited.size === files.size - 1 && [...edited].every(([path, bytes]) => String(files.get(path)) === String(bytes));
  return same ? null : packCapsule(manifest.documentId, manifest.version, manifest.date, edited);
}

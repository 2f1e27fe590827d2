/**
 * Revisions of a PDF: the base and one incremental update per seal. Every byte of a revision belongs to an object its own section
 * names, to the section itself, or is white space, so nothing can lie hidden for a reader that repairs or scans (recipes/pdf §4).
 */

import { readObject, refuse, skipSpace, take, type Cursor, type PdfDict, type PdfObject } from './objects.ts';
import { readPacked, readSection, wholeOf, type Section } from './xref.ts';

/** One revision: its bytes, its trailer, and the objects it wrote, freed or used as packing. */
export interface Revision {
  readonly start: number;
  readonly end: number;
  readonly trailer: PdfDict;
  readonly objects: ReadonlyMap<number, PdfObject>;
  readonly freed: readonly number[];
  readonly packing: ReadonlySet<number>;
}

/** All objects as they stand after some revision. */
export type Objects = ReadonlyMap<number, PdfObject>;

const HEAD = /%PDF-1\.[0-9]\r?\n(?:%[\x80-\xff]{4,8}\r?\n)?/y;
const TAIL = /startxref\r?\n(\d{1,10})\r?\n%%EOF[\r\n]{0,2}$/;
const MOST_REVISIONS = 200;
const KEYS = new Set(['Size', 'Root', 'Info', 'ID', 'Prev']);
const STREAM_KEYS = new Set([...KEYS, 'Type', 'W', 'Index', 'Length', 'Filter']);

/** Bytes as a string of the same length: offsets stay offsets. */
export function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 0x8000) parts.push(String.fromCharCode(...bytes.subarray(i, i + 0x8000)));
  return parts.join('');
}

/** The sections, oldest first. */
function readSections(text: string): Section[] {
  const cursor: Cursor = { text, at: 0 };
  const tail = TAIL.exec(text.slice(-48)) ?? refuse(cursor);
  const found: Section[] = [];
  for (let at: number | null = Number(tail[1]); at !== null;) {
    const section = readSection(text, at);
    const newer = found[0];
    const known = section.stream === null ? KEYS : STREAM_KEYS;
    if ((newer !== undefined && section.end > newer.at) || found.length >= MOST_REVISIONS) refuse(cursor);
    if ([...section.trailer.entries.keys()].some((key) => !known.has(key))) refuse(cursor);
    if (newer === undefined && !/^[\r\n]{0,2}$/.test(text.slice(section.end))) refuse(cursor);
    found.unshift(section);
    at = section.trailer.entries.has('Prev') ? (wholeOf(section.trailer, 'Prev') ?? refuse(cursor)) : null;
  }
  return found;
}

/** Objects in place, one behind the other from the revision's first byte to its section, with nothing between them. */
function readPlain(text: string, section: Section, start: number): Map<number, PdfObject> {
  const cursor: Cursor = { text, at: start };
  if (start === 0 && take(cursor, HEAD) === null) refuse(cursor);
  const places = [...section.entries].flatMap(([number, entry]) =>
    entry.kind === 'at' && entry.offset !== section.at ? [{ number, offset: entry.offset }] : [],
  );
  const objects = new Map<number, PdfObject>();
  for (const { number, offset } of places.toSorted((a, b) => a.offset - b.offset)) {
    skipSpace(cursor);
    if (cursor.at !== offset) refuse(cursor);
    const object = readObject(text, offset);
    if (object.number !== number) refuse(cursor);
    objects.set(number, object);
    cursor.at = object.end;
  }
  skipSpace(cursor);
  return cursor.at === section.at ? objects : refuse(cursor);
}

/** Objects in object streams of the same revision. */
function unpack(text: string, section: Section, plain: ReadonlyMap<number, PdfObject>, used: Set<number>): Map<number, PdfObject> {
  const cursor: Cursor = { text, at: section.at };
  const packed = [...section.entries].flatMap(([number, entry]) => (entry.kind === 'packed' ? [{ number, ...entry }] : []));
  const objects = new Map<number, PdfObject>();
  for (const container of new Set(packed.map((entry) => entry.container))) {
    const inside = readPacked(text, plain.get(container) ?? refuse(cursor));
    const named = packed.filter((entry) => entry.container === container);
    if (named.length !== inside.length) refuse(cursor);
    for (const { number, index } of named) {
      const object = inside[index];
      if (object?.number !== number) refuse(cursor);
      objects.set(number, object);
    }
    used.add(container);
  }
  return objects;
}

function readRevision(text: string, section: Section, start: number): Revision {
  const plain = readPlain(text, section, start);
  const packing = new Set<number>();
  const packed = unpack(text, section, plain, packing);
  if (section.stream !== null) {
    plain.set(section.stream.number, section.stream);
    packing.add(section.stream.number);
  }
  const freed = [...section.entries].flatMap(([number, entry]) => (entry.kind === 'free' && number !== 0 ? [number] : []));
  return { start, end: section.end, trailer: section.trailer, objects: new Map([...plain, ...packed]), freed, packing };
}

/** Reads all revisions, oldest first; throws PdfSyntaxError where the file is not built exactly so. */
export function readRevisions(text: string): Revision[] {
  const found: Revision[] = [];
  let most = 0;
  for (const section of readSections(text)) {
    const revision = readRevision(text, section, found.at(-1)?.end ?? 0);
    for (const number of revision.objects.keys()) most = Math.max(most, number);
    if ((wholeOf(revision.trailer, 'Size') ?? 0) <= most) refuse({ text, at: section.at });
    found.push(revision);
  }
  return found;
}

/** The objects after each revision. */
export function statesOf(revisions: readonly Revision[]): Objects[] {
  const states: Objects[] = [];
  for (const { objects, freed } of revisions) {
    const state = new Map([...(states.at(-1) ?? []), ...objects]);
    for (const number of freed) state.delete(number);
    states.push(state);
  }
  return states;
}

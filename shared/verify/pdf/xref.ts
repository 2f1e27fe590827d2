/** Cross-reference sections (ISO 32000-1 §7.5.4, §7.5.8) and object streams (§7.5.7) of one revision. */

import { Unzlib } from 'fflate';
import { concat } from '../../lib/bytes.ts';
import { readObject, readValue, refuse, skipSpace, take, type Cursor, type PdfDict, type PdfObject, type PdfValue } from './objects.ts';

/** Where an object number leads. */
export type Entry =
  | { readonly kind: 'free' }
  | { readonly kind: 'at'; readonly offset: number }
  | { readonly kind: 'packed'; readonly container: number; readonly index: number };

/** One section with its trailer; `stream` is the object that holds it where it is a stream; `end` stands behind its %%EOF. */
export interface Section {
  readonly at: number;
  readonly end: number;
  readonly trailer: PdfDict;
  readonly entries: ReadonlyMap<number, Entry>;
  readonly stream: PdfObject | null;
}

/** More than a paper needs, less than hurts. */
const LIMITS = { objects: 500_000, inflated: 64 * 1024 * 1024, slice: 16_384 } as const;

const TABLE = /xref\r?\n/y;
const TRAILER = /trailer(?=[\r\n <])/y;
const SUBSECTION = /(\d{1,7}) (\d{1,7}) ?\r?\n/y;
const LINE = /(\d{10}) (\d{5}) ([nf])(?: \n| \r|\r\n)/y;
const START = /startxref\r?\n(\d{1,10})\r?\n%%EOF/y;

/** A non-negative whole number at a key, or null. */
export function wholeOf(dict: PdfDict, key: string): number | null {
  const value = dict.entries.get(key);
  return value?.type === 'number' && Number.isSafeInteger(value.value) && value.value >= 0 ? value.value : null;
}

function put(cursor: Cursor, entries: Map<number, Entry>, number: number, entry: Entry): void {
  if (entries.has(number) || entries.size >= LIMITS.objects || (number === 0 && entry.kind !== 'free')) refuse(cursor);
  entries.set(number, entry);
}

function readTable(cursor: Cursor): Map<number, Entry> {
  const entries = new Map<number, Entry>();
  for (let head = take(cursor, SUBSECTION); head !== null; head = take(cursor, SUBSECTION)) {
    const first = Number(head[1]);
    for (let i = 0; i < Number(head[2]); i++) {
      const [, offset, generation, kind] = take(cursor, LINE) ?? refuse(cursor);
      if (kind === 'n' && generation !== '00000') refuse(cursor);
      put(cursor, entries, first + i, kind === 'n' ? { kind: 'at', offset: Number(offset) } : { kind: 'free' });
    }
  }
  return entries;
}

/** Inflates in slices, so that a small file cannot fill the memory. */
function inflate(cursor: Cursor, packed: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  let done = false;
  const reader = new Unzlib((part, final) => {
    size += part.length;
    if (size > LIMITS.inflated) refuse(cursor);
    parts.push(part);
    done = final;
  });
  try {
    for (let at = 0; at < packed.length; at += LIMITS.slice) reader.push(packed.subarray(at, at + LIMITS.slice), at + LIMITS.slice >= packed.length);
  } catch {
    refuse(cursor);
  }
  return done ? concat(parts) : refuse(cursor);
}

/** Data of a stream that is read here, not drawn: plain or FlateDecode without predictor. */
export function dataOf(cursor: Cursor, object: PdfObject, dict: PdfDict): Uint8Array {
  const raw =
    object.stream === null
      ? refuse(cursor)
      : Uint8Array.from(cursor.text.slice(object.stream.start, object.stream.end), (character) => character.charCodeAt(0));
  const filter = dict.entries.get('Filter');
  if (dict.entries.has('DecodeParms') || dict.entries.has('F')) refuse(cursor);
  if (filter === undefined) return raw;
  return filter.type === 'name' && filter.value === 'FlateDecode' ? inflate(cursor, raw) : refuse(cursor);
}

function numbersOf(value: PdfValue | undefined): number[] | null {
  if (value?.type !== 'array') return null;
  const numbers = value.items.flatMap((item) => (item.type === 'number' && Number.isSafeInteger(item.value) && item.value >= 0 ? [item.value] : []));
  return numbers.length === value.items.length ? numbers : null;
}

function typedStream(cursor: Cursor, object: PdfObject, type: string): PdfDict {
  const { value } = object;
  const given = value.type === 'dict' ? value.entries.get('Type') : undefined;
  return value.type === 'dict' && given?.type === 'name' && given.value === type ? value : refuse(cursor);
}

function streamEntry(cursor: Cursor, fields: readonly number[]): Entry {
  const [kind = 1, second = 0, third = 0] = fields;
  if (kind === 0) return { kind: 'free' };
  if (kind === 1) return third === 0 ? { kind: 'at', offset: second } : refuse(cursor);
  return kind === 2 ? { kind: 'packed', container: second, index: third } : refuse(cursor);
}

function readStreamEntries(cursor: Cursor, object: PdfObject, dict: PdfDict): Map<number, Entry> {
  const widths = numbersOf(dict.entries.get('W'));
  const ranges = numbersOf(dict.entries.get('Index')) ?? [0, wholeOf(dict, 'Size') ?? 0];
  const data = dataOf(cursor, object, dict);
  if (widths?.length !== 3 || widths.some((width) => width > 6) || ranges.length % 2 !== 0) refuse(cursor);
  const entries = new Map<number, Entry>();
  let at = 0;
  for (let i = 0; i < ranges.length; i += 2) {
    for (let k = 0; k < (ranges[i + 1] ?? 0); k++) {
      const fields = widths.map((width, column) => {
        const bytes = data.subarray(at, at + width);
        at += width;
        return width === 0 && column === 0 ? 1 : bytes.reduce((sum, byte) => sum * 256 + byte, 0);
      });
      if (at > data.length) refuse(cursor);
      put(cursor, entries, (ranges[i] ?? 0) + k, streamEntry(cursor, fields));
    }
  }
  return at === data.length ? entries : refuse(cursor);
}

/** Reads the section at an offset up to and with its `startxref … %%EOF`, which must name that offset. */
export function readSection(text: string, at: number): Section {
  const cursor: Cursor = { text, at };
  let read: Pick<Section, 'trailer' | 'entries' | 'stream'>;
  if (take(cursor, TABLE) === null) {
    const stream = readObject(text, at);
    const trailer = typedStream(cursor, stream, 'XRef');
    read = { trailer, entries: readStreamEntries(cursor, stream, trailer), stream };
    cursor.at = stream.end;
  } else {
    const entries = readTable(cursor);
    skipSpace(cursor);
    if (take(cursor, TRAILER) === null) refuse(cursor);
    const trailer = readValue(cursor);
    read = { trailer: trailer.type === 'dict' ? trailer : refuse(cursor), entries, stream: null };
  }
  skipSpace(cursor);
  const start = take(cursor, START) ?? refuse(cursor);
  return Number(start[1]) === at ? { ...read, at, end: cursor.at } : refuse(cursor);
}

/** All objects of an object stream with their index. They must fill it: what no entry names would be hidden. */
export function readPacked(text: string, container: PdfObject): PdfObject[] {
  const outer: Cursor = { text, at: container.start };
  const dict = typedStream(outer, container, 'ObjStm');
  const count = wholeOf(dict, 'N') ?? refuse(outer);
  const first = wholeOf(dict, 'First') ?? refuse(outer);
  const data = dataOf(outer, container, dict);
  let inner = '';
  for (let i = 0; i < data.length; i += 0x8000) inner += String.fromCharCode(...data.subarray(i, i + 0x8000));
  const head = inner.slice(0, first).trim().split(/\s+/).map(Number);
  if (dict.entries.has('Extends') || head.length !== count * 2 || head.some((n) => !Number.isSafeInteger(n))) refuse(outer);
  const cursor: Cursor = { text: inner, at: first };
  const found: PdfObject[] = [];
  for (let i = 0; i < count; i++) {
    skipSpace(cursor);
    if (cursor.at !== first + (head[i * 2 + 1] ?? -1)) refuse(outer);
    found.push({ number: head[i * 2] ?? 0, value: readValue(cursor), stream: null, start: container.start, end: container.end });
  }
  skipSpace(cursor);
  return cursor.at === inner.length ? found : refuse(outer);
}

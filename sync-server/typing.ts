/**
 * Updates as typing makes them, nearly all that ever come: one writer's pieces of text in a row, and what was deleted. They are read where they
 * lie, without a value for every piece, and put together by their bytes. Whatever is anything else, or anything strange, is left to Yjs.
 */

import { isUtf8 } from 'node:buffer';
import { MAX_CLIENT, MAX_CLOCK } from './bounds.ts';
import { numberSize, putNumber } from './varint.ts';

/** A stretch of a client's clocks that was deleted. */
export interface Deleted {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

/** What an update of typing says. Its numbers and what its text leans on are such as an honest client could have written. */
export interface Typing {
  readonly client: number;
  /** Clocks its text takes; the same where there is none. */
  readonly clock: number;
  readonly end: number;
  /** Pieces of text, and where their bytes lie. */
  readonly pieces: number;
  readonly from: number;
  readonly to: number;
  readonly deleted: readonly Deleted[];
}

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
  /** It is something else. */
  other: boolean;
}

const NOTHING: readonly Deleted[] = [];
const STRING = 4;
const KIND = 0b1_1111;
const HAS_LEFT = 0b1000_0000;
const HAS_RIGHT = 0b0100_0000;
const HAS_KEY = 0b0010_0000;
/** No client id takes more; a number that does is not looked at here. */
const NUMBER_BYTES = 5;

function other(cursor: Cursor): number {
  cursor.other = true;
  return 0;
}

function readNumber(cursor: Cursor): number {
  let value = 0;
  let weight = 1;
  for (let i = 0; i < NUMBER_BYTES && cursor.at < cursor.bytes.length; i++) {
    const byte = cursor.bytes[cursor.at++] ?? 0;
    value += (byte & 0x7f) * weight;
    if (byte < 0x80) return value;
    weight *= 128;
  }
  return other(cursor);
}

/** Length of a text in UTF-16 units, and the cursor behind it. */
function readLength(cursor: Cursor): number {
  const size = readNumber(cursor);
  const from = cursor.at;
  const to = from + size;
  if (to > cursor.bytes.length) return other(cursor);
  cursor.at = to;
  let units = 0;
  let ascii = true;
  for (let i = from; i < to; i++) {
    const byte = cursor.bytes[i] ?? 0;
    if (byte >= 0x80) ascii = false;
    // A character begins where no byte goes on with one; beyond 16 bits it takes two units.
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return ascii || isUtf8(cursor.bytes.subarray(from, to)) ? units : other(cursor);
}

/** What a piece leans on must have been there when its writer wrote it. */
function readLean(cursor: Cursor, client: number, clock: number): void {
  const onClient = readNumber(cursor);
  const onClock = readNumber(cursor);
  if (onClient > MAX_CLIENT || onClock > MAX_CLOCK || (onClient === client && onClock >= clock)) cursor.other = true;
}

/** One piece of text; how many clocks it takes. */
function readPiece(cursor: Cursor, client: number, clock: number): number {
  const info = cursor.bytes[cursor.at++] ?? 0;
  const [left, right] = [info & HAS_LEFT, info & HAS_RIGHT];
  if ((info & KIND) !== STRING) return other(cursor);
  if (left !== 0) readLean(cursor, client, clock);
  if (right !== 0) readLean(cursor, client, clock);
  if (left === 0 && right === 0) {
    if ((info & HAS_KEY) !== 0) return other(cursor);
    if (readNumber(cursor) === 1) readLength(cursor);
    else readLean(cursor, client, clock);
  }
  const length = readLength(cursor);
  return length > 0 ? length : other(cursor);
}

function readDeleted(cursor: Cursor): readonly Deleted[] {
  const clients = readNumber(cursor);
  if (clients === 0) return NOTHING;
  const deleted: Deleted[] = [];
  for (let i = 0; i < clients && !cursor.other; i++) {
    const client = readNumber(cursor);
    for (let left = readNumber(cursor); left > 0 && !cursor.other; left--) {
      const item = { client, clock: readNumber(cursor), length: readNumber(cursor) };
      if (client > MAX_CLIENT || item.clock + item.length > MAX_CLOCK) cursor.other = true;
      deleted.push(item);
    }
  }
  return deleted;
}

/** Reads an update (version 1) of typing; null where it is anything else. */
export function readTyping(bytes: Uint8Array): Typing | null {
  const cursor: Cursor = { bytes, at: 0, other: false };
  const writers = readNumber(cursor);
  if (cursor.other || writers > 1) return null;
  const pieces = writers === 0 ? 0 : readNumber(cursor);
  const client = writers === 0 ? 0 : readNumber(cursor);
  const clock = writers === 0 ? 0 : readNumber(cursor);
  const from = cursor.at;
  let end = clock;
  for (let i = 0; i < pieces && !cursor.other; i++) end += readPiece(cursor, client, end);
  const to = cursor.at;
  if (cursor.other || client > MAX_CLIENT || end > MAX_CLOCK) return null;
  const deleted = readDeleted(cursor);
  return cursor.other ? null : { client, clock, end, pieces, from, to, deleted };
}

/** What one writer wrote, in order. */
interface Row {
  readonly clock: number;
  end: number;
  pieces: number;
  readonly parts: Uint8Array[];
}

/** False where it does not go on where the row ends. */
function addRow(rows: Map<number, Row>, bytes: Uint8Array, { client, clock, end, pieces, from, to }: Typing): boolean {
  if (pieces === 0) return true;
  const row = rows.get(client) ?? { clock, end: clock, pieces: 0, parts: [] };
  if (row.end !== clock) return false;
  row.end = end;
  row.pieces += pieces;
  row.parts.push(bytes.subarray(from, to));
  rows.set(client, row);
  return true;
}

/** Spans by client as Yjs keeps them: in order, those that touch as one. */
function spansOf(all: readonly Typing[]): Map<number, [clock: number, length: number][]> {
  const spans = new Map<number, [number, number][]>();
  for (const { deleted } of all)
    for (const { client, clock, length } of deleted) {
      const known = spans.get(client);
      if (known === undefined) spans.set(client, [[clock, length]]);
      else known.push([clock, length]);
    }
  for (const [client, list] of spans) {
    list.sort(([a], [b]) => a - b);
    const joined: [number, number][] = [];
    for (const [clock, length] of list) {
      const last = joined.at(-1);
      if (last !== undefined && last[0] + last[1] >= clock) last[1] = Math.max(last[1], clock + length - last[0]);
      else joined.push([clock, length]);
    }
    spans.set(client, joined);
  }
  return spans;
}

const byClient = <T>(map: ReadonlyMap<number, T>): [number, T][] => [...map].toSorted(([a], [b]) => b - a);

/** The bytes of an update: numbers, and parts as they are. */
function layOut(fields: readonly (number | Uint8Array)[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce<number>((sum, field) => sum + (typeof field === 'number' ? numberSize(field) : field.length), 0));
  let at = 0;
  for (const field of fields) {
    if (typeof field === 'number') at = putNumber(bytes, at, field);
    else {
      bytes.set(field, at);
      at += field.length;
    }
  }
  return bytes;
}

/** Updates of typing as one, what `Y.mergeUpdates` makes of them; null where one is anything else, or a writer's text does not go on where it ended. */
export function joinTyping(updates: readonly Uint8Array[]): Uint8Array | null {
  const rows = new Map<number, Row>();
  const all: Typing[] = [];
  for (const bytes of updates) {
    const typing = readTyping(bytes);
    if (typing === null || !addRow(rows, bytes, typing)) return null;
    all.push(typing);
  }
  const spans = byClient(spansOf(all));
  return layOut([
    rows.size,
    ...byClient(rows).flatMap(([client, { clock, pieces, parts }]) => [pieces, client, clock, ...parts]),
    spans.length,
    ...spans.flatMap(([client, list]) => [client, list.length, ...list.flat()]),
  ]);
}

/** PDF objects (ISO 32000-1 §7.3), read strictly: no comments inside, no key twice, nothing guessed. Offsets are byte offsets. */

/** One value. Strings carry where they stand, so that a signature's Contents can be tied to its gap. */
export type PdfValue =
  | { readonly type: 'null' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'name'; readonly value: string }
  | { readonly type: 'string'; readonly value: string; readonly hex: boolean; readonly start: number; readonly end: number }
  | { readonly type: 'array'; readonly items: readonly PdfValue[] }
  | PdfDict
  | { readonly type: 'reference'; readonly number: number };

/** A dictionary. */
export interface PdfDict {
  readonly type: 'dict';
  readonly entries: ReadonlyMap<string, PdfValue>;
}

/** An indirect object and the bytes it takes up; `stream` is the place of its raw data. */
export interface PdfObject {
  readonly number: number;
  readonly value: PdfValue;
  readonly stream: { readonly start: number; readonly end: number } | null;
  readonly start: number;
  readonly end: number;
}

/** Thrown while reading; `verifyPdf` turns it into PDF_MALFORMED and lets nothing else through. */
export class PdfSyntaxError extends Error {}

/** A place in the file's text (one character per byte). */
export interface Cursor {
  readonly text: string;
  at: number;
}

const DEPTH = 64;
const STOP = String.raw`(?=[\0\t\n\f\r \[\]<>()/]|$)`;
const SPACE = /[\0\t\n\f\r ]*/y;
const REFERENCE = new RegExp(String.raw`(\d{1,7}) 0 R${STOP}`, 'y');
const NUMBER = new RegExp(String.raw`[+-]?(?:\d{1,15}\.?\d{0,15}|\.\d{1,15})${STOP}`, 'y');
const NAME = /\/([^\0\t\n\f\r [\]<>(){}/%]*)/y;
const HEX = /<([0-9A-Fa-f\t\n\f\r ]*)>/y;
const WORD = new RegExp(`(null|true|false)${STOP}`, 'y');
const HEADER = /(\d{1,7}) 0 obj(?=[\0\t\n\f\r <[(/])/y;
const STREAM = /stream\r?\n/y;
const STREAM_END = /(?:\r?\n)?endstream(?=[\n\r ])/y;
const OBJECT_END = /endobj(?=[\n\r ]|$)/y;

/** Ends the reading. */
export function refuse(cursor: Cursor): never {
  throw new PdfSyntaxError(`at ${cursor.at}`);
}

/** Takes a sticky pattern at the cursor, or null. */
export function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (found !== null) cursor.at += found[0].length;
  return found;
}

/** Skips white space; comments are not white space here. */
export function skipSpace(cursor: Cursor): void {
  take(cursor, SPACE);
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '(': '(', ')': ')', '\\': '\\' };

function escape(cursor: Cursor): string {
  const octal = /^[0-7]{1,3}/.exec(cursor.text.slice(cursor.at + 1, cursor.at + 4))?.[0];
  const next = cursor.text.charAt(cursor.at + 1);
  cursor.at += 1 + (octal?.length ?? 1);
  return octal === undefined ? (ESCAPED[next] ?? refuse(cursor)) : String.fromCharCode(Number.parseInt(octal, 8) & 255);
}

function readLiteral(cursor: Cursor): PdfValue {
  const start = cursor.at;
  const parts: string[] = [];
  let depth = 0;
  do {
    const character = cursor.text.charAt(cursor.at);
    if (character === '') refuse(cursor);
    if (character === '\\') {
      parts.push(escape(cursor));
      continue;
    }
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    parts.push(character);
    cursor.at += 1;
  } while (depth > 0);
  return { type: 'string', value: parts.join('').slice(1, -1), hex: false, start, end: cursor.at };
}

function hexString(hex: string, start: number, end: number): PdfValue {
  const bare = hex.replaceAll(/[\t\n\f\r ]/g, '');
  const even = bare.length % 2 === 0 ? bare : `${bare}0`;
  return { type: 'string', value: even.replaceAll(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))), hex: true, start, end };
}

function nameOf(cursor: Cursor, raw: string): string {
  return raw.replaceAll(/#(..|.|$)/g, (_, pair: string) => (/^[0-9A-Fa-f]{2}$/.test(pair) ? String.fromCharCode(Number.parseInt(pair, 16)) : refuse(cursor)));
}

function readDict(cursor: Cursor, depth: number): PdfDict {
  cursor.at += 2;
  const entries = new Map<string, PdfValue>();
  for (skipSpace(cursor); !cursor.text.startsWith('>>', cursor.at); skipSpace(cursor)) {
    const key = nameOf(cursor, (take(cursor, NAME) ?? refuse(cursor))[1] ?? '');
    if (entries.has(key)) refuse(cursor);
    entries.set(key, readValue(cursor, depth + 1));
  }
  cursor.at += 2;
  return { type: 'dict', entries };
}

function readArray(cursor: Cursor, depth: number): PdfValue {
  cursor.at += 1;
  const items: PdfValue[] = [];
  for (skipSpace(cursor); cursor.text.charAt(cursor.at) !== ']'; skipSpace(cursor)) items.push(readValue(cursor, depth + 1));
  cursor.at += 1;
  return { type: 'array', items };
}

/** Reads one value at the cursor. */
export function readValue(cursor: Cursor, depth = 0): PdfValue {
  skipSpace(cursor);
  if (depth > DEPTH) refuse(cursor);
  const start = cursor.at;
  if (cursor.text.startsWith('<<', start)) return readDict(cursor, depth);
  const first = cursor.text.charAt(start);
  if (first === '[') return readArray(cursor, depth);
  if (first === '(') return readLiteral(cursor);
  const name = take(cursor, NAME);
  if (name !== null) return { type: 'name', value: nameOf(cursor, name[1] ?? '') };
  const reference = take(cursor, REFERENCE);
  if (reference !== null) return { type: 'reference', number: Number(reference[1]) };
  const number = take(cursor, NUMBER);
  if (number !== null) return { type: 'number', value: Number(number[0]) };
  const hex = take(cursor, HEX);
  if (hex !== null) return hexString(hex[1] ?? '', start, cursor.at);
  const word = (take(cursor, WORD) ?? refuse(cursor))[1];
  return word === 'null' ? { type: 'null' } : { type: 'boolean', value: word === 'true' };
}

/** Reads `n 0 obj … endobj`. A stream's Length is a number written in place: nothing may be looked up to find where it ends. */
export function readObject(text: string, start: number): PdfObject {
  const cursor: Cursor = { text, at: start };
  const header = take(cursor, HEADER) ?? refuse(cursor);
  const value = readValue(cursor);
  skipSpace(cursor);
  let stream: PdfObject['stream'] = null;
  if (take(cursor, STREAM) !== null) {
    const length = value.type === 'dict' ? value.entries.get('Length') : undefined;
    if (length?.type !== 'number' || !Number.isSafeInteger(length.value) || length.value < 0) refuse(cursor);
    stream = { start: cursor.at, end: cursor.at + length.value };
    cursor.at = stream.end;
    if (take(cursor, STREAM_END) === null) refuse(cursor);
    skipSpace(cursor);
  }
  if (take(cursor, OBJECT_END) === null) refuse(cursor);
  return { number: Number(header[1]), value, stream, start, end: cursor.at };
}

/** One text for equal values, however they are spelt. */
export function canonical(value: PdfValue): string {
  switch (value.type) {
    case 'null':
      return 'null';
    case 'boolean':
    case 'number':
      return String(value.value);
    case 'name':
      return `/${JSON.stringify(value.value)}`;
    case 'string':
      return JSON.stringify(value.value);
    case 'array':
      return `[${value.items.map(canonical).join(' ')}]`;
    case 'dict':
      return `{${[...value.entries]
        .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
        .toSorted()
        .join(' ')}}`;
    case 'reference':
      return `${value.number}R`;
  }
}

/** Numbers of all objects a value refers to. */
export function referencesOf(value: PdfValue): number[] {
  if (value.type === 'reference') return [value.number];
  if (value.type === 'array') return value.items.flatMap(referencesOf);
  return value.type === 'dict' ? [...value.entries.values()].flatMap(referencesOf) : [];
}

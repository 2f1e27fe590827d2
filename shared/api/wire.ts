/** JSON with tags, so that both transports carry the same values: bytes, dates and `undefined` survive, nothing else is added. */

import { fromBase64, toBase64 } from '../lib/bytes.ts';

const TAG = '$t';

function pack(value: unknown): unknown {
  if (value === undefined) return { [TAG]: 'u' };
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') throw new TypeError(`a ${typeof value} cannot cross the wire`);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('a number that is not finite cannot cross the wire');
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return { [TAG]: 'd', v: value.getTime() };
  if (value instanceof Uint8Array) return { [TAG]: 'b', v: toBase64(value) };
  if (Array.isArray(value)) return value.map(pack);
  const prototype: unknown = Object.getPrototypeOf(value);
  // Null-prototype objects and objects of another realm (contextBridge) are plain too; a class instance or a Map is not.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw new TypeError('only plain objects cross the wire');
  const entries = Object.entries(value).map(([key, item]) => [key, pack(item)] as const);
  return Object.hasOwn(value, TAG) ? { [TAG]: 'o', v: entries } : Object.fromEntries(entries);
}

function unpackTagged(tag: unknown, held: unknown): unknown {
  if (tag === 'u') return undefined;
  if (tag === 'd' && typeof held === 'number') return new Date(held);
  if (tag === 'o' && Array.isArray(held)) return Object.fromEntries(held.map(([key, item]: [string, unknown]) => [key, unpack(item)]));
  const bytes = tag === 'b' && typeof held === 'string' ? fromBase64(held) : null;
  if (bytes === null) throw new SyntaxError('unknown tag on the wire');
  return bytes;
}

function unpack(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(unpack);
  if (Object.hasOwn(value, TAG)) {
    const tagged = value as { [TAG]: unknown; v?: unknown };
    return unpackTagged(tagged[TAG], tagged.v);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpack(item)]));
}

/** Text of a value. Throws on what could not be given back as it was (functions, Maps, NaN): that is a bug of the sender. */
export function encode(value: unknown): string {
  return JSON.stringify(pack(value));
}

/** The value of a text. Throws a SyntaxError on anything that `encode` does not write. */
export function decode(text: string): unknown {
  return unpack(JSON.parse(text));
}

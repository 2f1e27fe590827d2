/** JSON Canonicalization Scheme (RFC 8785): the one text form that is hashed and signed. */

import canonicalize from 'canonicalize';
import { utf8 } from '../lib/bytes.ts';

/** Texts that stand between quotation marks as they are: nothing to escape, and no half of a pair. */
const BARE = /^[\u0020\u0021\u0023-\u005b\u005d-\ud7ff\ue000-\uffff]*$/;

/** Deeper values, and cycles, are left to the library. */
const DEEPEST = 100;

/** Names in the order of RFC 8785 §3.2.3; what was canonical when it was read has them so already. */
function namesOf(value: object): string[] {
  const names = Object.keys(value);
  for (let i = 1; i < names.length; i++) if ((names[i - 1] ?? '') > (names[i] ?? '')) return names.toSorted();
  return names;
}

function membersOf(value: Readonly<Record<string, unknown>>, depth: number): string | null {
  let text = '';
  for (const name of namesOf(value)) {
    const member = value[name];
    if (member === undefined) continue;
    const key = stringText(name);
    const told = textOf(member, depth);
    if (key === null || told === null) return null;
    text += `${text === '' ? '' : ','}${key}:${told}`;
  }
  return `{${text}}`;
}

function stringText(value: string): string | null {
  if (BARE.test(value)) return `"${value}"`;
  return value.isWellFormed() ? JSON.stringify(value) : null;
}

function itemsOf(value: readonly unknown[], depth: number): string | null {
  let text = '';
  for (let i = 0; i < value.length; i++) {
    const told = textOf(value[i], depth);
    if (told === null) return null;
    text += i === 0 ? told : `,${told}`;
  }
  return `[${text}]`;
}

/** What `JSON.parse` gives, written in half the time of the library; null for anything else, which the library judges. */
function textOf(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return stringText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : null;
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || depth > DEEPEST) return null;
  if (Array.isArray(value)) return itemsOf(value, depth + 1);
  const plain = Object.getPrototypeOf(value) === Object.prototype && !('toJSON' in value);
  return plain ? membersOf(value as Readonly<Record<string, unknown>>, depth + 1) : null;
}

/** Whether a value is what `JSON.parse` gives, its names in order everywhere: so is what was canonical when it was read. */
function inOrder(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value !== 'object' || depth > DEEPEST || 'toJSON' in value) return false;
  if (Array.isArray(value)) return itemsInOrder(value, depth + 1);
  return Object.getPrototypeOf(value) === Object.prototype && membersInOrder(value as Readonly<Record<string, unknown>>, depth + 1);
}

function itemsInOrder(value: readonly unknown[], depth: number): boolean {
  for (let i = 0; i < value.length; i++) if (!inOrder(value[i], depth)) return false;
  return true;
}

function membersInOrder(value: Readonly<Record<string, unknown>>, depth: number): boolean {
  const names = Object.keys(value);
  for (let i = 0; i < names.length; i++) {
    const name = names[i] ?? '';
    if ((i > 0 && name < (names[i - 1] ?? '')) || !inOrder(value[name], depth)) return false;
  }
  return true;
}

/** Of a value in order the engine's own text is the canonical one (RFC 8785 §3.2.2 is its ECMAScript), but for halves of pairs, which it escapes. */
function ownText(value: unknown): string | null {
  if (typeof value === 'string') return stringText(value);
  const text = inOrder(value, 0) ? JSON.stringify(value) : null;
  return text?.includes('\\ud') === true ? null : text;
}

/** JCS text of a JSON value. Undefined values and functions have no canonical form and are a bug here. */
export function canonical(value: unknown): string {
  const text = ownText(value) ?? textOf(value, 0) ?? canonicalize(value);
  if (text === undefined) throw new TypeError('value has no canonical JSON form');
  return text;
}

/** UTF-8 bytes of the JCS text. */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8(canonical(value));
}

/** What many files of a bundle say alike is kept once: of 100,000 papers most of the memory would be the same few words. */

import type { CheckResult } from '../../../shared/verify/envelope.ts';
import type { Held } from './held.ts';

/** Names and words so short, or under these names, stand in many files; what is longer is a digest, a signature or a text of the paper's own. */
const SHORT = 20;
const COMMON: ReadonlySet<string> = new Set(['certificate', 'key']);

/** Gives texts back as the first of them was. */
type One = (text: string) => string;

function createOne(): One {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before === undefined) known.set(text, text);
    return before ?? text;
  };
}

/** Puts the kept copy of each text in its place; nothing that is told of the value changes. `own`: the paper's id, which stands in each of its entries. */
function keepOnce(value: unknown, own: string, one: One): void {
  if (typeof value !== 'object' || value === null) return;
  const members = value as Record<string, unknown>;
  for (const name of Object.keys(members)) {
    const member = members[name];
    if (typeof member !== 'string') keepOnce(member, own, one);
    else if (member === own) members[name] = own;
    else if (member.length <= SHORT || COMMON.has(name)) members[name] = one(member);
  }
}

/** Keeps texts of entries and whole checks once. The entries belong to whoever holds the file. */
export function createOnce(): (held: Held) => Held {
  const one = createOne();
  const checks = new Map<string, CheckResult>();
  const checkOnce = (check: CheckResult): CheckResult => {
    const key = JSON.stringify(check);
    const before = checks.get(key);
    if (before === undefined) checks.set(key, check);
    return before ?? check;
  };
  return (held) => {
    keepOnce(held.paper?.entries, held.paper?.documentId ?? '', one);
    return { ...held, checks: held.checks.map(checkOnce) };
  };
}

/**
 * Who wrote what a version took over from one before (AUT-4). Its rooms know only who put the text in; the record of the version before knows who wrote it. Letters that one
 * put in and that stood there before, in the same line or word, stand with who wrote them then. Pure.
 */

import { diffArrays } from 'diff';
import { textAt, type AuthoredText, type Authorship } from './authorship.ts';
import type { Content } from './content.ts';

/** A fixed version and who wrote it. */
export interface Recorded {
  readonly content: Content;
  readonly record: Authorship;
}

type Author = Authorship['authors'][number];

/** A text with the author of each of its letters. */
interface Spelled {
  readonly text: AuthoredText;
  readonly letters: string;
  readonly authors: readonly Author[];
}

/** So many words may differ in a line that counts as the same one; of a line in which more do, nothing is carried over. */
const MOST = 1000;

const NOBODY: Author = { person: null, at: '' };

function spelledIn({ content, record }: Recorded): Spelled[] {
  return record.texts.map((text) => {
    const authors = text.runs.flatMap(([author, count]) => Array.from({ length: count }, () => record.authors[author] ?? NOBODY));
    const letters = textAt(content, text) ?? '';
    // A record that does not fit its content says nothing of it.
    return letters.length === authors.length ? { text, letters, authors } : { text, letters: '', authors };
  });
}

/** Letters of a text of before by their place in the text of now; undefined where nothing is the same. */
type Same = (place: number) => number | undefined;

const wordsOf = (letters: string): string[] => letters.match(/\s+|\S+\s*/g) ?? [];
const plainWords = (letters: string): string[] => wordsOf(letters).map((word) => word.trimEnd());

const isHalf = (text: string, place: number): boolean => /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(place - 1, place + 1));

/** How many letters both texts begin and end with; no letter of two units is parted. */
function edges(before: string, now: string): { readonly head: number; readonly tail: number } {
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && before[head] === now[head]) head += 1;
  if (isHalf(before, head) || isHalf(now, head)) head -= 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  if (isHalf(before, before.length - tail) || isHalf(now, now.length - tail)) tail -= 1;
  return { head, tail };
}

/** Letters of whole words that stand in both, in order. */
function sameInside(before: string, now: string, tell: (place: number, then: number) => void): void {
  const [from, to] = [wordsOf(before), wordsOf(now)];
  let [i, j, at, then] = [0, 0, 0, 0];
  for (const { added, removed, count } of diffArrays(plainWords(before), plainWords(now), { maxEditLength: MOST }) ?? []) {
    for (let word = 0; word < count; word += 1) {
      const [old = '', own = ''] = [added ? '' : from[i], removed ? '' : to[j]];
      for (let letter = 0; letter < own.length && own[letter] === old[letter]; letter += 1) tell(at + letter, then + letter);
      if (!added) [i, then] = [i + 1, then + old.length];
      if (!removed) [j, at] = [j + 1, at + own.length];
    }
  }
}

/** A line of which something was changed. Where less than half of it stood there before, it is another line. */
function sameLetters(before: string, now: string): Same | null {
  const { head, tail } = edges(before, now);
  const places = new Map<number, number>();
  for (let letter = 0; letter < head; letter += 1) places.set(letter, letter);
  for (let letter = 1; letter <= tail; letter += 1) places.set(now.length - letter, before.length - letter);
  sameInside(before.slice(head, before.length - tail), now.slice(head, now.length - tail), (place, then) => places.set(head + place, head + then));
  return places.size * 2 < now.length ? null : (place) => places.get(place);
}

/** Texts by what they are found with. */
function placesBy(texts: readonly Spelled[], namesOf: (letters: string) => readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  texts.forEach(({ letters }, i) => {
    for (const name of new Set(namesOf(letters))) {
      const known = places.get(name);
      if (known === undefined) places.set(name, [i]);
      else known.push(i);
    }
  });
  return places;
}

/** Words in more lines than this tell no line from another. */
const COMMON = 50;

/** The free text most words of a line stand in; undefined where there is none. */
function likest(letters: string, byWord: ReadonlyMap<string, readonly number[]>, taken: ReadonlySet<number>): number | undefined {
  const shared = new Map<number, number>();
  for (const word of new Set(plainWords(letters))) {
    const places = byWord.get(word) ?? [];
    if (places.length <= COMMON) for (const place of places) if (!taken.has(place)) shared.set(place, (shared.get(place) ?? 0) + 1);
  }
  return [...shared].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** Texts of the body of now, each with the text of before that it was, or became. The same words elsewhere are that text too: it was moved. */
function pairs(before: readonly Spelled[], now: readonly Spelled[]): readonly (Spelled | undefined)[] {
  const free = placesBy(before, (letters) => [letters]);
  const found = now.map(({ letters }) => free.get(letters)?.shift());
  const taken = new Set(found.flatMap((place) => place ?? []));
  const byWord = placesBy(
    before.map((one, i) => (taken.has(i) ? { ...one, letters: '' } : one)),
    plainWords,
  );
  return now.map(({ letters }, i) => {
    const place = found[i] ?? likest(letters, byWord, taken);
    if (place === undefined) return undefined;
    taken.add(place);
    return before[place];
  });
}

/** Who wrote each letter, where `opener` put in what stood in `before`. */
function carried(now: Spelled, before: Spelled | undefined, opener: string): readonly Author[] {
  if (before === undefined || now.letters === '') return now.authors;
  const same: Same | null = before.letters === now.letters ? (place) => place : sameLetters(before.letters, now.letters);
  if (same === null) return now.authors;
  return now.authors.map((author, place) => {
    const then = same(place);
    return author.person === opener && then !== undefined ? (before.authors[then] ?? author) : author;
  });
}

/** The record of these letters, authors in the order they are met. */
function recordOf(texts: readonly { readonly text: AuthoredText; readonly authors: readonly Author[] }[]): Authorship {
  const places = new Map<string, number>();
  const list: Author[] = [];
  const placeOf = (author: Author): number => {
    const key = `${author.person ?? ''} ${author.at}`;
    const place = places.get(key) ?? list.push(author) - 1;
    places.set(key, place);
    return place;
  };
  const counted = texts.map(({ text, authors }): AuthoredText => {
    const runs: [number, number][] = [];
    for (const author of authors) {
      const [place, last] = [placeOf(author), runs.at(-1)];
      if (last?.[0] === place) last[1] += 1;
      else runs.push([place, 1]);
    }
    return { ...text, runs };
  });
  return { v: 1, authors: list, texts: counted };
}

/** The record of a version whose text `opener` took over from `before`: what they put in and did not write stands with who wrote it. All other letters stay whose they were. */
export function carriedOver(now: Recorded, before: Recorded, opener: string): Authorship {
  const [then, own] = [spelledIn(before), spelledIn(now)];
  const isField = ({ text }: Spelled): boolean => 'field' in text;
  const body = own.filter((one) => !isField(one));
  const matched = pairs(
    then.filter((one) => !isField(one)),
    body,
  );
  const partner = new Map(body.map((one, i) => [one, matched[i]]));
  const ofField = (name: string): Spelled | undefined => then.find(({ text }) => 'field' in text && text.field === name);
  return recordOf(own.map((one) => ({ text: one.text, authors: carried(one, 'field' in one.text ? ofField(one.text.field) : partner.get(one), opener) })));
}

/** Reading item marks back (규칙 §2①): which level and number a written mark is. */

import type { BlockKind } from '../collab/content.ts';
import { markOf } from './numbering.ts';

/** A mark at the start of a line. */
export interface ReadMark {
  readonly mark: string;
  readonly rest: string;
  readonly level: number;
  readonly n: number;
}

/** How many marks of a level belong to no other level. */
const COUNTS = [99, 42, 99, 42, 99, 42, 35, 14] as const;
const ITEM_MARKS: ReadonlyMap<string, { readonly level: number; readonly n: number }> = new Map(
  COUNTS.flatMap((count, i) => Array.from({ length: count }, (_, k) => [markOf(i + 1, k + 1), { level: i + 1, n: k + 1 }] as const)),
);
/** `12. 1.∼12. 18.` is a date, though `12.` is also a mark. */
const STARTS_WITH_DATE = /^\d{1,2}\. ?\d{1,2}\.(?:[∼~\s(]|$)/;

/** The item mark a line begins with, and what stands behind it; null where it begins with none. */
export function readMark(line: string): ReadMark | null {
  const [, mark = '', rest = ''] = /^([①-⑳㉑-㉟㊱-㊿㉮-㉻]|\S{1,8}(?!\S))\s*(.*)$/su.exec(line) ?? [];
  const found = ITEM_MARKS.get(mark);
  return found === undefined ? null : { mark, rest, ...found };
}

/** Whether a line begins with month and day, whose first figure looks like a mark. */
export function looksDated(line: string): boolean {
  return STARTS_WITH_DATE.test(line);
}

/** A line of the kinds that carry a fixed mark (□ ㅇ - ㆍ ※): its kind, usual level, and the text without the mark. */
export interface ReadBullet {
  readonly kind: BlockKind;
  readonly level: number;
  readonly rest: string;
}

const BULLETS: readonly (readonly [RegExp, BlockKind, number])[] = [
  [/^□\s*/, 'square', 1],
  [/^[ㅇ○]\s+/, 'circle', 2],
  [/^-\s+/, 'dash', 3],
  [/^[ㆍ·]\s*/, 'dot', 4],
  [/^※\s*/, 'note', 2],
];

/** The fixed mark a line begins with; null where it begins with none. */
export function readBullet(line: string): ReadBullet | null {
  for (const [pattern, kind, level] of BULLETS) {
    const match = pattern.exec(line);
    if (match !== null) return { kind, level, rest: line.slice(match[0].length) };
  }
  return null;
}

/** The block a line of foreign text is, with the mark that the program computes itself taken off; null where the line has no mark. */
export function unmark(line: string): ReadBullet | null {
  if (looksDated(line)) return null;
  const item = readMark(line);
  return item === null ? readBullet(line) : { kind: 'item', level: item.level, rest: item.rest };
}

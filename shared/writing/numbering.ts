/** Marks of items (규칙 §2①, 편람): computed from kind and level, never stored. */

import type { Block, BlockKind } from '../collab/content.ts';

const HANGUL = ['가', '나', '다', '라', '마', '바', '사', '아', '자', '차', '카', '타', '파', '하'] as const;
const AFTER_HA = ['거', '너', '더', '러', '머', '버', '서', '어', '저', '처', '커', '터', '퍼', '허'] as const;
const AFTER_HEO = ['고', '노', '도', '로', '모', '보', '소', '오', '조', '초', '코', '토', '포', '호'] as const;
const SYLLABLES: readonly string[] = [...HANGUL, ...AFTER_HA, ...AFTER_HEO];

function circled(n: number): string {
  if (n <= 20) return String.fromCodePoint(0x2460 + n - 1);
  return n <= 35 ? String.fromCodePoint(0x3251 + n - 21) : `(${n})`;
}

function circledHangul(n: number): string {
  return n <= 14 ? String.fromCodePoint(0x326e + n - 1) : `(${SYLLABLES[n - 1] ?? n})`;
}

/** Mark of the n-th item (from 1) at a level 1–8: `1.` `가.` `1)` `가)` `(1)` `(가)` `①` `㉮`. */
export function markOf(level: number, n: number): string {
  const syllable = SYLLABLES[n - 1] ?? String(n);
  const marks = [`${n}.`, `${syllable}.`, `${n})`, `${syllable})`, `(${n})`, `(${syllable})`, circled(n), circledHangul(n)];
  return marks[level - 1] ?? '';
}

const FIXED: Readonly<Partial<Record<BlockKind, string>>> = { square: '□', circle: 'ㅇ', dash: '-', dot: 'ㆍ', note: '※' };

/** Whether an item stands alone among its siblings; a single one carries no mark (편람). */
function isSingle(blocks: readonly Block[], at: number): boolean {
  const own = blocks[at];
  if (own?.type !== 'block') return false;
  const blocked = (block: Block): boolean => block.type === 'block' && block.kind === 'item' && block.level < own.level;
  const sibling = (block: Block): boolean => block.type === 'block' && block.kind === 'item' && block.level === own.level;
  const look = (step: 1 | -1): boolean => {
    for (let i = at + step; i >= 0 && i < blocks.length; i += step) {
      const block = blocks[i];
      if (block === undefined || blocked(block)) return false;
      if (sibling(block)) return true;
    }
    return false;
  };
  return !look(1) && !look(-1);
}

/** The mark of every block, '' where it has none. Tables and plain blocks do not restart the numbers. */
export function marksFor(blocks: readonly Block[]): string[] {
  const counters = new Array<number>(9).fill(0);
  return blocks.map((block, i) => {
    if (block.type !== 'block') return '';
    if (block.kind !== 'item') return FIXED[block.kind] ?? '';
    counters[block.level] = (counters[block.level] ?? 0) + 1;
    counters.fill(0, block.level + 1);
    return isSingle(blocks, i) ? '' : markOf(block.level, counters[block.level] ?? 1);
  });
}

/** Left indent in 타 (half-width letters): +2 for each level below the first. */
export function indentOf(block: Block): number {
  return (block.level - 1) * 2;
}

import { describe, expect, test } from 'vitest';
import type { Block, BlockKind } from '../../../../shared/collab/content.ts';
import { koreanDate, koreanDateWithDay, largestAmount, seoulDate } from '../../../../shared/writing/amount.ts';
import { unmark } from '../../../../shared/writing/item-mark.ts';
import { indentOf, markOf, marksFor } from '../../../../shared/writing/numbering.ts';

function block(kind: BlockKind, level = 1, text = '글'): Block {
  return { type: 'block', kind, level, inlines: [{ text }] };
}

function items(...levels: number[]): Block[] {
  return levels.map((level) => block('item', level));
}

const TABLE: Block = { type: 'table', level: 1, header: true, rows: [[[{ text: '금5,000,000원' }]]] };

describe('marks of items', () => {
  test('NUM-1 eight levels in the order of 규칙 §2①', () => {
    expect(Array.from({ length: 8 }, (_, i) => markOf(i + 1, 1))).toEqual(['1.', '가.', '1)', '가)', '(1)', '(가)', '①', '㉮']);
    expect(Array.from({ length: 8 }, (_, i) => markOf(i + 1, 2))).toEqual(['2.', '나.', '2)', '나)', '(2)', '(나)', '②', '㉯']);
  });

  test('NUM-1 levels 7 and 8 are single code points, 5 and 6 three characters', () => {
    expect([7, 8].map((level) => [...markOf(level, 14)].length)).toEqual([1, 1]);
    expect([5, 6].map((level) => [...markOf(level, 3)].length)).toEqual([3, 3]);
    expect([markOf(7, 20), markOf(7, 21), markOf(7, 35)]).toEqual(['⑳', '㉑', '㉟']);
    expect(markOf(8, 14)).toBe('㉻');
  });

  test('NUM-2 after 하 come 거 너 …, after 허 고 노 …', () => {
    expect([1, 14, 15, 16, 28, 29, 30, 42].map((n) => markOf(2, n))).toEqual(['가.', '하.', '거.', '너.', '허.', '고.', '노.', '호.']);
  });

  test('NUM-3 a single item among its siblings has no mark', () => {
    expect(marksFor(items(1))).toEqual(['']);
    expect(marksFor(items(1, 2, 1))).toEqual(['1.', '', '2.']);
    expect(marksFor(items(1, 2, 2, 1, 2))).toEqual(['1.', '가.', '나.', '2.', '']);
  });

  test('NUM-8 a foreign line gives up its mark for kind and level, a date and plain words stay', () => {
    for (let level = 1; level <= 8; level++)
      expect(unmark(`${markOf(level, 3)} 추진 배경`), `level ${level}`).toEqual({ kind: 'item', level, rest: '추진 배경' });
    expect(['□ 개요', 'ㅇ 대상', '- 세부', '※ 비고'].map((line) => unmark(line)?.kind)).toEqual(['square', 'circle', 'dash', 'note']);
    expect(['12. 1.∼12. 18. 접수', '2026. 11. 23.부터', '제1조', '가나다', ''].map(unmark)).toEqual([null, null, null, null, null]);
  });

  test('NUM-4 a lower level begins anew below each item', () => {
    expect(marksFor(items(1, 2, 3, 3, 2, 3, 3, 1, 2, 2))).toEqual(['1.', '가.', '1)', '2)', '나.', '1)', '2)', '2.', '가.', '나.']);
  });

  test('NUM-5 tables and plain lines do not restart', () => {
    expect(marksFor([...items(1, 2), TABLE, block('plain'), ...items(2, 1)])).toEqual(['1.', '가.', '', '', '나.', '2.']);
  });

  test('NUM-6 signs stand for themselves', () => {
    expect(marksFor((['square', 'circle', 'dash', 'dot', 'note', 'plain'] as const).map((kind) => block(kind)))).toEqual(['□', 'ㅇ', '-', 'ㆍ', '※', '']);
  });

  test('NUM-7 two 타 in for each level', () => {
    expect([1, 2, 3, 8].map((level) => indentOf(block('item', level)))).toEqual([0, 2, 4, 14]);
  });
});

describe('amounts and dates', () => {
  test('AMT-1 the largest amount, in lines and tables, across marks', () => {
    expect(largestAmount([block('item', 1, '금113,560,000원(금일억일천삼백오십육만원)'), TABLE, block('plain', 1, '금 200,000원')])).toBe(113_560_000);
    expect(largestAmount([TABLE])).toBe(5_000_000);
    expect(largestAmount([{ type: 'block', kind: 'plain', level: 1, inlines: [{ text: '금1,0', bold: true }, { text: '00원' }] }])).toBe(1000);
  });

  test('AMT-1 no amount is null, and a figure no number holds is passed over', () => {
    expect(largestAmount([block('plain', 1, '113천원, 예산 없음')])).toBeNull();
    expect(largestAmount([block('plain', 1, '금99999999999999999999원')])).toBeNull();
    expect(largestAmount([])).toBeNull();
  });

  test('AMT-2 dates with dots, without leading noughts, with the day of the week', () => {
    expect(koreanDate('2026-11-23')).toBe('2026. 11. 23.');
    expect(koreanDate('2027-01-05')).toBe('2027. 1. 5.');
    expect(koreanDateWithDay('2026-11-23')).toBe('2026. 11. 23.(월)');
    expect(koreanDateWithDay('2026-06-19')).toBe('2026. 6. 19.(금)');
  });

  test('AMT-3 the day in Korea begins nine hours before that of UTC', () => {
    expect(seoulDate('2026-11-23T14:59:59Z')).toBe('2026-11-23');
    expect(seoulDate('2026-11-23T15:00:00Z')).toBe('2026-11-24');
  });
});

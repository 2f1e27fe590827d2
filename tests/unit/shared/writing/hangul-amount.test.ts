import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountFindings, hangulAmount, officialAmount } from '../../../../shared/writing/hangul-amount.ts';

const VALUES: Readonly<Record<string, number>> = { 일: 1, 이: 2, 삼: 3, 사: 4, 오: 5, 육: 6, 칠: 7, 팔: 8, 구: 9 };
const PLACES: Readonly<Record<string, number>> = { 십: 10, 백: 100, 천: 1000 };
const GROUPS: Readonly<Record<string, number>> = { 만: 1e4, 억: 1e8, 조: 1e12 };

/** Reads Hangul back, written apart from the code under test. */
function valueOf(hangul: string): number {
  let total = 0;
  let group = 0;
  let digit = 0;
  for (const letter of hangul) {
    if (letter in VALUES) digit = VALUES[letter] ?? 0;
    else if (letter in PLACES) {
      group += digit * (PLACES[letter] ?? 0);
      digit = 0;
    } else {
      total += (group + digit) * (GROUPS[letter] ?? 0);
      group = 0;
      digit = 0;
    }
  }
  return total + group + digit;
}

describe('amounts in Hangul', () => {
  test('AMT-4 every digit is named (규칙 §2②)', () => {
    expect([113_560, 113_560_000, 100_000_000, 10, 1, 0].map(hangulAmount)).toEqual([
      '일십일만삼천오백육십',
      '일억일천삼백오십육만',
      '일억',
      '일십',
      '일',
      '영',
    ]);
    expect(officialAmount(113_560)).toBe('금113,560원(금일십일만삼천오백육십원)');
  });

  test('AMT-4 what is no whole number of won has no text', () => {
    expect([-1, 1.5, Number.NaN, 2 ** 60].map(hangulAmount)).toEqual([null, null, null, null]);
  });

  test('AMT-4 read back it is the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999_999 }), (amount) => {
        expect(valueOf(hangulAmount(amount) ?? '')).toBe(amount);
      }),
    );
  });
});

describe('faults of amounts', () => {
  const faults = readFileSync(new URL('../../../fixtures/samples/writing-faults.md', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.includes(' → '))
    .map((line) => line.split(' → '));
  test.each(faults)('AMT-5 %s → %s', (text, expected) => {
    expect(amountFindings(text ?? '')).toHaveLength(expected?.startsWith('money') === true ? 1 : 0);
  });

  test('AMT-5 the finding says which fault and what to write', () => {
    expect(amountFindings('금113,560원을').map(({ code, fix }) => [code, fix])).toEqual([['MONEY_HANGUL_MISSING', '금113,560원(금일십일만삼천오백육십원)']]);
    expect(amountFindings('금113,560원(금일십일만삼천오백육십일원)').map(({ code }) => code)).toEqual(['MONEY_HANGUL_DIFFERS']);
    expect(amountFindings('금 113,560원(금일십일만삼천오백육십원)').map(({ code }) => code)).toEqual(['MONEY_SPACE']);
    expect(amountFindings('앞 113천원과 2백만원').map(({ code, fix, index }) => [code, fix, index])).toEqual([
      ['MONEY_SHORT_UNIT', '금113,000원(금일십일만삼천원)', 2],
      ['MONEY_SHORT_UNIT', '금2,000,000원(금이백만원)', 9],
    ]);
  });

  test('AMT-5 the sample paper is in order', () => {
    expect(amountFindings(readFileSync(new URL('../../../fixtures/samples/youth-jobs-joint.md', import.meta.url), 'utf8'))).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hangulAmount, officialAmount } from '../../../../shared/writing/hangul-amount.ts';

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

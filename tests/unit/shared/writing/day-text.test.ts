import { expect, test } from 'vitest';
import { dayOfText } from '../../../../shared/writing/day-text.ts';
import { koreanDate, koreanDateWithDay } from '../../../../shared/writing/amount.ts';

test('DAY-1 a day is read however officials write it, and its own writing comes back to it', () => {
  for (const text of ['2026-11-05', '2026. 11. 5.', '2026.11.5', '20261105', '2026년 11월 5일', '2026/11/05', '11. 5.', '11월 5일', '2026. 11. 5.(목)'])
    expect([text, dayOfText(text, '2026-11-30')]).toEqual([text, '2026-11-05']);
  for (const day of ['2026-02-28', '2028-02-29', '2099-12-31'])
    expect([dayOfText(koreanDate(day), '2000-01-01'), dayOfText(koreanDateWithDay(day), '2000-01-01')]).toEqual([day, day]);
});

test('DAY-1 what is no day of the calendar is none, and half a day typed is not taken for another', () => {
  for (const text of ['', '2026', '2026. 11', '2026. 2. 30.', '13. 1.', '내일', '2026-11-', '2026. 11. 5. 10:00'])
    expect([text, dayOfText(text, '2026-11-30')]).toEqual([text, null]);
});

import { expect, test } from 'vitest';
import { attend, AWAY_MS, isAway, type Attended } from '../../../../shared/policy/attended.ts';

const T = Date.parse('2026-11-30T00:00:00Z');
const NONE: Attended = new Map();

test('KEY3 an idle window beside one in use is nobody being away; once both are left alone it is', () => {
  const one = attend(NONE, 'a', AWAY_MS, T);
  expect(isAway(one, T)).toBe(true);
  const two = attend(one, 'b', 0, T);
  expect(isAway(two, T)).toBe(false);
  expect(isAway(attend(two, 'a', AWAY_MS + 30_000, T + 30_000), T + 30_000)).toBe(false);
  expect(isAway(two, T + AWAY_MS)).toBe(true);
});

test('KEY3 what a window says takes the place of what it said; one that was closed is let go in time', () => {
  const used = attend(attend(NONE, 'a', 0, T), 'a', AWAY_MS, T + 1000);
  expect([...used]).toEqual([['a', T + 1000 - AWAY_MS]]);
  const closed = attend(attend(NONE, 'closed', 0, T), 'a', 0, T + AWAY_MS);
  expect([...closed.keys()]).toEqual(['a']);
});

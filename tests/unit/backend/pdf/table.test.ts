import { expect, test } from 'vitest';
import { columnWidths } from '../../../../electron/backend/pdf/table.ts';

test.each([
  [[30, 40, 50], 300],
  [[30, 400, 50], 300],
  [[400, 400], 300],
  [[10, 10, 1000, 900], 450],
])('columns %j fill %d exactly and keep their order', (asked, room) => {
  const widths = columnWidths(asked, room);
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(room, 6);
  expect(widths.every((width) => width > 0)).toBe(true);
  for (const [i, a] of asked.entries()) for (const [k, b] of asked.entries()) if (a < b) expect(widths[i] ?? 0).toBeLessThanOrEqual((widths[k] ?? 0) + 1e-9);
});

test('narrow columns keep what they need where a wide one must wrap', () => {
  expect(columnWidths([30, 900, 50], 300)).toEqual([30, 220, 50]);
});

import { expect, it } from 'vitest';
import { groupRows } from '../../../renderer/home/groups.ts';
import type { DocumentRow } from '../../../shared/api/views.ts';

const NOW = Date.parse('2026-11-25T01:00:00Z');
const row = (title: string, until: string | null): DocumentRow => {
  const step = { mine: true, state: 'now', hold: until === null ? null : { until } };
  return {
    documentId: title,
    title,
    lanes: [{ stages: [[step]] }],
    waitingSince: null,
    changedAt: '2026-11-24T00:00:00Z',
    bundle: null,
  } as unknown as DocumentRow;
};

it('V4 papers held until a day stand by that day, soonest first; what has no day comes last', () => {
  const rows = [row('없음', null), row('내일', '2026-11-26'), row('어제', '2026-11-24'), row('오늘', '2026-11-25'), row('다음 달', '2026-12-20')];
  const groups = groupRows(rows, 'due', 'waiting', NOW).map(({ name, old, rows: own }) => [name, old, own.map(({ title }) => title)]);
  expect(groups).toEqual([
    ['기한 지남', true, ['어제']],
    ['오늘까지', false, ['오늘']],
    ['이번 주', false, ['내일']],
    ['그 뒤', false, ['다음 달']],
    ['기한 없음', false, ['없음']],
  ]);
});

import { expect, test } from 'vitest';
import { firstGroup, groupRows } from '../../../renderer/home/groups.ts';
import { leadWords } from '../../../renderer/home/row.tsx';
import { toldWords } from '../../../renderer/notices/notices-dialog.tsx';
import type { DocumentRow } from '../../../shared/api/views.ts';

const NOW = Date.parse('2026-12-01T01:00:00Z');
const row = (title: string, more: object): DocumentRow =>
  ({
    documentId: title,
    title,
    lanes: [],
    report: null,
    revision: null,
    revisions: [],
    bundle: null,
    consulted: null,
    asking: null,
    ...more,
  }) as unknown as DocumentRow;
const asking = { due: '2026-12-03', overdue: false, answered: 1, of: 3, atLeast: 2 };

test('AP25 what was asked of this person stands before what they asked themselves, which says how far it is', () => {
  const rows = [row('물은 것', { asking }), row('받은 것', { consulted: { due: '2026-12-04', overdue: false, who: '사무관' } }), row('낸 것', {})];
  const groups = groupRows(rows, firstGroup('consultations'), 'consultations', NOW);
  expect(groups.map((group) => [group.name, group.rows.map(({ title }) => title)])).toEqual([
    ['받은 의견조회', ['받은 것', '낸 것']],
    ['보낸 의견조회', ['물은 것']],
  ]);
  expect(leadWords(row('물은 것', { asking }), 'progress')).toMatch(/^의견조회 3곳 가운데 1곳이 답함 · 12\. 3\..*까지$/);
  expect(leadWords(row('물은 것', { asking: { ...asking, answered: 2, overdue: true } }), 'consultations')).toMatch(/바란 만큼 받음.*기한 지남/);
  // Who heads a 처리과 reads first with whom the paper lies.
  expect([leadWords(row('둘', { asking, next: '교육부 과장 결재' }), 'unit'), leadWords(row('하나', {}), 'progress')]).toEqual(['교육부 과장 결재', '']);
});

test('AP25 a notice of an answer says who gave it', () => {
  const told = (stage: 'answered' | 'enough' | 'over', sender: string) => toldWords({ kind: 'answers', stage, sender });
  expect([told('answered', '교육부 사무관'), told('enough', ''), told('over', '')]).toEqual([
    '교육부 사무관 답함',
    '의견이 옴 · 바란 만큼 받음',
    '아직 답하지 않은 곳이 있음',
  ]);
  expect(toldWords({ kind: 'review', stage: 'over', sender: '' })).toBe('');
});

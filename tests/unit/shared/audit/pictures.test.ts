/** AU13–AU15 of `shared/audit/SPEC.md`: two histories in one bundle, and the numbers behind the pictures. */

import { expect, it } from 'vitest';
import { auditWhole } from '../../../../shared/audit/audit.ts';
import { openingsByHour, stageDelays } from '../../../../shared/audit/charts.ts';
import { createForks } from '../../../../shared/audit/forks.ts';
import { createPapers } from '../../../support/audit-papers.ts';

it('AU13 the first place of the log that two files tell differently is named, with both files', () => {
  const papers = createPapers();
  const [one, other] = [papers.paper(null), papers.paper(null)];
  const forks = createForks();
  forks.take(one);
  forks.take(other);
  forks.take({ ...one, file: 'again.ongyeol' });
  expect(forks.first()).toBeNull();
  const changed = (from: number) =>
    other.entries.map(({ index, entry }) => ({ index, entry: entry.seq >= from ? { ...entry, receivedAt: '2027-01-01T00:00:00.000Z' } : entry }));
  forks.take({ ...other, file: 'late.ongyeol', entries: changed(7) });
  forks.take({ ...other, file: 'early.ongyeol', entries: changed(3) });
  expect(forks.first()).toEqual({ index: other.entries[3]?.index, files: [other.file, 'early.ongyeol'] });
});

it('AU13 the log of another server stands at the same places and says nothing against this one', () => {
  const [here, there] = [createPapers().paper(null), createPapers().paper('seal-misuse')];
  const keyed = there.entries.map(({ index, entry }) => ({
    index,
    entry: entry.kind === 'serverFact' ? { ...entry, body: { ...entry.body, key: '1'.repeat(64) } } : { ...entry, receivedAt: '2027-01-01T00:00:00.000Z' },
  }));
  const forks = createForks();
  forks.take(here);
  forks.take({ ...there, file: 'other.ongyeol', entries: keyed });
  expect(forks.first()).toBeNull();
  forks.take({
    ...here,
    file: 'changed.ongyeol',
    entries: here.entries.map(({ index, entry }) => ({ index, entry: { ...entry, receivedAt: '2027-01-01T00:00:00.000Z' } })),
  });
  expect(forks.first()).toMatchObject({ index: here.entries[0]?.index });
});

it('AU14 delays are told by agency and stage in working days, with how many passed the standard', () => {
  const papers = createPapers();
  const bundle = [...Array.from({ length: 9 }, () => papers.paper(null)), papers.paper('late-concurrence')];
  const delays = stageDelays(auditWhole(bundle).states);
  expect(delays.map(({ agency, kind, of, late }) => [agency, kind, of, late])).toEqual([
    ['A', 'review', 10, 0],
    ['A', 'concur', 10, 1],
    ['A', 'approve', 10, 0],
  ]);
  const concur = delays[1];
  expect(concur?.median).toBeLessThan(0.1);
  expect(concur?.ninth).toBe(concur?.median);
  const two = stageDelays(auditWhole(bundle.slice(-2)).states)[1];
  expect(two?.ninth).toBeGreaterThan(8);
  expect(stageDelays([])).toEqual([]);
  // The fortnight that was waited has days on which this agency was closed (HD4).
  const closed = new Map(['2026-11-30', '2026-12-01', '2026-12-02'].map((day) => [day, '개청 기념일']));
  const off = stageDelays(auditWhole(bundle.slice(-2)).states, (code) => (code === 'A' ? closed : new Map()))[1];
  expect((two?.ninth ?? 0) - (off?.ninth ?? 0)).toBeCloseTo(3, 5);
});

it('AU15 openings are counted by their hour in Korea, those of days off apart', () => {
  const papers = createPapers();
  const paper = papers.paper('unusual-reading');
  const off = {
    ...paper,
    entries: paper.entries.map(({ index, entry }) =>
      entry.kind === 'statement' && entry.body.statement.type === 'opened'
        ? { index, entry: { ...entry, body: { ...entry.body, statement: { ...entry.body.statement, at: '2026-11-28T15:30:00.000Z' } } } }
        : { index, entry },
    ),
  };
  const hours = openingsByHour([paper, off]);
  expect(hours).toHaveLength(24);
  expect(hours[23]).toEqual({ hour: 23, working: 1, off: 0 });
  expect(hours[9]).toEqual({ hour: 9, working: 3, off: 0 });
  expect(hours[0]).toEqual({ hour: 0, working: 0, off: 4 });
  const closed = openingsByHour([paper], () => new Map([['2026-11-25', '개청 기념일']]));
  expect(closed[23]).toEqual({ hour: 23, working: 0, off: 1 });
});

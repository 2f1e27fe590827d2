import { expect, test } from 'vitest';
import { saidCount, saidIn, writtenIn } from '../../../renderer/card/past-versions.tsx';
import type { RevisionView } from '../../../shared/api/act-view.ts';
import type { PastVersionView } from '../../../shared/api/past-view.ts';
import type { LaneView, StepView } from '../../../shared/api/views.ts';

const past = (version: number, how: PastVersionView['how'], lanes: readonly LaneView[] = []): PastVersionView => ({
  ...{ version, how, who: '', at: '2026-11-30T00:00:00.000Z', reason: '', due: null, signatures: 0 },
  lanes: [...lanes],
});
const wrote = (version: number): RevisionView => ({
  ...{ version, from: version - 1, stepId: 'a2', who: '', at: '', reason: '' },
  told: false,
  again: false,
  seen: false,
});

test('AP22 what a reviewer wrote anew stands with the version whose way it was written on', () => {
  const all = { past: [past(5, 'returned'), past(3, 'rewritten'), past(2, 'change-asked')], revisions: [wrote(2), wrote(4), wrote(5), wrote(7)] };
  expect(all.past.map((one) => writtenIn(one, all).map(({ version }) => version))).toEqual([[4, 5], [], [2]]);
});

test('AP5 what was said in a version that is over is told without the act that ended it, which stands at its head', () => {
  const step = (id: string, more: Partial<StepView>): StepView => ({ id, state: 'signed', opinion: null, differs: false, ...more }) as StepView;
  const lane = {
    stages: [[step('a', { opinion: '참고' })], [step('b', {}), step('c', { differs: true })], [step('d', { state: 'returned', opinion: '반려 사유' })]],
  };
  expect(saidIn(past(1, 'returned', [lane as unknown as LaneView])).map(({ id }) => id)).toEqual(['a', 'c']);
});

test('AP22 the card says how much was said: in this version and in those that are over, and how many these are', () => {
  const step = (opinion: string | null): StepView => ({ id: 'a', state: 'signed', opinion, differs: false }) as StepView;
  const lane = (opinion: string | null): LaneView => ({ stages: [[step(opinion)]] }) as unknown as LaneView;
  const view = {
    lanes: [lane('지금'), lane(null)],
    past: [past(2, 'rewritten', [lane('먼저 한 협조')]), past(1, 'returned', [lane('그때')])],
    revisions: [wrote(3)],
  };
  expect(saidCount(view)).toEqual({ opinions: 3, instructions: 1, over: 1 });
  expect(saidCount({ lanes: [lane(null)], past: [], revisions: [] })).toEqual({ opinions: 0, instructions: 0, over: 0 });
});

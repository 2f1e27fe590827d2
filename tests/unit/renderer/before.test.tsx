import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Before, isKnown } from '../../../renderer/home/before.tsx';
import type { ConsultationView } from '../../../shared/api/consultation-view.ts';
import type { PastVersionView } from '../../../shared/api/past-view.ts';

const AT = '2026-11-30T12:09:00.000Z';
const past = (version: number, how: PastVersionView['how'], reason: string): PastVersionView => ({
  ...{ version, how, who: '고용노동부 과장', at: AT, reason, due: null, signatures: 0 },
  lanes: [],
});
const asked = (question: string, mine: number | null, open = true): ConsultationView => ({
  ...{ id: question, version: 1, who: '행정사무관', at: AT, question, atLeast: 1, due: '2026-12-02', open, overdue: false },
  ...{ mine, mayClose: false, to: [] },
});

test('AP5 who is asked to decide a paper drafted anew reads before opening how the earlier versions came back', () => {
  const drawn = renderToStaticMarkup(<Before view={{ past: [past(3, 'rewritten', '다듬음'), past(1, 'returned', '근거를 적을 것')], consultations: [] }} />);
  expect(['제1판 반려', '근거를 적을 것', '다듬음'].map((words) => drawn.includes(words))).toEqual([true, true, false]);
});

test('AP25 who is asked for an opinion reads the question before opening; one that is over or another’s is not told', () => {
  const view = { past: [], consultations: [asked('시행 시기', 0), asked('남의 물음', null), asked('끝난 물음', 0, false)] };
  const drawn = renderToStaticMarkup(<Before view={view} />);
  expect(['시행 시기', '남의 물음', '끝난 물음'].map((words) => drawn.includes(words))).toEqual([true, false, false]);
  expect([isKnown(view), isKnown({ past: [], consultations: [] })]).toEqual([true, false]);
});

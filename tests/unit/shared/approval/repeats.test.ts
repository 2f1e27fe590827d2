/** RP1: what is signed twice and what is a change. */

import { expect, it } from 'vitest';
import { isRepeat, type NextAct } from '../../../../shared/approval/repeats.ts';
import type { Statement, StatementType } from '../../../../shared/trail/statement.ts';

const next = (type: StatementType, body: unknown, stepId: string | null = null, person = 'kim'): NextAct => ({ person, type, version: 1, stepId, body });
const signed = (...acts: NextAct[]): Statement[] =>
  acts.map(({ person, ...rest }) => ({ ...rest, actor: { person, agency: 'A', unit: 'U1', position: '주무관', certificate: '' } }) as unknown as Statement);

const SETTINGS = [
  ['readers.set', { scope: 'unit', units: [] }, { scope: 'agency', units: [] }],
  ['rights.set', { grants: [] }, { grants: [{ agency: 'B', unit: 'U1', person: null, right: 'view' }] }],
  ['due.set', { whole: '2026-12-31', steps: {} }, { whole: null, steps: {} }],
  ['lane.designed', { recordFile: '가' }, { recordFile: '나' }],
] as const;

it.each(SETTINGS)('RP1 %s set to A, to B and back to A while nothing is sent ends at A; the same once more is not signed', (type, a, b) => {
  const [one, other] = [next(type, a), next(type, b)];
  expect(isRepeat([], one)).toBe(false);
  expect(isRepeat(signed(one), one)).toBe(true);
  expect(isRepeat(signed(one), other)).toBe(false);
  expect(isRepeat(signed(one, other), one)).toBe(false);
  expect(isRepeat(signed(one, other, one), one)).toBe(true);
  // Somebody else's, and another kind between, are nothing to it.
  expect(isRepeat(signed(one, { ...other, person: 'lee' }, next('held', {}, 'A-1')), one)).toBe(true);
});

it('RP1 a step is decided once, whichever way; each place of an 의견조회 answers once, each is asked once', () => {
  const sign = next('decided', { opinion: 'x' }, 'A-2');
  expect(isRepeat(signed(sign), next('returned', { reason: 'y' }, 'A-2'))).toBe(true);
  expect(isRepeat(signed(sign), next('decided', { opinion: 'x' }, 'A-3'))).toBe(false);
  const answer = (of: number, opinion: string) => next('consultation.answered', { id: 'c1', of, opinion });
  expect([answer(0, 'other words'), answer(1, 'a')].map((one) => isRepeat(signed(answer(0, 'a')), one))).toEqual([true, false]);
  const asked = (id: string) => next('consultation.asked', { id });
  expect([asked('c1'), asked('c3')].map((one) => isRepeat(signed(asked('c1'), asked('c2')), one))).toEqual([true, false]);
  const opening = next('opened', { what: 'content' });
  expect(isRepeat(signed(opening), opening)).toBe(false);
});

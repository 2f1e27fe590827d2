import { expect, test } from 'vitest';
import { overtakenWords, ownTurns } from '../../../renderer/app/overtaken.ts';
import { writingWords } from '../../../renderer/app/paper-notes.tsx';
import { nextOf } from '../../../renderer/app/stack.ts';
import type { ConsultationView } from '../../../shared/api/consultation-view.ts';
import type { DocumentRow, LaneView, StepView } from '../../../shared/api/views.ts';

const AT = '2026-11-30T12:09:00.000Z';
const lane = (step: Partial<StepView>): LaneView[] => [
  { stages: [[{ id: 's-1', kind: 'review', position: '과장', deputy: null, mine: true, at: null, state: 'now', ...step }]] } as unknown as LaneView,
];
const onItsWay = { ended: null, withdrawNot: null, revision: null, consultations: [], lanes: lane({}) };

test('AP7 a dialog that closes because somebody came first names who, what and when', () => {
  const withdrawNot = '다음 사람이 먼저 열어 회수할 수 없습니다: 과장 11. 30. 21:09 열람.';
  expect(overtakenWords('withdraw', { ...onItsWay, withdrawNot }, [])).toBe(`회수하기 전에 다른 사람이 먼저여서 창을 닫았습니다. ${withdrawNot}`);
  const ended = { how: 'returned' as const, who: '고용노동부 과장', at: AT, reason: '', due: null, signatures: 0 };
  expect(overtakenWords('sign', { ...onItsWay, ended }, ['s-1'])).toContain('먼저 한 처리: 고용노동부 과장 11. 30. 21:09 반려.');
});

test('AP3 a step decided by who else may act on it is named; where nobody can be named, that is all that is said', () => {
  expect(overtakenWords('sign', { ...onItsWay, lanes: lane({ mine: false, state: 'signed', at: AT, deputy: '국장' }) }, ownTurns(onItsWay))).toContain(
    '국장 11. 30. 21:09 검토',
  );
  expect(overtakenWords('sign', onItsWay, ownTurns(onItsWay))).toContain('그 사이에');
});

test('AP22 a dialog that a 고침 closed names who edits; that returning goes on is told to whoever may', () => {
  const revision = { version: 2, who: '고용정책실장', at: AT, reason: '', mine: false };
  const said = overtakenWords('sign', { ...onItsWay, revision, lanes: lane({ mine: false }) }, ['s-1']);
  expect(said).toContain('먼저 한 처리: 고용정책실장 11. 30. 21:09 고침.');
  expect(overtakenWords('sign', { ...onItsWay, revision: { ...revision, mine: true } }, [])).toContain('다른 창에서');
  expect([writingWords(revision, ['return']).includes('반려'), writingWords(revision, []).includes('반려')]).toEqual([true, false]);
});

test('AP25 an answer somebody of the same place gave first is named, and one that is asked no more says so', () => {
  const answer = { who: '교육부 교육행정사무관', at: AT, opinion: '', late: false };
  const asked = { open: true, to: [{ answer: null }, { answer }] } as unknown as ConsultationView;
  expect(overtakenWords('answer', { ...onItsWay, consultations: [asked] }, [])).toContain('먼저 한 처리: 교육부 교육행정사무관 11. 30. 21:09 의견 내기.');
  expect(overtakenWords('answer', { ...onItsWay, consultations: [{ ...asked, open: false }] }, [])).toContain('의견조회가 끝나');
});

test('LK1 who was signing one after the other goes on from a paper that left the stack, and from the last to the first', () => {
  const row = (documentId: string) => ({ documentId, lanes: lane({}), waitingSince: AT, changedAt: AT, due: null, bundle: null }) as unknown as DocumentRow;
  const waiting = [row('a'), row('b')];
  expect([nextOf(waiting, 'gone', 0)?.documentId, nextOf(waiting, 'a', 0)?.documentId, nextOf(waiting, 'b', 0)?.documentId]).toEqual(['a', 'b', 'a']);
  expect([nextOf([row('a')], 'a', 0), nextOf([], 'gone', 0)]).toEqual([null, null]);
});

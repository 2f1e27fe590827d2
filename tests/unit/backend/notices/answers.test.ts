import { expect, it } from 'vitest';
import { answerReminders } from '../../../../electron/backend/notices/answers.ts';
import { desktopNotices } from '../../../../electron/backend/notices/words.ts';
import type { RequestSource } from '../../../../electron/backend/documents/requests.ts';

const actor = (person: string) => ({ person, agency: 'A' });
const answer = (of: number, person: string) => ({ of, actor: actor(person), at: `2026-12-0${of + 1}T01:00:00Z`, opinion: null, late: false });
const asked = { id: 'c', version: 1, asker: actor('kim'), due: '2026-12-03', atLeast: 2, closed: null, to: [{}, {}, {}, {}] };

/** What kim is told of a draft's 의견조회 on a day. */
function told(today: string, more: object, me = 'kim') {
  const lane = { agency: 'A', unit: 'U1', role: 'lead' };
  const state = { status: 'drafting', version: 1, drafter: { person: 'kim' }, lanes: [lane], consultations: [{ ...asked, answers: [], ...more }] };
  const people = ['kim', 'lee'].map((id) => ({ id, agency: 'A', unit: 'U1', position: '주무관', concurrent: [] }));
  const directory = { agencies: new Map([['A', { code: 'A', units: [{ code: 'U1', positions: ['주무관'] }], people, successions: [] }]]) };
  const source = { state, me: { id: me, agency: 'A', unit: 'U1' }, directory, today, waiting: [] } as unknown as RequestSource;
  return answerReminders(source, 'd').reminders;
}

it('AP25 whoever asked is told of each answer, of the one that makes up the number hoped for, and of a day gone by with places unanswered', () => {
  const answers = [answer(1, 'han'), answer(0, 'choi'), answer(2, 'jung')];
  expect(told('2026-12-02', { answers }).map(({ stage, sender, request }) => [stage, sender, request])).toEqual([
    ['answered', 'choi', 'answers/c/0'],
    ['enough', 'han', 'answers/c/1'],
    ['answered', 'jung', 'answers/c/2'],
  ]);
  expect(told('2026-12-04', { answers }).map(({ stage }) => stage)).toEqual(['answered', 'enough', 'answered', 'over']);
  expect(told('2026-12-04', { answers: [...answers, answer(3, 'kim')] }).map(({ stage }) => stage)).toEqual(['answered', 'enough', 'answered']);
  // Nobody else is; of one that is over only what came just before its end, not what a new device finds long after.
  expect(told('2026-12-04', { answers }, 'lee')).toEqual([]);
  expect(told('2026-12-04', { answers, closed: {} }).map(({ sender }) => sender)).toEqual(['jung']);
  expect(told('2026-12-05', { answers, closed: {} })).toEqual([]);
});

it('AP25 the desktop says that an opinion came and from whom', () => {
  const [first] = told('2026-12-02', { answers: [answer(0, 'choi')], atLeast: 1 });
  if (first === undefined) throw new Error('nothing told');
  const [shown] = desktopNotices([{ ...first, title: '물은 문서', from: '교육부 사무관' }]);
  expect([shown?.title, shown?.body]).toEqual(['의견조회: 바란 만큼 의견이 왔습니다', '물은 문서 · 교육부 사무관 답함 · 기한 2026. 12. 3.(목)']);
});

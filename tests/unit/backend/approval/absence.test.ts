import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { createDesks, outcome, stepOf, today, type Desks, type Name } from '../../../support/desks.ts';
import { must } from '../../../support/sync.ts';

const DAY_MS = 86_400_000;
const NONE = { kind: 'none', text: '' } as const;
let passed = 0;
let office: Desks;
beforeAll(async () => void (office = await createDesks(() => new Date(Date.now() + passed * DAY_MS))));
afterAll(() => office.close());

const later = (days: number): string => new Date(Date.parse(`${today()}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
const handlers = async (name: Name): Promise<Backend['handlers']> => (await office.at(name)).handlers;

/** Everybody goes home, and comes back on another day. */
async function dayComes(day: number): Promise<void> {
  await office.evening();
  passed = day;
}

async function decides(name: Name, documentId: string, report: boolean): Promise<string> {
  const view = await office.seen(name, documentId, 'the turn', ({ acts }) => acts.includes('sign'));
  return outcome(await (await handlers(name))['approval.sign']({ documentId, stepId: stepOf(view, '과장').id, opinion: NONE, report }));
}

it('AP18 AP19 ten days away: the deputy decides from the first day to the last, nothing is confirmed meanwhile, and on the eleventh who was away decides and confirms', async () => {
  const days = { from: today(), until: later(9), ground: '국외 출장' };
  const designated = { designatedBy: { position: '실장', unit: null }, order: null };
  await office.reorganise({
    deputies: [{ position: '과장', unit: 'U1', deputy: 'yoon', ...days, ...designated }],
    absences: [{ person: 'lee', ...days }],
  });
  const first = await office.sentUp('첫날의 문서');
  expect(await decides('yoon', first, true)).toBe('accepted');
  await office.at('lee');

  await dayComes(9);
  const last = await office.sentUp('마지막 날의 문서');
  const own = await office.seen('lee', last, 'the own turn', ({ acts }) => acts.includes('sign'));
  expect(stepOf(own, '과장')).toMatchObject({ as: { kind: 'own' }, enteredAway: days });
  expect(await decides('yoon', last, true)).toBe('accepted');
  const away = await office.seen('lee', last, 'the report', ({ report }) => report === 'confirm');
  expect([away.reports[0]?.awayUntil, away.due, away.acts.includes('confirmReport')]).toMatchObject([later(9), { set: false, overdue: false }, false]);
  const stepId = stepOf(away, '과장').id;
  expect(outcome(await (await handlers('lee'))['approval.confirmReport']({ documentId: last, stepId, opinion: NONE }))).toBe('REPORT_TOO_EARLY');

  await dayComes(10);
  const after = await office.sentUp('돌아온 날의 문서');
  const back = await office.seen('lee', after, 'the own turn', ({ acts }) => acts.includes('sign'));
  expect(stepOf(back, '과장')).toMatchObject({ as: { kind: 'own' }, enteredAway: null });
  const expected = async (documentId: string) => must(await (await handlers('kim'))['progress.expected']({ documentId }));
  expect(await expected(after)).toBeNull();
  expect(await decides('lee', after, false)).toBe('accepted');
  for (const documentId of [first, last]) {
    const view = await office.seen('lee', documentId, 'to confirm', ({ acts }) => acts.includes('confirmReport'));
    const confirmed = await (await handlers('lee'))['approval.confirmReport']({ documentId, stepId: stepOf(view, '과장').id, opinion: NONE });
    expect(outcome(confirmed)).toBe('accepted');
    await office.seen('kim', documentId, 'confirmed', ({ reports }) => reports[0]?.confirmed !== null);
    expect(must(await (await handlers('kim'))['trail.verify']({ documentId })).verdict).toBe('valid');
  }
  expect(must(await (await handlers('lee'))['home.list']({})).reports).toEqual([]);
  // Two papers before it are too few to say when one will be done; three are enough (US1), and what was quick is expected today or on the next working day.
  const fourth = await office.sentUp('넷째 문서');
  const done = await expected(fourth);
  expect([done?.of, Date.parse(done?.at ?? '') - Date.parse(later(10)) < 5 * DAY_MS]).toEqual([3, true]);
  expect(await (await handlers('yoon'))['documents.get']({ documentId: after })).toMatchObject({ ok: false, code: 'NO_DOCUMENT' });
}, 60_000);

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventName, EventPayload } from '../../../../shared/api/contract.ts';
import { ok, type Result } from '../../../../shared/lib/result.ts';
import { workingDaysAfter } from '../../../../shared/calendar/working-days.ts';
import { sentReminders } from '../../../../electron/backend/notices/nudges.ts';
import { createNotices, type Notices } from '../../../../electron/backend/notices/notices.ts';
import { createNoticeStore, type NoticeStore } from '../../../../electron/backend/notices/store.ts';
import type { Notice } from '../../../../electron/backend/platform.ts';
import { createDesks, stepOf, today, type Desks } from '../../../support/desks.ts';
import { send } from '../../../support/sync-devices.ts';
import { must, until } from '../../../support/sync.ts';

const NONE = { kind: 'none', text: '' } as const;
let desks: Desks;
beforeAll(async () => void (desks = await createDesks()));
afterAll(() => desks.close());

function memory(): NoticeStore {
  return createNoticeStore(desks.stage.database());
}

/** Reminders of lee's machine at another day, with a desktop of its own where asked. */
async function reminders(store: NoticeStore, day: string, desktop: Notice[] | null = null) {
  const { context } = await desks.at('lee');
  const told: { event: string; payload: unknown }[] = [];
  const tell = <N extends EventName>(event: N, payload: EventPayload<N>): void => void told.push({ event, payload });
  const platform = { ...context.platform, notify: desktop === null ? null : (notice: Notice) => void desktop.push(notice) };
  const notices: Notices = createNotices({ ...context, platform, now: () => new Date(`${day}T03:00:00Z`) }, store, tell);
  return { notices, told };
}

async function dueFor(documentId: string, whole: string | null): Promise<void> {
  must(await (await desks.at('kim')).handlers['due.set']({ documentId, due: { whole, steps: {} } }));
  await desks.seen('lee', documentId, `due ${whole}`, (view) => (view.wholeDue?.day ?? null) === whole);
}

describe('days and reminders at the desks', () => {
  it('AP26 a day set with the route is seen by whoever is asked, is put off later, and stands in the trail', async () => {
    const documentId = await desks.draft('기한이 있는 문서');
    const { handlers } = await desks.at('kim');
    const { lane, recordFile, due } = must(await handlers['route.propose']({ documentId }));
    expect(due).toEqual({ whole: null, steps: {} });
    const [day, later] = [workingDaysAfter(today(), 3), workingDaysAfter(today(), 8)];
    const step = lane.stages[1]?.[0]?.id ?? '';
    // A day that is gone is refused before anything is signed: the route does not stand without its days.
    const { lines: untouched } = must(await handlers['trail.get']({ documentId }));
    const refused = await handlers['route.design']({ documentId, lane, recordFile: `${recordFile} `, due: { whole: '2020-01-01', steps: {} } });
    expect([refused.ok ? '' : refused.code, must(await handlers['trail.get']({ documentId })).lines.length]).toEqual(['DUE_UNSOUND', untouched.length]);
    must(await handlers['route.design']({ documentId, lane, recordFile, due: { whole: later, steps: { [step]: day } } }));
    await desks.seen('kim', documentId, 'the days', (view) => view.wholeDue?.day === later);
    must(await handlers['approval.submit']({ documentId }));
    const view = await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    expect([view.due, stepOf(view, '과장').due, view.wholeDue]).toEqual([
      { day, set: true, overdue: false },
      { day, set: true, overdue: false },
      { day: later, set: true, overdue: false },
    ]);
    expect([stepOf(view, '과장').since !== null, stepOf(view, '과장').opened, view.lanes[0]?.maySetDays]).toEqual([true, null, false]);
    await dueFor(documentId, later);
    const put = await desks.seen('lee', documentId, 'put off', (seen) => stepOf(seen, '과장').due?.day === later);
    expect(put.acts).toContain('sign');
    const { lines } = must(await handlers['trail.get']({ documentId }));
    expect(lines.filter(({ what }) => what === '기한 정함')).toHaveLength(2);
    const past = await handlers['due.set']({ documentId, due: { whole: '2020-01-01', steps: {} } });
    expect(past).toMatchObject({ ok: false, code: 'DUE_UNSOUND' });
  });

  it('AP26 a request nobody set a day for stands under the standard, and says so; the drafter sees who opened it', async () => {
    const documentId = await desks.sentUp('기한 없는 문서');
    const view = await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    expect(view.due).toEqual({ day: workingDaysAfter(today(), 2), set: false, overdue: false });
    must(await (await desks.at('lee')).handlers['inbox.open']({ documentId }));
    const drafter = await desks.seen('kim', documentId, 'the opening', (seen) => stepOf(seen, '과장').opened !== null);
    expect([drafter.lanes[0]?.maySetDays, stepOf(drafter, '과장').since]).toEqual([true, stepOf(view, '과장').since]);
  });

  it('AP26 each reminder is told once: before, on the day, gone by; a day that moves is told anew, and a signature ends them', async () => {
    const documentId = await desks.sentUp('알릴 문서');
    await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    const due = workingDaysAfter(today(), 2);
    const store = memory();
    const stages = () => store.list().flatMap((one) => (one.documentId === documentId ? [`${one.stage} ${one.day}`] : []));
    for (const day of [today(), workingDaysAfter(today(), 1), workingDaysAfter(today(), 1), due, workingDaysAfter(due, 1), workingDaysAfter(due, 5)]) {
      await (await reminders(store, day)).notices.look([documentId]);
    }
    expect(stages().toReversed()).toEqual([`before ${due}`, `on ${due}`, `over ${due}`]);
    const later = workingDaysAfter(today(), 12);
    await dueFor(documentId, later);
    await (await reminders(store, later)).notices.look([documentId]);
    expect(stages()[0]).toBe(`on ${later}`);
    const view = await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    must(await (await desks.at('lee')).handlers['approval.sign']({ documentId, stepId: stepOf(view, '과장').id, opinion: NONE }));
    await desks.seen('lee', documentId, 'decided', ({ status }) => status === 'registered');
    await (await reminders(store, later)).notices.look();
    const own = store.list().filter((one) => one.documentId === documentId);
    expect([own.length, own.every(({ done, read }) => done && read)]).toEqual([4, true]);
  });

  it('AP26 the desktop is told in words, opens the paper, hides titles that are not public, and is silent once turned off', async () => {
    const open = await desks.draft('공개 문서');
    const closed = await desks.draft('감출 문서');
    const { handlers } = await desks.at('kim');
    must(await handlers['documents.setFields']({ documentId: closed, fields: { disclosure: { kind: '비공개', grounds: [5] } } }));
    for (const documentId of [open, closed]) {
      must(await handlers['approval.submit']({ documentId }));
      await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    }
    const day = workingDaysAfter(today(), 2);
    const shown: Notice[] = [];
    const { notices, told } = await reminders(memory(), day, shown);
    await notices.look([open, closed]);
    expect(shown.map(({ title }) => title)).toEqual(['결재: 오늘까지입니다', '결재: 오늘까지입니다']);
    expect(shown.map(({ body }) => body.split(' · ')[0])).toEqual(['공개 문서', '공개하지 않는 문서']);
    shown[0]?.opened();
    expect(told).toContainEqual({ event: 'notices.opened', payload: { documentId: open } });
    notices.want(false);
    const silent: Notice[] = [];
    const off = await reminders(memory(), day, silent);
    await off.notices.look([open, closed]);
    expect([silent, off.told.map(({ event }) => event)]).toEqual([[], ['notices.changed']]);
    notices.want(true);
    const page = await reminders(memory(), day);
    await page.notices.look([open]);
    expect(page.told.find(({ event }) => event === 'notices.show')).toMatchObject({ payload: { notices: [{ documentId: open }] } });
  });

  it('AP26 the list of the bell is read one by one or at once, and the switch is kept', async () => {
    const { handlers, context } = await desks.at('lee');
    const documentId = await desks.sentUp('종을 볼 문서');
    await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    await dueFor(documentId, today());
    const seen = async () => must(await handlers['notices.list']({}));
    const found = await (async () => {
      for (;;) {
        const one = (await seen()).rows.find((row) => row.documentId === documentId);
        if (one !== undefined) return one;
        await new Promise((resolve) => context.sync.onEntries(() => resolve(null)));
      }
    })();
    expect([found.title, found.stage, found.kind, found.read]).toEqual(['종을 볼 문서', 'on', 'approve', false]);
    must(await handlers['notices.read']({ ids: [found.id] }));
    expect((await seen()).rows.find(({ id }) => id === found.id)?.read).toBe(true);
    must(await handlers['notices.read']({ ids: null }));
    expect([(await seen()).unread, (await seen()).desktop, (await seen()).shownBy]).toEqual([0, true, 'page']);
    must(await handlers['notices.desktop']({ on: false }));
    expect((await seen()).desktop).toBe(false);
    must(await handlers['notices.desktop']({ on: true }));
  });

  it('HD4 a day the agency closes by its signed directory moves the days that are counted, and is named where a day is chosen', async () => {
    const documentId = await desks.sentUp('임시공휴일에 걸린 문서', undefined, ['B']);
    const { handlers } = await desks.at('lee');
    const closed = workingDaysAfter(today(), 1);
    const due = async (day: string) => {
      // By the days of the agency whose step it is, whoever looks: the partner reads the same day.
      for (const name of ['lee', 'park'] as const)
        await desks.seen(name, documentId, day, ({ lanes }) => lanes[0]?.stages.flat().some((step) => step.due?.day === day) === true);
    };
    await due(workingDaysAfter(today(), 2));
    expect(must(await handlers['due.dayOff']({ day: closed }))).toEqual({ name: null });
    await desks.reorganise({ holidays: [{ day: closed, name: '임시공휴일' }] });
    await due(workingDaysAfter(today(), 3));
    expect(must(await handlers['due.dayOff']({ day: closed }))).toEqual({ name: '임시공휴일' });
    expect(must(await handlers['directory.duties']({ agency: 'A' })).holidays).toEqual([{ day: closed, name: '임시공휴일' }]);
    await desks.reorganise({ holidays: [] });
    await due(workingDaysAfter(today(), 2));
  });

  it('NT3 who takes part is told at once that whoever holds the paper looks at it, and that they do no more; nobody else is, and of nobody else', async () => {
    const documentId = await desks.sentUp('보고 있는 문서');
    await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    await desks.seen('kim', documentId, 'sent up', ({ status }) => status === 'in-approval');
    const [kim, lee] = [await desks.at('kim'), await desks.at('lee')];
    let news = 0;
    const stop = kim.context.sync.onLooked((of) => void (news += of === documentId ? 1 : 0));
    const looks = async () => must(await kim.handlers['progress.waiting']({ documentId })).holders.map(({ looking }) => looking);
    expect(await looks()).toEqual([false]);
    // Who has no turn says nothing.
    must(await kim.handlers['progress.look']({ documentId, looking: true }));
    for (const looking of [true, false]) {
      const before = news;
      must(await lee.handlers['progress.look']({ documentId, looking }));
      await until('kim is told', () => news === before + 1);
      expect(await looks()).toEqual([looking]);
    }
    // Said again and again it is no news.
    must(await lee.handlers['progress.look']({ documentId, looking: true }));
    must(await lee.handlers['progress.look']({ documentId, looking: true }));
    await until('kim is told', () => news === 3);
    const stranger = await desks.stage.token(desks.stage.world.people.choi);
    expect(await send(desks.stage.url(), 'POST', `/documents/${documentId}/looking`, stranger, { looking: true })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await send(desks.stage.url(), 'GET', `/documents/${documentId}/waiting`, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    expect(news).toBe(3);
    stop();
  });

  it('NT1 a reminder reaches the one whose turn it is, once in two hours, and only from who takes part; it is done with the signature', async () => {
    const documentId = await desks.sentUp('재촉할 문서');
    const view = await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    await desks.seen('kim', documentId, 'sent up', ({ status }) => status === 'in-approval');
    const [kim, lee, choi] = [await desks.at('kim'), await desks.at('lee'), await desks.at('choi')];
    const { known, holders } = must(await kim.handlers['progress.waiting']({ documentId }));
    const { key = '', ...held } = holders[0] ?? {};
    expect([known, held]).toEqual([
      true,
      { agency: 'A', stepId: stepOf(view, '과장').id, here: true, seenAt: null, looking: false, nudgedAt: null, nudgeNot: null },
    ]);
    expect(must(await lee.handlers['progress.waiting']({ documentId })).holders[0]?.nudgeNot).toBe('');
    expect(await lee.handlers['progress.nudge']({ documentId, key })).toMatchObject({ ok: false, code: 'NUDGE_OWN' });
    expect(await choi.handlers['progress.nudge']({ documentId, key })).toMatchObject({ ok: false, code: 'NUDGE_NOT_OPEN' });
    const stranger = await desks.stage.token(desks.stage.world.people.choi);
    expect(await send(desks.stage.url(), 'POST', `/documents/${documentId}/nudges`, stranger, { key })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await send(desks.stage.url(), 'GET', `/documents/${documentId}/waiting`, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    must(await kim.handlers['progress.nudge']({ documentId, key }));
    const mine = async () => must(await lee.handlers['notices.list']({})).rows.filter((row) => row.documentId === documentId && row.stage === 'asked');
    await until('the reminder', async () => (await mine()).length === 1);
    expect((await mine())[0]).toMatchObject({ kind: 'approve', sender: expect.stringContaining('주무관') as string, read: false, done: false });
    expect(await kim.handlers['progress.nudge']({ documentId, key })).toMatchObject({ ok: false, code: 'NUDGE_TOO_SOON' });
    expect(must(await kim.handlers['progress.waiting']({ documentId })).holders[0]?.nudgeNot).toMatch(/두 시간에 한 번/);
    must(await lee.handlers['approval.sign']({ documentId, stepId: stepOf(view, '과장').id, opinion: NONE }));
    await until('it is done', async () => (await mine()).every(({ done }) => done));
    await desks.seen('kim', documentId, 'decided', ({ status }) => status === 'registered');
    expect(await kim.handlers['progress.nudge']({ documentId, key })).toMatchObject({ ok: false, code: 'NUDGE_NOT_OPEN' });
  });

  it('LK1 what was really opened is told before signing: the text, each 붙임, and when the content was fixed', async () => {
    const documentId = await desks.draft('열어 볼 문서');
    const { handlers } = await desks.at('kim');
    const bytes = new TextEncoder().encode('가,나\n');
    const { sha256 } = must(await handlers['attachments.add']({ documentId, name: '표.csv', label: '표 1부.', bytes }));
    must(await handlers['documents.look']({ documentId }));
    expect(must(await handlers['documents.looked']({ documentId }))).toMatchObject({ fixedAt: null, text: null, diff: null });
    must(await handlers['approval.submit']({ documentId }));
    await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    const lee = (await desks.at('lee')).handlers;
    const before = must(await lee['documents.looked']({ documentId }));
    expect([before.text, before.files, before.diff]).toEqual([null, [{ sha256, label: '표 1부.', at: null }], null]);
    expect(Date.parse(before.fixedAt ?? '')).toBeGreaterThan(0);
    must(await lee['documents.look']({ documentId }));
    expect(must(await lee['attachments.read']({ documentId, sha256 }))).toMatchObject({ kind: 'text', bytes });
    const after = must(await lee['documents.looked']({ documentId }));
    expect([after.text?.first !== undefined, after.files[0]?.at?.first !== undefined]).toEqual([true, true]);
  });

  it('NT1 a server that answers with what is no list of reminders reminds of nothing and breaks nothing', async () => {
    const { context } = await desks.at('lee');
    const answering = (value: unknown) => {
      const ask = async <T>(): Promise<Result<T>> => ok(value as T);
      return sentReminders({ ...context, sync: { ...context.sync, ask } }, today());
    };
    for (const odd of [null, {}, 'x', [null], [{ documentId: 1, key: 'k', sender: 's', at: 'now' }]]) expect(await answering(odd)).toEqual([]);
  });
});

/** 일괄기안 at their desks over a real server: several drafts, one route, each with its own number. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesks, outcome, stepOf, type Desks } from '../../../support/desks.ts';
import { must } from '../../../support/sync.ts';

let desks: Desks;
beforeAll(async () => {
  desks = await createDesks();
});
afterAll(() => desks.close());

describe('일괄기안', () => {
  it('BD1 BD2 BD3 drafts are put up with one route, seen as a stack, each is decided and registered by itself, and the 시행일 of one is told at the others', async () => {
    const [main, second] = [
      await desks.draft('계획 알림', [
        ['review', 'U2', '과장'],
        ['approve', 'U1', '과장'],
      ]),
      await desks.draft('자료 제출 요청'),
    ];
    const { handlers } = await desks.at('kim');
    const papers = [main, second];
    must(await handlers['documents.setFields']({ documentId: main, fields: { recipients: ['법무부장관'] } }));
    must(await handlers['bundle.set']({ papers: [second, main] }));
    must(await handlers['bundle.set']({ papers }));
    const due = { whole: '2099-03-31', steps: { [stepOf(await desks.seen('kim', main, 'its route', () => true), '과장').id]: '2099-03-30' } };
    must(await handlers['due.set']({ documentId: main, due }));
    must(await handlers['bundle.route']({ papers }));
    const shared = await desks.seen('kim', second, 'the 기한 of the main paper', (view) => view.wholeDue !== null);
    expect([shared.wholeDue?.day, stepOf(shared, '과장').due?.day]).toEqual(['2099-03-31', '2099-03-30']);
    const posts = (await desks.seen('kim', second, 'the shared route', (view) => view.bundle?.at === 1 && view.lanes[0]?.stages.length === 3)).lanes[0]?.stages;
    expect(posts?.flat().map(({ kind, position }) => `${kind} ${position}`)).toEqual(['draft 주무관', 'review 과장', 'approve 과장']);
    expect(posts?.flat()[1]?.unitName).not.toBe(posts?.flat()[2]?.unitName);
    for (const documentId of papers) must(await handlers['approval.submit']({ documentId }));
    expect(outcome(await handlers['bundle.set']({ papers: [second] }))).toBe('BUNDLE_FIXED');

    const yoon = await desks.at('yoon');
    const turn = await desks.seen('yoon', second, 'the turn', (view) => view.acts.includes('sign') && view.bundled.every(({ waits }) => waits));
    expect(turn.bundled.map(({ title, waits }) => [title, waits])).toEqual([
      ['계획 알림', true],
      ['자료 제출 요청', true],
    ]);
    const waiting = must(await yoon.handlers['home.list']({})).waiting.filter(({ bundle }) => bundle?.papers.join() === papers.join());
    expect(new Set(waiting.map(({ bundle }) => bundle?.at))).toEqual(new Set([0, 1]));
    for (const [name, position] of [
      ['yoon', '과장'],
      ['lee', '과장'],
    ] as const) {
      const { handlers: own } = await desks.at(name);
      for (const documentId of papers) {
        const view = await desks.seen(name, documentId, 'its turn', (one) => one.acts.includes('sign'));
        const step = view.lanes[0]?.stages.flat().find((one) => one.mine) ?? stepOf(view, position);
        must(await own['approval.sign']({ documentId, stepId: step.id, opinion: { kind: 'none', text: '' } }));
      }
    }
    const numbers = await Promise.all(
      papers.map(async (documentId) => (await desks.seen('kim', documentId, 'registered', (view) => view.registration !== null)).registration),
    );
    expect(new Set(numbers).size).toBe(2);

    must(await handlers['issue.fixBase']({ documentId: main, enforcedOn: '2027-01-04' }));
    const told = await desks.seen('kim', second, 'the day of the others', (view) => view.bundled[0]?.enforcedOn !== null);
    expect(told.bundled.map(({ enforcedOn }) => enforcedOn)).toEqual(['2027-01-04', null]);
    const { lines } = must(await handlers['trail.get']({ documentId: main }));
    expect(lines.filter(({ what }) => what === '일괄기안 정함').at(-1)?.detail).toBe('2건 가운데 주된 문서');
  });

  it('BD1 BD2 what does not fit is refused with what was kept: another drafter, another 처리과, a decider above the table without a reason', async () => {
    const [one, two] = [await desks.draft('묶을 문서 하나'), await desks.draft('묶을 문서 둘')];
    const { handlers } = await desks.at('kim');
    must(await handlers['documents.setFields']({ documentId: two, fields: { work: ['정책 수립'] } }));
    const { lawful, recordFile } = must(await handlers['route.propose']({ documentId: two }));
    must(await handlers['route.design']({ documentId: two, lane: lawful, recordFile }));
    const choi = await desks.at('choi');
    await desks.seen('kim', one, 'a draft', (view) => view.mayBundle);
    expect(outcome(await choi.handlers['bundle.set']({ papers: [one, two] }))).toBe('NOT_ALLOWED');
    must(await handlers['bundle.set']({ papers: [one, two] }));
    await desks.seen('kim', two, 'in the bundle', (view) => view.bundle !== null);
    must(await handlers['bundle.set']({ papers: [one] }));
    await desks.seen('kim', two, 'alone again', (view) => view.bundle === null);
    const high = await handlers['bundle.route']({ papers: [two, one] });
    expect([outcome(high), high.ok ? '' : high.message.includes('묶을 문서 하나')]).toEqual(['BUNDLE_REASON', true]);
    must(await handlers['bundle.route']({ papers: [two, one], reason: '두 건을 함께 판단할 일' }));
    await desks.seen('kim', one, 'with the reason', (view) => view.lanes[0]?.deviation?.reason === '두 건을 함께 판단할 일');
    expect(outcome(await handlers['bundle.route']({ papers: [one, two], reason: '' }))).toBe('accepted');
  });
});

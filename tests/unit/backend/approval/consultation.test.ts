import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesks, outcome, today, type Desks, type Name } from '../../../support/desks.ts';
import { must, until } from '../../../support/sync.ts';

const TITLE = '의견을 묻는 문서';
let office: Desks;
beforeAll(async () => void (office = await createDesks()));
afterAll(() => office.close());

const handlers = async (name: Name) => (await office.at(name)).handlers;
const list = async (name: Name, of: 'consultations' | 'drafts' | 'progress') =>
  must(await (await handlers(name))['home.list']({}))[of].map(({ title }) => title);

describe('의견조회 (AP25)', () => {
  it('AP25 a draft is asked about in another agency: it reads, answers once, and the paper goes its way meanwhile', async () => {
    const documentId = await office.draft(TITLE);
    const kim = await handlers('kim');
    const { targets } = must(await kim['consultation.targets']({ documentId, query: '기획재정부 과장' }));
    const whom = targets.find(({ person }) => person === 'han');
    expect(whom).toMatchObject({ agency: 'B', unit: 'U1', agencyName: '기획재정부' });
    const to = [
      { agency: 'B', unit: 'U1', person: 'han' },
      { agency: 'A', unit: 'U2', person: null },
    ];
    await office.at('han');
    expect(await list('han', 'consultations')).toEqual([]);
    expect(outcome(await kim['consultation.ask']({ documentId, question: '기간이 알맞은지', to, atLeast: 2, due: today() }))).toBe('accepted');
    const asked = await office.seen(
      'han',
      documentId,
      'asked',
      ({ acts, consultations, title }) => acts.includes('answer') && consultations[0]?.question != null && title === TITLE,
    );
    expect(asked).toMatchObject({ right: 'view', consulted: { due: today(), overdue: false } });
    expect(asked.consultations).toMatchObject([{ question: '기간이 알맞은지', atLeast: 2, open: true, mine: 0, mayClose: false }]);
    // It stands where it is asked about, and in no other list of who is only asked.
    expect([await list('han', 'consultations'), await list('han', 'drafts')]).toEqual([[TITLE], []]);
    const id = asked.consultations[0]?.id ?? '';

    must(await kim['approval.submit']({ documentId }));
    await office.seen('han', documentId, 'sent up', ({ status }) => status === 'in-approval');
    const han = await handlers('han');
    expect(outcome(await han['consultation.answer']({ documentId, id, opinion: '두 달이 알맞습니다.' }))).toBe('accepted');
    expect(outcome(await han['consultation.answer']({ documentId, id, opinion: '또' }))).toBe('ALREADY_ANSWERED');
    const told = await office.seen('kim', documentId, 'answered', ({ consultations }) => consultations[0]?.to[0]?.answer != null);
    // Whoever asked is told who answered, and finds it beside what is asked of them, with how far it is.
    expect([told.asking, await list('kim', 'consultations')]).toEqual([{ due: today(), overdue: false, answered: 1, of: 2, atLeast: 2 }, [TITLE]]);
    const bell = async () => must(await kim['notices.list']({})).rows.filter((row) => row.documentId === documentId && row.kind === 'answers');
    await until('the notice', async () => (await bell()).length === 1);
    expect((await bell())[0]).toMatchObject({ stage: 'answered', day: today(), sender: expect.stringContaining('과장') as string, read: false, done: false });
    expect(told.consultations[0]?.to).toMatchObject([
      { label: expect.stringContaining('과장') as string, answer: { opinion: '두 달이 알맞습니다.', late: false } },
      { label: '혁신행정담당관실', answer: null },
    ]);
    // Who answered still finds it while it is open, with nothing left to do.
    expect((await office.seen('han', documentId, 'nothing left', ({ acts }) => !acts.includes('answer'))).consulted).toBeNull();
    expect(await list('han', 'consultations')).toEqual([TITLE]);
    const { lines } = must(await kim['trail.get']({ documentId }));
    expect(lines.map(({ what }) => what)).toEqual(expect.arrayContaining(['의견조회', '의견 제출']));
    expect(must(await kim['trail.verify']({ documentId })).verdict).toBe('valid');

    expect(outcome(await han['consultation.close']({ documentId, id }))).toBe('NOT_ALLOWED');
    expect(outcome(await kim['consultation.close']({ documentId, id }))).toBe('accepted');
    await until('the notice is done', async () => (await bell()).every(({ done }) => done));
    // Done as a request; as news it stays until it is read.
    expect((await bell()).map(({ read }) => read)).toEqual([false]);
    // It is over: nothing is asked any more, and who was asked still sees what becomes of the paper.
    const over = await office.seen('han', documentId, 'over', ({ consultations }) => consultations[0]?.open === false);
    expect([over.right, over.consulted]).toEqual(['view', null]);
    expect([await list('han', 'consultations'), await list('han', 'progress')]).toEqual([[], [TITLE]]);
    expect(outcome(await (await handlers('choi'))['consultation.answer']({ documentId, id, opinion: '늦음' }))).toBe('CONSULTATION_OVER');
  });

  it('AP25 asking without sense is refused with a sentence, and nothing is sent', async () => {
    const documentId = await office.draft('물을 곳이 없는 문서');
    const kim = await handlers('kim');
    const to = [{ agency: 'B', unit: '없는과', person: null }];
    expect(outcome(await kim['consultation.ask']({ documentId, question: '물음', to, atLeast: 1, due: today() }))).toBe('CONSULTATION_UNSOUND');
    expect((await office.seen('kim', documentId, 'as it was', () => true)).consultations).toEqual([]);
  });
});

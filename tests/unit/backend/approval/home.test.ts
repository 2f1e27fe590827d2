import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../../../shared/api/contract.ts';
import { createDesks, stepOf, type Desks, type Name } from '../../../support/desks.ts';
import { must } from '../../../support/sync.ts';

const NONE = { kind: 'none', text: '' } as const;
let desks: Desks;
beforeAll(async () => void (desks = await createDesks()));
afterAll(() => desks.close());

const lists = async (name: Name): Promise<Output<'home.list'>> => must(await (await desks.at(name)).handlers['home.list']({}));

describe('lists of home and what begins from an old paper', () => {
  it('V2 who heads a 처리과 sees everything open in it, with whom it lies and since when; nobody else does', async () => {
    const plan = [
      ['concur', 'U2', '과장'],
      ['approve', 'U1', '과장'],
    ] as const;
    const first = await desks.sentUp('먼저 올린 문서', plan);
    const second = await desks.sentUp('나중에 올린 문서');
    await desks.seen('lee', second, 'there', ({ status }) => status === 'in-approval');
    await desks.seen('lee', first, 'there', ({ status }) => status === 'in-approval');
    const { unit } = await lists('lee');
    expect(unit.map(({ title, next }) => [title, next])).toEqual([
      ['먼저 올린 문서', '행정안전부 과장 협조'],
      ['나중에 올린 문서', '행정안전부 과장 결재'],
    ]);
    for (const { heldSince } of unit) expect(heldSince).toMatch(/^20\d\d-/);
    expect([(await lists('kim')).unit, (await lists('choi')).unit]).toEqual([[], []]);
  });

  it('V3 a paper somebody may read begins a draft of their own with its text, and the routes used before are offered', async () => {
    const documentId = await desks.sentUp('베낄 문서');
    const view = await desks.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
    must(await (await desks.at('lee')).handlers['approval.sign']({ documentId, stepId: stepOf(view, '과장').id, opinion: NONE }));
    const old = await desks.seen('kim', documentId, 'decided', ({ status }) => status === 'registered');
    expect(old.mayCopy).toBe(true);
    const { handlers } = await desks.at('kim');
    const { documentId: copy } = must(await handlers['documents.copy']({ documentId }));
    const draft = await desks.seen('kim', copy, 'the copy', ({ fields }) => fields.title === '베낄 문서');
    expect([draft.status, draft.version, draft.fields.summary, draft.fields.work, draft.fields.recordFile]).toEqual([
      'drafting',
      1,
      '요지',
      ['정보화 운영'],
      '정보화 일반',
    ]);
    const { past } = must(await handlers['route.propose']({ documentId: copy }));
    expect(past[0]).toMatchObject({ title: '베낄 문서' });
    expect(past[0]?.lane.stages.flat().map(({ position }) => position)).toEqual(['주무관', '과장']);
    expect((await (await desks.at('park')).handlers['documents.copy']({ documentId })).ok).toBe(false);
  });
});

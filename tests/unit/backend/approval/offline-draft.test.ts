import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesks, stepOf, type Desks } from '../../../support/desks.ts';
import { waitSaved } from '../../../../electron/backend/approval/wait-saved.ts';
import { must, until } from '../../../support/sync.ts';

let office: Desks;
beforeAll(async () => void (office = await createDesks()));
afterAll(() => office.close());

describe('drafting while the server is away (DESIGN §2)', () => {
  it('OFF1 a document begun without a line is listed, opened, written and given a route at once, and all of it arrives when the server is back', async () => {
    const kim = await office.at('kim');
    const { handlers, context } = kim;
    await office.stage.stopServer();
    await until('no line', () => context.sync.status().connection === 'offline');
    const { documentId } = must(
      await handlers['documents.create']({ form: 'official', title: '끊긴 동안 쓴 문서', partners: [], recordFile: '정보화 일반', work: ['정보화 운영'] }),
    );
    const view = must(await handlers['documents.get']({ documentId }));
    expect(view).toMatchObject({ title: '끊긴 동안 쓴 문서', status: 'drafting', right: 'edit', frozen: false });
    expect(view.acts).toContain('edit');
    expect(must(await handlers['home.list']({})).drafts.map(({ title }) => title)).toContain('끊긴 동안 쓴 문서');
    must(await handlers['documents.setFields']({ documentId, fields: { summary: '요지', keywords: ['협조'], originator: '주무관', reporter: '주무관' } }));
    const { lane, recordFile } = must(await handlers['route.propose']({ documentId }));
    expect(must(await handlers['route.design']({ documentId, lane, recordFile }))).toMatchObject({ state: 'waiting' });
    expect(stepOf(must(await handlers['documents.get']({ documentId })), '과장').kind).toBe('approve');

    await office.stage.startServer();
    await until('all arrived', () => context.sync.status().outbox === 0 && context.sync.entries(documentId).length === 2);
    const arrived = await office.seen('lee', documentId, 'at a colleague', ({ fields }) => fields.summary === '요지');
    expect(arrived).toMatchObject({ title: '끊긴 동안 쓴 문서', status: 'drafting' });
    must(await handlers['approval.submit']({ documentId }));
    await office.seen('lee', documentId, 'the turn', ({ acts }) => acts.includes('sign'));
  });

  it('RP1 열람범위 set wide, narrow and wide again without a line arrives wide', async () => {
    const documentId = await office.draft('끊긴 동안 바꾼 열람범위');
    const { handlers, context } = await office.at('kim');
    await office.stage.stopServer();
    await until('no line', () => context.sync.status().connection === 'offline');
    const set = (scope: 'unit' | 'agency') => handlers['readers.set']({ documentId, range: { scope, units: [] } });
    for (const scope of ['agency', 'unit', 'agency'] as const) expect(must(await set(scope))).toMatchObject({ state: 'waiting' });
    expect(await set('agency')).toMatchObject({ ok: false, code: 'ALREADY_SIGNED' });
    await office.stage.startServer();
    await until('all arrived', () => context.sync.status().outbox === 0);
    await office.seen('kim', documentId, 'wide', ({ readers }) => readers.scope === 'agency');
  });

  it("OFF2 결재 올림 on a disk that takes no text ends with the disk's sentence and does not wait", async () => {
    const documentId = await office.draft('디스크가 찬 PC의 문서');
    const { context } = await office.at('kim');
    const full = { ...context, sync: { ...context.sync, disk: () => 'DISK_FULL' as const } };
    const refused = await waitSaved(full, documentId);
    expect(refused).toMatchObject({ ok: false, code: 'DISK_FULL' });
    expect(refused.ok ? '' : refused.message).toMatch(/^결재를 올리지 않았습니다\. /);
    expect(await waitSaved(context, documentId)).toMatchObject({ ok: true });
  });
});

/** Papers that go to nobody: they end with their registration. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesks, stepOf, type Desks } from '../../../support/desks.ts';
import { must } from '../../../support/sync.ts';

let desks: Desks;
beforeAll(async () => {
  desks = await createDesks();
});
afterAll(() => desks.close());

async function decided(documentId: string): Promise<void> {
  const lee = await desks.at('lee');
  const view = await desks.seen('lee', documentId, 'the turn', (one) => one.acts.includes('sign'));
  must(await lee.handlers['approval.sign']({ documentId, stepId: stepOf(view, '과장').id, opinion: { kind: 'none', text: '' } }));
}

describe('내부결재', () => {
  it('INT1 ends with its registration: no 시행일, no seal, no 발송, and stands among what is done', async () => {
    const documentId = await desks.sentUp('내부결재 시험');
    await decided(documentId);
    const view = await desks.seen('kim', documentId, 'registered', (one) => one.status === 'registered');
    expect(view).toMatchObject({ statusText: '내부결재', next: '', heldSince: null });
    expect(view.acts).not.toContain('fixBase');
    const kim = await desks.at('kim');
    const lists = must(await kim.handlers['home.list']({}));
    expect(lists.done.map((row) => row.documentId)).toContain(documentId);
    expect(lists.sealing).toEqual([]);
    expect(await kim.handlers['issue.fixBase']({ documentId, enforcedOn: '2026-11-30' })).toMatchObject({ ok: false, code: 'INTERNAL_PAPER' });
  });

  it('INT2 its PDF is the final one without a 시행일, drawn alike each time', async () => {
    const documentId = await desks.sentUp('내부결재 인쇄 시험');
    await decided(documentId);
    await desks.seen('kim', documentId, 'registered', (one) => one.status === 'registered');
    const { handlers } = await desks.at('kim');
    const [once, again] = [must(await handlers['preview.pdf']({ documentId })), must(await handlers['preview.pdf']({ documentId }))];
    expect(once.final).toBe(true);
    expect(Buffer.from(once.pdf).equals(Buffer.from(again.pdf))).toBe(true);
  });

  it('INT3 a paper with recipients goes on to its 시행일 as before', async () => {
    const documentId = await desks.draft('보내는 문서 시험');
    const { handlers } = await desks.at('kim');
    must(await handlers['documents.setFields']({ documentId, fields: { recipients: ['나기관장'] } }));
    must(await handlers['approval.submit']({ documentId }));
    await desks.seen('kim', documentId, 'sent up', (one) => one.status === 'in-approval');
    await decided(documentId);
    const view = await desks.seen('kim', documentId, 'registered', (one) => one.status === 'registered');
    expect(view.acts).toContain('fixBase');
  });

  it('FORM-12 a field of the other form is refused and nothing changes', async () => {
    const documentId = await desks.draft('서식 시험');
    const { handlers } = await desks.at('kim');
    expect(await handlers['documents.setFields']({ documentId, fields: { basis: '근거' } })).toMatchObject({ ok: false, code: 'NOT_OF_FORM' });
    const made = must(
      await handlers['documents.create']({ form: 'brief', title: '진단 결과 보고', partners: [], recordFile: '정보화 일반', work: ['정보화 운영'] }),
    );
    must(await handlers['documents.setFields']({ documentId: made.documentId, fields: { basis: '근거', written: '2026-11-30' } }));
    expect(await handlers['documents.setFields']({ documentId: made.documentId, fields: { recipients: ['나기관장'] } })).toMatchObject({
      ok: false,
      code: 'NOT_OF_FORM',
    });
    expect(must(await handlers['documents.get']({ documentId: made.documentId })).fields).toMatchObject({
      form: 'brief',
      basis: '근거',
      written: '2026-11-30',
      recipients: [],
    });
  });
});

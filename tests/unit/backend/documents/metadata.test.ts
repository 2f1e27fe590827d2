/** 문서정보 beside the text: why it is not open, and papers it goes with. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { stepCommands } from '../../../../electron/backend/approval/step-commands.ts';
import { textChecks } from '../../../../electron/backend/approval/text-checks.ts';
import { FIRST_SECTION } from '../../../../shared/collab/schema.ts';
import { replaceBody } from '../../../../shared/collab/write.ts';
import { err } from '../../../../shared/lib/result.ts';
import { createDesks, stepOf, type Desks } from '../../../support/desks.ts';
import { must } from '../../../support/sync.ts';

let desks: Desks;
beforeAll(async () => {
  desks = await createDesks();
});
afterAll(() => desks.close());

const checksOf = async (documentId: string) => {
  const { handlers } = await desks.at('kim');
  return must(await handlers['documents.get']({ documentId }))
    .checks.filter(({ title }) => title === '공개 구분')
    .map(({ state }) => state);
};

it('DIS-1 비공개 stops without its numbers, asks for its 사유, and says nothing of an open paper', async () => {
  const documentId = await desks.draft('정원 협의 결과 보고');
  const { handlers } = await desks.at('kim');
  const set = async (fields: Parameters<(typeof handlers)['documents.setFields']>[0]['fields']) =>
    must(await handlers['documents.setFields']({ documentId, fields }));
  expect(await checksOf(documentId)).toEqual([]);
  await set({ disclosure: { kind: '비공개', grounds: [] } });
  expect(await checksOf(documentId)).toEqual(['stop']);
  await set({ disclosure: { kind: '비공개', grounds: [5] } });
  expect(await checksOf(documentId)).toEqual(['warn']);
  await set({ disclosureReason: '검토 중인 정원 협의 내용' });
  expect(await checksOf(documentId)).toEqual(['ok']);
  await set({ disclosure: { kind: '공개', grounds: [] }, disclosureReason: '' });
  expect(await checksOf(documentId)).toEqual([]);
});

it('SEND-3 the same text is read and gone through once; an edit of any field or line makes both anew', async () => {
  const documentId = await desks.draft('한 번 읽는 글');
  const { handlers, context } = await desks.at('kim');
  const content = async () => must(await context.drafts.content(documentId));
  const first = await content();
  expect(await content()).toBe(first);
  const checks = textChecks(first, context.replica.directory());
  expect(textChecks(first, context.replica.directory())).toBe(checks);
  must(await handlers['documents.setFields']({ documentId, fields: { summary: '연락처 010-1234-5678' } }));
  const second = await content();
  expect(second).not.toBe(first);
  expect(second.fields.summary).toBe('연락처 010-1234-5678');
  expect(textChecks(second, context.replica.directory()).map(({ title }) => title)).toContain('개인정보로 보이는 글 1곳');
  const section = context.drafts.rooms(documentId)?.sections.get(FIRST_SECTION)?.doc;
  if (section === undefined) throw new Error('no section');
  replaceBody(section, [{ type: 'block', kind: 'plain', level: 1, inlines: [{ text: '다시 쓴 줄' }] }]);
  expect((await content()).blocks).toEqual([{ type: 'block', kind: 'plain', level: 1, inlines: [{ text: '다시 쓴 줄' }] }]);
});

it('REL-1 관련 문서 are fixed with the paper as they were named', async () => {
  const first = await desks.draft('지침 통보');
  const documentId = await desks.draft('지침에 따른 계획');
  const { handlers } = await desks.at('kim');
  const related = [{ documentId: first, registration: '', title: '지침 통보' }];
  must(await handlers['documents.setFields']({ documentId, fields: { related } }));
  must(await handlers['approval.submit']({ documentId }));
  const view = await desks.seen('lee', documentId, 'sent up', (one) => one.status === 'in-approval' && one.fields.related.length > 0);
  expect(view.fields.related).toEqual(related);
});

it('OFF3 nobody signs a fixed text that this machine does not have', async () => {
  const documentId = await desks.sentUp('글이 아직 오지 않은 문서');
  const view = await desks.seen('lee', documentId, 'the turn', (one) => one.acts.includes('sign'));
  const { context } = await desks.at('lee');
  // The server's answer for a text it cannot give: the trail came, what it fixes did not.
  const without = { ...context, drafts: { ...context.drafts, frozen: () => Promise.resolve(err('OFFLINE', '서버에 닿지 않습니다.')) } };
  const input = { documentId, stepId: stepOf(view, '과장').id, opinion: { kind: 'none', text: '' } } as const;
  expect(await stepCommands(without)['approval.sign'](input)).toMatchObject({ ok: false, code: 'TEXT_NOT_YET' });
  expect((await desks.seen('lee', documentId, 'unchanged', () => true)).acts).toContain('sign');
  expect(await stepCommands(context)['approval.sign'](input)).toMatchObject({ ok: true });
});

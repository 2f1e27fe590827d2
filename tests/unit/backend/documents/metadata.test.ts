/** 문서정보 beside the text: why it is not open, and papers it goes with. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { stepCommands } from '../../../../electron/backend/approval/step-commands.ts';
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

/** 붙임 파일 of a draft: shown by what their bytes are, and at the server before the paper is sent up. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { approvalCommands } from '../../../../electron/backend/approval/commands.ts';
import { createDesks, type Desks } from '../../../support/desks.ts';
import { must, until } from '../../../support/sync.ts';

let desks: Desks;
beforeAll(async () => {
  desks = await createDesks();
});
afterAll(() => desks.close());

const PNG = new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64'));

it('ATT1 a picture is shown by its bytes, another file is not, and nobody outside the paper gets either', async () => {
  const documentId = await desks.draft('붙임 보기');
  const { handlers } = await desks.at('kim');
  const add = async (name: string, bytes: Uint8Array) => must(await handlers['attachments.add']({ documentId, name, label: `${name} 1부.`, bytes })).sha256;
  const picture = await add('그림.png', PNG);
  const text = await add('명단.pdf', new TextEncoder().encode('PDF라고 하지만 글이다'));
  expect(must(await handlers['attachments.read']({ documentId, sha256: picture }))).toEqual({ kind: 'png', bytes: PNG });
  expect(await handlers['attachments.read']({ documentId, sha256: text })).toMatchObject({ ok: false, code: 'NO_PREVIEW' });
  const choi = await desks.at('choi');
  expect(await choi.handlers['attachments.read']({ documentId, sha256: picture })).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  await until('at the server', async () => must(await handlers['attachments.places']({ documentId })).files.every(({ state }) => state === 'sent'));
});

it('ATT2 결재 올림 waits for the files and names the one the server does not have', async () => {
  const documentId = await desks.draft('붙임 올리기');
  const { handlers, context } = await desks.at('kim');
  const { sha256 } = must(await handlers['attachments.add']({ documentId, name: '자료.png', label: '자료 1부.', bytes: PNG }));
  // A server without room for it: the file stays on this machine.
  const place = (asked: string) => (asked === sha256 ? ({ state: 'waiting', why: '자리가 없습니다.' } as const) : context.replica.blobPlace(asked));
  const full = { ...context, replica: { ...context.replica, blobPlace: place, sendBlobs: () => Promise.resolve(false) } };
  const refused = await approvalCommands(full)['approval.submit']({ documentId });
  expect(refused).toMatchObject({ ok: false, code: 'ATTACHMENT_NOT_SENT', message: expect.stringContaining('자료 1부. (자리가 없습니다.)') as unknown });
  must(await handlers['approval.submit']({ documentId }));
});

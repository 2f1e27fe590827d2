import { randomUUID } from 'node:crypto';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { writeUpdate } from 'y-protocols/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createApp, type App, type AppConnection } from '../../../../electron/backend/app.ts';
import { MESSAGE, sectionRoom } from '../../../../shared/collab/protocol.ts';
import { NO_PLATFORM } from '../../../support/machine.ts';
import { writeSomeone } from '../../../support/profile.ts';
import { createFolders, createStage, until, type Stage } from '../../../support/sync.ts';

const PASSPHRASE = '열 글자가 넘는 암호';
const folders = createFolders();
let stage: Stage;
beforeAll(async () => void (stage = await createStage()));
afterAll(async () => {
  await stage.close();
  folders.clean();
});

const bugs: [string, unknown][] = [];
const onBug = (...bug: [string, unknown]): void => void bugs.push(bug);
const start = (dataDir: string): App => createApp({ dataDir, platform: NO_PLATFORM, serverUrl: stage.url(), version: '0', host: 'web', onBug });

async function openWindow(app: App, room: string): Promise<AppConnection> {
  const page = app.connect({ connectionId: randomUUID(), resume: null });
  const unlocked = await page.call('profiles.unlock', { id: 'kim', passphrase: PASSPHRASE });
  if (!unlocked.ok) throw new Error(unlocked.error.code);
  await until('the document is there', async () => (await page.call('collab.join', { room })).ok);
  return page;
}

/** What an editor sends for one insertion. */
function typed(text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, text);
  const encoder = createEncoder();
  writeVarUint(encoder, MESSAGE.sync);
  writeUpdate(encoder, Y.encodeStateAsUpdate(doc));
  return toUint8Array(encoder);
}

it('C23 a window that closes right behind its last letter loses none, with a line and without one, whether the program goes on or ends', async () => {
  const { kim, lee } = stage.world.people;
  const dataDir = folders.make();
  await writeSomeone(dataDir, kim, stage.world.root, PASSPHRASE);
  const documentId = await stage.createDocument(kim);
  const room = sectionRoom(documentId, 1, 's1');
  const reader = await stage.stock(lee, room);
  const read = (): string => reader.doc.getText('t').toString();

  const first = start(dataDir);
  const page = await openWindow(first, room);
  void page.call('collab.send', { room, message: typed('닫기 바로 앞의 글. ') });
  page.close();
  // The last window of the program is gone with it.
  await first.close();
  const second = start(dataDir);
  const again = await openWindow(second, room);
  await until('the first reached the server', () => read().includes('닫기 바로 앞의 글.'));

  await stage.stopServer();
  void again.call('collab.send', { room, message: typed('끊긴 채 닫은 글. ') });
  again.close();
  await second.close();
  await stage.startServer();
  const third = start(dataDir);
  const other = await openWindow(third, room);
  await until('the second reached the server', () => read().includes('끊긴 채 닫은 글.'));

  const beside = await openWindow(third, room);
  void other.call('collab.send', { room, message: typed('다른 창이 열린 채 닫은 글. ') });
  other.close();
  await until('the third reached the server by the other window’s line', () => read().includes('다른 창이 열린 채 닫은 글.'));
  expect(read().match(/글\./g)).toHaveLength(3);
  const asked = [beside.call('preview.pdf', { documentId }), beside.call('documents.import', { markdown: '# 닫는 사이의 글\n\n1. 글', attachments: [] })];
  beside.close();
  await third.close();
  await Promise.all(asked);
  expect(bugs).toEqual([]);
});

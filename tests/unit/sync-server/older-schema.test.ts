import { Schema } from '@tiptap/pm/model';
import { initProseMirrorDoc } from '@tiptap/y-tiptap';
import WebSocket from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { SCHEMA_VERSION } from '../../../shared/collab/content.ts';
import { CLOSE, MESSAGE, mainRoom, sectionRoom } from '../../../shared/collab/protocol.ts';
import { bodyOf, NODES } from '../../../shared/collab/schema.ts';
import { createWindowRooms } from '../../../electron/backend/collab/window-rooms.ts';
import { openMachine, writeMachine } from '../../support/machine.ts';
import { bridgeRoom } from '../../../electron/backend/collab/bridge.ts';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { writeUpdate } from 'y-protocols/sync';
import { startHere } from '../../support/sync-process.ts';
import { createFolders, createStage, must, until, type Stage } from '../../support/sync.ts';

/** The server of a later program: its rooms have a node this program's editor does not know. */
const LATER = SCHEMA_VERSION + 1;
const NEWER_NODE = 'chart';

/** This program's editor. */
const editor = new Schema({
  nodes: {
    doc: { content: `${NODES.block}+` },
    text: { group: 'inline' },
    [NODES.block]: { content: 'inline*', attrs: { kind: { default: 'plain' }, level: { default: 1 } } },
  },
});

const folders = createFolders();
let stage: Stage;
let documentId = '';
let room = '';
const ending: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  stage = await createStage({ plainRooms: true });
  documentId = await stage.createDocument();
  room = sectionRoom(documentId, 1, 's1');
  await stage.stopServer();
  const server = must(await startHere(stage, { schemaVersion: LATER, limits: { plainRooms: true } }));
  ending.push(() => server.close());
});
afterEach(async () => {
  await Promise.all(ending.splice(0).map((end) => end()));
  await stage.close();
  folders.clean();
});

const paragraph = (text: string): Y.XmlElement => {
  const block = new Y.XmlElement(NODES.block);
  block.insert(0, [new Y.XmlText(text)]);
  return block;
};

/** Somebody with the later program writes a paragraph, the newer node, and another paragraph. */
async function writeNewer(): Promise<{ doc: Y.Doc; text: () => string }> {
  const { doc, provider } = await stage.stock(stage.world.people.kim, room, LATER);
  await until('synced', () => provider.synced);
  const chart = new Y.XmlElement(NEWER_NODE);
  chart.insert(0, [new Y.XmlText('도표의 값')]);
  doc.transact(() => bodyOf(doc).insert(0, [paragraph('앞'), chart, paragraph('뒤')]));
  return { doc, text: () => bodyOf(doc).toString() };
}

/** How a room answers lee. */
async function answer(name: string, query: string): Promise<{ code: number; got: number }> {
  const headers = { authorization: `Bearer ${await stage.token(stage.world.people.lee)}` };
  const socket = new WebSocket(`${stage.url().replace('http', 'ws')}/rooms/${encodeURIComponent(name)}${query}`, { headers });
  let got = 0;
  return new Promise((resolve) => {
    const done = (code: number): void => resolve({ code, got });
    socket.on('message', () => {
      got += 1;
      socket.close();
    });
    socket.once('close', done).once('error', () => undefined);
  });
}

describe('a client of an older schema', () => {
  it('R7 an editor that takes out a node it does not know cannot take it out for anybody else', async () => {
    const newer = await writeNewer();
    const older = await stage.stock(stage.world.people.lee, room, SCHEMA_VERSION);
    await until('read', () => bodyOf(older.doc).toString().includes(NEWER_NODE));
    const whole = newer.text();
    initProseMirrorDoc(bodyOf(older.doc), editor);
    // The danger is real: opening alone has taken it out of the older client's own text.
    expect(bodyOf(older.doc).toString()).not.toContain(NEWER_NODE);
    bodyOf(newer.doc).insert(3, [paragraph('그 뒤에 쓴 글')]);
    await until('the older client reads on', () => bodyOf(older.doc).toString().includes('그 뒤에 쓴 글'));
    const third = await stage.stock(stage.world.people.kim, room, LATER);
    await until('read anew', () => bodyOf(third.doc).toString() === newer.text());
    expect(newer.text()).toContain(whole);
    expect(older.codes).toEqual([]);
  });

  it('R7 a document room opens to nobody who does not say which schema they have; a plain room asks nothing', async () => {
    for (const query of ['', '?schema=', '?schema=x', '?schema=-1'])
      for (const name of [room, mainRoom(documentId, 1)]) expect([query, await answer(name, query)]).toEqual([query, { code: CLOSE.schema, got: 0 }]);
    expect((await answer('plain/a', '')).got).toBe(1);
    expect((await answer(room, `?schema=${SCHEMA_VERSION}`)).got).toBe(1);
  });

  it('R7 this program under a later server: the text is read, the window’s editor takes nothing out, and what was typed before is kept apart', async () => {
    const newer = await writeNewer();
    const sync = stage.replica(stage.world.people.lee);
    const held = sync.openRoom(room);
    bodyOf(held.doc).insert(0, [paragraph('이어지기 전에 쓴 글')]);
    await held.whenSynced.catch(() => undefined);
    await until('kept apart', () => sync.stranded().length === 1);
    expect(sync.stranded()[0]).toMatchObject({ reason: 'schema' });
    const again = sync.openRoom(room);
    await again.whenSynced;
    expect([again.outdated(), again.right()]).toEqual([true, 'view']);
    const window = bridgeRoom(again, ['edit'], () => undefined);
    const shown = new Y.Doc();
    Y.applyUpdate(shown, Y.encodeStateAsUpdate(again.doc));
    shown.on('update', (update: Uint8Array) => {
      const encoder = createEncoder();
      writeVarUint(encoder, MESSAGE.sync);
      writeUpdate(encoder, update);
      window.receive(toUint8Array(encoder));
    });
    initProseMirrorDoc(bodyOf(shown), editor);
    expect(bodyOf(shown).toString()).not.toContain(NEWER_NODE);
    expect(bodyOf(again.doc).toString()).toBe(newer.text());
    expect(sync.status().unsavedUpdates).toBe(0);
    window.close();
  });

  it('R7 a window that has such a room open is told once that it only reads, and so is one that opens it later', async () => {
    await writeNewer();
    const backend = await openMachine(stage, await writeMachine(stage, folders.make(), stage.world.people.lee));
    const told: { room: string; code: number; sentence: string }[] = [];
    const rooms = createWindowRooms(backend.context, (event, payload) => {
      if (event === 'collab.closed') told.push(payload as (typeof told)[number]);
    });
    await until('the document is here', () => backend.context.sync.documents().includes(documentId));
    const join = async () => must(await rooms.handlers['collab.join']({ room }));
    const first = await join();
    await until('told', () => told.length === 1 || first.note !== null);
    const later = await join();
    expect(later.right).toBe('view');
    expect(later.note).toMatch(/^이 문서는 더 새로운 온결에서 쓴 것이라 여기서는 읽기만 할 수 있습니다\./);
    expect(told.map(({ code, sentence }) => [code, sentence])).toEqual(first.note === null ? [[CLOSE.schema, later.note]] : []);
    // The fields beside the text are not written either.
    await until('the form is read only', async () => must(await backend.handlers['documents.get']({ documentId })).right === 'view');
    expect(await backend.handlers['documents.setFields']({ documentId, fields: { summary: '옛 판의 요지' } })).toMatchObject({ ok: false, code: 'OUTDATED' });
    expect(backend.context.sync.status().unsavedUpdates).toBe(0);
    rooms.close();
    await backend.close();
  });
});

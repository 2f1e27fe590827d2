import { createDecoder, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { Awareness } from 'y-protocols/awareness';
import { readSyncMessage, writeUpdate } from 'y-protocols/sync';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { bridgeRoom } from '../../../../electron/backend/collab/bridge.ts';
import type { Room } from '../../../../electron/backend/replica.ts';
import { addThread, readThreads } from '../../../../shared/collab/comments.ts';
import { MESSAGE } from '../../../../shared/collab/protocol.ts';
import type { Right } from '../../../../shared/policy/rights.ts';

/** What a window with this right can write into a room that needs one of `needed`. */
function written(right: Right, needed: readonly Right[]): number {
  const doc = new Y.Doc();
  const room = { doc, awareness: new Awareness(doc), right: () => right, outdated: () => false, close: () => undefined } as unknown as Room;
  const bridged = bridgeRoom(room, needed, () => undefined);
  const window = new Y.Doc();
  const at = '2026-11-23T01:00:00.000Z';
  const anchor = { section: 's1', start: '', end: '', quote: '글' };
  addThread(window, 'x', { kind: 'comment', anchor, by: { agency: 'A', position: '과장', name: '' }, at, text: '의견', proposal: '', calls: [] });
  const encoder = createEncoder();
  writeVarUint(encoder, MESSAGE.sync);
  writeUpdate(encoder, Y.encodeStateAsUpdate(window));
  bridged.receive(toUint8Array(encoder));
  bridged.close();
  return readThreads(doc).length;
}

test('COM-4 who has 의견 writes comments and no text; who has 열람 writes neither', () => {
  const rights = ['view', 'comment', 'edit'] as const;
  expect(rights.map((right) => written(right, ['comment', 'edit']))).toEqual([0, 1, 1]);
  expect(rights.map((right) => written(right, ['edit']))).toEqual([0, 0, 1]);
});

test('SEND-2 who joins is sent the whole text unasked, and again after a silence', () => {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, '먼저 있던 글');
  const room = { doc, awareness: new Awareness(doc), right: () => 'view', outdated: () => false, close: () => undefined } as unknown as Room;
  const sent: Uint8Array[] = [];
  const bridged = bridgeRoom(room, ['edit'], (message) => sent.push(message));
  const told = (): string => {
    const window = new Y.Doc();
    for (const message of sent.splice(0)) {
      const decoder = createDecoder(message);
      if (readVarUint(decoder) === MESSAGE.sync) readSyncMessage(decoder, createEncoder(), window, 'test');
    }
    return window.getText('t').toJSON();
  };
  expect(told()).toBe('먼저 있던 글');
  doc.getText('t').insert(0, '나중 글, ');
  expect(sent).toHaveLength(1);
  sent.length = 0;
  bridged.again();
  expect(told()).toBe('나중 글, 먼저 있던 글');
  bridged.close();
});

/** A room that hostile updates had made unreadable (a failing seed of the protocol fuzz, kept): its snapshot could not be read, its log could. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { prepareText } from '../../../sync-server/large/prepare.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import { readRoom } from '../../../sync-server/text.ts';
import { checkUpdate } from '../../../sync-server/text-check.ts';
import { createStage, must, until } from '../../support/sync.ts';

const file = join(import.meta.dirname, '../../fixtures/sync/poisoned-log.json');
const { updates } = JSON.parse(readFileSync(file, 'utf8')) as { updates: string[] };
const log = updates.map((text) => new Uint8Array(Buffer.from(text, 'base64')));
const ROOM = 'plain/poisoned';

function whole(): Y.Doc {
  const doc = new Y.Doc();
  for (const update of log) Y.applyUpdate(doc, update);
  return doc;
}

describe('a room hostile updates were written into', () => {
  it('R37 what leans on something its writer had not written yet is malformed', () => {
    const doc = new Y.Doc();
    const judged = log.map((update) => {
      const { type } = checkUpdate(doc, update, 'park', () => undefined);
      if (type === 'good') Y.applyUpdate(doc, update);
      return type;
    });
    expect(judged).toContain('malformed');
    // What is left makes a state that can be read.
    expect(() => Y.applyUpdate(new Y.Doc(), Y.encodeStateAsUpdate(doc))).not.toThrow();
    expect(() => Y.applyUpdate(new Y.Doc(), Y.encodeStateAsUpdate(whole()))).toThrow();
  });

  it('R37 a state nobody could read is not prepared', () => {
    expect(prepareText({ snapshot: null, updates: log })).toBeNull();
  });

  it('R37 a room with such a log and such a snapshot opens with all that honest people wrote, and writes no such snapshot again', async () => {
    const stage = await createStage({ plainRooms: true, idleMs: 20, snapshotEvery: 1 });
    try {
      await stage.stopServer();
      const path = join(stage.dataDir, 'server.db');
      const storage = must(openSqliteStorage(path));
      const epoch = storage.epochOf(ROOM);
      storage.append(log.map((bytes) => ({ room: ROOM, epoch, person: 'park', at: '2026-11-23T00:00:00.000Z', bytes, clients: [] })));
      storage.compact(ROOM, log.length, Y.encodeStateAsUpdate(whole()));
      storage.close();
      await stage.startServer();
      const { provider, doc } = await stage.stock(stage.world.people.kim, ROOM);
      await until('opened', () => provider.synced);
      expect(doc.getText('t').toString()).toBe(whole().getText('t').toString());
      doc.getText('t').insert(0, '뒤에 쓴 글 ');
      const other = await stage.stock(stage.world.people.lee, ROOM);
      await until('both have it', () => other.doc.getText('t').toString().startsWith('뒤에 쓴 글'));
      provider.destroy();
      other.provider.destroy();
      await stage.stopServer();
      const after = must(openSqliteStorage(path));
      const kept = readRoom(after, ROOM, after.load(ROOM));
      // The old snapshot is still the newest: none that nobody could read was written over it.
      expect(kept.stored).toMatchObject({ snapshot: null, snapshotDamaged: true });
      expect(kept.doc.getText('t').toString()).toBe(`뒤에 쓴 글 ${whole().getText('t').toString()}`);
      after.close();
    } finally {
      await stage.close();
    }
  });
});

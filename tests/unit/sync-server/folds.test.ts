import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { expect, it } from 'vitest';
import { createPreparer } from '../../../sync-server/large/preparer.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import { createText, readRoom } from '../../../sync-server/text.ts';
import { must, until } from '../../support/sync.ts';

const ROOM = 'plain/folds';

it('R63 a short text is folded every so many updates, a long one when a quarter of it is new or four times as many came, and what is stored is always the whole text', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'folds-'));
  const storage = must(openSqliteStorage(join(folder, 'server.db')));
  const preparer = createPreparer();
  const text = createText(
    { name: ROOM, storage, preparer, maxBytes: 1 << 24, largeBytes: 20_000 },
    { ...readRoom(storage, ROOM, storage.load(ROOM)), state: null },
  );
  const doc = new Y.Doc();
  doc.clientID = 7;
  const made: number[] = [];
  const write = (bytes: Uint8Array): void => {
    text.apply(bytes);
    const [outcome] = storage.append([{ room: ROOM, epoch: storage.epochOf(ROOM), person: 'kim', at: '2026-11-30T00:00:00.000Z', bytes, clients: [] }]);
    if (outcome?.type === 'kept') text.kept(outcome.seq, [], 'kim');
    text.snapshotWhenGrown(10);
    const { snapshotSeq } = storage.load(ROOM);
    if (snapshotSeq !== (made.at(-1) ?? 0)) made.push(snapshotSeq);
  };
  doc.on('update', write);
  const body = doc.getText('t');
  try {
    for (let n = 0; n < 50; n++) body.insert(0, '스무 글자씩 쓴다. ');
    expect(made).toEqual([10, 20, 30, 40, 50]);
    for (let n = 0; n < 10; n++) body.insert(0, '긴 글 '.repeat(1000));
    await until('worked out beside the main loop', () => storage.load(ROOM).snapshotSeq === 60);
    made.push(60);
    for (let n = 0; n < 39; n++) body.insert(0, '가');
    expect(made.at(-1)).toBe(60);
    body.insert(0, '가');
    await until('four times as many came', () => storage.load(ROOM).snapshotSeq === 100);
    for (let n = 0; n < 10; n++) body.insert(0, '긴 글 '.repeat(500));
    await until('a quarter came since', () => storage.load(ROOM).snapshotSeq === 110);
    expect(readRoom(storage, ROOM, storage.load(ROOM)).doc.getText('t').toString()).toBe(body.toString());
  } finally {
    text.close();
    preparer.close();
    storage.close();
    rmSync(folder, { recursive: true });
  }
});

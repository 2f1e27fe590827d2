import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openSql } from '../../../sync-server/storage/open.ts';
import { SERVER_STEPS } from '../../../sync-server/storage/schema.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import type { UpdateRow } from '../../../sync-server/storage/storage.ts';
import { createFolders, must } from '../../support/sync.ts';
import { createRandom } from '../../support/sync-random.ts';
import { seedOf } from '../../support/seed.ts';

const folders = createFolders();
afterEach(folders.clean);

const row = (room: string, text: string, clients: readonly number[] = []): UpdateRow => ({
  room,
  epoch: 0,
  person: 'kim',
  at: '2026-11-23T00:00:00.000Z',
  bytes: new TextEncoder().encode(text),
  clients,
});
const textsOf = (updates: readonly { seq: number; bytes: Uint8Array }[]): string[] =>
  updates.map(({ seq, bytes }) => `${seq}:${new TextDecoder().decode(bytes)}`);

it('R50 every room reads back what it was given, in order, over thousands of rows, reopenings and a second reader', { timeout: 60_000 }, () => {
  const seed = seedOf();
  process.stdout.write(`places seed ${seed}\n`);
  const random = createRandom(seed);
  const file = join(folders.make(), 'server.db');
  const model = new Map<string, string[]>();
  let storage = must(openSqliteStorage(file));
  const reader = must(openSqliteStorage(file));
  for (let turn = 0; turn < 400; turn++) {
    const rows = Array.from({ length: 1 + random.int(30) }, (_, i) => row(`plain/r${random.int(60)}`, `${turn}.${i}`));
    const outcomes = storage.append(rows);
    rows.forEach(({ room, bytes }, i) => {
      const known = model.get(room) ?? [];
      model.set(room, known);
      const outcome = outcomes[i];
      known.push(`${outcome?.type === 'kept' ? outcome.seq : '?'}:${new TextDecoder().decode(bytes)}`);
    });
    if (random.int(40) === 0) {
      storage.close();
      storage = must(openSqliteStorage(file));
    }
    const room = `plain/r${random.int(60)}`;
    if (random.int(5) === 0) for (const eyes of [storage, reader]) expect(textsOf(eyes.updates(room))).toEqual(model.get(room) ?? []);
  }
  for (const [room, texts] of model) {
    expect(texts.map((text) => Number(text.split(':')[0]))).toEqual(texts.map((_, i) => i + 1));
    for (const eyes of [storage, reader]) expect(textsOf(eyes.updates(room))).toEqual(texts);
    expect(storage.load(room).seq).toBe(texts.length);
  }
  const sql = new Database(file, { readonly: true });
  expect(Number(sql.prepare('SELECT count(*) FROM update_places').pluck().get())).toBeGreaterThan(1000);
  sql.close();
  reader.close();
  storage.close();
});

it('R51 a transaction that was undone leaves no number and no place behind', () => {
  const file = join(folders.make(), 'server.db');
  const storage = must(openSqliteStorage(file));
  storage.append([row('plain/a', 'one')]);
  const broken = { ...row('plain/a', 'never'), person: null as unknown as string };
  expect(() => storage.append([row('plain/a', 'lost'), broken])).toThrow();
  expect(storage.append([row('plain/a', 'two')])).toEqual([{ type: 'kept', seq: 2 }]);
  expect(textsOf(storage.updates('plain/a'))).toEqual(['1:one', '2:two']);
  storage.close();
});

it('R52 a database of version 1 is brought up with every update in its place', () => {
  const file = join(folders.make(), 'server.db');
  const old = new Database(file);
  old.exec(SERVER_STEPS[0] ?? '');
  old.pragma('user_version = 1');
  const insert = old.prepare('INSERT INTO updates (room, seq, person, at, bytes) VALUES (?, ?, ?, ?, ?)');
  const name = old.prepare('INSERT INTO rooms (room, seq) VALUES (?, ?)');
  for (const room of ['plain/a', 'plain/b']) name.run(room, 3);
  for (let seq = 1; seq <= 3; seq++) for (const room of ['plain/a', 'plain/b']) insert.run(room, seq, 'kim', 'x', new TextEncoder().encode(`${room}${seq}`));
  old.close();
  const storage = must(openSqliteStorage(file));
  expect(textsOf(storage.updates('plain/b'))).toEqual(['1:plain/b1', '2:plain/b2', '3:plain/b3']);
  expect(storage.append([row('plain/a', 'new')])).toEqual([{ type: 'kept', seq: 4 }]);
  expect(storage.roomsOf('plain/')).toEqual(['plain/a', 'plain/b']);
  storage.close();
  const opened = must(openSql(file));
  expect(opened.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(() => opened.exec('DELETE FROM updates')).toThrow('append-only');
  opened.close();
});

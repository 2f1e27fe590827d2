import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import { afterEach, describe, expect, it } from 'vitest';
import type { OpenRoom } from '../../../electron/backend/sync/rooms.ts';
import type { Sync } from '../../../electron/backend/sync/sync.ts';
import { CLOSE, mainRoom } from '../../../shared/collab/protocol.ts';
import type { SubmitReply } from '../../../shared/sync/api.ts';
import { serverDiskSentence } from '../../../shared/sync/disk.ts';
import { createCommitter } from '../../../sync-server/committer.ts';
import { DEFAULT_LIMITS } from '../../../sync-server/limits.ts';
import { createRooms, type Guest } from '../../../sync-server/rooms.ts';
import { diskSentence } from '../../../sync-server/storage/open.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import { loadDoc } from '../../../sync-server/text.ts';
import { createTrail } from '../../../sync-server/trail.ts';
import { needs } from '../../support/needs.ts';
import { writeConfig } from '../../support/sync-config.ts';
import {
  type Damage,
  fill,
  limitFiles,
  MAY_LIMIT,
  MAY_MOUNT,
  MAY_PRELOAD,
  onSmallDisk,
  openCopy,
  overwrite,
  seenBy,
  withFailingSync,
  withFullDisk,
} from '../../support/sync-disk.ts';
import { design } from '../../support/sync-draft.ts';
import { startHere, startServer, type ServerProcess } from '../../support/sync-process.ts';
import { createFolders, createStage, must, until, type Stage } from '../../support/sync.ts';

const folders = createFolders();
const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
  folders.clean();
});

interface Scene {
  readonly stage: Stage;
  readonly documentId: string;
  readonly sync: Sync;
  readonly room: OpenRoom;
  readonly server: ServerProcess;
  /** A session of kim's beside the replica's. */
  readonly token: string;
}

/** A stage whose server is a process of its own behind `wrap`; kim writes one document over a replica. */
async function scene(wrap: (stage: Stage) => readonly string[], limits: Readonly<Record<string, number>> = {}): Promise<Scene> {
  const stage = await createStage();
  ending.push(() => stage.close());
  const documentId = await stage.createDocument();
  await stage.stopServer();
  const config = writeConfig(stage.world, folders.make(), { limits, logLevel: 'error' });
  const server = await startServer({ dataDir: stage.dataDir, config, port: Number(new URL(stage.url()).port), wrap: wrap(stage) });
  ending.push(() => server.kill());
  const sync = stage.replica(stage.world.people.kim);
  await until('the replica knows its document', () => sync.documents().length === 1);
  const room = sync.openRoom(mainRoom(documentId, 1));
  await room.whenSynced;
  return { stage, documentId, sync, room, server, token: await stage.token(stage.world.people.kim) };
}

function type({ room }: Scene, n: number): void {
  room.doc.getMap('m').set(`k${n}`, 'x'.repeat(500));
}

/** Types and has it acknowledged. */
async function save(on: Scene, ...numbers: readonly number[]): Promise<void> {
  for (const n of numbers) type(on, n);
  await on.room.saved();
}

const codes = ({ server }: Scene): string[] => [...server.log().matchAll(/"event":"disk.refused","code":"(\w+)"/g)].map(([, code = '']) => code);

/** What the server answers a statement of kim. */
async function submit({ stage, documentId, token }: Scene): Promise<{ status: number; reply: SubmitReply }> {
  const { kim } = stage.world.people;
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${stage.url()}/statements`, { method: 'POST', headers, body: JSON.stringify({ signed: design(kim, documentId) }) });
  return { status: answer.status, reply: (await answer.json()) as SubmitReply };
}

/** The keys of the room in the server's log, as its disk has them. */
function onDisk(from: string, on: Scene): string[] {
  const sql = openCopy(from, folders.make());
  expect(sql.pragma('integrity_check', { simple: true })).toBe('ok');
  sql.close();
  const storage = must(openSqliteStorage(join(sql.name)));
  const map = loadDoc(storage.load(mainRoom(on.documentId, 1))).getMap('m');
  const keys = [...map.keys()].toSorted();
  storage.close();
  return keys;
}

/** Two rooms; the disk then damages what stands in one of them. */
async function damagedStage(damage: Damage | 'nothing'): Promise<{ stage: Stage; damaged: string; sound: string }> {
  const stage = await createStage({ plainRooms: true });
  ending.push(() => stage.close());
  const [damaged, sound] = ['plain/damaged', 'plain/sound'];
  const word = 'letters that stand nowhere else. '.repeat(400);
  for (const [room, text] of [
    [sound, '성한 글'],
    [damaged, word],
  ] as const) {
    const { doc, provider } = await stage.stock(stage.world.people.kim, room);
    const reader = await stage.stock(stage.world.people.lee, room);
    await until('synced', () => provider.synced && reader.provider.synced);
    doc.getText('t').insert(0, text);
    await until('stored', () => reader.doc.getText('t').length === text.length);
    provider.destroy();
    reader.provider.destroy();
  }
  await stage.stopServer();
  if (damage !== 'nothing') expect(overwrite(join(stage.dataDir, 'server.db'), Buffer.from(word.slice(0, 200)), damage)).toBeGreaterThan(0);
  return { stage, damaged, sound };
}

/** The disk refuses, then works again: nothing is acknowledged meanwhile, everything afterwards, and nothing is kept apart or lost. */
async function refuseAndRecover(
  on: Scene,
  code: 'DISK_FULL' | 'IO_ERROR',
  disk: { readonly break: () => void; readonly mend: () => void; readonly from: string },
): Promise<void> {
  await save(on, 1, 2, 3);
  disk.break();
  for (const n of [4, 5, 6]) type(on, n);
  const saved = on.room.saved();
  await until('the disk refused', () => codes(on).includes(code));
  expect(on.sync.status().unsavedUpdates).toBeGreaterThan(0);
  const { status, reply } = await submit(on);
  expect({ status, reply }).toEqual({ status: 507, reply: { ok: false, code, message: serverDiskSentence(code) } });
  // What was written and not acknowledged may be there or not; what was acknowledged is.
  expect(onDisk(disk.from, on)).toEqual(expect.arrayContaining(['k1', 'k2', 'k3']));
  disk.mend();
  await saved;
  await save(on, 7);
  expect((await submit(on)).reply.ok).toBe(true);
  expect(on.sync.stranded()).toEqual([]);
  expect(on.server.alive()).toBe(true);
  expect(onDisk(disk.from, on)).toEqual(['k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7']);
}

describe('faults', () => {
  const FULL = 'F1 a full disk: nothing is acknowledged, the answer names the server’s disk, and all goes on once there is room';
  needs(MAY_PRELOAD, 'no C compiler (tcc)')(`${FULL}; no file takes a byte`, { timeout: 60_000 }, async () => {
    const flag = join(folders.make(), 'full');
    const on = await scene(() => withFullDisk(folders.make(), flag));
    await refuseAndRecover(on, 'DISK_FULL', { from: on.stage.dataDir, break: () => writeFileSync(flag, ''), mend: () => rmSync(flag) });
  });

  needs(MAY_MOUNT, 'no file system of its own (unshare, mount)')(`${FULL}; a file system filled up`, { timeout: 60_000 }, async () => {
    const seed = folders.make();
    const on = await scene((stage) => {
      cpSync(stage.dataDir, seed, { recursive: true });
      return onSmallDisk(stage.dataDir, seed, 4);
    });
    const from = seenBy(on.server, on.stage.dataDir);
    const filler = join(from, 'filler');
    await refuseAndRecover(on, 'DISK_FULL', { from, break: () => fill(filler), mend: () => rmSync(filler) });
  });

  needs(MAY_LIMIT, 'no prlimit')(
    'F2 writes that fail: nothing is acknowledged, it is called an error of the disk, and no kill afterwards loses anything',
    { timeout: 60_000 },
    async () => {
      const on = await scene(() => []);
      const limit = (bytes: number | 'unlimited') => () => limitFiles(on.server, bytes);
      await refuseAndRecover(on, 'IO_ERROR', { from: on.stage.dataDir, break: limit(1), mend: limit('unlimited') });
      await on.server.kill();
      expect(onDisk(on.stage.dataDir, on)).toHaveLength(7);
    },
  );

  needs(MAY_PRELOAD, 'no C compiler (tcc)')('F3 fsync that fails: what may not be on the disk is not acknowledged', { timeout: 60_000 }, async () => {
    const flag = join(folders.make(), 'fail');
    const on = await scene(() => withFailingSync(folders.make(), flag));
    await refuseAndRecover(on, 'IO_ERROR', { from: on.stage.dataDir, break: () => writeFileSync(flag, ''), mend: () => rmSync(flag) });
    await on.server.kill();
    expect(onDisk(on.stage.dataDir, on)).toHaveLength(7);
  });

  it('F4 an fsync that fails in the middle of a room: no ack goes out, everybody is put out to come back, and the log is read again', async () => {
    const storage = must(openSqliteStorage(join(folders.make(), 'server.db')));
    let failing = false;
    const append: typeof storage.append = (rows) => {
      if (failing) throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' });
      return storage.append(rows);
    };
    const faulty = { ...storage, append };
    const committer = createCommitter(faulty);
    const limits = { ...DEFAULT_LIMITS, plainRooms: true };
    const rooms = createRooms({ storage: faulty, committer, trail: createTrail(storage), limits, clock: () => new Date() });
    const sent: number[] = [];
    const closed: number[] = [];
    const guest: Guest = { person: 'kim', send: (frame) => void sent.push(frame[0] ?? -1), close: (code) => void closed.push(code), recheck: () => undefined };
    const doc = new Y.Doc();
    doc.getText('t').insert(0, '가');
    const room = rooms.enter('plain/a', guest);
    room.update(guest, Y.encodeStateAsUpdate(doc));
    failing = true;
    room.barrier(guest, 1);
    committer.flush();
    await new Promise((resolve) => void setImmediate(resolve));
    expect({ sent, closed }).toEqual({ sent: [], closed: [CLOSE.storage] });
    expect(rooms.read('plain/a').doc.getText('t').toString()).toBe('');
    failing = false;
    rooms.leave('plain/a', guest);
    rooms.close();
    storage.close();
  });

  it('F5 a page that SQLite cannot read: the room is closed by name, the log says CORRUPT, and the rest of the server works', async () => {
    const { stage, damaged, sound } = await damagedStage('overflow pages');
    const lines: string[] = [];
    const server = must(await startHere(stage, { log: (event) => void lines.push(JSON.stringify(event)) }));
    ending.push(() => server.close());
    const kim = await stage.stock(stage.world.people.kim, sound);
    await until('the sound room works', () => kim.provider.synced && kim.doc.getText('t').toString() === '성한 글');
    const broken = await stage.stock(stage.world.people.kim, damaged);
    await until('closed by name', () => broken.codes.includes(CLOSE.storage));
    expect(broken.provider.synced).toBe(false);
    expect(lines.some((line) => line.includes('"disk.refused"') && line.includes('CORRUPT'))).toBe(true);
    kim.doc.getText('t').insert(0, '더 ');
    const reader = await stage.stock(stage.world.people.lee, sound);
    await until('the sound room goes on', () => reader.doc.getText('t').toString() === '더 성한 글');
  });

  it('F6 a log that cannot be read is named at the start, before anybody is let in, and left as it is', async () => {
    const stage = await createStage();
    ending.push(() => stage.close());
    const documentId = await stage.createDocument();
    await stage.stopServer();
    const file = join(stage.dataDir, 'server.db');
    expect(overwrite(file, Buffer.from(documentId), 'pages')).toBeGreaterThan(0);
    const before = readFileSync(file);
    const started = await startHere(stage);
    expect(started).toMatchObject({ ok: false, code: 'CORRUPT', message: diskSentence('CORRUPT') });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('F11 damage SQLite cannot see: text that is not what was written is named and not handed out', async () => {
    const { stage, damaged, sound } = await damagedStage('bytes');
    const lines: string[] = [];
    const server = must(await startHere(stage, { log: (event) => void lines.push(JSON.stringify(event)) }));
    ending.push(() => server.close());
    const kim = await stage.stock(stage.world.people.kim, sound);
    await until('the sound room works', () => kim.provider.synced && kim.doc.getText('t').toString() === '성한 글');
    const broken = await stage.stock(stage.world.people.kim, damaged);
    await until('told', () => broken.provider.synced || broken.codes.length > 0);
    expect(broken.doc.getText('t').toString()).toBe('');
    expect(broken.codes).toContain(CLOSE.storage);
    expect(lines.some((line) => line.includes('"disk.refused"') && line.includes('CORRUPT'))).toBe(true);
  });

  it('F12 a damaged tail of the log is named at the start with its sentence', async () => {
    const { stage, damaged } = await damagedStage('nothing');
    expect(overwrite(join(stage.dataDir, 'server.db'), Buffer.from(damaged), 'pages')).toBeGreaterThan(0);
    expect(await startHere(stage)).toMatchObject({ ok: false, code: 'CORRUPT', message: diskSentence('CORRUPT') });
  });

  it('F13 a damaged snapshot is passed over and named: the log has everything', async () => {
    const stage = await createStage({ plainRooms: true, idleMs: 5, snapshotEvery: 10 });
    ending.push(() => stage.close());
    const { doc, provider } = await stage.stock(stage.world.people.kim, 'plain/folded');
    const reader = await stage.stock(stage.world.people.lee, 'plain/folded');
    await until('synced', () => provider.synced && reader.provider.synced);
    // Letter by letter: only folded do they stand in one row.
    const word = 'onlytogetherinthesnapshot';
    for (const [i, letter] of [...word].entries()) {
      doc.getText('t').insert(i, letter);
      await until('arrived', () => reader.doc.getText('t').length === i + 1);
    }
    provider.destroy();
    reader.provider.destroy();
    await stage.stopServer();
    expect(overwrite(join(stage.dataDir, 'server.db'), Buffer.from(word.slice(0, 10)), 'bytes')).toBe(1);
    const lines: string[] = [];
    const server = must(await startHere(stage, { log: (event) => void lines.push(JSON.stringify(event)) }));
    ending.push(() => server.close());
    const kim = await stage.stock(stage.world.people.kim, 'plain/folded');
    await until('whole', () => kim.doc.getText('t').toString() === word);
    expect(lines.some((line) => line.includes('"disk.refused"') && line.includes('CORRUPT'))).toBe(true);
  });

  it('F14 an entry whose text is not what was written is named at the start', async () => {
    const stage = await createStage();
    ending.push(() => stage.close());
    await stage.stopServer();
    expect(overwrite(join(stage.dataDir, 'server.db'), Buffer.from('정보화담당관실'), 'bytes')).toBeGreaterThan(0);
    expect(await startHere(stage)).toMatchObject({ ok: false, code: 'CORRUPT', message: diskSentence('CORRUPT') });
  });
});

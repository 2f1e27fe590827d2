import { randomBytes } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { existsSync, readdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { createLocalBlobs, type BlobProgress } from '../../../electron/backend/sync/blobs.ts';
import { createWire } from '../../../electron/backend/sync/wire.ts';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { createBlobs } from '../../../sync-server/blobs.ts';
import { createCommitter } from '../../../sync-server/committer.ts';
import { erase } from '../../../sync-server/erase.ts';
import { DEFAULT_LIMITS } from '../../../sync-server/limits.ts';
import { createRooms } from '../../../sync-server/rooms.ts';
import { createTrail } from '../../../sync-server/trail.ts';
import { mainRoom } from '../../../shared/collab/protocol.ts';
import * as Y from 'yjs';
import { plainFiles } from '../../../sync-server/blob-files.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import { createTestDevice } from '../../support/sync-devices.ts';
import { createStage, must, type Stage } from '../../support/sync.ts';
import type { Someone } from '../../support/sync-world.ts';

const ending: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

async function stageOf(limits: Parameters<typeof createStage>[0] = {}): Promise<Stage> {
  const stage = await createStage(limits);
  ending.push(stage.close);
  return stage;
}

/** A line that breaks after so many bytes from the client, once for every number given; then it holds. */
async function openBreaking(url: string, breaks: readonly number[]): Promise<{ url: string; broken(): number }> {
  const left = [...breaks];
  let broken = 0;
  const proxy = createServer((near: Socket) => {
    const far = connect(Number(new URL(url).port), '127.0.0.1');
    let passed = 0;
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
    near.on('data', (chunk: Buffer) => {
      passed += chunk.length;
      const limit = left[0];
      far.write(chunk);
      if (limit === undefined || passed < limit) return;
      left.shift();
      broken += 1;
      end();
    });
    far.pipe(near);
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  ending.push(() => new Promise<void>((done) => proxy.close(() => done())));
  const bound = proxy.address();
  return { url: `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`, broken: () => broken };
}

async function clientOf(
  stage: Stage,
  who: Someone,
  url = stage.url(),
  again: (flush: () => Promise<unknown>, waitsFor: 'line' | 'room') => void = () => undefined,
) {
  await stage.token(who);
  const wire = createWire({ url, login: who.login, device: createTestDevice() });
  ending.push(() => wire.close());
  must(await wire.session.ensure());
  const told: BlobProgress[] = [];
  const blobs = createLocalBlobs({ db: stage.database(), wire, online: () => true, progress: (one) => told.push(one), again });
  return { wire, blobs, told };
}

const put = async (stage: Stage, token: string, path: string, body: Uint8Array): Promise<{ status: number; code: string }> => {
  const ask = (): Promise<Response> =>
    fetch(`${stage.url()}${path}`, { method: 'PUT', headers: { authorization: `Bearer ${token}`, connection: 'close' }, body: Buffer.from(body) });
  // A connection kept from before a restart is found closed once.
  const response = await ask().catch(ask);
  const answer = (await response.json()) as { ok: boolean; code?: string };
  return { status: response.status, code: answer.ok ? 'ok' : (answer.code ?? '') };
};

describe('attachments', () => {
  it('BL1 an upload goes on where the line broke: nothing already there is sent again, progress only grows', async () => {
    const stage = await stageOf();
    const line = await openBreaking(stage.url(), [1_300_000, 700_000]);
    const { blobs, told } = await clientOf(stage, stage.world.people.kim, line.url);
    const bytes = new Uint8Array(randomBytes(5_000_000));
    const sha256 = await blobs.put(bytes);
    while (!(await blobs.flush())) continue;
    expect(line.broken()).toBe(2);
    const up = told.flatMap(({ done, stopped }) => (stopped === true ? [] : [done]));
    expect(up).toEqual(up.toSorted((a, b) => a - b));
    expect(up.at(-1)).toBe(bytes.length);
    const other = await clientOf(stage, stage.world.people.kim);
    expect(sha256Hex(must(await other.blobs.get(sha256)))).toBe(sha256);
  });

  it('BL7 a file is kept at once and said to wait; where the line breaks for good it stands still, is tried again, and goes on where it stopped', async () => {
    const stage = await stageOf();
    const { kim } = stage.world.people;
    const line = await openBreaking(stage.url(), [1_300_000, 20_000, 20_000, 20_000]);
    const later: (() => Promise<unknown>)[] = [];
    const { blobs, told } = await clientOf(stage, kim, line.url, (flush) => void later.push(flush));
    const bytes = new Uint8Array(randomBytes(3_000_000));
    const sha256 = blobs.keep(bytes);
    expect(blobs.place(sha256)).toEqual({ state: 'waiting', why: '' });
    expect(blobs.place('0'.repeat(64))).toEqual({ state: 'away' });
    while (later.length === 0) expect(await blobs.flush()).toBe(false);
    expect(told.at(-1)).toMatchObject({ sha256, stopped: true });
    expect(blobs.place(sha256)).toEqual({ state: 'waiting', why: '' });
    const before = told.length;
    while (blobs.place(sha256).state === 'waiting') await later.pop()?.();
    expect(told[before]?.done).toBeGreaterThan(1_000_000);
    expect([blobs.place(sha256), told.at(-1)]).toMatchObject([{ state: 'sent' }, { done: bytes.length, total: bytes.length }]);
  });

  it('BL2 what came before a restart of the server is still there', async () => {
    const stage = await stageOf();
    const token = await stage.token(stage.world.people.kim);
    const bytes = new Uint8Array(randomBytes(3000));
    const sha256 = sha256Hex(bytes);
    expect(await put(stage, token, `/blobs/${sha256}?offset=0&total=3000`, bytes.subarray(0, 1000))).toEqual({ status: 200, code: 'ok' });
    await stage.restart();
    expect(await put(stage, token, `/blobs/${sha256}?offset=0&total=3000`, bytes)).toEqual({ status: 409, code: 'OFFSET' });
    expect(await put(stage, token, `/blobs/${sha256}?offset=1000&total=3000`, bytes.subarray(1000))).toEqual({ status: 200, code: 'ok' });
    const { blobs } = await clientOf(stage, stage.world.people.kim);
    expect(must(await blobs.get(sha256))).toEqual(bytes);
  });

  it('BL3 another content than announced is refused and leaves nothing; more than announced too', async () => {
    const stage = await stageOf();
    const token = await stage.token(stage.world.people.kim);
    const sha256 = sha256Hex(new Uint8Array([1, 2, 3]));
    expect((await put(stage, token, `/blobs/${sha256}`, new Uint8Array([9, 9, 9]))).code).toBe('DIGEST_MISMATCH');
    expect((await put(stage, token, `/blobs/${sha256}?offset=0&total=2`, new Uint8Array([1, 2, 3]))).code).toBe('TOO_LARGE');
    expect(readdirSync(join(stage.dataDir, 'blobs')).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(await put(stage, token, `/blobs/${sha256}?offset=5&total=2`, new Uint8Array([1]))).toEqual({ status: 400, code: 'MALFORMED' });
  });

  it('BL7 a file kept while another is on its way goes too, whoever asked for the run; one that finds no room lets others by and is tried again', async () => {
    const stage = await stageOf({ unboundBytesPerPerson: 5000 });
    const later: string[] = [];
    const { blobs } = await clientOf(stage, stage.world.people.kim, stage.url(), (_flush, waitsFor) => void later.push(waitsFor));
    const keep = (size: number): string => blobs.keep(new Uint8Array(randomBytes(size)));
    const first = keep(2000);
    const run = blobs.flush();
    const [second, large, third] = [keep(1000), keep(3000), keep(500)];
    expect(await Promise.all([run, blobs.flush()])).toEqual([false, false]);
    expect([first, second, large, third].map((sha256) => blobs.place(sha256).state)).toEqual(['sent', 'sent', 'waiting', 'sent']);
    expect(later).toEqual(['room']);
  });

  it('BL4 a person’s and an agency’s space end with a sentence, and what is under way counts', async () => {
    const stage = await stageOf({ unboundBytesPerPerson: 5000, blobBytesPerAgency: 8000 });
    const token = await stage.token(stage.world.people.kim);
    const file = (size: number): Uint8Array => new Uint8Array(randomBytes(size));
    const send = (who: string, bytes: Uint8Array, part = bytes) => put(stage, who, `/blobs/${sha256Hex(bytes)}?offset=0&total=${bytes.length}`, part);
    const [first, second] = [file(3000), file(1500)];
    expect((await send(token, first)).code).toBe('ok');
    expect((await send(token, second, second.subarray(0, 10))).code).toBe('ok');
    expect(await send(token, file(600))).toEqual({ status: 507, code: 'QUOTA' });
    const lee = await stage.token(stage.world.people.lee);
    expect((await send(lee, file(3000))).code).toBe('ok');
    expect(await send(lee, file(1000))).toEqual({ status: 507, code: 'AGENCY_QUOTA' });
    const park = await stage.token(stage.world.people.park);
    expect((await send(park, file(1000))).code).toBe('ok');
  });

  it('BL5 what nobody names goes after its time; what a record binds, a draft names, or was offered again stays', async () => {
    const stage = await stageOf();
    const token = await stage.token(stage.world.people.kim);
    const documentId = await stage.createDocument();
    const files = [randomBytes(10), randomBytes(11), randomBytes(12), randomBytes(13)].map((bytes) => new Uint8Array(bytes));
    for (const bytes of files) expect((await put(stage, token, `/blobs/${sha256Hex(bytes)}`, bytes)).code).toBe('ok');
    const [loose = '', bound = '', fresh = '', drafted = ''] = files.map(sha256Hex);
    await stage.stopServer();
    const storage = must(openSqliteStorage(join(stage.dataDir, 'server.db')));
    ending.push(() => storage.close());
    storage.bindBlob(bound, documentId);
    const doc = new Y.Doc();
    doc.getMap('fields').set('attachments', drafted);
    storage.append([
      {
        room: mainRoom(documentId, 1),
        epoch: storage.epochOf(mainRoom(documentId, 1)),
        person: 'kim',
        at: 'x',
        bytes: Y.encodeStateAsUpdate(doc),
        clients: [],
      },
    ]);
    const later = new Date(Date.now() + 1000);
    storage.putBlob(fresh, 'kim', 12, later.getTime());
    const trail = createTrail(storage);
    const limits = { ...DEFAULT_LIMITS, unboundMs: 0 };
    const clock = (): Date => later;
    const rooms = createRooms({ storage, committer: createCommitter(storage), trail, limits, clock });
    const folder = join(stage.dataDir, 'blobs');
    const there = (): boolean[] => [loose, bound, fresh, drafted].map((sha256) => existsSync(join(folder, sha256.slice(0, 2), sha256)));
    expect(await createBlobs({ files: plainFiles, folder, storage, trail, rooms, limits: DEFAULT_LIMITS, clock }).collect()).toBe(0);
    expect(await createBlobs({ files: plainFiles, folder, storage, trail, rooms, limits, clock }).collect()).toBe(1);
    expect(there()).toEqual([false, true, true, true]);
    expect(storage.blob(loose)).toBe(null);
  });

  it('BL6 a file erased by law is not given out and not taken again; its hash and ground stay', async () => {
    const stage = await stageOf();
    const { blobs } = await clientOf(stage, stage.world.people.kim);
    const bytes = new Uint8Array(randomBytes(100));
    const sha256 = await blobs.put(bytes);
    const clock = (): Date => new Date();
    const file = join(stage.dataDir, 'blobs', sha256.slice(0, 2), sha256);
    expect(existsSync(file)).toBe(true);
    const order = { dataDir: stage.dataDir, sha256, ground: '기록물 폐기 2026-3', clock };
    expect([erase({ ...order, ground: ' ' }), erase({ ...order, sha256: 'x' }), erase({ ...order, sha256: '0'.repeat(64) })].map((done) => done.ok)).toEqual([
      false,
      false,
      false,
    ]);
    expect(must(erase(order))).toEqual({ sha256, size: 100, documents: 0 });
    expect(erase(order)).toMatchObject({ code: 'ALREADY_ERASED' });
    expect(existsSync(file)).toBe(false);
    const other = await clientOf(stage, stage.world.people.kim);
    const refused = await other.blobs.get(sha256);
    expect(refused.ok ? '' : `${refused.code} ${refused.message}`).toContain('ERASED 법에 따라 지운 파일입니다(기록물 폐기 2026-3)');
    const token = await stage.token(stage.world.people.kim);
    expect(await put(stage, token, `/blobs/${sha256}`, bytes)).toEqual({ status: 410, code: 'ERASED' });
    expect((await blobs.get(sha256)).ok).toBe(true);
    await blobs.forget();
    expect(await blobs.get(sha256)).toMatchObject({ code: 'ERASED' });
  });
});

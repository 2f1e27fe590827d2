import { spawn } from 'node:child_process';
import { once } from 'node:events';
/** Rules AR1–AR7 of `sync-server/SPEC.md`: what lies on the server's disk when it is encrypted. */

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAccess } from '../../../sync-server/access-tool.ts';
import { backUp } from '../../../sync-server/backup.ts';
import { sealedFiles } from '../../../sync-server/blob-files.ts';
import { readConfigFile } from '../../../sync-server/config.ts';
import { openKey, sealKey } from '../../../sync-server/sealed-key.ts';
import { encryptStore } from '../../../sync-server/encrypt.ts';
import { erase } from '../../../sync-server/erase.ts';
import { restore } from '../../../sync-server/restore.ts';
import { createSyncServer } from '../../../sync-server/server.ts';
import { openStore, type StoreSecret } from '../../../sync-server/storage/store-key.ts';
import { ongyeol } from '../../support/cli.ts';
import { aContent } from '../../support/sync-draft.ts';
import { fixedDocument } from '../../support/sync-fixed.ts';
import { writeConfig } from '../../support/sync-config.ts';
import { createFolders, createStage, must, type Stage } from '../../support/sync.ts';

const MARKER = '읽히면 안 되는 글 plaintext-marker';
const folders = createFolders();
const clock = (): Date => new Date();
const secret: StoreSecret = { kind: 'key', bytes: new Uint8Array(randomBytes(32)) };
const big = Buffer.concat([Buffer.from(MARKER), randomBytes(800_000), Buffer.from(MARKER)]);
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
let stage: Stage;
let token = '';
let config = '';
let keyFile = '';

const call = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${stage.url()}${path}`, { ...init, headers: { connection: 'close', authorization: `Bearer ${token}`, ...init.headers } });
const put = (bytes: Uint8Array, query = ''): Promise<Response> => call(`/blobs/${sha(bytes)}${query}`, { method: 'PUT', body: Buffer.from(bytes) });
const got = async (path: string, range?: number): Promise<Buffer> =>
  Buffer.from(await (await call(path, range === undefined ? {} : { headers: { range: `bytes=${range}-` } })).arrayBuffer());

/** All bytes below a folder. */
function everything(folder: string): [string, Buffer][] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((item) => item.isFile());
  return found.map((item) => [item.name, readFileSync(join(item.parentPath, item.name))]);
}
const readable = (folder: string): string[] =>
  everything(folder).flatMap(([name, bytes]) =>
    ['plaintext-marker', '읽히면', 'CREATE TABLE'].some((text) => bytes.includes(text)) && name !== 'server.lock' ? [name] : [],
  );

beforeAll(async () => {
  stage = await createStage({}, true, secret);
  token = await stage.token(stage.world.people.kim);
  const outside = folders.make();
  keyFile = join(outside, 'store.key');
  if (secret.kind === 'key') writeFileSync(keyFile, Buffer.from(secret.bytes).toString('hex'));
  config = writeConfig(stage.world, folders.make(), { encryption: { keyFile } });
  expect((await put(big)).status).toBe(200);
  await fixedDocument(stage, [], aContent(MARKER, sha(big)));
});
afterAll(async () => {
  await stage?.close();
  folders.clean();
});

describe('stored data, encrypted', () => {
  it('AR1 no byte of texts, records or files is readable: database, its log, kept files and uploads under way', async () => {
    const half = Buffer.concat([Buffer.from(MARKER), randomBytes(5000)]);
    await call(`/blobs/${sha(half)}?offset=0&total=${half.length}`, { method: 'PUT', body: half.subarray(0, 4001) });
    const names = everything(stage.dataDir).map(([name]) => name);
    expect([names.some((name) => name.endsWith('.part')), names.includes('server.db-wal'), names.includes(sha(big))]).toEqual([true, true, true]);
    expect(readable(stage.dataDir)).toEqual([]);
    expect(
      everything(stage.dataDir)
        .find(([name]) => name === 'server.db')?.[1]
        .subarray(0, 6)
        .toString('latin1'),
    ).not.toBe('SQLite');
    const rest = await call(`/blobs/${sha(half)}?offset=4001&total=${half.length}`, { method: 'PUT', body: half.subarray(4001) });
    expect([rest.status, await got(`/blobs/${sha(half)}`)]).toEqual([200, half]);
  });

  it('AR2 a download begins at any byte; sizes at and around a chunk come back whole', async () => {
    for (const from of [0, 1, 15, 16, 262_143, 262_144, 262_145, 524_288, big.length - 1, big.length])
      expect(await got(`/blobs/${sha(big)}`, from)).toEqual(big.subarray(from));
    for (const size of [0, 1, 262_143, 262_144, 262_145, 524_288]) {
      const bytes = randomBytes(size);
      expect([size, (await put(bytes)).status, await got(`/blobs/${sha(bytes)}`)]).toEqual([size, 200, bytes]);
    }
  });

  it('AR3 a changed, moved, cut or exchanged chunk is never handed out as content', async () => {
    const folder = folders.make();
    const files = sealedFiles(new Uint8Array(randomBytes(32)));
    const [part, kept] = [join(folder, 'a.part'), join(folder, 'kept')];
    const [cipher, write] = await files.append(part);
    await new Promise<void>((done, fail) => {
      write?.on('finish', done).on('error', fail);
      if (cipher !== undefined && 'pipe' in cipher && write !== undefined) (cipher as NodeJS.ReadWriteStream).pipe(write as NodeJS.WritableStream);
      (cipher as NodeJS.WritableStream).end(big);
    });
    expect([await files.partSize(part), await files.partDigest(part)]).toEqual([big.length, sha(big)]);
    await files.keep(part, kept);
    const sound = readFileSync(kept);
    const read = async (): Promise<string> => {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of files.read(kept, 0)) chunks.push(chunk as Buffer);
        return sha(Buffer.concat(chunks));
      } catch (error) {
        return String((error as { code?: string }).code);
      }
    };
    expect(await read()).toBe(sha(big));
    const [head, chunk] = [36, 262_160];
    const flipped = Buffer.from(sound);
    flipped[head + 10] = (flipped[head + 10] ?? 0) ^ 1;
    const moved = Buffer.concat([
      sound.subarray(0, head),
      sound.subarray(head + chunk, head + 2 * chunk),
      sound.subarray(head, head + chunk),
      sound.subarray(head + 2 * chunk),
    ]);
    for (const bad of [flipped, moved, sound.subarray(0, head + 2 * chunk), sound.subarray(0, sound.length - 1), sound.subarray(0, 10), Buffer.alloc(0)]) {
      writeFileSync(kept, bad);
      expect(await read()).toBe('SQLITE_CORRUPT_CONTENT');
    }
  });

  it('AR4 the wrong key, no key, and a key for a plain folder are told and change nothing; a key beside the data is refused', async () => {
    await stage.stopServer();
    const { world } = stage;
    const start = (dataDir: string, given: StoreSecret | null) =>
      createSyncServer({ dataDir, port: 0, secret: given, logKey: world.logKey, rootCertificate: world.root, clock, crypto: world.crypto });
    const before = everything(stage.dataDir).map(([name, bytes]) => [name, sha(bytes)]);
    expect(await start(stage.dataDir, null)).toMatchObject({ code: 'KEY_NEEDED' });
    expect(await start(stage.dataDir, { kind: 'key', bytes: new Uint8Array(32) })).toMatchObject({ code: 'WRONG_KEY' });
    expect(await start(stage.dataDir, { kind: 'passphrase', text: '아닌 암호' })).toMatchObject({ code: 'WRONG_KEY' });
    expect(everything(stage.dataDir).map(([name, bytes]) => [name, sha(bytes)])).toEqual(before);
    const plain = folders.make();
    const running = must(await start(plain, null));
    await running.close();
    expect(await start(plain, secret)).toMatchObject({ code: 'STORE_PLAIN' });
    const own = folders.make();
    writeFileSync(join(own, 'store.key'), '0'.repeat(64));
    const missing = readConfigFile(writeConfig(world, folders.make(), { encryption: { keyFile: join(folders.make(), 'none.key') } }));
    expect(missing).toMatchObject({
      ok: false,
      code: 'CONFIG',
      message: expect.stringMatching(/^열쇠 파일을 읽을 수 없습니다\(.*none\.key\)\. .*keyFile을 고치십시오\.$/) as unknown,
    });
    expect(readConfigFile(writeConfig(world, own, { encryption: { keyFile: 'store.key' } }))).toMatchObject({
      code: 'CONFIG',
      message: expect.stringContaining('다른 곳'),
    });
    await stage.startServer();
  });

  it('AR5 backup, restore, records and erasing work under the key; the backup is not readable and holds no key', async () => {
    const out = join(folders.make(), 'backup');
    expect(must(await backUp({ dataDir: stage.dataDir, config, out, clock })).missing).toEqual([]);
    expect(readable(out).filter((name) => name !== 'config.json')).toEqual([]);
    const hex = readFileSync(keyFile, 'utf8');
    expect(everything(out).filter(([, bytes]) => bytes.includes(hex))).toEqual([]);
    const moved = join(folders.make(), 'moved.key');
    cpSync(keyFile, moved);
    const into = join(folders.make(), 'server');
    const { crypto } = stage.world;
    expect(await restore({ from: out, into, keyFile: join(folders.make(), 'none'), clock, crypto })).toMatchObject({ code: 'CONFIG' });
    must(await restore({ from: out, into, keyFile: moved, clock, crypto }));
    const restored = must(readConfigFile(join(into, 'config.json')));
    expect(restored.logKey.pkcs8).toEqual(new Uint8Array(stage.world.logKey.pkcs8));
    expect(must(readAccess({ dataDir: into, document: '', person: '', known: '', secret: restored.secret })).fault).toBeNull();
    expect(readAccess({ dataDir: into, document: '', person: '', known: '' })).toMatchObject({ code: 'KEY_NEEDED' });
    expect(erase({ dataDir: into, sha256: sha(big), ground: '근거', clock })).toMatchObject({ code: 'KEY_NEEDED' });
    must(erase({ dataDir: into, sha256: sha(big), ground: '근거', secret: restored.secret, clock }));
    const damaged = join(out, 'server.db');
    const bytes = readFileSync(damaged);
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    writeFileSync(damaged, bytes);
    expect(await restore({ from: out, into: join(folders.make(), 'again'), clock, crypto })).toMatchObject({ code: 'FILE_DAMAGED' });
  });

  it('AR6 a plain folder is made an encrypted one by a command: everything is there, the plain one stays beside it until the operator removes it', async () => {
    const plain = await createStage();
    const { kim } = plain.world.people;
    const { documentId } = await fixedDocument(plain, [], aContent(MARKER));
    const given = await plain.token(kim);
    await fetch(`${plain.url()}/blobs/${sha(big)}`, { method: 'PUT', body: big, headers: { connection: 'close', authorization: `Bearer ${given}` } });
    const input = { dataDir: plain.dataDir, config: writeConfig(plain.world, plain.dataDir), secret, keyFile };
    expect(await encryptStore(input)).toMatchObject({ code: 'LOCKED' });
    await plain.stopServer();
    expect(readable(plain.dataDir)).toContain('server.db');
    const done = must(await encryptStore(input));
    expect([done.files, readable(plain.dataDir), readable(done.plain).includes('server.db')]).toEqual([1, [], true]);
    expect(await encryptStore(input)).toMatchObject({ code: 'ALREADY_ENCRYPTED' });
    const read = must(readConfigFile(join(plain.dataDir, 'config.json')));
    const { world } = plain;
    const server = must(
      await createSyncServer({
        dataDir: plain.dataDir,
        port: 0,
        secret: read.secret,
        logKey: world.logKey,
        rootCertificate: world.root,
        clock,
        crypto: world.crypto,
      }),
    );
    const answer = await fetch(`${server.url}/documents/${documentId}/versions/1/content`, {
      headers: { connection: 'close', authorization: `Bearer ${given}` },
    });
    expect(await answer.text()).toContain('plaintext-marker');
    const file = await fetch(`${server.url}/blobs/${sha(big)}`, { headers: { connection: 'close', authorization: `Bearer ${given}` } });
    expect(Buffer.from(await file.arrayBuffer())).toEqual(big);
    await server.close();
    await plain.close();
  });

  it('AR6 AR7 the command makes a key that only its owner reads, says what is left in the clear, and takes a key or a passphrase', async () => {
    const plain = await createStage();
    writeConfig(plain.world, plain.dataDir);
    await plain.stopServer();
    const made = join(folders.make(), 'new.key');
    expect((await ongyeol('encrypt', '--data', plain.dataDir)).status).toBe(2);
    const inside = await ongyeol('encrypt', '--data', plain.dataDir, '--key-file', join(plain.dataDir, 'new.key'));
    expect([inside.status, existsSync(join(plain.dataDir, 'new.key')), existsSync(join(plain.dataDir, 'storage.json'))]).toEqual([2, false, false]);
    const ran = await ongyeol('encrypt', '--data', plain.dataDir, '--key-file', made);
    // Given again with another file, nothing is changed and no key is left that opens nothing.
    expect((await ongyeol('encrypt', '--data', plain.dataDir, '--key-file', `${made}.2`)).status).toBe(2);
    expect(existsSync(`${made}.2`)).toBe(false);
    expect([ran.status, ran.out.includes('암호화하지 않은 예전 자료'), (statSync(made).mode & 0o777).toString(8)]).toEqual([0, true, '400']);
    expect(JSON.parse(readFileSync(join(plain.dataDir, 'config.json'), 'utf8'))).toMatchObject({ encryption: { keyFile: made } });
    expect((await ongyeol('access', '--data', plain.dataDir, '--json')).status).toBe(0);
    // AR7: the log's key is sealed with it, and one that still lies in the clear, as every encrypted folder of before has it, is so after the next start.
    const key = join(plain.dataDir, 'log.p8');
    const { pkcs8 } = plain.world.logKey;
    const isPlain = (): boolean => readFileSync(key).includes(Buffer.from(pkcs8).subarray(16));
    expect(isPlain()).toBe(false);
    writeFileSync(key, pkcs8);
    const server = spawn(process.execPath, ['sync-server/main.ts', '--port', '0', '--data', plain.dataDir, '--config', join(plain.dataDir, 'config.json')]);
    const [ready] = (await once(server.stdout, 'data')) as [Buffer];
    expect(String(ready)).toMatch(/^READY /);
    expect([isPlain(), must(readConfigFile(join(plain.dataDir, 'config.json'))).logKey.pkcs8]).toEqual([false, new Uint8Array(pkcs8)]);
    server.kill('SIGTERM');
    await once(server, 'exit');
    await plain.close();
  });

  it('AR7 a sealed key opens with the secret it was sealed under and with no other, nor once a byte of it changed', () => {
    const key = new Uint8Array(randomBytes(48));
    const sealed = Buffer.from(sealKey(key, secret));
    expect(must(openKey(sealed, secret))).toEqual(key);
    expect(must(openKey(Buffer.from([0x30, 1]), secret))).toEqual(Buffer.from([0x30, 1]));
    expect(openKey(sealed, null)).toMatchObject({ code: 'KEY_NEEDED' });
    expect(openKey(sealed, { kind: 'key', bytes: new Uint8Array(32) })).toMatchObject({ code: 'WRONG_KEY' });
    const changed = Buffer.from(sealed);
    const place = sealed.indexOf('"sealed":"') + 12;
    changed[place] = sealed[place] === 0x30 ? 0x31 : 0x30;
    expect(openKey(changed, secret)).toMatchObject({ code: 'WRONG_KEY' });
  });

  it('AR4 a passphrase opens what it locked, and no other does', () => {
    const folder = folders.make();
    mkdirSync(folder, { recursive: true });
    const made = must(openStore(folder, { kind: 'passphrase', text: '운영자의 긴 암호' }));
    expect(must(openStore(folder, { kind: 'passphrase', text: '운영자의 긴 암호'.normalize('NFD') }))).toEqual(made);
    expect(openStore(folder, { kind: 'passphrase', text: randomUUID() })).toMatchObject({ code: 'WRONG_KEY' });
    expect(existsSync(join(folder, 'storage.json'))).toBe(true);
  });
});

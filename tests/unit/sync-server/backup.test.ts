import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mainRoom } from '../../../shared/collab/protocol.ts';
import { backUp } from '../../../sync-server/backup.ts';
import { restore } from '../../../sync-server/restore.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import { loadDoc } from '../../../sync-server/text.ts';
import { ANY_DEVICE } from '../../support/sync-devices.ts';
import { createFolders, createStage, must, until, type Stage } from '../../support/sync.ts';
import { run } from '../../../electron/cli/commands.ts';
import { readEnvelope } from '../../support/envelope.ts';
import { here } from '../../support/office.ts';
import { writeConfig } from '../../support/sync-config.ts';
import { seedOf } from '../../support/seed.ts';

const ROOT = join(import.meta.dirname, '../../..');
const folders = createFolders();
let stage: Stage;
let config: string;
beforeEach(async () => {
  stage = await createStage();
  config = writeConfig(stage.world, folders.make());
});
afterEach(async () => {
  await stage.close();
  folders.clean();
});

const clock = (): Date => new Date();
const outside = (): string => join(folders.make(), 'backup');
const make = async (out = outside()): Promise<string> => must(await backUp({ dataDir: stage.dataDir, config, out, clock })).out;
const bring = (from: string, into = join(folders.make(), 'server')) => restore({ from, into, clock, crypto: stage.world.crypto });
const rows = (file: string, query: string): unknown => {
  const sql = new Database(file, { readonly: true });
  const all = sql.prepare(query).all();
  sql.close();
  return all;
};
const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());

/** Some documents, texts and an attachment. */
async function fill(): Promise<void> {
  const { kim } = stage.world.people;
  const documentId = await stage.createDocument(kim);
  const sync = stage.replica(kim);
  const room = sync.openRoom(mainRoom(documentId, 1));
  await room.whenSynced;
  room.doc.getMap('m').set('a', 1);
  await room.saved();
  await sync.putBlob(new TextEncoder().encode('붙임 파일'));
  await sync.stop();
}

describe('backup and restore', () => {
  it('B1 a backup made while people write is one moment: whole, checked, and nothing acknowledged before it is missing', async () => {
    const { kim, lee } = stage.world.people;
    const documentId = await stage.createDocument(kim);
    const sync = stage.replica(kim);
    const room = sync.openRoom(mainRoom(documentId, 1));
    await room.whenSynced;
    let n = 0;
    let acked = 0;
    let writing = true;
    const typing = (async () => {
      while (writing) {
        for (let i = 0; i < 3; i++) room.doc.getMap('m').set(`k${(n += 1)}`, n);
        await room.saved();
        acked = n;
      }
    })();
    const acting = (async () => {
      while (writing) await stage.createDocument(lee);
    })();
    await until('typing', () => acked > 50);
    const before = acked;
    const out = outside();
    const args = ['backup', '--data', stage.dataDir, '--config', config, '--out', out];
    const done = await promisify(execFile)(process.execPath, [join(ROOT, 'sync-server/main.ts'), ...args]);
    const after = acked;
    writing = false;
    await Promise.all([typing, acting]);
    expect(JSON.parse(done.stdout)).toMatchObject({ ok: true });
    expect(after).toBeGreaterThan(before);
    const into = join(folders.make(), 'server');
    expect(must(await bring(out, into)).entries).toBeGreaterThan(3);
    const storage = must(openSqliteStorage(join(into, 'server.db')));
    const kept = loadDoc(storage.load(mainRoom(documentId, 1))).getMap('m').size;
    storage.close();
    expect(kept).toBeGreaterThanOrEqual(before);
    expect(kept).toBeLessThan(n);
    expect(rows(join(into, 'server.db'), 'SELECT * FROM sessions')).toEqual([]);
    await sync.stop();
  });

  it('B2 what comes back is what was there: entries, texts, attachments, keys and configuration', async () => {
    await fill();
    const out = await make();
    const into = join(folders.make(), 'server');
    expect(must(await bring(out, into))).toMatchObject({ blobs: 1, missing: [] });
    for (const table of ['entries', 'updates', 'claims', 'certificates', 'blobs', 'blob_owners', 'documents'])
      expect(rows(join(into, 'server.db'), `SELECT * FROM ${table}`)).toEqual(rows(join(stage.dataDir, 'server.db'), `SELECT * FROM ${table}`));
    expect(readFileSync(join(into, 'log.key'))).toEqual(Buffer.from(stage.world.logKey.pkcs8));
    expect(statSync(join(into, 'log.key')).mode & 0o077).toBe(0);
    expect(JSON.parse(readFileSync(join(into, 'config.json'), 'utf8'))).toEqual({
      rootCertificate: 'root.der',
      logCertificate: 'log.der',
      logKey: 'log.key',
      limits: ANY_DEVICE,
    });
  });

  it('B3 one flipped byte anywhere in the backup: restore refuses, names the file, and leaves nothing', async () => {
    await fill();
    const out = await make();
    const seed = seedOf();
    let state = seed;
    const random = (below: number): number => ((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648), state % below);
    for (const name of filesOf(out)) {
      for (let round = 0; round < 4; round++) {
        const file = join(out, name);
        const good = readFileSync(file);
        const bytes = Buffer.from(good);
        const at = random(bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
        writeFileSync(file, bytes);
        const into = join(folders.make(), 'server');
        const done = await bring(out, into);
        const said = `seed ${seed}, ${name} byte ${at}: ${done.ok ? 'restored' : done.message}`;
        expect(said).toContain(`손상되었습니다: ${name}`);
        expect(existsSync(into)).toBe(false);
        expect(existsSync(`${into}.part`)).toBe(false);
        writeFileSync(file, good);
      }
    }
    must(await bring(out));
  });

  it('B4 a missing file, a file of somebody else, a folder that is no backup, a folder that is not empty', async () => {
    await fill();
    const out = await make();
    const blob = filesOf(out).find((name) => name.startsWith('blobs'))!;
    const bytes = readFileSync(join(out, blob));
    rmSync(join(out, blob));
    expect(await bring(out)).toMatchObject({ code: 'FILE_MISSING', message: expect.stringContaining(blob) as string });
    writeFileSync(join(out, blob), bytes);
    writeFileSync(join(out, 'extra.txt'), 'x');
    expect(await bring(out)).toMatchObject({ code: 'FILE_FOREIGN', message: expect.stringContaining('extra.txt') as string });
    rmSync(join(out, 'extra.txt'));
    expect(await bring(folders.make())).toMatchObject({ code: 'NOT_A_BACKUP' });
    const full = folders.make();
    writeFileSync(join(full, 'mine.txt'), 'x');
    expect(await bring(out, full)).toMatchObject({ code: 'NOT_EMPTY' });
    expect(readdirSync(full)).toEqual(['mine.txt']);
    expect(await backUp({ dataDir: stage.dataDir, config, out: full, clock })).toMatchObject({ code: 'OUT_EXISTS' });
  });

  it('B5 a log whose entries do not fit their checkpoint is refused even where every digest fits', async () => {
    await fill();
    await stage.stopServer();
    const sql = new Database(join(stage.dataDir, 'server.db'));
    sql.exec('DROP TRIGGER entries_no_update');
    sql.prepare('UPDATE entries SET entry = replace(entry, ?, ?) WHERE idx = 1').run('행정', '행전');
    sql.prepare("UPDATE entries SET entry = replace(entry, '20', '21') WHERE idx = 1").run();
    sql.close();
    const out = await make();
    expect(await bring(out)).toMatchObject({ code: 'LOG_DAMAGED', message: expect.stringContaining('기록 1') as string });
  });

  it('B6 an attachment the server lost or holds damaged is told; the rest is backed up and restores', async () => {
    await fill();
    const blob = filesOf(stage.dataDir).find((name) => name.startsWith('blobs'))!;
    writeFileSync(join(stage.dataDir, blob), 'damaged');
    const out = outside();
    const done = must(await backUp({ dataDir: stage.dataDir, config, out, clock }));
    expect(done.missing).toHaveLength(1);
    expect(must(await bring(out))).toMatchObject({ blobs: 0, missing: done.missing });
  });

  it('B7 on the command line: Korean report, exit 0; damaged is exit 1; unusable is exit 2', async () => {
    await fill();
    await stage.stopServer();
    const ongyeol = async (...args: string[]) => {
      const done = await here(run, ...args);
      return { status: done.status, said: done.out + done.said };
    };
    const data = folders.make();
    mkdirSync(join(data, 'server'));
    cpSync(stage.dataDir, join(data, 'server'), { recursive: true });
    writeConfig(stage.world, join(data, 'server'));
    const out = outside();
    expect(await ongyeol('backup', '--data', data, '--out', out)).toMatchObject({ status: 0, said: expect.stringContaining('백업했습니다') as string });
    expect(await ongyeol('backup', '--data', data, '--out', out)).toMatchObject({ status: 2, said: expect.stringContaining('이미 있는 곳') as string });
    expect((await ongyeol('backup', '--data', folders.make(), '--out', outside())).status).toBe(2);
    expect((await ongyeol('backup', '--bogus')).status).toBe(2);
    const fresh = join(folders.make(), 'new');
    const restored = await ongyeol('restore', out, '--data', fresh, '--json');
    expect(restored.status).toBe(0);
    expect(readEnvelope(restored.said)).toMatchObject({ command: 'restore', verdict: 'valid', subject: { into: join(fresh, 'server') } });
    expect(await ongyeol('restore', out, '--data', fresh)).toMatchObject({ status: 2, said: expect.stringContaining('비어 있지 않은') as string });
    writeFileSync(join(out, 'server.db'), 'x');
    expect(await ongyeol('restore', out, '--data', join(folders.make(), 'n'))).toMatchObject({
      status: 1,
      said: expect.stringContaining('server.db') as string,
    });
    expect((await ongyeol('restore', '--data', fresh)).status).toBe(2);
  });
});

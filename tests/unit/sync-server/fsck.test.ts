/** Rules FS1–FS7 of `shared/verify/SPEC.md`: what is kept is derived anew from the entries, and the first bad one is named. */

import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkReplicaTail } from '../../../electron/backend/trail/tail.ts';
import { fsckReplica } from '../../../electron/backend/trail/fsck.ts';
import { run } from '../../../electron/cli/commands.ts';
import type { ReplicaDb } from '../../../electron/backend/db/sql.ts';
import { readConfigFile } from '../../../sync-server/config.ts';
import { fsck, type FsckReport } from '../../../sync-server/fsck/fsck.ts';
import { createSyncServer } from '../../../sync-server/server.ts';
import { readEnvelope } from '../../support/envelope.ts';
import { here } from '../../support/office.ts';
import { writeConfig } from '../../support/sync-config.ts';
import { approvedDocument } from '../../support/sync-fixed.ts';
import { createNext } from '../../support/tamper.ts';
import { namesEntry, STORE_TAMPERING, tamperStore } from '../../support/tamper-store.ts';
import { createFolders, createStage, must, until, type Stage } from '../../support/sync.ts';
import { seedOf } from '../../support/seed.ts';

const folders = createFolders();
let stage: Stage;
let config = '';
/** The server's folder as it honestly is. */
let honest = '';
let note = '';
let replica: ReplicaDb;

beforeAll(async () => {
  stage = await createStage();
  await approvedDocument(stage);
  await approvedDocument(stage);
  replica = stage.database();
  const sync = stage.replica(stage.world.people.kim, replica);
  await until('all entries', () => replica.read.all('SELECT idx FROM entries').length >= 12);
  await sync.stop();
  note = ((await (await fetch(`${stage.url()}/checkpoint`)).json()) as { value: string }).value;
  config = writeConfig(stage.world, folders.make());
  await stage.stopServer();
  honest = folders.make();
  cpSync(stage.dataDir, honest, { recursive: true });
});
afterAll(async () => {
  await stage.close();
  folders.clean();
});

/** A copy of the folder in which somebody with the file in hand did something. */
function tampered(...work: string[]): string {
  const folder = folders.make();
  cpSync(honest, folder, { recursive: true });
  const sql = new Database(join(folder, 'server.db'));
  for (const { name } of sql.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()) sql.exec(`DROP TRIGGER ${name}`);
  for (const statement of work) sql.exec(statement);
  sql.close();
  return folder;
}

const look = async (dataDir: string, checkpoint = ''): Promise<FsckReport> =>
  must(await fsck({ dataDir, config: must(readConfigFile(config)), checkpoint, crypto: stage.world.crypto, progress: () => undefined }));
const first = ({ checks }: FsckReport): { code: string; where: string } | undefined => checks.find(({ state }) => state === 'fault');

describe('checking a server in full', () => {
  it('FS1 an honest folder is whole, and every step is told', async () => {
    const steps: string[] = [];
    const progress = (what: string, done: number, all: number): void => void steps.push(`${what} ${done}/${all}`);
    const done = must(await fsck({ dataDir: honest, config: must(readConfigFile(config)), checkpoint: note, crypto: stage.world.crypto, progress }));
    expect(first(done)).toBeUndefined();
    expect(done.checks.map(({ code }) => code)).toEqual([
      ...[
        'SQLITE',
        'ENTRIES',
        'CHECKPOINT',
        'WITNESSES',
        'COUNTS',
        'NUMBERS',
        'REFUSALS',
        'CONTENTS',
        'DISCLOSURES',
        'CERTIFICATES',
        'SNAPSHOTS',
        'ACCESS_CHAIN',
      ],
    ]);
    expect(done).toMatchObject({ documents: 2, clockBack: [] });
    expect(steps).toContain(`기록 0/${done.entries}`);
  });

  it.each([
    [
      'a byte of an entry',
      ['UPDATE entries SET entry = replace(entry, \'"receivedAt":"2\', \'"receivedAt":"3\'), crc = NULL WHERE idx = 4'],
      'ENTRY_LEAF',
      '기록 5번째',
    ],
    ['an entry taken out', ['DELETE FROM entries WHERE idx = 5'], 'ENTRY_MISSING', '기록 7번째'],
    ['another form', ["UPDATE entries SET entry = '{}', crc = NULL WHERE idx = 3"], 'ENTRY_FORMAT', '기록 4번째'],
    ['the index of statements', ["UPDATE entries SET statement = 'x' WHERE idx = 2"], 'ENTRY_INDEX', '기록 3번째'],
    ['a certificate', ["UPDATE certificates SET der = x'00'"], 'CERT_MALFORMED', '기록 1번째'],
  ])('FS2 names the first bad entry: %s', async (_what, work, code, where) => {
    const found = first(await look(tampered(...work)));
    expect(found).toMatchObject({ code, where: expect.stringContaining(where) });
  });

  it('FS2 an entry made anew with a fitting leaf is named by its signature or link', async () => {
    const folder = tampered();
    const sql = new Database(join(folder, 'server.db'));
    const row = sql
      .prepare<[], { idx: number; entry: string }>('SELECT idx, entry FROM entries WHERE entry LIKE \'%"kind":"statement"%\' ORDER BY idx DESC')
      .get();
    const entry = JSON.parse(row?.entry ?? '') as { body: { statement: { at: string } } };
    entry.body.statement.at = '2026-01-01T00:00:00.000Z';
    const { leafHash, digestOf } = await import('../../../shared/trail/hash.ts');
    sql
      .prepare('UPDATE entries SET entry = ?, leaf = ?, statement = ?, crc = NULL WHERE idx = ?')
      .run(JSON.stringify(entry), Buffer.from(leafHash(entry as never), 'hex'), digestOf(entry.body.statement), row?.idx);
    sql.close();
    expect(first(await look(folder))).toMatchObject({
      code: expect.stringMatching(/^(SIGNATURE_INVALID|CERT_NOT_YET_VALID)$/),
      where: expect.stringContaining(`기록 ${(row?.idx ?? 0) + 1}번째`),
    });
  });

  it('FS2 FS4 whatever somebody with the file in hand did at random is found, and the entry is named', async () => {
    const seed = seedOf();
    console.log(`FS2 seed ${seed}`);
    const next = createNext(seed);
    const kinds = Object.keys(STORE_TAMPERING);
    const missed: string[] = [];
    for (const [i, kind] of kinds.entries()) {
      const folder = tampered();
      const done = tamperStore(join(folder, 'server.db'), kind, next);
      const found = first(await look(folder, note));
      if (found === undefined || (done.named && !namesEntry(found.where, done)))
        missed.push(`${kind}, case ${i}: entry ${done.idx + 1}, said ${JSON.stringify(found)}`);
      rmSync(folder, { recursive: true, force: true });
    }
    expect(missed).toEqual([]);
  });

  it.each([
    ['a number in the register', 'UPDATE numbers SET last = last + 1', 'NUMBERS_DIFFER'],
    ['the count of a document', 'UPDATE documents SET count = count + 1', 'COUNTS_DIFFER'],
    ['a refusal nobody made', "INSERT INTO refusals VALUES ('00', 'STALE', '')", 'REFUSALS_DIFFER'],
    ['a fixed content', 'UPDATE frozen SET content = replace(content, \'"title":"\', \'"title":"x\')', 'CONTENTS_DIFFER'],
    ['a fixed content taken out', 'DELETE FROM frozen', 'CONTENTS_DIFFER'],
    ['a text of a commitment', "INSERT INTO disclosures VALUES ('d', '00', '00112233445566778899aabbccddeeff', '1')", 'DISCLOSURES_DIFFER'],
    ['a record of access', "UPDATE access_records SET person = 'x' WHERE n = 0", 'ACCESS_CHAIN'],
    ['the snapshot of a room', "INSERT INTO snapshots (room, seq, state) SELECT room, 1, x'0000' FROM rooms LIMIT 1", 'SNAPSHOTS_DIFFER'],
  ])('FS3 what is kept beside the entries: %s', async (_what, work, code) => {
    expect(first(await look(tampered(work)))).toMatchObject({ code });
  });

  it('FS4 a cut tail and a log made anew are found against a note kept elsewhere', async () => {
    const cut = tampered(
      'DELETE FROM entries WHERE idx = (SELECT max(idx) FROM entries)',
      'UPDATE documents SET count = (SELECT count(*) FROM entries e WHERE e.document_id = documents.document_id)',
    );
    // What was cut off whole leaves no trace in the folder: only who noted the log elsewhere knows.
    expect(first(await look(cut))?.code).not.toBe('LOG_CUT');
    expect(first(await look(cut, note))).toMatchObject({ code: 'LOG_CUT' });
    expect(first(await look(honest, note.replace(/\n\d+\n/, '\n3\n')))).toMatchObject({ code: 'CHECKPOINT_SIGNATURE' });
  });

  it('FS4 a server does not start over a tail that does not hold, and says which entry', async () => {
    const { logKey, root, crypto } = stage.world;
    const input = { port: 0, logKey, rootCertificate: root, clock: () => new Date(), crypto };
    const newest = "(SELECT max(idx) FROM entries WHERE entry LIKE '%kind%')";
    const bad = tampered(`UPDATE entries SET entry = replace(entry, '"receivedAt":"2', '"receivedAt":"3'), crc = NULL WHERE idx = ${newest}`);
    const refused = await createSyncServer({ ...input, dataDir: bad });
    expect(refused).toMatchObject({ ok: false, code: 'LOG_DAMAGED', message: expect.stringMatching(/^기록 \d+번째\(문서 .*fsck/) });
    const good = must(await createSyncServer({ ...input, dataDir: tampered() }));
    await good.close();
  });

  it('FS5 FS7 a replica is checked in the same way, its newest entries at every opening', async () => {
    const input = { db: replica, root: stage.world.root, crypto: stage.world.crypto, progress: () => undefined };
    const whole = await fsckReplica(input);
    expect(whole.checks.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(checkReplicaTail(replica)).toMatchObject({ ok: true });
    replica.write((db) => {
      db.run('DROP TRIGGER entries_no_update');
      db.run(`UPDATE entries SET entry = replace(entry, '"receivedAt":"2', '"receivedAt":"3') WHERE idx = 6`);
    });
    const { checks } = await fsckReplica(input);
    expect(checks.find(({ state }) => state === 'fault')).toMatchObject({ code: 'ENTRY_LEAF', where: expect.stringContaining('기록 7번째') });
    // FS7 and at the next opening, before anybody works on it.
    expect(checkReplicaTail(replica)).toMatchObject({ ok: false, code: 'REPLICA_DAMAGED', message: expect.stringContaining('기록 7번째') });
  });

  it('FS6 the command tells it in words and in the envelope; a note is read from a file', async () => {
    const folder = tampered('UPDATE numbers SET last = last + 1');
    writeConfig(stage.world, folder);
    const file = join(folders.make(), 'checkpoint');
    writeFileSync(file, note);
    const { status, out } = await here(run, 'fsck', '--data', folder, '--checkpoint', file, '--json');
    expect(status).toBe(1);
    expect(readEnvelope(out)).toMatchObject({ command: 'fsck', verdict: 'fault', firstFault: { code: 'NUMBERS_DIFFER' } });
  });
});

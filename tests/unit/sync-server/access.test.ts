/** Rules AL1–AL5 of `sync-server/SPEC.md`. */

import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mainRoom } from '../../../shared/collab/protocol.ts';
import { digestOf } from '../../../shared/trail/hash.ts';
import { readAccess } from '../../../sync-server/access-tool.ts';
import { readWhy, type AccessRecord } from '../../../shared/trail/access-record.ts';
import { createAccess } from '../../../sync-server/access.ts';
import { erase } from '../../../sync-server/erase.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import { createStage, must, until, type Stage } from '../../support/sync.ts';
import type { Someone } from '../../support/sync-world.ts';

let stage: Stage;
beforeEach(async () => void (stage = await createStage()));
afterEach(() => stage?.close());

const report = (known = '') => must(readAccess({ dataDir: stage.dataDir, document: '', person: '', known }));
const short = ({ person, act, what, why }: AccessRecord): string => [person, act, what, why].join(' ').trimEnd();
const tampered = (change: string): ReturnType<typeof report> => {
  const sql = new Database(join(stage.dataDir, 'server.db'));
  sql.exec(`DROP TRIGGER access_records_no_update; DROP TRIGGER access_records_no_delete; ${change}`);
  sql.close();
  return report();
};
/** One session a person: the same attempt again is the same one. */
const tokens = new Map<Someone, Promise<string>>();
async function tokenOf(who: Someone): Promise<string> {
  const token = tokens.get(who) ?? stage.token(who);
  tokens.set(who, token);
  return token;
}
async function ask(who: Someone | null, path: string): Promise<number> {
  const headers: Record<string, string> = who === null ? {} : { authorization: `Bearer ${await tokenOf(who)}` };
  return (await fetch(`${stage.url()}${path}`, { headers })).status;
}

describe('records of access', () => {
  it('AL1 AL2 AL3 AL4 tell who was handed, opened, refused and administered what, from where', async () => {
    const { kim, park, admin } = stage.world.people;
    const documentId = await stage.createDocument(kim);
    const first = await stage.stock(kim, mainRoom(documentId, 1));
    await until('room open', () => first.provider.synced);
    const opened = kim.sign('opened', { what: 'content' }, { documentId });
    must(await stage.post(kim, { signed: opened }));
    // Sent again by a line that broke: it was opened once.
    must(await stage.post(kim, { signed: opened }));
    expect(await ask(park, `/documents/${documentId}/entries`)).toBe(404);
    expect(await ask(park, `/documents/${documentId}/entries`)).toBe(404);
    expect(await ask(null, `/documents/${documentId}/entries`)).toBe(401);
    expect(await ask(park, '/devices/agency')).toBe(403);
    expect(await ask(admin, '/devices/agency')).toBe(200);
    const foreign = await stage.post(park, { signed: park.sign('rights.set', { grants: [] }, { documentId }) });
    expect(foreign.ok).toBe(false);
    const { records, fault } = report();
    const ours = records.filter(({ document, what }) => document === documentId || what.includes('device'));
    expect(fault).toBeNull();
    expect(ours.map(short)).toEqual([
      `kim delivered room ${mainRoom(documentId, 1)} edit`,
      `kim opened opened ${digestOf(opened.statement)}`,
      'park refused /documents/:/entries NOT_FOUND',
      ' refused /documents/:/entries UNAUTHORIZED',
      'park refused /devices/agency NOT_ADMIN',
      'admin-a administered devices of A',
      'park refused rights.set NOT_ALLOWED',
    ]);
    expect(ours.every(({ from }) => from.endsWith('127.0.0.1'))).toBe(true);
    expect(ours.find(({ person }) => person === 'kim')?.device).toMatch(/^[0-9a-f-]{36}$/);
    expect(records.some(({ what, why }) => what === 'directory.put' && why !== '')).toBe(true);
  });

  it('AL3 an act whose record the disk refused is recorded when it is sent again, once', async () => {
    const { kim } = stage.world.people;
    const documentId = await stage.createDocument(kim);
    const sql = new Database(join(stage.dataDir, 'server.db'));
    sql.exec("CREATE TRIGGER full BEFORE INSERT ON access_records BEGIN SELECT RAISE(FAIL, 'full'); END");
    const opened = kim.sign('opened', { what: 'content' }, { documentId });
    const records = () => report().records.filter(({ why }) => why === digestOf(opened.statement));
    expect((await stage.post(kim, { signed: opened })).ok).toBe(false);
    expect(records()).toEqual([]);
    sql.exec('DROP TRIGGER full');
    sql.close();
    for (let times = 0; times < 2; times++) {
      must(await stage.post(kim, { signed: opened }));
      expect(records().map(short)).toEqual([`kim opened opened ${digestOf(opened.statement)}`]);
    }
  });

  it('AL3 a PC that was off while its person was shut out does not knock at the room that stood open', async () => {
    const { kim, park } = stage.world.people;
    const grant = { agency: 'B', unit: 'U1', person: 'park', right: 'edit' as const };
    const documentId = await stage.createDocument(kim, [grant]);
    const db = stage.database();
    const before = stage.replica(park, db);
    const open = before.openRoom(mainRoom(documentId, 1));
    await until('may write', () => open.right() === 'edit' && before.entries(documentId).length > 0 && before.status().connection === 'online');
    await before.stop();
    must(await stage.post(kim, { signed: kim.sign('rights.set', { grants: [] }, { documentId }) }));
    const after = stage.replica(park, db);
    const shut = after.openRoom(mainRoom(documentId, 1));
    await until('hears of it', () => after.status().connection === 'online' && after.entries(documentId).length === 2 && shut.right() === 'none');
    expect(report().records.filter(({ act }) => act === 'refused')).toEqual([]);
    // Let in again it connects by itself.
    must(await stage.post(kim, { signed: kim.sign('rights.set', { grants: [grant] }, { documentId }) }));
    await until('may write again', () => shut.right() === 'edit');
    expect(report().records.filter(({ act }) => act === 'refused')).toEqual([]);
  });

  it('AL4 erasing by law is recorded with its ground', async () => {
    const { kim } = stage.world.people;
    const bytes = Buffer.from(randomUUID());
    const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
    const put = await fetch(`${stage.url()}/blobs/${sha256}`, { method: 'PUT', body: bytes, headers: { authorization: `Bearer ${await stage.token(kim)}` } });
    expect(put.status).toBe(200);
    expect(await ask(kim, `/blobs/${sha256}`)).toBe(200);
    must(erase({ dataDir: stage.dataDir, sha256, ground: '개인정보 보호법 제21조', clock: () => new Date() }));
    expect(
      report()
        .records.filter(({ what }) => what.includes(sha256))
        .map(short),
    ).toEqual([`kim delivered blob ${sha256}`, ` administered erase ${sha256} 개인정보 보호법 제21조`]);
  });

  it('AL5 a changed, missing or inserted record, a cut tail and a chain made anew are found', async () => {
    const { park } = stage.world.people;
    const missing = [randomUUID(), randomUUID(), randomUUID()];
    for (const one of missing) expect(await ask(park, `/documents/${one}/entries`)).toBe(404);
    const { count, head } = report();
    expect(count).toBeGreaterThan(3);
    expect(report(`${count}:${head}`).fault).toBeNull();
    expect(report(`${count}:${'0'.repeat(64)}`).fault?.message).toContain('다시 만든');
    expect(report(`${count + 1}:${head}`).fault?.message).toContain('잘렸습니다');
    const sql = new Database(join(stage.dataDir, 'server.db'));
    expect(() => sql.exec('DELETE FROM access_records')).toThrow('append-only');
    sql.close();
    expect(tampered(`UPDATE access_records SET person = 'kim' WHERE n = ${count - 2}`).fault).toEqual({ n: count - 2, message: '적힌 뒤에 바뀌었습니다.' });
  });

  it('AL5 a record taken out leaves a gap', async () => {
    const { park } = stage.world.people;
    for (const one of [randomUUID(), randomUUID(), randomUUID()]) expect(await ask(park, `/documents/${one}/entries`)).toBe(404);
    const { count } = report();
    expect(tampered(`DELETE FROM access_records WHERE n = ${count - 2}`).fault?.n).toBe(count - 2);
    expect(openSqliteStorage(join(stage.dataDir, 'server.db')).ok).toBe(true);
  });

  it('AL3 the same refused attempt again is counted, and the counts kept ever more rarely; none is lost when the server ends', async () => {
    const storage = must(openSqliteStorage(join(stage.dataDir, 'server.db')));
    const from = report().count;
    let now = Date.parse('2026-11-30T00:00:00Z');
    const access = createAccess({ storage, clock: () => new Date(now) });
    const note = { person: 'kim', device: '', from: '10.0.0.7', document: '', what: '/login claimed', why: 'LOGIN_REFUSED' };
    const day = 86_400_000;
    for (let at = 0; at < day; at += 5000) {
      access.refused(note);
      now += 5000;
      if (at % 60_000 === 0) access.settle();
    }
    access.refused({ ...note, from: '10.0.0.8' });
    access.close();
    const kept = [...storage.accessFrom(from)].map((one) => ({ ...readWhy(one.why), from: one.from }));
    storage.close();
    expect(kept.filter((one) => one.from === note.from).reduce((sum, { times }) => sum + times, 0)).toBe(day / 5000);
    expect(kept.slice(0, 2)).toMatchObject([{ code: 'LOGIN_REFUSED', times: 1 }, { code: 'LOGIN_REFUSED' }]);
    expect(kept.length).toBeLessThan(30);
    expect(kept.filter((one) => one.from === '10.0.0.8')).toEqual([{ code: 'LOGIN_REFUSED', times: 1, from: '10.0.0.8' }]);
    expect(report().fault).toBeNull();
  });
});

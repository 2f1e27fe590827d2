/** Rules AL6–AL8 of `sync-server/SPEC.md`: who is told which records of access. */

import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../../shared/lib/result.ts';
import type { AccessAnswer } from '../../../shared/sync/access.ts';
import { accessHash } from '../../../shared/trail/access-record.ts';
import { commit } from '../../../shared/trail/hash.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import { approvedDocument } from '../../support/sync-fixed.ts';
import { createStage, must, type Stage } from '../../support/sync.ts';
import type { Someone } from '../../support/sync-world.ts';

let stage: Stage;
let documentId = '';
const tokens = new Map<Someone, string>();

beforeAll(async () => {
  stage = await createStage();
  const { kim, park } = stage.world.people;
  documentId = await approvedDocument(stage, [{ agency: 'B', unit: null, person: 'park', right: 'view' }]);
  const salt = '0'.repeat(32);
  const reason = commit(salt, '국정감사 요구자료');
  const signed = park.sign('downloaded', { what: 'pdf', file: null, ground: 'audit', reason }, { documentId });
  must(await stage.post(park, { signed, disclosures: { [reason]: { salt, value: '국정감사 요구자료' } } }));
  must(await stage.post(kim, { signed: kim.sign('opened', { what: 'content' }, { documentId }) }));
  await ask(park, `/documents/${randomUUID()}/entries`);
});
afterAll(() => stage?.close());

async function ask<T>(who: Someone, path: string): Promise<Result<T> & { status: number }> {
  const token = tokens.get(who) ?? (await stage.token(who));
  tokens.set(who, token);
  const response = await fetch(`${stage.url()}${path}`, { headers: { connection: 'close', authorization: `Bearer ${token}` } });
  return { ...((await response.json()) as Result<T>), status: response.status };
}
const list = async (who: Someone, query: string): Promise<AccessAnswer> => must(await ask<AccessAnswer>(who, `/access?${query}`));
const people = ({ records }: AccessAnswer): Set<string> => new Set(records.map(({ record }) => record.person));

describe('records of access as they are told', () => {
  it('AL6 everybody sees the own name and no other; an agency’s are refused to all but auditor and administrator, and the try is recorded', async () => {
    const { kim, lee, park, admin } = stage.world.people;
    expect(people(await list(kim, 'scope=ownRecords'))).toEqual(new Set(['kim']));
    expect(people(await list(park, 'scope=ownRecords&person=kim'))).toEqual(new Set());
    for (const who of [kim, lee, park]) expect(await ask(who, '/access?scope=agencyRecords')).toMatchObject({ status: 403, code: 'NOT_AUDITOR' });
    const refused = (await list(admin, 'scope=agencyRecords&act=refused')).records.map(({ record }) => [record.person, record.what, record.why]);
    expect(refused.filter(([, what]) => what === '/access')).toEqual([
      ['lee', '/access', 'NOT_AUDITOR'],
      ['kim', '/access', 'NOT_AUDITOR'],
    ]);
  });

  it('AL6 an agency is told what its people did and what anybody did to its papers; the other agency only what its own did', async () => {
    const { admin, otherAdmin } = stage.world.people;
    const own = await list(admin, `scope=agencyRecords&document=${documentId}`);
    expect(people(own)).toEqual(new Set(['kim', 'lee', 'park', 'admin-a'].filter((one) => people(own).has(one))));
    const download = own.records.find(({ record }) => record.act === 'downloaded');
    expect([download?.record.person, download?.reason, download?.registration]).toEqual(['park', '국정감사 요구자료', '정보화담당관실-1']);
    const other = await list(otherAdmin, 'scope=agencyRecords');
    expect([...people(other)].filter((one) => one !== 'park' && one !== 'admin-b')).toEqual([]);
    expect(other.records.some(({ record }) => record.act === 'refused' && record.person === 'park')).toBe(true);
  });

  it('AL7 filters by person, document, act and day, page by page; looking is recorded with what was asked', async () => {
    const { admin } = stage.world.people;
    const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
    const one = await list(admin, `scope=agencyRecords&person=park&act=downloaded&day=${today}`);
    expect(one.records.map(({ record }) => record.person)).toEqual(['park']);
    expect((await list(admin, 'scope=agencyRecords&person=park&day=2020-01-01')).records).toEqual([]);
    expect((await ask(admin, '/access?scope=agencyRecords&day=yesterday')).status).toBe(400);
    const looks = (await list(admin, 'scope=agencyRecords&act=administered')).records.filter(({ record }) => record.what === 'records of A');
    expect(looks[1]?.record.why).toBe(`park 2020-01-01`);
    expect(looks[2]?.record.why).toBe(`park ${today} downloaded`);
    const numbers: number[] = [];
    for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null;) {
      const page: AccessAnswer = await list(admin, `scope=agencyRecords&person=kim&before=${before}`);
      numbers.push(...page.records.map(({ record }) => record.n));
      before = page.next;
    }
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => b - a));
    expect(numbers.length).toBeGreaterThan(2);
  });

  it('AL7 five thousand records are told a hundred at a time, each once', async () => {
    const { kim } = stage.world.people;
    const storage = must(openSqliteStorage(join(stage.dataDir, 'server.db')));
    storage.atomically(() => {
      for (let i = 0; i < 5000; i++)
        storage.addAccess(
          { person: i % 2 === 0 ? 'kim' : 'park', device: '', from: '', act: 'delivered', document: '', what: `blob ${i}`, why: '' },
          '2021-01-01T00:00:00.000Z',
        );
    });
    storage.close();
    const seen = new Set<number>();
    let pages = 0;
    for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null; pages++) {
      const page: AccessAnswer = await list(kim, `scope=ownRecords&before=${before}`);
      expect(page.records.length).toBeLessThanOrEqual(100);
      page.records.forEach(({ record }) => seen.add(record.n));
      before = page.next;
    }
    expect([seen.size >= 2500, pages >= 25]).toEqual([true, true]);
  });

  it('AL8 the chain is told with its head, goes on from one noted before, and a changed record is named', async () => {
    const { kim } = stage.world.people;
    const { chain } = await list(kim, 'scope=ownRecords');
    expect([chain.fault, chain.atKnown]).toEqual([null, null]);
    const later = await list(kim, `scope=ownRecords&known=${chain.count}`);
    expect([later.chain.atKnown, later.records.every(({ record }) => accessHash(record) === record.hash)]).toEqual([chain.head, true]);
    const sql = new Database(join(stage.dataDir, 'server.db'));
    sql.exec("DROP TRIGGER access_records_no_update; UPDATE access_records SET person = 'park' WHERE n = 3");
    sql.close();
    await stage.restart();
    expect((await list(kim, 'scope=ownRecords')).chain.fault).toEqual({ n: 3, message: '적힌 뒤에 바뀌었습니다.' });
  });
});

/** Rules AL6 and AL8 of `sync-server/SPEC.md` at the person's PC. */

import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { whatWords, whyWords } from '../../../../electron/backend/records/words.ts';
import type { RecordsAsk } from '../../../../shared/api/records-view.ts';
import { accessHash, type AccessRecord } from '../../../../shared/trail/access-record.ts';
import { openMachine, writeMachine } from '../../../support/machine.ts';
import { logIn } from '../../../support/sync-devices.ts';
import { fixedDocument } from '../../../support/sync-fixed.ts';
import { createFolders, createStage, must, until, type Stage } from '../../../support/sync.ts';

const folders = createFolders();
let stage: Stage;
let kim: Backend;
let admin: Backend;
let documentId = '';

beforeAll(async () => {
  stage = await createStage();
  const open = async (who: 'kim' | 'admin'): Promise<Backend> => openMachine(stage, await writeMachine(stage, folders.make(), stage.world.people[who]));
  [kim, admin] = [await open('kim'), await open('admin')];
  ({ documentId } = await fixedDocument(stage));
  await until('the paper is here', async () => (await kim.context.drafts.content(documentId)).ok);
  await until('the administrator is online', () => admin.context.sync.status().connection === 'online' && admin.context.sync.directory().agencies.size > 0);
});
afterAll(async () => {
  await kim?.close();
  await admin?.close();
  await stage?.close();
  folders.clean();
});

const ALL: RecordsAsk = { scope: 'ownRecords', person: '', document: '', day: '', act: '', before: null };
const list = async (backend: Backend, ask: Partial<RecordsAsk> = {}) => must(await backend.handlers['records.list']({ ...ALL, ...ask }));

describe('records of access on the screen', () => {
  it('AL6 the own name in words: the paper by its title where it may be read, by no title where not', async () => {
    const own = await list(kim);
    expect([own.agency, own.people]).toEqual([null, []]);
    expect(new Set(own.rows.map(({ who }) => who))).toEqual(new Set(['김하나 정보화담당관실 주무관']));
    const room = own.rows.find(({ what }) => what === '쓰는 글 제1판');
    expect([room?.document, room?.why, room?.act]).toEqual([{ id: documentId, name: '협조 요청' }, '수정 권한', 'delivered']);
    const agency = await list(admin, { scope: 'agencyRecords', document: documentId });
    expect(agency.agency).toBe('행정안전부');
    expect(agency.people.map(({ id }) => id).toSorted()).toEqual(['choi', 'kim', 'lee']);
    expect(agency.people.find(({ id }) => id === 'kim')?.name).toBe('김하나 정보화담당관실 주무관');
    expect(new Set(agency.rows.flatMap(({ document }) => document?.name ?? []))).toEqual(new Set(['등록 전 문서']));
    expect(JSON.stringify(agency)).not.toContain('협조 요청');
    expect(await kim.handlers['records.list']({ ...ALL, scope: 'agencyRecords' })).toMatchObject({ ok: false, code: 'NOT_AUDITOR' });
  });

  it('AL6 every kind of thing a record may tell has a word, and whom it was done to a name', () => {
    const named = (id: string): string => (id === 'kim' ? '김하나' : id);
    expect(whatWords({ what: 'device block kim x', act: 'administered' }, named)).toBe('기기 차단(김하나)');
    for (const what of [
      'content v2',
      'blob 00',
      'erase 00',
      'devices of A',
      'records of A',
      'handovers of kim',
      'device approve kim x',
      'directory.put',
      '/blobs/:',
      'pdf',
      'attachment 00',
    ])
      expect([what, whatWords({ what, act: 'delivered' }, named)]).not.toEqual([what, '그 밖의 일']);
  });

  it('AL4 a change of the directory leads to its signed entry; AL3 a login without the key stands under the name it claimed, as a claim, with how often', async () => {
    const { people } = stage.world;
    const [put] = (await list(admin, { scope: 'agencyRecords', person: people.admin.actor.person, act: 'administered' })).rows.filter(
      ({ what }) => what === '조직도 고침',
    );
    expect(put).toMatchObject({ document: null, directory: { agency: 'A', seq: 0 } });
    const stranger = { id: '11111111-1111-4111-8111-111111111111', name: '모르는 PC', secret: '' };
    await logIn(stage.url(), people.kim, stranger, { sent: { signature: 'AA' } });
    const [claimed] = (await list(kim, { act: 'refused' })).rows;
    expect(claimed).toMatchObject({
      who: '김하나 정보화담당관실 주무관(이름만 댐, 확인 안 됨)',
      what: '로그인 요청',
      why: '로그인 거부',
      device: '',
      directory: null,
    });
    const record = { act: 'refused', why: 'LOGIN_REFUSED ×1200', what: '/login claimed' } as AccessRecord;
    expect(whyWords({ record, registration: null, reason: null })).toBe('로그인 거부(같은 시도 1,200번)');
  });

  it('AL8 this PC notes the head: what goes on from it follows, a chain made anew does not; a record changed on the way is marked', async () => {
    expect((await list(kim)).chain.noted).toBe('follows');
    await stage.stopServer();
    const sql = new Database(join(stage.dataDir, 'server.db'));
    sql.exec('DROP TRIGGER access_records_no_update');
    const rows = sql.prepare('SELECT n, at, person, device, came_from AS "from", act, document, what, why, prev, hash FROM access_records ORDER BY n').all();
    let prev = '0'.repeat(64);
    for (const row of rows as (Parameters<typeof accessHash>[0] & { hash: string })[]) {
      const anew = { ...row, why: row.n === 1 ? '다른 까닭' : row.why, prev };
      prev = accessHash(anew);
      sql.prepare('UPDATE access_records SET why = ?, prev = ?, hash = ? WHERE n = ?').run(anew.why, anew.prev, prev, row.n);
    }
    sql.close();
    await stage.startServer();
    await until('online again', () => kim.context.sync.status().connection === 'online');
    const anew = await list(kim);
    expect([anew.chain.fault, anew.chain.noted]).toEqual([null, 'broken']);
    expect((await list(kim)).chain.noted).toBe('broken');
  });
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { readFileText, invitationSchema } from '../../../../electron/backend/enrolment/files.ts';
import { makeRequest, openInvitation, takeCertificate } from '../../../../electron/backend/enrolment/join.ts';
import { readRegister } from '../../../../electron/backend/enrolment/register.ts';
import { readExisting } from '../../../../electron/backend/pki/existing/existing.ts';
import { AUTHORITY_FILE, authorityFile } from '../../../../electron/backend/pki/authority-file.ts';
import { seoulDate } from '../../../../shared/writing/amount.ts';
import { createForeignCa } from '../../../support/foreign-ca.ts';
import { createMachines, MACHINE_PASSPHRASE, type Machines } from '../../../support/machines.ts';
import { createFolders, createStage, must, until, type Stage } from '../../../support/sync.ts';

const folders = createFolders();
let stage: Stage;
let machines: Machines;
let admin: Backend;
let kim: Backend;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const file = (text: string) => ({ name: '조직도.csv', bytes: utf8(text) });

const view = async (backend: Backend, query = '', agency: string | null = null) => must(await backend.handlers['directory.get']({ agency, query }));
const person = async (backend: Backend, id: string) => must(await backend.handlers['directory.person']({ person: id }));

beforeAll(async () => {
  stage = await createStage({ freeDevices: 5 });
  // Kim's own comes with the login; the others' as `admit` publishes them.
  for (const { login } of [stage.world.people.lee, stage.world.people.choi])
    await fetch(`${stage.url()}/certificates`, { method: 'PUT', body: Buffer.from(login.certificate.der) });
  machines = createMachines(stage);
  [admin, kim] = [await machines.open(stage.world.people.admin), await machines.open(stage.world.people.kim)];
});
afterAll(async () => {
  await machines.close();
  await stage.close();
  folders.clean();
});

describe('commands of 조직·사람', () => {
  it('DI1 everybody reads the tree from the head down, with vacant places, certificates and a search by initials, post or unit', async () => {
    const seen = await view(kim);
    expect([seen.administers, seen.agency, seen.agencies.map(({ code, own, people }) => [code, own, people])]).toEqual([
      null,
      'A',
      [
        ['A', true, 3],
        ['B', false, 1],
      ],
    ]);
    expect(seen.groups.map(({ name, seats }) => [name, seats.map(({ position, name: who, certificate }) => [position, who, certificate])])).toEqual([
      [
        '기관장단',
        [
          ['장관', '', 'none'],
          ['실장', '', 'none'],
        ],
      ],
      [
        '정보화담당관실',
        [
          ['과장', '이두리', 'valid'],
          ['주무관', '김하나', 'valid'],
        ],
      ],
      [
        '혁신행정담당관실',
        [
          ['과장', '', 'none'],
          ['주무관', '최다섯', 'valid'],
        ],
      ],
    ]);
    const names = async (query: string) => (await view(kim, query)).groups.flatMap(({ seats }) => seats.flatMap(({ id }) => id ?? []));
    expect([await names('ㄱㅎㄴ'), await names('정보화 과장'), await names('최'), (await view(kim, '박세찬')).agency]).toEqual([
      ['kim'],
      ['lee'],
      ['choi'],
      'B',
    ]);
  });

  it('DI2 who is no administrator changes nothing, and the server takes no entry from such a key', async () => {
    const before = (await view(kim)).rev;
    for (const refusal of [
      await kim.handlers['directory.preview'](file('구분,번호\n떠남,lee\n')),
      await kim.handlers['directory.apply']({ ...file('구분,번호\n떠남,lee\n'), rev: before }),
      await kim.handlers['directory.revoke']({ person: 'lee' }),
      await kim.handlers['directory.invite']({ person: 'lee', replaces: true, days: 7, passphrase: MACHINE_PASSPHRASE }),
      await kim.handlers['directory.inviteAdministrator']({ name: '새관리', days: 7, passphrase: MACHINE_PASSPHRASE }),
      await kim.handlers['directory.endAdministrator']({ certificate: stage.world.people.admin.actor.certificate }),
    ])
      expect(refusal).toMatchObject({ ok: false, code: 'NOT_ADMIN' });
    const record = stage.world.directory('A', []);
    const forged = stage.world.people.kim.sign('directory.put', { agency: record }, { documentId: 'directory', version: 0 });
    expect(await kim.context.sync.ask('POST', '/statements', { signed: forged })).toMatchObject({ ok: false, code: 'NOT_ADMIN' });
    expect((await view(admin)).rev).toBe(before);
  });

  it('DI3 a file is previewed with every wrong line before anything is signed; a good one is one entry, and its history is told to everybody', async () => {
    const { rev } = await view(admin);
    const wrong = must(await admin.handlers['directory.preview'](file('구분,번호,이름,부서,직위\n사람,new,새사람,U9,주무관\n회의,,,,\n')));
    expect([wrong.faults.map(({ line }) => line), wrong.changes]).toEqual([[2, 3], []]);
    expect(await admin.handlers['directory.apply']({ ...file('구분,번호\n회의,x\n'), rev })).toMatchObject({ ok: false, code: 'FILE_FAULTY' });
    const good = file('구분,번호,이름,부서,직위\n사람,choi,,U1,주무관\n사람,new,새사람,U2,과장\n');
    const looked = must(await admin.handlers['directory.preview'](good));
    expect([looked.rev, looked.faults, looked.changes.map(({ kind }) => kind)]).toEqual([rev, [], ['옮김', '들어옴']]);
    admin.context.keyring.lock();
    expect(await admin.handlers['directory.apply']({ ...good, rev })).toMatchObject({ ok: false, code: 'LOCKED' });
    must(await admin.handlers['key.unlock']({ passphrase: MACHINE_PASSPHRASE }));
    expect(must(await admin.handlers['directory.apply']({ ...good, rev })).sentence).toContain('바뀐 곳 2건');
    expect(await admin.handlers['directory.apply']({ ...good, rev })).toMatchObject({ ok: false, code: 'STALE' });
    await until('kim hears it', () => kim.context.sync.directory().rev > rev);
    const { steps } = must(await kim.handlers['directory.history']({ agency: 'A' }));
    expect(steps.map(({ changes }) => changes.map(({ kind }) => kind))[0]).toEqual(['옮김', '들어옴']);
    expect(steps).toHaveLength(2);
    expect((await person(kim, 'choi')).history.map(({ kind, what }) => `${kind} ${what}`)[0]).toContain('혁신행정담당관실 주무관 → 정보화담당관실 주무관');
  });

  it('DI5 DI13 who is away, who acts and who holds two posts stand in the tree and beside the person, from one file', async () => {
    const today = seoulDate(new Date().toISOString());
    const rows = [
      { 구분: '부재', 번호: 'lee', 부터: today, 까지: today, 사유: '출장' },
      { 구분: '직무대리', 번호: 'kim', 부서: 'U1', 직위: '과장', 부터: today, 까지: today, 사유: '출장', 지정: '실장' },
      { 구분: '겸임', 번호: 'choi', 직위: '실장' },
    ];
    const { rev } = await view(admin);
    const looked = must(await admin.handlers['directory.preview'](file(JSON.stringify(rows))));
    expect([looked.faults, looked.changes.map(({ kind }) => kind)]).toEqual([[], ['겸임', '부재', '직무대리']]);
    must(await admin.handlers['directory.apply']({ ...file(JSON.stringify(rows)), rev }));
    await until('kim hears it', () => kim.context.sync.directory().rev > rev);
    const seats = (await view(kim)).groups.flatMap((group) => group.seats);
    expect(seats.find(({ id, position }) => id === 'lee' && position === '과장')).toMatchObject({
      absence: { ground: '출장' },
      deputy: { name: '김하나', by: '실장', fault: null },
    });
    expect(seats.find(({ id }) => id === 'kim')?.deputises).toEqual(['정보화담당관실 과장']);
    expect(seats.filter(({ id }) => id === 'choi').map(({ position, concurrent }) => [position, concurrent])).toEqual([
      ['실장', true],
      ['주무관', false],
    ]);
    expect(await person(kim, 'choi')).toMatchObject({ concurrent: ['실장'] });
    expect(await person(kim, 'lee')).toMatchObject({ absences: [{ from: today, until: today, ground: '출장' }] });
    // The tables everybody reads: what is over stands in the history alone.
    const duties = must(await kim.handlers['directory.duties']({ agency: 'A' }));
    expect(duties.delegation).toEqual([{ work: '정보화 운영', least: null, approver: '과장', article: '별표 1' }]);
    expect(duties.absences).toMatchObject([{ name: '이두리', post: '정보화담당관실 과장', ground: '출장' }]);
    expect(duties.deputies).toMatchObject([{ of: '정보화담당관실 과장', name: '김하나', by: '실장', order: null, fault: null }]);
    expect(must(await kim.handlers['directory.duties']({ agency: 'Z' })).delegation).toEqual([]);
  });

  it('DI9 record files are listed to everybody, added and closed by the administrator, and kept with the day; the whole directory is written to be taken in again', async () => {
    expect(await kim.handlers['directory.export']({ format: 'csv' })).toMatchObject({ ok: false, code: 'NOT_ADMIN' });
    const { rev } = await view(admin);
    const rows = [
      { 구분: '철종결', 이름: '정보화 일반', 부서: 'U1' },
      { 구분: '기록물철', 이름: '2027 정보화', 부서: 'U1', 업무: '정보화 운영', 보존기간: '5년' },
    ];
    must(await admin.handlers['directory.apply']({ ...file(JSON.stringify(rows)), rev }));
    await until('kim hears it', () => kim.context.sync.directory().rev > rev);
    const { files } = must(await kim.handlers['directory.records']({ agency: 'A' }));
    expect(files.map(({ name, unitName, retention, closed }) => [name, unitName, retention, closed === null])).toEqual([
      ['2027 정보화', '정보화담당관실', '5년', true],
      ['정보화 일반', '정보화담당관실', '5년', false],
    ]);
    for (const format of ['csv', 'json'] as const) {
      expect(must(await admin.handlers['directory.export']({ format })).path).toMatch(new RegExp(`^/행정안전부 조직도 [0-9-]{10}\\.${format}$`));
      const written = machines.saved.at(-1)?.bytes ?? new Uint8Array(0);
      expect(must(await admin.handlers['directory.preview']({ name: 'a', bytes: written }))).toMatchObject({ changes: [], faults: [] });
    }
  });

  it('DI4 a revoked certificate is shown as ended, and its person is invited anew with a file', async () => {
    expect((await person(admin, 'lee')).certificates.map(({ state }) => state)).toEqual(['valid']);
    const { rev } = await view(admin);
    expect(must(await admin.handlers['directory.revoke']({ person: 'lee' })).sentence).toContain('폐지');
    await until('kim hears it', () => kim.context.sync.directory().rev > rev);
    const lee = await person(kim, 'lee');
    expect([lee.certificates.map(({ state }) => state), lee.certificates[0]?.ended === null, lee.history[0]?.kind]).toEqual([
      ['revoked'],
      false,
      '인증서 폐지',
    ]);
    const { folder } = admin.context;
    await writeFile(join(folder, AUTHORITY_FILE), await authorityFile(stage.world.authority('A'), MACHINE_PASSPHRASE));
    const wanted = { person: 'lee', replaces: false, days: 7, passphrase: MACHINE_PASSPHRASE };
    expect(await admin.handlers['directory.invite']({ ...wanted, passphrase: '다른 암호입니다 열자' })).toMatchObject({
      ok: false,
      code: 'WRONG_PASSPHRASE',
    });
    const invited = must(await admin.handlers['directory.invite'](wanted));
    expect([invited.name, invited.path]).toEqual(['이두리', '/이두리.ongyeol-invitation']);
    const written = must(readFileText('invitation', new TextDecoder().decode(machines.saved.at(-1)?.bytes), invitationSchema));
    expect([written.value.person.id, written.fits(invited.code), must(await readRegister(folder)).length]).toEqual(['lee', true, 1]);
    expect(await readFile(join(folder, 'profile.json'), 'utf8')).not.toContain(invited.code);
  });

  it('DI10 invitations are listed with what became of them, called back, and a request is admitted at the screen', async () => {
    const list = async () => must(await admin.handlers['directory.invitations']({})).invitations;
    expect(await kim.handlers['directory.invitations']({})).toMatchObject({ ok: false, code: 'NOT_ADMIN' });
    const [open] = await list();
    expect(open).toMatchObject({ name: '이두리', post: '정보화담당관실 과장', state: 'open' });
    expect(must(await admin.handlers['directory.callBack']({ id: open?.id ?? '' })).sentence).toContain('이두리의 초대를 거두었습니다');
    const wanted = { person: 'new', replaces: false, days: 7, passphrase: MACHINE_PASSPHRASE };
    const { code } = must(await admin.handlers['directory.invite'](wanted));
    const invitation = must(openInvitation(new TextDecoder().decode(machines.saved.at(-1)?.bytes), code, new Date()));
    const dataDir = folders.make();
    const text = must(await makeRequest(dataDir, { invitation, code, passphrase: MACHINE_PASSPHRASE, existing: null, now: new Date() }));
    const admit = (request: string, passphrase = MACHINE_PASSPHRASE) => admin.handlers['directory.admit']({ request: utf8(request), passphrase });
    expect(await admit(text, '다른 암호입니다 열자')).toMatchObject({ ok: false, code: 'WRONG_PASSPHRASE' });
    expect(await admit('{}')).toMatchObject({ ok: false, code: 'FILE_BROKEN' });
    // EN2: cut short between register and directory the invitation says so, cannot be called back, and the same request goes on with it.
    admin.context.keyring.lock();
    expect(await admit(text)).toMatchObject({ ok: false, code: 'LOCKED', message: expect.stringContaining('같은 신청서로') });
    expect((await list())[0]).toMatchObject({ name: '새사람', state: 'unfinished' });
    expect(await admin.handlers['directory.callBack']({ id: (await list())[0]?.id ?? '' })).toMatchObject({ ok: false, code: 'NOT_OPEN' });
    must(await admin.handlers['key.unlock']({ passphrase: MACHINE_PASSPHRASE }));
    expect(must(await admit(text))).toEqual({ name: '새사람', path: '/새사람.ongyeol-certificate', replaces: false });
    expect((await list()).map(({ name, state }) => [name, state])).toEqual([
      ['새사람', 'used'],
      ['이두리', 'revoked'],
    ]);
    expect((await person(admin, 'new')).certificates.map(({ state }) => state)).toEqual(['valid']);
    const given = new TextDecoder().decode(machines.saved.at(-1)?.bytes);
    const taken = await takeCertificate(dataDir, given, { crypto: stage.world.crypto, now: new Date(), passphrase: MACHINE_PASSPHRASE });
    expect(must(taken)).toMatchObject({ personId: 'new', position: '과장' });
  });

  it('EN11 a request with a certificate of another issuer is admitted at the screen once its root is chosen there; the sentence names no option', async () => {
    const ca = createForeignCa();
    try {
      ca.issue('own', { key: 'ec', name: '새사람' });
      const p12 = ca.export('own', '옛 암호', '-certfile', ca.path('sub.crt'));
      const wanted = { person: 'new', replaces: true, days: 7, passphrase: MACHINE_PASSPHRASE };
      const { code } = must(await admin.handlers['directory.invite'](wanted));
      const invitation = must(openInvitation(new TextDecoder().decode(machines.saved.at(-1)?.bytes), code, new Date()));
      const existing = must(await readExisting(p12, '옛 암호', '새사람', new Date()));
      const request = utf8(must(await makeRequest(folders.make(), { invitation, code, passphrase: MACHINE_PASSPHRASE, existing, now: new Date() })));
      const admit = (trust?: Uint8Array) =>
        admin.handlers['directory.admit']({ request, passphrase: MACHINE_PASSPHRASE, ...(trust === undefined ? {} : { trust }) });
      const refused = await admit();
      expect(refused).toMatchObject({ ok: false, code: 'ISSUER_UNTRUSTED', message: expect.not.stringContaining('--') as unknown });
      expect(await admit(ca.subCa.subarray(9))).toMatchObject({ ok: false, code: 'TRUST_UNREADABLE' });
      expect(await admit(stage.world.root)).toMatchObject({ ok: false, code: 'ISSUER_UNTRUSTED' });
      expect(must(await admit(await readFile(ca.rootFile)))).toMatchObject({ name: '새사람', replaces: true });
      // The same answer again, with the root in DER.
      expect(must(await admit(ca.root))).toMatchObject({ name: '새사람' });
    } finally {
      ca.remove();
    }
  });

  it('DI12 administrators are told to everybody; one more is invited, admitted and ended at the screen, and nobody ends the certificate they sign with', async () => {
    const listed = async (by: Backend) => must(await by.handlers['directory.administrators']({ agency: 'A' })).administrators;
    const own = stage.world.people.admin.actor.certificate;
    expect((await listed(kim)).map(({ id, state, own: mine }) => [id, state, mine])).toEqual([['admin-a', 'valid', false]]);
    expect(await admin.handlers['directory.endAdministrator']({ certificate: own })).toMatchObject({ ok: false, code: 'OWN_CERTIFICATE' });
    expect(await admin.handlers['directory.endAdministrator']({ certificate: '0'.repeat(64) })).toMatchObject({ ok: false, code: 'ADMIN_UNKNOWN' });
    const wanted = { name: '이관리', days: 7, passphrase: MACHINE_PASSPHRASE };
    expect(await admin.handlers['directory.inviteAdministrator']({ ...wanted, name: ' ' })).toMatchObject({ ok: false, code: 'PERSON_INVALID' });
    const { code, post } = must(await admin.handlers['directory.inviteAdministrator'](wanted));
    expect(post).toBe('행정안전부 기관 관리자');
    const invitation = must(openInvitation(new TextDecoder().decode(machines.saved.at(-1)?.bytes), code, new Date()));
    const dataDir = folders.make();
    const text = must(await makeRequest(dataDir, { invitation, code, passphrase: MACHINE_PASSPHRASE, existing: null, now: new Date() }));
    must(await admin.handlers['directory.admit']({ request: utf8(text), passphrase: MACHINE_PASSPHRASE }));
    const given = new TextDecoder().decode(machines.saved.at(-1)?.bytes);
    const taking = { crypto: stage.world.crypto, now: new Date(), passphrase: MACHINE_PASSPHRASE };
    expect(must(await takeCertificate(dataDir, given, taking))).toMatchObject({ name: '이관리', position: '기관 관리자', unit: null });
    const [first, second] = await listed(admin);
    expect([first?.own, second?.name, second?.state]).toEqual([true, '이관리', 'valid']);
    expect(must(await admin.handlers['directory.endAdministrator']({ certificate: second?.certificate ?? '' })).sentence).toContain('이관리');
    await until('kim hears it', async () => (await listed(kim)).some(({ state }) => state === 'revoked'));
    const { steps } = must(await kim.handlers['directory.history']({ agency: 'A' }));
    expect(steps.slice(0, 2).map(({ changes }) => changes.map(({ kind, what }) => [kind, what.replace(/ \(.*/, '')]))).toEqual([
      [['관리자', '끝: 이관리']],
      [['관리자', '지정: 이관리']],
    ]);
  });

  it('DI11 of two administrators who publish at the same time the second is told, and what the first changed stands', async () => {
    const second = await machines.open(stage.world.people.admin, admin.context.sync.directory().rev);
    const { rev } = await view(admin);
    const [one, two] = ['혁신과', '개혁과'].map((name) => file(`구분,번호,이름\n부서,U2,${name}\n`));
    if (one === undefined || two === undefined) throw new Error('no files');
    const both = [await admin.handlers['directory.preview'](one), await second.handlers['directory.preview'](two)];
    expect(both.map((seen) => must(seen).rev)).toEqual([rev, rev]);
    const done = await Promise.all([admin.handlers['directory.apply']({ ...one, rev }), second.handlers['directory.apply']({ ...two, rev })]);
    expect(done.map((result) => (result.ok ? 'ok' : result.code)).toSorted()).toEqual(['DIRECTORY_MOVED', 'ok']);
    const won = done[0]?.ok === true ? '혁신과' : '개혁과';
    await until('both hear it', () => [admin, second].every(({ context }) => context.sync.directory().rev > rev));
    expect((await view(second, 'U2')).groups.map(({ name }) => name)).toEqual([won]);
    const loser = done[0]?.ok === true ? second : admin;
    const again = done[0]?.ok === true ? two : one;
    const seen = must(await loser.handlers['directory.preview'](again));
    expect(must(await loser.handlers['directory.apply']({ ...again, rev: seen.rev })).sentence).toContain('바뀐 곳 1건');
  });
});

import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBackend, type Backend } from '../../../../electron/backend/backend.ts';
import { readFileText, invitationSchema } from '../../../../electron/backend/enrolment/files.ts';
import { readRegister } from '../../../../electron/backend/enrolment/register.ts';
import { sealKeyFile } from '../../../../electron/backend/keys/key-file.ts';
import { createPdf } from '../../../../electron/backend/pdf/pdf.ts';
import { AUTHORITY_FILE, authorityFile } from '../../../../electron/backend/pki/authority-file.ts';
import { createAgencyCa, createRoot } from '../../../../electron/backend/pki/certificate.ts';
import { readProfile, writeProfile } from '../../../../electron/backend/profile/profile.ts';
import { seoulDate } from '../../../../shared/writing/amount.ts';
import { createFolders, createStage, must, until, type Stage } from '../../../support/sync.ts';
import type { Someone } from '../../../support/sync-world.ts';

const PASSPHRASE = '열 글자가 넘는 암호';
const folders = createFolders();
const pdf = createPdf();
const open: Backend[] = [];
const saved: { name: string; bytes: Uint8Array }[] = [];
let stage: Stage;
let admin: Backend;
let kim: Backend;

const base64 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? new Uint8Array(0)).toString('base64');
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const file = (text: string) => ({ name: '조직도.csv', bytes: utf8(text) });

async function machine(who: Someone): Promise<Backend> {
  const folder = join(folders.make(), 'profile');
  const { person, agency, unit, position } = who.actor;
  const keys = await sealKeyFile({ privateKey: Uint8Array.from(who.privateKey), databaseKey: randomBytes(32), sealKey: null }, PASSPHRASE);
  const { certificate, chain } = who.login;
  const papers = { certificate: base64(certificate.der), issuer: base64(chain[0]), root: base64(stage.world.root), seal: null };
  const names = { agency: { code: agency, name: agency }, unit: unit === null ? null : { code: unit, name: unit } };
  await writeProfile(folder, { v: 1, personId: person, name: person, position, ...names, ...papers }, keys);
  const platform = {
    vault: null,
    saveFile: async (name: string, bytes: Uint8Array) => {
      saved.push({ name, bytes });
      return { ok: true as const, value: { path: `/${name}` } };
    },
  };
  const { crypto } = stage.world;
  const found = must(await readProfile(folder));
  const input = { found, passphrase: PASSPHRASE, serverUrl: stage.url(), platform, pdf, crypto, now: () => new Date(), keyMinutes: 5 };
  const backend = must(await createBackend(input));
  open.push(backend);
  backend.start();
  await until('the directory', () => backend.context.sync.status().connection === 'online' && backend.context.sync.directory().rev >= 2);
  return backend;
}

const view = async (backend: Backend, query = '', agency: string | null = null) => must(await backend.handlers['directory.get']({ agency, query }));
const person = async (backend: Backend, id: string) => must(await backend.handlers['directory.person']({ person: id }));

beforeAll(async () => {
  stage = await createStage({ freeDevices: 5 });
  // Kim's own comes with the login; the others' as `admit` publishes them.
  for (const { login } of [stage.world.people.lee, stage.world.people.choi])
    await fetch(`${stage.url()}/certificates`, { method: 'PUT', body: Buffer.from(login.certificate.der) });
  [admin, kim] = [await machine(stage.world.people.admin), await machine(stage.world.people.kim)];
});
afterAll(async () => {
  for (const backend of open.splice(0)) await backend.close();
  await stage.close();
  await pdf.close();
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
      await kim.handlers['directory.invite']({ person: 'lee', replaces: true, days: 7, passphrase: PASSPHRASE }),
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
    must(await admin.handlers['key.unlock']({ passphrase: PASSPHRASE }));
    expect(must(await admin.handlers['directory.apply']({ ...good, rev })).sentence).toContain('바뀐 곳 2건');
    expect(await admin.handlers['directory.apply']({ ...good, rev })).toMatchObject({ ok: false, code: 'STALE' });
    await until('kim hears it', () => kim.context.sync.directory().rev > rev);
    const { steps } = must(await kim.handlers['directory.history']({ agency: 'A' }));
    expect(steps.map(({ changes }) => changes.map(({ kind }) => kind))[0]).toEqual(['옮김', '들어옴']);
    expect(steps).toHaveLength(2);
    expect((await person(kim, 'choi')).history.map(({ kind, what }) => `${kind} ${what}`)[0]).toContain('혁신행정담당관실 주무관 → 정보화담당관실 주무관');
  });

  it('DI5 who is away, who acts and who holds two posts stand in the tree and beside the person, from one file', async () => {
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
    const ca = createAgencyCa(createRoot('온결 시험', period()), { code: 'A', name: '행정안전부' }, period());
    await writeFile(join(folder, AUTHORITY_FILE), await authorityFile(ca, PASSPHRASE));
    const wanted = { person: 'lee', replaces: false, days: 7, passphrase: PASSPHRASE };
    expect(await admin.handlers['directory.invite']({ ...wanted, passphrase: '다른 암호입니다 열자' })).toMatchObject({ ok: false, code: 'WRONG_PASSPHRASE' });
    const invited = must(await admin.handlers['directory.invite'](wanted));
    expect([invited.name, invited.path]).toEqual(['이두리', '/이두리.ongyeol-invitation']);
    const written = must(readFileText('invitation', new TextDecoder().decode(saved.at(-1)?.bytes), invitationSchema));
    expect([written.value.person.id, written.fits(invited.code), must(await readRegister(folder)).length]).toEqual(['lee', true, 1]);
    expect(await readFile(join(folder, 'profile.json'), 'utf8')).not.toContain(invited.code);
  });
});

function period() {
  return { notBefore: new Date(Date.now() - 86_400_000), notAfter: new Date(Date.now() + 86_400_000) };
}

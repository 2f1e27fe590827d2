import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { AUTHORITY_FILE, authorityFile } from '../../../../electron/backend/pki/authority-file.ts';
import type { Output } from '../../../../shared/api/contract.ts';
import { sha256Hex } from '../../../../shared/crypto/crypto.ts';
import { unpackZip } from '../../../../shared/exchange/capsule/zip.ts';
import { judgePdf } from '../../../../shared/verify/pdf/judge.ts';
import { verifyPdf } from '../../../../shared/verify/pdf/verify.ts';
import { createMachines, MACHINE_PASSPHRASE, type Machines } from '../../../support/machines.ts';
import { draft, here, may, sendUp, sign } from '../../../support/papers.ts';
import { sealPng } from '../../../support/seal-png.ts';
import { aStampAuthority } from '../../../support/stamp-authority.ts';
import { createStage, must, until, type Stage } from '../../../support/sync.ts';
import type { StampPolicy } from '../../../../sync-server/stamps.ts';

const tsa = aStampAuthority();
let stage: Stage;
let machines: Machines;
let [admin, kim, lee]: Backend[] = [];

const register = async (who: Backend | undefined): Promise<Output<'seals.get'>> => must(await here(who).handlers['seals.get']({ agency: 'A' }));
const newest = (): Uint8Array => machines.saved.findLast(({ name }) => name.endsWith('.ongyeol-seal'))?.bytes ?? new Uint8Array(0);

const utf16 = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

/** A paper ready for its seal. */
async function established(title: string, sealOmitted: 'notice' | '' = ''): Promise<string> {
  const documentId = await draft(kim, title);
  if (sealOmitted !== '') must(await here(kim).handlers['documents.setFields']({ documentId, fields: { sealOmitted } }));
  await sendUp(kim, documentId, ['기획재정부장관']);
  await sign(lee, documentId);
  await may(kim, documentId, 'fixBase');
  must(await here(kim).handlers['issue.fixBase']({ documentId, enforcedOn: '2026-12-01' }));
  await may(kim, documentId, 'seal');
  return documentId;
}

const stamp = (documentId: string) => here(kim).handlers['issue.seal']({ documentId });

/** Everybody hears what the administrator changed. */
async function heard(): Promise<void> {
  const { rev } = here(admin).context.sync.directory();
  for (const who of [kim, lee]) await until('the register', () => here(who).context.sync.directory().rev >= rev);
}

beforeAll(async () => {
  const stamps = { source: { kind: 'own', authority: tsa.authority }, offer: { longTerm: true, lists: [] } } satisfies StampPolicy;
  stage = await createStage({ freeDevices: 5 }, true, null, { stamps });
  machines = createMachines(stage);
  const { people } = stage.world;
  [admin, kim, lee] = [await machines.open(people.admin), await machines.open(people.kim), await machines.open(people.lee)];
  await writeFile(join(here(admin).context.folder, AUTHORITY_FILE), await authorityFile(stage.world.authority('A'), MACHINE_PASSPHRASE));
}, 60_000);
afterAll(async () => {
  await machines.close();
  await stage.close();
});

describe('관인대장', () => {
  it('SL1 SL2 an administrator registers a seal, its keeper takes it in with the code, and it is stamped; the register tells who, when, how long and where', async () => {
    const { handlers } = here(admin);
    expect(await register(kim)).toMatchObject({ seals: [], here: false, suggested: '장관의인', keeper: '' });
    expect(await here(kim).handlers['seals.register']({ name: '장관의인', passphrase: MACHINE_PASSPHRASE, picture: null })).toMatchObject({
      ok: false,
      code: 'NOT_ADMIN',
    });
    expect(await handlers['seals.register']({ name: 'Seal', passphrase: MACHINE_PASSPHRASE, picture: null })).toMatchObject({ ok: false, code: 'SEAL_NAME' });
    expect(await handlers['seals.register']({ name: '장관의인', passphrase: '아닌 암호입니다 열자', picture: null })).toMatchObject({
      ok: false,
      code: 'WRONG_PASSPHRASE',
    });
    const made = must(await handlers['seals.register']({ name: '장관의인', passphrase: MACHINE_PASSPHRASE, picture: null }));
    expect([made.replaced, new TextDecoder().decode(newest()).includes(made.code)]).toEqual([false, false]);
    await heard();
    const take = (code: string, passphrase = MACHINE_PASSPHRASE) => here(kim).handlers['seals.take']({ file: newest(), code, passphrase });
    expect(await take('AAAAA-AAAAA-AAAAA-AAAAA')).toMatchObject({ ok: false, code: 'CODE_WRONG' });
    expect(await take(made.code, '아닌 암호입니다 열자')).toMatchObject({ ok: false, code: 'WRONG_PASSPHRASE' });
    expect(must(await take(made.code.toLowerCase())).sentence).toContain('장관의인');
    const paper = await established('첫 날인');
    must(await stamp(paper));
    await until('sealed', () => here(kim).context.replica.state(paper).status === 'sealed');
    const { pdf } = must(await here(kim).handlers['preview.pdf']({ documentId: paper }));
    const report = await verifyPdf(pdf, { anchors: [stage.world.root], crypto: stage.world.crypto, stampAnchors: [tsa.root] });
    expect(report.faults).toEqual([]);
    // TS9: where the server offers time stamps, the seal is stamped, and the last one closes the paper with what proves it.
    expect([report.signatures[0]?.stamp?.trusted, report.stamps.map(({ trusted }) => trusted), report.evidence.certificates]).toEqual([true, [true], 3]);
    // FORM-18: the same pages for the archives, the seal drawn and nothing signed or embedded.
    must(await here(kim).handlers['export.pdf']({ documentId: paper, reason: null, archive: true }));
    const kept = machines.saved.at(-1);
    expect(kept?.name).toContain('(보존용).pdf');
    const bytes = Buffer.from(kept?.bytes ?? []).toString('latin1');
    expect([bytes.includes('<pdfaid:part>1<'), bytes.includes('/AcroForm'), bytes.includes('/EmbeddedFile'), bytes.slice(0, 8)]).toEqual([
      true,
      false,
      false,
      '%PDF-1.4',
    ]);
    // FORM-20 to FORM-23: copies that are no original, each under its name; the signed one is told as what it is.
    for (const kind of ['viewing', 'large', 'signed', 'card'] as const)
      must(await here(kim).handlers['export.copy']({ documentId: paper, reason: null, kind }));
    const copies = machines.saved.slice(-4);
    expect(copies.map((copy) => copy.name)).toEqual(['열람용', '열람용 큰글자', '사본', '문서관리카드'].map((name) => `첫 날인 (${name}).pdf`));
    const told = await judgePdf(copies[2]?.bytes ?? new Uint8Array(0), { anchors: [stage.world.root], crypto: stage.world.crypto });
    expect([told.verdict, told.checks.map(({ code }) => code)]).toEqual(['valid', ['COPY']]);
    expect(Buffer.from(copies[2]?.bytes ?? []).toString('latin1')).toContain(utf16(sha256Hex(pdf)));
    const seen = await register(kim);
    expect(seen).toMatchObject({ here: true, own: true });
    expect(seen.seals).toMatchObject([
      { name: '장관의인', by: 'admin-a', ended: null, state: 'valid', uses: [{ documentId: paper, title: '첫 날인', who: '정보화담당관실 주무관' }] },
    ]);
    expect(seen.seals[0]?.svg).toContain('<svg');
  }, 60_000);

  it('SL3 a replaced seal is refused at once by the app and, without it, by the server; the new one stamps, and what was stamped stays', async () => {
    const old = here(kim).context.keptSeal() ?? '';
    const paper = await established('재등록');
    const made = must(await here(admin).handlers['seals.register']({ name: '장관의인', passphrase: MACHINE_PASSPHRASE, picture: null }));
    expect(made.replaced).toBe(true);
    await heard();
    expect(await register(kim)).toMatchObject({
      here: false,
      seals: [{ ended: null }, { state: 'revoked', ended: { how: 'replaced' }, uses: [{ title: '첫 날인' }] }],
    });
    expect(await stamp(paper)).toMatchObject({ ok: false, code: 'SEAL_UNREGISTERED' });
    const state = here(kim).context.replica.state(paper);
    const body = { agency: 'A', fromDigest: state.base?.digest ?? '', toDigest: 'a'.repeat(64), seal: old };
    const { version, contentDigest, jointDigest } = state;
    const bound = { documentId: paper, version, contentDigest, jointDigest, laneDigest: state.lanes[0]?.digest ?? null };
    const forged = stage.world.people.kim.sign('sealed', body, bound);
    expect(await stage.post(stage.world.people.kim, { signed: forged })).toMatchObject({ ok: false, code: 'SEAL_UNREGISTERED' });
    must(await here(kim).handlers['seals.take']({ file: newest(), code: made.code, passphrase: MACHINE_PASSPHRASE }));
    must(await stamp(paper));
    await until('sealed', () => here(kim).context.replica.state(paper).status === 'sealed');
  }, 60_000);

  it('TS9 a seal set out of reach of the server says that it has no time stamp, goes out later and is valid', async () => {
    const paper = await established('끊긴 채 날인');
    await stage.stopServer();
    const { state, sentence } = must(await stamp(paper));
    expect([state, sentence]).toEqual(['waiting', expect.stringContaining('이 문서에는 시각확인이 붙지 않습니다.')]);
    await stage.startServer();
    await until('sealed', () => here(kim).context.replica.state(paper).status === 'sealed');
    const { pdf } = must(await here(kim).handlers['preview.pdf']({ documentId: paper }));
    const report = await verifyPdf(pdf, { anchors: [stage.world.root], crypto: stage.world.crypto, stampAnchors: [tsa.root] });
    expect([report.faults, report.signatures.length, report.signatures[0]?.stamp ?? null, report.stamps]).toEqual([[], 1, null, []]);
  }, 60_000);

  it('SL3 a seal struck off is refused at once, its file is taken in nowhere, and it cannot be struck off twice', async () => {
    const paper = await established('폐기 뒤');
    const { certificate = '' } = (await register(admin)).seals[0] ?? {};
    expect(await here(kim).handlers['seals.revoke']({ certificate })).toMatchObject({ ok: false, code: 'NOT_ADMIN' });
    must(await here(admin).handlers['seals.revoke']({ certificate }));
    await heard();
    expect(await stamp(paper)).toMatchObject({ ok: false, code: 'SEAL_UNREGISTERED' });
    expect(await here(admin).handlers['seals.revoke']({ certificate })).toMatchObject({ ok: false, code: 'SEAL_UNKNOWN' });
    const again = await here(lee).handlers['seals.take']({ file: newest(), code: 'AAAAA-AAAAA-AAAAA-AAAAA', passphrase: MACHINE_PASSPHRASE });
    expect(again).toMatchObject({ ok: false, code: 'CODE_WRONG' });
    expect((await register(lee)).seals.map(({ ended }) => ended?.how)).toEqual(['revoked', 'replaced']);
  }, 60_000);

  it('SL5 a scanned seal is registered at its size with nothing else in the file, comes to the keeper from the server, and is what is stamped', async () => {
    const scan = sealPng({ side: 400, text: '홍길동의 스캐너' });
    const registerWith = (picture: { bytes: Uint8Array; mm: number }) =>
      here(admin).handlers['seals.register']({ name: '장관의인', passphrase: MACHINE_PASSPHRASE, picture });
    expect(await registerWith({ bytes: sealPng({ side: 400, paper: 255 }), mm: 30 })).toMatchObject({ ok: false, code: 'PICTURE_ALPHA' });
    expect(await registerWith({ bytes: scan, mm: 90 })).toMatchObject({ ok: false, code: 'PICTURE_SIZE' });
    const made = must(await registerWith({ bytes: scan, mm: 30 }));
    await heard();
    must(await here(kim).handlers['seals.take']({ file: newest(), code: made.code, passphrase: MACHINE_PASSPHRASE }));
    const seen = (await register(kim)).seals[0];
    expect([seen?.svg, seen?.picture?.mm]).toEqual([null, 30]);
    expect(Buffer.from(seen?.picture?.png ?? '', 'base64').includes('스캐너')).toBe(false);
    const paper = await established('스캔한 관인');
    must(await stamp(paper));
    await until('sealed', () => here(kim).context.replica.state(paper).status === 'sealed');
    const { pdf } = must(await here(kim).handlers['preview.pdf']({ documentId: paper }));
    const report = await verifyPdf(pdf, { anchors: [stage.world.root], crypto: stage.world.crypto, stampAnchors: [tsa.root] });
    expect(report.faults).toEqual([]);
    // TS9: where the server offers time stamps, the seal is stamped, and the last one closes the paper with what proves it.
    expect([report.signatures[0]?.stamp?.trusted, report.stamps.map(({ trusted }) => trusted), report.evidence.certificates]).toEqual([true, [true], 3]);
    const file = join(here(kim).context.folder, 'stamped.pdf');
    await writeFile(file, pdf);
    // Poppler finds the picture with its cover.
    const images = execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' });
    expect(images).toMatch(/image\s+400\s+400\s+rgb/);
    expect(images).toMatch(/smask\s+400\s+400\s+gray/);
  }, 60_000);

  it('SL7 관인생략: an important paper is not put up; any other is signed with no image on it, and the register says so', async () => {
    const paper = await established('자료 제출 기한 통보', 'notice');
    must(await stamp(paper));
    await until('signed', () => here(kim).context.replica.state(paper).status === 'sealed');
    const { pdf } = must(await here(kim).handlers['preview.pdf']({ documentId: paper }));
    const report = await verifyPdf(pdf, { anchors: [stage.world.root], crypto: stage.world.crypto, stampAnchors: [tsa.root] });
    expect([report.faults, report.signatures.length]).toEqual([[], 1]);
    const file = join(here(kim).context.folder, 'omitted.pdf');
    await writeFile(file, pdf);
    expect(execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' })).toContain('관인생략');
    expect(execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' })).not.toMatch(/image/);
    expect((await register(kim)).seals[0]?.uses.map(({ title, omitted }) => [title, omitted])).toEqual([
      ['자료 제출 기한 통보', true],
      ['스캔한 관인', false],
    ]);
    const { lines } = must(await here(kim).handlers['trail.get']({ documentId: paper }));
    expect(lines.map(({ what }) => what)).toContain('관인생략 전자서명');
    const weighty = await draft(kim, '중요한 통보');
    must(await here(kim).handlers['documents.setFields']({ documentId: weighty, fields: { sealOmitted: 'notice', recipients: ['기획재정부장관'] } }));
    expect(await here(kim).handlers['approval.submit']({ documentId: weighty, important: true })).toMatchObject({ ok: false, code: 'SEAL_OMITTED' });
  }, 60_000);

  it('RT14 several final papers are saved in one file with a list, each on record; what has none stays out with its reason, and stopping leaves nothing', async () => {
    const { handlers, context } = here(kim);
    const final = context.replica.documents().filter((documentId) => context.replica.state(documentId).status === 'sealed');
    const open = await draft(kim, '아직 초안');
    const asked = { documentIds: [...final, open], reason: null };
    const before = machines.saved.length;
    const saving = handlers['export.batch']({ id: randomUUID(), ...asked });
    const id = randomUUID();
    const going = handlers['export.batch']({ id, ...asked });
    must(await handlers['export.batchStop']({ id }));
    expect(await going).toMatchObject({ ok: false, code: 'CANCELLED' });
    const { path, kept, left } = must(await saving);
    expect([typeof path, kept, left]).toEqual(['string', final.length, [{ title: '아직 초안', why: '확정본이 아직 없습니다.' }]]);
    expect(machines.saved.length).toBe(before + 1);
    const files = must(unpackZip(machines.saved.at(-1)?.bytes ?? new Uint8Array(0)));
    expect(files.size).toBe(final.length + 1);
    const list = new TextDecoder().decode(files.get('000 목록.csv'));
    for (const [name, bytes] of [...files].filter(([one]) => one.endsWith('.pdf'))) {
      expect(name).toMatch(/^\d{3} 정보화담당관실-\d+ [^/\\]+\.pdf$/);
      expect(list).toContain(sha256Hex(bytes));
      expect((await verifyPdf(bytes, { anchors: [stage.world.root], crypto: stage.world.crypto })).faults).toEqual([]);
    }
    expect(list).toContain('아직 초안');
    const keptOf = async (documentId: string): Promise<number> =>
      must(await handlers['trail.get']({ documentId })).lines.filter(({ what }) => what === '파일로 저장(PDF)').length;
    for (const documentId of final) await until('the record', async () => (await keptOf(documentId)) > 0);
  }, 60_000);

  it('SL4 a registered image that is not the one drawn for its letters is never stamped', async () => {
    const made = must(await here(admin).handlers['seals.register']({ name: '장관의인', passphrase: MACHINE_PASSPHRASE, picture: null }));
    await heard();
    must(await here(kim).handlers['seals.take']({ file: newest(), code: made.code, passphrase: MACHINE_PASSPHRASE }));
    const paper = await established('다른 모양');
    const record = here(admin).context.sync.directory().agencies.get('A');
    if (record?.seal == null) throw new Error('no seal');
    const agency = { ...record, seal: { ...record.seal, image: 'b'.repeat(64) } };
    const { rev } = here(admin).context.sync.directory();
    const signed = stage.world.people.admin.sign('directory.put', { agency }, { documentId: 'directory', version: 0, directoryRev: rev });
    expect(await stage.post(null, { signed })).toMatchObject({ ok: true });
    await until('the image', () => here(kim).context.sync.directory().rev > rev);
    expect(await stamp(paper)).toMatchObject({ ok: false, code: 'SEAL_UNREGISTERED' });
    expect((await register(kim)).seals[0]?.svg).toBeNull();
  }, 60_000);
});

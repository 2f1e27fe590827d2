import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromPem } from '../../../shared/verify/pem.ts';
import { createWebCrypto } from '../../../shared/crypto/web.ts';
import { verifyCapsule } from '../../../shared/verify/capsule.ts';
import { verifyPdf } from '../../../shared/verify/pdf/verify.ts';
import { readEnvelope } from '../../support/envelope.ts';
import { seedOf } from '../../support/seed.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'ongyeol-main-job-'));
const out = join(folder, 'out');
const crypto = createWebCrypto(globalThis.crypto.subtle as never);

function ongyeol(...args: string[]) {
  return spawnSync(process.execPath, [join(root, 'electron/cli/main.ts'), ...args], { encoding: 'utf8', timeout: 120_000 });
}

const demo = (text: string, ...more: string[]) => {
  const file = join(folder, 'input.md');
  writeFileSync(file, text);
  return ongyeol('demo', '--input', file, '--out', join(folder, 'bad'), '--json', ...more);
};

const sample = readFileSync(join(root, 'resources/demo/youth-jobs-joint.md'), 'utf8');
const file = (name: string): Uint8Array => new Uint8Array(readFileSync(join(out, name)));
const anchors = (): Uint8Array[] => fromPem(readFileSync(join(out, 'root.pem'), 'utf8'));

beforeAll(() => {
  const ran = ongyeol('demo', '--out', out, '--json');
  expect(ran.stderr).toBe('');
  expect(readEnvelope(ran.stdout)).toMatchObject({ v: 1, command: 'demo', verdict: 'valid' });
  expect(ran.status).toBe(0);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the main job', () => {
  it('JOB1 leaves a capsule and a PDF that verify with the root from outside, and not without', () => {
    for (const name of ['document.ongyeol', 'document.pdf']) {
      const good = ongyeol('verify', join(out, name), '--trust', join(out, 'root.pem'), '--json');
      expect(readEnvelope(good.stdout)).toMatchObject({ command: 'verify', verdict: 'valid' });
      expect(good.status).toBe(0);
      const bare = ongyeol('verify', join(out, name), '--json');
      expect(readEnvelope(bare.stdout)).toMatchObject({ verdict: 'fault', firstFault: { code: 'TRUST_ANCHOR_UNKNOWN' } });
      expect(bare.status).toBe(1);
    }
    expect(ongyeol('verify', join(out, 'none')).status).toBe(2);
  });
  it('JOB2 has three seals that pdfsig calls valid and trusted', () => {
    const nss = join(folder, 'nss');
    mkdirSync(nss);
    execFileSync('certutil', ['-N', '-d', `sql:${nss}`, '--empty-password']);
    execFileSync('certutil', ['-A', '-d', `sql:${nss}`, '-n', 'root', '-t', 'CT,C,C', '-i', join(out, 'root.pem')]);
    const told = execFileSync('pdfsig', ['-nssdir', nss, join(out, 'document.pdf')], { encoding: 'utf8' });
    expect(told.match(/Signature is Valid/g)).toHaveLength(3);
    expect(told.match(/Certificate is Trusted/g)).toHaveLength(3);
    execFileSync('qpdf', ['--check', join(out, 'document.pdf')]);
  });
  it('JOB3 prints title, items, table cells and approvers', () => {
    const text = execFileSync('pdftotext', ['-layout', join(out, 'document.pdf'), '-'], { encoding: 'utf8' });
    for (const piece of [
      '청년일자리 정책 협업정원 운영계획 통보 및 협조 요청',
      '가. 운영기간',
      '산업별 인력 수요 공유',
      '평생직업교육실장',
      '전결',
      '청년고용기획과-1',
      '붙임',
    ])
      expect(text).toContain(piece);
  });
  it('JOB4 finds 40 flipped bytes over both files', async () => {
    const seed = seedOf();
    console.log(`JOB4 seed ${seed}`);
    let state = seed;
    const next = (below: number): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    const capsule = file('document.ongyeol');
    const pdf = file('document.pdf');
    for (let i = 0; i < 20; i++) {
      const a = Uint8Array.from(capsule);
      const at = next(a.length);
      a[at] = (a[at] ?? 0) ^ (1 << next(8));
      expect((await verifyCapsule(a, { anchors: anchors(), crypto })).verdict, `capsule byte ${at}`).toBe('fault');
      const b = Uint8Array.from(pdf);
      const place = next(b.length);
      b[place] = (b[place] ?? 0) ^ (1 << next(8));
      expect((await verifyPdf(b, { anchors: anchors(), crypto })).faults.length, `PDF byte ${place}`).toBeGreaterThan(0);
    }
  });
  it.each([
    ['FRONT_MATTER_BROKEN', sample.replace('form: official', 'form: "off')],
    ['AGENCY_UNKNOWN', sample.replace('lead: 1492000', 'lead: 9999999')],
    ['BODY_EMPTY', sample.slice(0, sample.indexOf('---', 4) + 4)],
    ['ATTACHMENT_MISSING', sample],
    ['WORK_UNKNOWN', sample.replace('예산 1억원 이상 집행계획]', '없는 업무]')],
    ['RECORD_FILE_UNKNOWN', sample.replace('recordFile: 2027년', 'recordFile: 2029년')],
    ['POST_UNKNOWN', sample.replace('originator: 청년고용기획과장', 'originator: 없는과장')],
  ])(
    'JOB5 answers %s with a sentence, its place and exit 2, before anything is begun',
    (code, text) => {
      const ran = demo(text);
      const { firstFault = { code: '', where: '', message: '' }, verdict } = readEnvelope(ran.stdout);
      expect([verdict, firstFault.code]).toEqual(['cannot', code]);
      const line = /(\d+)째 줄/.exec(firstFault.message)?.[1];
      expect(firstFault.where).toMatch(line === undefined ? /\.md$/ : new RegExp(`\\.md:${line}$`));
      expect(existsSync(join(folder, 'bad'))).toBe(false);
      expect(ran.stderr).not.toContain('at ');
      expect(ran.status).toBe(2);
    },
    60_000,
  );
  it('JOB6 says so when the data folder cannot be written or the port is taken', async () => {
    const locked = join(folder, 'locked');
    writeFileSync(locked, 'a file where a folder should be');
    chmodSync(locked, 0o400);
    const ran = ongyeol('app', '--data', locked, '--once');
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('자료 폴더에 쓸 수 없습니다');
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    for (const port of [String((taken.address() as AddressInfo).port), '70000', 'x']) {
      const started = ongyeol('app', '--data', join(folder, 'never'), '--port', port);
      expect([port, started.status, existsSync(join(folder, 'never'))]).toEqual([port, 2, false]);
      expect(started.stderr).toMatch(/포트/);
    }
    taken.close();
  });
  it('JOB7 says before anything is begun that results cannot be written, and what is no paper at all', () => {
    for (const place of ['/proc/ongyeol/out', join(folder, 'locked', 'out')]) {
      const ran = ongyeol('demo', '--out', place);
      expect(ran.status).toBe(2);
      expect(ran.stderr).toContain('결과 폴더에 쓸 수 없습니다');
      expect(ran.stdout).toBe('');
    }
    writeFileSync(join(folder, 'note.txt'), '메모');
    expect(ongyeol('verify', join(folder, 'note.txt')).status).toBe(2);
  });
});

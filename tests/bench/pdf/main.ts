/**
 * `npm run bench:pdf [-- --quick] [--json FILE]`: drawing, sealing and checking papers, against Chromium's print-to-pdf, `openssl cms` and pdfsig
 * in the same run. A cold run is a process from its start to its end; warm is the same again in one that is there.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { signCms } from '../../../electron/backend/pdf/cms.ts';
import { sealPdf } from '../../../electron/backend/pdf/seal.ts';
import { openSealFont } from '../../../electron/backend/pdf/fonts.ts';
import { toPem } from '../../../electron/backend/pki/certificate.ts';
import { createWebCrypto } from '../../../shared/crypto/web.ts';
import { verifyPdf } from '../../../shared/verify/pdf/verify.ts';
import { aSealingAgency, basePdf, paperRoot, sealInTurn } from '../../support/sealed-paper.ts';
import { median, rowsOf, timed, type Row } from '../keys/rows.ts';
import { htmlOf, paperOf } from './papers.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'string' } } });
const quick = values.quick === true;
const ROUNDS = quick ? 1 : 7;
const folder = mkdtempSync(join(tmpdir(), 'ongyeol-bench-pdf-'));
const at = (name: string): string => join(folder, name);
/** As `npm run ongyeol` starts it. */
const YOUNG = ['--max-semi-space-size=4'];
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const crypto = createWebCrypto(globalThis.crypto.subtle);
const three = [aSealingAgency(0), aSealingAgency(1, 'RSA-2048'), aSealingAgency(2)];

function face(file: string): string {
  return createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-kr/${file}`);
}

function wall(tool: string, args: readonly string[]): { ms: number; out: string } {
  const begun = performance.now();
  const out = execFileSync(tool, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26 });
  return { ms: performance.now() - begun, out };
}

/** Cold runs of ours and Chromium's in turn, so that a slow moment of the machine hits both. */
function coldRows(pages: 2 | 100): { rows: Row[]; said: string } {
  const html = at(`${pages}.html`);
  writeFileSync(html, htmlOf(paperOf(pages, three), { regular: face('400Regular/NotoSansKR_400Regular.ttf'), bold: face('700Bold/NotoSansKR_700Bold.ttf') }));
  const [ours, theirs, told]: [number[], number[], { pages: number; bytes: number; mb: number }[]] = [[], [], []];
  for (let round = -1; round < ROUNDS; round++) {
    const own = wall(process.execPath, [...YOUNG, join(import.meta.dirname, 'cold.ts'), String(pages), '3']);
    const print = wall(CHROMIUM, [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-pdf-header-footer',
      `--user-data-dir=${at('cold')}`,
      `--print-to-pdf=${at('c.pdf')}`,
      `file://${html}`,
    ]);
    if (round < 0) continue;
    ours.push(own.ms);
    theirs.push(print.ms);
    told.push(JSON.parse(own.out) as (typeof told)[number]);
  }
  const theirPages = /Pages:\s+(\d+)/.exec(wall('pdfinfo', [at('c.pdf')]).out)?.[1] ?? '?';
  const [one] = told;
  const row = { what: `${pages}쪽 그리고 관인 셋, 찬 시작`, ms: median(ours), against: 'Chromium print-to-pdf, 찬 시작', base: median(theirs) };
  return {
    rows: [row],
    said: `${pages}: 온결 ${one?.pages ?? 0}쪽 ${one?.bytes ?? 0}바이트, 가장 많이 쓴 메모리 ${Math.max(...told.map(({ mb }) => mb))} MB; Chromium ${theirPages}쪽`,
  };
}

async function warmRows(): Promise<Row[]> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const rows: Row[] = [];
  for (const pages of [2, 100] as const) {
    const print = paperOf(pages, three);
    await page.goto(`file://${at(`${pages}.html`)}`);
    const theirs = await timed(ROUNDS, 1, () => page.pdf({ format: 'A4' }));
    rows.push({
      what: `${pages}쪽 그리기, 더운 상태`,
      ms: await timed(ROUNDS, 1, () => basePdf(print)),
      against: 'Chromium page.pdf(), 더운 상태',
      base: theirs,
    });
  }
  await browser.close();
  return rows;
}

/** One signature: a whole seal on paper, and the CMS alone over a megabyte against openssl's. */
async function signRows(): Promise<Row[]> {
  const data = new Uint8Array(1 << 20).fill(7);
  writeFileSync(at('data.bin'), data);
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      at('k.pem'),
      '-out',
      at('c.pem'),
      '-subj',
      '/CN=bench',
      '-days',
      '9',
    ],
    { stdio: 'ignore' },
  );
  const cms = [
    'cms',
    '-sign',
    '-binary',
    '-cades',
    '-md',
    'sha256',
    '-in',
    at('data.bin'),
    '-signer',
    at('c.pem'),
    '-inkey',
    at('k.pem'),
    '-outform',
    'DER',
    '-out',
    at('o.der'),
  ];
  const theirs = median(Array.from({ length: ROUNDS }, () => wall('openssl', cms).ms));
  const [lead] = three;
  if (lead === undefined) throw new Error('no agency');
  const font = openSealFont();
  const rows: Row[] = [
    { what: '서명 꾸러미(CMS) 하나, 1 MB', ms: await timed(ROUNDS, 20, () => signCms(data, lead.signer)), against: 'openssl cms -sign, 찬 시작', base: theirs },
  ];
  for (const pages of [2, 100] as const) {
    const bytes = await basePdf(paperOf(pages, three));
    const asked = {
      bytes,
      field: `관인-${lead.code}`,
      sealName: '고용노동부장관의인',
      signer: lead.signer,
      at: '2026-11-23T01:00:00Z',
      reason: '관인 날인',
      location: '세종',
    };
    rows.push({ what: `관인 하나, ${pages}쪽`, ms: await timed(ROUNDS, 3, () => sealPdf(asked, font)), against: 'openssl cms -sign, 찬 시작', base: theirs });
  }
  return rows;
}

async function verifyRows(): Promise<Row[]> {
  const nss = at('nss');
  execFileSync('mkdir', ['-p', nss]);
  writeFileSync(at('root.pem'), toPem(paperRoot.certificate));
  execFileSync('certutil', ['-N', '-d', `sql:${nss}`, '--empty-password']);
  execFileSync('certutil', ['-A', '-d', `sql:${nss}`, '-n', 'root', '-t', 'CT,C,C', '-i', at('root.pem')]);
  const rows: Row[] = [];
  for (const count of [1, 3, 20]) {
    const agencies = Array.from({ length: count }, (_, index) => aSealingAgency(index, index % 2 === 0 ? 'P-256' : 'RSA-2048'));
    const bytes = (await sealInTurn(await basePdf(paperOf(2, agencies)), agencies)).at(-1) ?? new Uint8Array(0);
    writeFileSync(at('v.pdf'), bytes);
    const check = async (): Promise<void> => {
      const report = await verifyPdf(bytes, { anchors: [paperRoot.certificate], crypto });
      if (report.faults.length > 0 || report.signatures.length !== count) throw new Error('a good paper was not found good');
    };
    const theirs = median(Array.from({ length: ROUNDS }, () => wall('pdfsig', ['-nssdir', nss, at('v.pdf')]).ms));
    rows.push({ what: `서명 ${count}개 확인(모든 바이트와 개정)`, ms: await timed(ROUNDS, 3, check), against: 'pdfsig, 찬 시작', base: theirs });
  }
  return rows;
}

const cold = [coldRows(2), coldRows(100)];
const rows: Row[] = [...cold.flatMap((one) => one.rows), ...(await warmRows()), ...(await signRows()), ...(await verifyRows())];
process.stdout.write(rowsOf(rows));
process.stdout.write(`${cold.map(({ said }) => said).join('\n')}\n`);
if (quick) process.stdout.write('빠른 실행: 인용하지 말 것\n');
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(rows, null, 1));
rmSync(folder, { recursive: true, force: true });

/** Sealed papers of every size before other people's tools: pdfsig, openssl, qpdf, mutool, PDFBox where it is there, and our own verifier. */

import { closePdf } from '../../electron/backend/pdf/closing.ts';
import { openFormFonts, type FormFonts } from '../../electron/backend/pdf/fonts.ts';
import { renderPaper } from '../../electron/backend/pdf/render.ts';
import { toPem } from '../../electron/backend/pki/certificate.ts';
import type { KeyType } from '../../electron/backend/pki/keys.ts';
import type { Face } from '../../shared/collab/content.ts';
import type { OfficialPrint } from '../../shared/forms/print-model.ts';
import { verifyPdf } from '../../shared/verify/pdf/verify.ts';
import { paperOf } from '../bench/pdf/papers.ts';
import { good, run } from '../unit/backend/pdf/tools.ts';
import { PAPER_TRUST } from './pdf-judged.ts';
import { aSealingAgency, basePdf, paperRoot, sealInTurn, type SealingAgency } from './sealed-paper.ts';
import { aStampAuthority } from './stamp-authority.ts';

/** One kind of paper. */
export interface MatrixCase {
  readonly agencies: number;
  readonly type: KeyType;
  readonly stamped: boolean;
  readonly pages: 2 | 100;
  readonly face: Face;
}

/** Every kind there is: agencies × keys × time stamps × pages; the stamped ones of eight agencies are set in 명조. */
export const MATRIX: readonly MatrixCase[] = [1, 3, 8].flatMap((agencies) =>
  (['P-256', 'RSA-2048'] as const).flatMap((type) =>
    [false, true].flatMap((stamped) =>
      ([2, 100] as const).map((pages): MatrixCase => ({ agencies, type, stamped, pages, face: agencies === 8 && stamped ? 'serif' : 'sans' })),
    ),
  ),
);

/** A case in words. */
export function caseName({ agencies, type, stamped, pages, face }: MatrixCase): string {
  return `${agencies} agencies, ${type}, ${stamped ? 'stamped and closed' : 'no stamp'}, ${pages} pages, ${face}`;
}

/** A folder to write to, with the roots the tools are given. */
export interface Bench {
  readonly path: string;
  readonly write: (name: string, bytes: Uint8Array | string) => string;
}

const AT = '2026-11-23T01:00:00.000Z';
const tsa = aStampAuthority();
const bases = new Map<string, Uint8Array>();
const PDFBOX = process.env['PDFBOX'] ?? '';
let fonts: FormFonts | null = null;
let readied = '';

function printOf({ pages, face }: MatrixCase, agencies: readonly SealingAgency[]): OfficialPrint {
  return face === 'sans' ? paperOf(pages, agencies) : { ...paperOf(pages, agencies), face };
}

async function baseOf(kind: MatrixCase, agencies: readonly SealingAgency[]): Promise<Uint8Array> {
  // The base says who seals, not with which key: one of a hundred pages takes seconds.
  const key = `${kind.pages} ${agencies.length} ${kind.face}`;
  const found = bases.get(key) ?? (await basePdf(printOf(kind, agencies)));
  bases.set(key, found);
  return found;
}

async function sealed(kind: MatrixCase): Promise<{ bytes: Uint8Array; agencies: readonly SealingAgency[] }> {
  const { agencies: count, type, stamped } = kind;
  const agencies = Array.from({ length: count }, (_, index) => aSealingAgency(index, type));
  const base = await baseOf(kind, agencies);
  const stamp = stamped ? tsa.sourceAt(AT) : null;
  const last = (await sealInTurn(base, agencies, { at: AT, stamp })).at(-1) ?? base;
  if (stamp === null) return { bytes: last, agencies };
  const certificates = [tsa.root, ...agencies.map(({ ca }) => ca.certificate)];
  return { bytes: good(await closePdf(last, { certificates, lists: [] }, stamp)), agencies };
}

interface Cut {
  readonly covered: Buffer;
  readonly cms: Buffer;
}

/** What each signature covers, and its Contents up to the end of the DER. */
function cutsOf(bytes: Uint8Array): Cut[] {
  const file = Buffer.from(bytes);
  return [...file.toString('latin1').matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]/g)].map((match) => {
    const [open = 0, close = 0, rest = 0] = match.slice(1, 4).map(Number);
    const all = Buffer.from(file.subarray(open + 1, close - 1).toString('latin1'), 'hex');
    return { covered: Buffer.concat([file.subarray(0, open), file.subarray(close, close + rest)]), cms: all.subarray(0, 4 + all.readUInt16BE(2)) };
  });
}

/** Poppler's trust and the roots in files, once for a folder. */
function ready({ path, write }: Bench): { readonly root: string; readonly stampRoot: string } {
  const root = write('root.pem', toPem(paperRoot.certificate));
  if (readied !== path) {
    run('certutil', ['-N', '-d', 'sql:.', '--empty-password'], path);
    run('certutil', ['-A', '-d', 'sql:.', '-n', 'root', '-t', 'CT,C,C', '-i', root], path);
    readied = path;
  }
  return { root, stampRoot: write('tsa-root.pem', toPem(tsa.root)) };
}

/** openssl takes every seal against the root, and the document time stamp against its own. */
function byOpenssl(bench: Bench, bytes: Uint8Array, stamped: boolean): void {
  const { root, stampRoot } = ready(bench);
  const cuts = cutsOf(bytes);
  for (const { covered, cms } of stamped ? cuts.slice(0, -1) : cuts) {
    const [der, content] = [bench.write('one.der', cms), bench.write('one.bin', covered)];
    run('openssl', ['cms', '-verify', '-binary', '-inform', 'DER', '-in', der, '-content', content, '-CAfile', root, '-purpose', 'any', '-out', '/dev/null']);
  }
  const document = stamped ? cuts.at(-1) : undefined;
  if (document === undefined) return;
  const [data, token] = [bench.write('document.bin', document.covered), bench.write('document.tst', document.cms)];
  const said = run('openssl', ['ts', '-verify', '-data', data, '-in', token, '-token_in', '-CAfile', stampRoot]);
  if (!said.includes('Verification: OK')) throw new Error(`openssl ts: ${said}`);
}

async function byPdfbox(bench: Bench, kind: MatrixCase, agencies: readonly SealingAgency[]): Promise<string[]> {
  if (PDFBOX === '') return [];
  fonts ??= openFormFonts();
  const print = printOf(kind, agencies);
  const seals = print.senders.map(({ field, name }) => ({ field, name, picture: null }));
  const file = bench.write('archive.pdf', good(await renderPaper(print, fonts, seals)).pdf);
  const said = run('java', ['-cp', PDFBOX, 'org.apache.pdfbox.preflight.Validator_A1b', file]);
  return said.includes('is a valid PDF/A-1b file') ? [] : [`PDFBox: ${said}`];
}

/** What any tool said against a paper of this kind; empty where all take it. A tool that ends badly throws. */
export async function complaints(kind: MatrixCase, bench: Bench): Promise<string[]> {
  const { bytes, agencies } = await sealed(kind);
  const file = bench.write('sealed.pdf', bytes);
  byOpenssl(bench, bytes, kind.stamped);
  const pdfsig = run('pdfsig', ['-nssdir', bench.path, file]);
  const count = (text: string): number => pdfsig.split(text).length - 1;
  const pages = Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', [file]))?.[1] ?? 0);
  const mutool = run('mutool', ['sign', '-v', file]);
  const expected = { fields: agencies.map(({ code }) => `관인-${code}`) };
  const report = await verifyPdf(bytes, { ...PAPER_TRUST, stampAnchors: [tsa.root], expected });
  const checks: readonly (readonly [string, boolean])[] = [
    [`pdfsig: ${pdfsig}`, count('Signature is Valid.') === kind.agencies && count('Certificate is Trusted.') === kind.agencies],
    ['qpdf', run('qpdf', ['--check', file]).includes('No syntax or stream encoding errors')],
    // A time stamp behind the seals is an edit to mutool, which knows none.
    [`mutool: ${mutool}`, kind.stamped || mutool.includes('The document is unchanged since signing.')],
    [`${pages} pages`, kind.pages === 2 ? pages >= 2 && pages <= 5 : pages >= 90],
    [`our own: ${report.faults.map(({ code }) => code).join(' ')}`, report.faults.length === 0 && report.signatures.length === kind.agencies],
    ['our own: stamps', report.stamps.filter(({ trusted }) => trusted).length === (kind.stamped ? 1 : 0)],
  ];
  return [...checks.flatMap(([what, holds]) => (holds ? [] : [what])), ...(await byPdfbox(bench, kind, agencies))];
}

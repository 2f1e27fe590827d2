/** A small paper with two seal fields written by hand, and updates of it, lawful and not, sealed with real keys. */

import { type CmsSigner, signCms, type StampSource } from '../../../../../electron/backend/pdf/cms.ts';
import { createAgencyCa, createRoot, issue, type Authority, type CertificateKind, type Validity } from '../../../../../electron/backend/pki/certificate.ts';
import { generateKey, signDer, type KeyType } from '../../../../../electron/backend/pki/keys.ts';
import { createWebCrypto } from '../../../../../shared/crypto/web.ts';
import { verifyPdf, type PdfReport, type PdfTrust } from '../../../../../shared/verify/pdf/verify.ts';

export const VALID: Validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };
export const root = createRoot('온결 시험', VALID);
export const ca: Authority = createAgencyCa(root, { code: '1492000', name: '고용노동부' }, VALID);
export const crypto = createWebCrypto(globalThis.crypto.subtle);

/** A signer of a kind under an authority. */
export function aSigner(
  change: { kind?: CertificateKind; type?: KeyType; authority?: Authority; validity?: Validity; chain?: readonly Uint8Array[] } = {},
): CmsSigner {
  const { kind = 'seal', type = 'P-256', authority = ca, validity = VALID } = change;
  const key = generateKey(type);
  const subject = { kind, commonName: '고용노동부장관의인', organisation: '고용노동부', agencyCode: authority.subject.agencyCode ?? '1492000' };
  const certificate = issue(authority, subject, key.spki, validity);
  return {
    certificate,
    chain: change.chain ?? [authority.certificate],
    alg: type === 'RSA-2048' ? 'RS256' : 'ES256',
    sign: (data) => signDer(key.privateKey, data),
  };
}

export const signer = aSigner();

/** Codes got so far, for the test that none of the list is left out. */
export const seenCodes = new Set<string>();

/** Checks against the test root. */
export async function check(bytes: Uint8Array, change: Partial<PdfTrust> = {}): Promise<PdfReport> {
  const report = await verifyPdf(bytes, { anchors: [root.certificate], crypto, ...change });
  for (const fault of report.faults) seenCodes.add(fault.code);
  return report;
}

/** Codes of a report's faults, each once. */
export async function codesOf(bytes: Uint8Array, change: Partial<PdfTrust> = {}): Promise<string[]> {
  return [...new Set((await check(bytes, change)).faults.map((fault) => fault.code))];
}

const FIELD = (name: string): string => `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /F 132 /Rect [ 10 10 60 60 ] /P 3 0 R /AP << /N 8 0 R >> >>`;

export const BASE: Readonly<Record<number, string>> = {
  1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R >>',
  2: '<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>',
  3: '<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 200 200 ] /Contents [ 4 0 R 90 0 R ] /Annots [ 6 0 R 7 0 R ] >>',
  4: '<< /Length 13 >>\nstream\n0 0 9 9 re f \nendstream',
  5: '<< /Fields [ 6 0 R 7 0 R ] /SigFlags 1 >>',
  6: FIELD('A'),
  7: FIELD('B'),
  8: '<< /Type /XObject /Subtype /Form /BBox [ 0 0 50 50 ] /Resources << >> /Length 0 >>\nstream\n\nendstream',
};

/** One update: objects, freed numbers, what the trailer says, bytes put before the table. */
export interface Update {
  readonly objects: Readonly<Record<number, string>>;
  readonly freed?: readonly number[];
  readonly root?: number;
  readonly size?: number;
  readonly trailer?: string;
  /** Put before the table, before the objects. */
  readonly hidden?: string;
  readonly between?: string;
  /** Turned in the table: object header instead of `n 0 obj`, a number listed twice, a generation, another Prev. */
  readonly header?: readonly [number, string];
  readonly twice?: number;
  readonly generation?: string;
  readonly prev?: string;
}

function table(offsets: readonly (readonly [number, number | null])[], generation: string): string {
  const lines = offsets.map(([number, offset]) =>
    offset === null ? `${number} 1\n0000000000 00001 f \n` : `${number} 1\n${String(offset).padStart(10, '0')} ${generation} n \n`,
  );
  return `xref\n${lines.join('')}`;
}

/** Appends a revision, or writes the first one. */
export function append(before: Uint8Array, update: Update): Uint8Array {
  const old = Buffer.from(before).toString('latin1');
  const previous = update.prev ?? /startxref\n(\d+)\n%%EOF\n?$/.exec(old)?.[1];
  const offsets: (readonly [number, number | null])[] = (update.freed ?? []).map((number) => [number, null] as const);
  if (previous === undefined) offsets.unshift([0, null]);
  let text = (previous === undefined ? '%PDF-1.7\n%\u00ff\u00ff\u00ff\u00ff\n' : old) + (update.between ?? '');
  for (const [number, body] of Object.entries(update.objects)) {
    offsets.push([Number(number), text.length]);
    text += `${update.header?.[0] === Number(number) ? update.header[1] : `${number} 0 obj`}\n${body}\nendobj\n`;
  }
  text += update.hidden ?? '';
  const at = text.length;
  const prev = previous === undefined ? '' : ` /Prev ${previous}`;
  const again = offsets.filter(([number]) => number === update.twice);
  text += `${table([...offsets, ...again], update.generation ?? '00000')}trailer\n<< /Size ${update.size ?? 100} /Root ${update.root ?? 1} 0 R${prev} ${update.trailer ?? ''} >>\nstartxref\n${at}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** The unsealed paper. */
export function aBase(change: Readonly<Record<number, string>> = {}): Uint8Array {
  return append(new Uint8Array(0), { objects: { ...BASE, ...change } });
}

const RANGE = '/ByteRange [0 1000000000 1000000000 1000000000]';

/** What may be turned by a test in an otherwise lawful sealing. */
export interface Sealing extends Partial<Update> {
  readonly by?: CmsSigner;
  readonly entries?: string;
  readonly field?: string;
  readonly look?: string;
  /** Numbers of the look and the signature, where not the usual ones. */
  readonly numbers?: readonly [number, number];
  /** Added to the end of the first piece, the begin of the second, and its length; the signature is over just these. */
  readonly shift?: readonly [number, number, number];
  readonly stamp?: string;
  readonly stampedBy?: StampSource;
  readonly contents?: (cms: Uint8Array, room: number) => string;
  readonly room?: number;
}

const lowerHex = (cms: Uint8Array, room: number): string =>
  Buffer.from(cms)
    .toString('hex')
    .padEnd(room * 2, '0');

/** Seals field 6 or 7 with a real signature over whatever the update says. */
export async function seal(before: Uint8Array, number: 6 | 7, change: Sealing = {}): Promise<Uint8Array> {
  const [look, value] = change.numbers ?? [10 + number * 2, 11 + number * 2];
  const room = change.room ?? 4096;
  const field = change.field ?? `${(BASE[number] ?? '').replace('/N 8 0 R', `/N ${look} 0 R`).slice(0, -2)}/V ${value} 0 R >>`;
  const dict = `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (${change.stamp ?? 'D:20261123010000Z'}) ${change.entries ?? ''}\n${RANGE}\n/Contents <${'0'.repeat(room * 2)}>\n>>`;
  const objects = {
    [number]: field,
    5: (BASE[5] ?? '').replace('/SigFlags 1', '/SigFlags 3'),
    [look]: change.look ?? BASE[8] ?? '',
    [value]: dict,
    ...change.objects,
  };
  const full = Buffer.from(append(before, { ...change, objects }));
  const start = full.indexOf(RANGE);
  const open = full.indexOf('/Contents <', start) + 10;
  const close = full.indexOf('>', open) + 1;
  const [first, second, length] = change.shift ?? [0, 0, 0];
  const [one, two, rest] = [open + first, close + second, full.length - close + length];
  full.write(`/ByteRange [0 ${one} ${two} ${rest}]`.padEnd(RANGE.length), start, 'latin1');
  const cms = await signCms(Buffer.concat([full.subarray(0, one), full.subarray(two, two + rest)]), change.by ?? signer, change.stampedBy ?? null);
  if (!cms.ok) throw new Error(cms.message);
  full.write((change.contents ?? lowerHex)(cms.value, room), open + 1, 'latin1');
  return new Uint8Array(full);
}

/** The lawful file with both seals. */
export async function aSealedPaper(): Promise<Uint8Array> {
  return seal(await seal(aBase(), 6), 7, { by: aSigner({ type: 'RSA-2048' }) });
}

/** A copy with some bytes replaced. */
export function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const at = text.indexOf(from);
  if (at < 0 || from.length !== to.length) throw new RangeError(`nothing to replace: ${from}`);
  return new Uint8Array(Buffer.from(text.slice(0, at) + to + text.slice(at + from.length), 'latin1'));
}

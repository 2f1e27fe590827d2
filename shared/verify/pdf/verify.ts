/** Offline check of a sealed PDF: every byte is covered by a seal, by its exact CMS, or is a fault (recipes/pdf §4). */

import { assembleCms, signedAttributes } from '../../crypto/cms.ts';
import { derToRaw, sha256, type CryptoProvider } from '../../crypto/crypto.ts';
import { readChildren, readElement } from '../../crypto/der.ts';
import { concat, equalBytes, fromHex } from '../../lib/bytes.ts';
import { parseCertificate, verifyChain, type ParsedCertificate } from '../pki.ts';
import { pdfFault, type PdfFault } from './faults.ts';
import { latin1, objectText, readRevisions, type Revision } from './revisions.ts';

/** What a PDF is checked against. */
export interface PdfTrust {
  readonly anchors: readonly Uint8Array[];
  readonly crypto: CryptoProvider;
}

/** One seal found: its field, who holds the certificate, when the file says it was made. */
export interface SealReport {
  readonly field: string;
  readonly signer: string;
  readonly agency: string | null;
  readonly at: string;
}

/** The report: seals in their order, and everything that is wrong. */
export interface PdfReport {
  readonly signatures: readonly SealReport[];
  readonly faults: readonly PdfFault[];
}

interface RawSignature {
  readonly where: string;
  readonly open: number;
  readonly close: number;
  readonly end: number;
  readonly at: string;
}

const SIGNATURE = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\] *\n\/Contents </g;

function findSignatures(text: string): RawSignature[] | PdfFault {
  const found: RawSignature[] = [];
  for (const match of text.matchAll(SIGNATURE)) {
    const [from, open, close, rest] = match.slice(1, 5).map(Number) as [number, number, number, number];
    const where = `서명 ${found.length + 1}`;
    const contents = match.index + match[0].length - 1;
    if (from !== 0 || open !== contents || close <= open + 2 || close + rest > text.length) return pdfFault('PDF_RANGE', where);
    const stamp = /\/M \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)/.exec(text.slice(Math.max(0, match.index - 1500), match.index));
    if (stamp === null) return pdfFault('PDF_MALFORMED', where);
    const [, y, mo, d, h, mi, s] = stamp;
    found.push({ where, open, close, end: close + rest, at: `${y}-${mo}-${d}T${h}:${mi}:${s}Z` });
  }
  return found;
}

/** The CMS bytes: lower-case hex, and nothing but zeros behind the DER. */
function readContents(text: string, signature: RawSignature): Uint8Array | null {
  const hex = text.slice(signature.open + 1, signature.close - 1);
  if (text.charAt(signature.open) !== '<' || text.charAt(signature.close - 1) !== '>' || !/^(?:[0-9a-f]{2})+$/.test(hex)) return null;
  const bytes = fromHex(hex);
  const element = readElement(bytes, 0);
  return element === null || bytes.subarray(element.end).some((byte) => byte !== 0) ? null : element.raw;
}

interface OpenedCms {
  readonly leaf: ParsedCertificate;
  readonly chain: readonly Uint8Array[];
  readonly alg: 'ES256' | 'RS256';
  readonly signature: Uint8Array;
}

/** Takes the parts out of a CMS; whatever is read loosely here is caught when the whole is rebuilt and compared. */
function openCms(cms: Uint8Array): OpenedCms | null {
  const content = readChildren(readElement(cms, 0)?.value ?? new Uint8Array(0));
  const signedData = readElement(content?.[1]?.value ?? new Uint8Array(0), 0);
  const parts = readChildren(signedData?.value ?? new Uint8Array(0));
  const certificates = readChildren(parts?.[3]?.value ?? new Uint8Array(0));
  const info = readChildren(readElement(parts?.[4]?.value ?? new Uint8Array(0), 0)?.value ?? new Uint8Array(0));
  const signature = info?.[5]?.value;
  const first = certificates?.[0]?.raw;
  if (first === undefined || signature === undefined || info?.[4] === undefined) return null;
  const leaf = parseCertificate(first);
  if (!leaf.ok) return null;
  return { leaf: leaf.value, chain: (certificates ?? []).slice(1).map((item) => item.raw), alg: info[4].raw.length > 13 ? 'RS256' : 'ES256', signature };
}

async function checkSignature(bytes: Uint8Array, text: string, raw: RawSignature, trust: PdfTrust): Promise<SealReport | PdfFault> {
  const cms = readContents(text, raw);
  const opened = cms === null ? null : openCms(cms);
  if (cms === null || opened === null) return pdfFault('PDF_CMS', raw.where);
  const { leaf, chain, alg, signature } = opened;
  const digest = sha256(concat([bytes.subarray(0, raw.open), bytes.subarray(raw.close, raw.end)]));
  const attributes = signedAttributes(digest, { certificate: leaf.der, issuer: leaf.issuer, serial: leaf.serial });
  const rebuilt = assembleCms(attributes, { certificate: leaf.der, issuer: leaf.issuer, serial: leaf.serial }, chain, alg, signature);
  if (!equalBytes(rebuilt, cms)) return pdfFault(rebuilt.length === cms.length ? 'PDF_DIGEST_MISMATCH' : 'PDF_CMS', raw.where);
  const value = alg === 'ES256' ? derToRaw(signature) : signature;
  if (value === null || !(await trust.crypto.verify(alg, leaf.spki, value, attributes))) return pdfFault('PDF_SIGNATURE', raw.where);
  const checked = await verifyChain({ leaf: leaf.der, intermediates: chain, anchors: trust.anchors, at: new Date(raw.at), kind: 'seal', crypto: trust.crypto });
  if (!checked.ok) return { code: checked.code, where: raw.where, message: checked.message };
  return { field: raw.where, signer: leaf.commonName, agency: leaf.agencyCode, at: raw.at };
}

/** An object with what a seal may change in it taken out: value and appearance of a signature field, flags of the form. */
function withoutSeal(object: string): string {
  return object.replace(/\/V \d+ 0 R\s*/, '').replace(/\/AP\s*<<\s*\/N \d+ 0 R\s*>>\s*/, '').replace(/\/SigFlags \d\s*/, '').replace(/\s+/g, ' ').replace(/ >>$/, '>>');
}

/** After the first revision only a seal may be added: its field's value and look, the form's flags, and new objects. */
function changedObject(text: string, revisions: readonly Revision[], index: number): boolean {
  const revision = revisions[index];
  if (revision === undefined || revision.root !== revisions[0]?.root) return true;
  return [...revision.objects].some(([number, offset]) => {
    const before = revisions.slice(0, index).findLast((older) => older.objects.has(number))?.objects.get(number);
    if (before === undefined) return false;
    const [old, now] = [objectText(text, number, before), objectText(text, number, offset)];
    if (old === null || now === null) return true;
    if (old === now) return false;
    const form = now.includes('/Fields') && now.includes('/SigFlags');
    const field = now.includes('/FT /Sig') && !/\/V \d/.test(old);
    return (!form && !field) || withoutSeal(old) !== withoutSeal(now);
  });
}

function unsignedFields(text: string, revisions: readonly Revision[]): number {
  const newest = new Map<number, number>();
  for (const revision of revisions) for (const [number, offset] of revision.objects) newest.set(number, offset);
  return [...newest].filter(([number, offset]) => {
    const object = objectText(text, number, offset) ?? '';
    return object.includes('/FT /Sig') && !/\/V \d+ 0 R/.test(object);
  }).length;
}

function checkRevisions(text: string, signatures: readonly RawSignature[]): PdfFault | null {
  const revisions = readRevisions(text);
  if (revisions === null) return pdfFault('PDF_MALFORMED', '개정 이력');
  const last = signatures.at(-1);
  if (last !== undefined && last.end !== text.length) return pdfFault('PDF_CHANGED_AFTER_SIGNATURE', '마지막 서명 뒤');
  if (revisions.length !== signatures.length + 1) return pdfFault('PDF_CHANGED_AFTER_SIGNATURE', '개정 이력');
  for (const [i, signature] of signatures.entries()) {
    if (revisions[i + 1]?.end !== signature.end || changedObject(text, revisions, i + 1)) return pdfFault('PDF_CHANGED_AFTER_SIGNATURE', `${signature.where}의 개정`);
  }
  return unsignedFields(text, revisions) > 0 ? pdfFault('SEAL_MISSING', '관인 자리') : null;
}

/** Checks a sealed PDF. Valid only where `faults` is empty. */
export async function verifyPdf(bytes: Uint8Array, trust: PdfTrust): Promise<PdfReport> {
  const text = latin1(bytes);
  if (!text.startsWith('%PDF-')) return { signatures: [], faults: [pdfFault('PDF_MALFORMED', '파일 머리')] };
  const found = findSignatures(text);
  if (!Array.isArray(found)) return { signatures: [], faults: [found] };
  if (found.length === 0) return { signatures: [], faults: [pdfFault('PDF_NO_SIGNATURE', '문서')] };
  const signatures: SealReport[] = [];
  const faults: PdfFault[] = [];
  for (const raw of found) {
    const checked = await checkSignature(bytes, text, raw, trust);
    if ('code' in checked) faults.push(checked);
    else signatures.push(checked);
  }
  const changed = checkRevisions(text, found);
  return { signatures, faults: changed === null ? faults : [...faults, changed] };
}

/** Offline check of a sealed PDF: every byte is covered by a seal, by its exact CMS, or is a fault (recipes/pdf §4, `../SPEC.md`). */

import { sha256Hex } from '../../crypto/crypto.ts';
import { endedBy, readCrl, type RevocationList } from '../crl.ts';
import { parseCertificate, type ParsedCertificate } from '../pki.ts';
import { COPY_FIELD } from '../../forms/copy.ts';
import { readForm, type SealField } from './changes.ts';
import { evidenceBytes } from './evidence.ts';
import { pdfFault, type PdfFault } from './faults.ts';
import { openPdf, type PdfFile } from './file.ts';
import { changeOf, type Change } from './change-kinds.ts';
import { checkDocumentStamp, checkSignature, placeSignature, placeStamp, type CheckedSignature, type SealTrust } from './signature.ts';

/** What a PDF must be, as the trail says it: exactly these fields sealed, this SHA-256 (lower-case hex) of the whole file. */
export interface PdfExpectation {
  readonly fields?: readonly string[];
  readonly finalDigest?: string;
}

/** What a PDF is checked against. Without `expected.fields` every signature field of the base must be sealed; `lists` are revocation lists (DER) from outside. */
export interface PdfTrust extends SealTrust {
  readonly expected?: PdfExpectation;
  /** Revocation lists from outside, and certificates of who signed them. */
  readonly lists?: readonly Uint8Array[];
}

/** A time stamp: when, by whom, and whether that authority leads to an anchor given for time stamps. */
export interface StampReport {
  readonly at: string;
  readonly authority: string;
  readonly trusted: boolean;
}

/** One seal: its field, who holds the certificate, when the file says it was made, what stamps that time, how far it covers, and whether it holds. */
export interface SealReport {
  readonly field: string;
  /** A person's signature on a 사본: it says who copied, and seals nothing. */
  readonly copy: boolean;
  readonly signer: string;
  readonly agency: string | null;
  readonly certificate: string | null;
  readonly at: string;
  readonly stamp: StampReport | null;
  readonly covers: 'file' | 'revision';
  readonly status: 'valid' | 'invalid';
  readonly code?: PdfFault['code'];
}

/** The report: seals in their order, time stamps of the whole file, evidence kept inside, everything that is wrong, and where each revision ends. */
export interface PdfReport {
  readonly signatures: readonly SealReport[];
  readonly stamps: readonly StampReport[];
  readonly evidence: { readonly certificates: number; readonly lists: number };
  readonly faults: readonly PdfFault[];
  readonly revisions: readonly number[];
}

/** What was found so far, revision by revision. */
interface Findings {
  readonly seals: { readonly report: SealReport; readonly checked: CheckedSignature | null }[];
  readonly stamps: StampReport[];
  readonly stampFields: Set<string>;
  readonly faults: PdfFault[];
  evidence: Extract<Change, { type: 'evidence' }> | null;
}

/** A field that names an agency takes that agency's seal alone: a lawful seal of another one stands for nothing here (FORM-4). */
function agencyFault(field: string, agency: string | null): PdfFault | null {
  const named = /^관인-(.+)$/.exec(field)?.[1];
  return named === undefined || named === agency ? null : pdfFault('SEAL_WRONG_AGENCY', field);
}

async function checkSeal(file: PdfFile, i: number, sealed: Extract<Change, { type: 'seal' }>, trust: PdfTrust, found: Findings): Promise<void> {
  const revision = file.revisions[i];
  const name = sealed.field.name;
  // Behind evidence and document time stamp nobody seals: what closed the file would no longer cover it.
  const late = found.evidence !== null || found.stampFields.size > 0;
  const faults = sealed.lawful && !late ? [] : [pdfFault('PDF_CHANGED_AFTER_SIGNATURE', name)];
  found.faults.push(...faults);
  const placed = placeSignature(revision?.objects.get(sealed.value), name, revision?.end ?? 0, file.bytes.length);
  if ('code' in placed) return void found.faults.push(placed);
  const copy = name === COPY_FIELD;
  const checked = await checkSignature(file.bytes, file.text, placed, copy ? { ...trust, kinds: ['person'] } : trust);
  const { leaf, stamp } = checked;
  const fault = checked.fault ?? agencyFault(name, leaf?.agencyCode ?? null);
  const code = fault?.code ?? faults[0]?.code;
  if (fault !== null) found.faults.push(fault);
  const report: SealReport = {
    field: name,
    copy,
    signer: leaf?.commonName ?? '',
    agency: leaf?.agencyCode ?? null,
    certificate: leaf?.digest ?? null,
    at: placed.at,
    stamp: stamp === null ? null : { at: stamp.at, authority: stamp.authority, trusted: stamp.trusted },
    covers: placed.end === file.bytes.length ? 'file' : 'revision',
    status: code === undefined ? 'valid' : 'invalid',
    ...(code === undefined ? {} : { code }),
  };
  found.seals.push({ report, checked });
}

async function checkStampRevision(file: PdfFile, i: number, change: Extract<Change, { type: 'stamp' }>, trust: PdfTrust, found: Findings): Promise<void> {
  const revision = file.revisions[i];
  found.stampFields.add(change.field);
  const placed = placeStamp(revision?.objects.get(change.value), change.field, revision?.end ?? 0, file.bytes.length);
  if ('code' in placed) return void found.faults.push(placed);
  const stamp = await checkDocumentStamp(file.bytes, file.text, placed, trust);
  if ('code' in stamp) return void found.faults.push(stamp);
  if (i === file.revisions.length - 1 && placed.end !== file.bytes.length) found.faults.push(pdfFault('PDF_RANGE', change.field));
  found.stamps.push({ at: stamp.at, authority: stamp.authority, trusted: stamp.trusted });
}

async function checkRevisions(file: PdfFile, trust: PdfTrust): Promise<Findings> {
  const found: Findings = { seals: [], stamps: [], stampFields: new Set(), faults: [], evidence: null };
  for (let i = 1; i < file.revisions.length; i++) {
    const change = changeOf(file, i);
    if (change?.type === 'seal') await checkSeal(file, i, change, trust, found);
    else if (change?.type === 'stamp') await checkStampRevision(file, i, change, trust, found);
    // Evidence is taken only where a time stamp covers it: alone, a change in it would go unseen.
    else if (change?.type === 'evidence' && changeOf(file, i + 1)?.type === 'stamp') found.evidence = change;
    else found.faults.push(pdfFault('PDF_CHANGED_AFTER_SIGNATURE', `개정 ${i}`));
  }
  return found;
}

/** Those that are certificates. */
function parsedOf(ders: readonly Uint8Array[]): ParsedCertificate[] {
  return ders.flatMap((der) => {
    const parsed = parseCertificate(der);
    return parsed.ok ? [parsed.value] : [];
  });
}

/** Seals made with a certificate that had ended by then, by the lists inside and those from outside. */
async function revokedFaults(file: PdfFile, trust: PdfTrust, found: Findings): Promise<PdfFault[]> {
  const within = (numbers: readonly number[] = []): Uint8Array[] => evidenceBytes(file.text, file.states.at(-1) ?? new Map(), numbers);
  const given = trust.lists ?? [];
  const lists = [...within(found.evidence?.lists), ...given].flatMap((der): RevocationList[] => {
    const list = readCrl(der);
    return list === null ? [] : [list];
  });
  const others = parsedOf([...given, ...within(found.evidence?.certificates)]);
  const anchors = parsedOf(trust.anchors);
  const faults: PdfFault[] = [];
  for (const { report, checked } of found.seals) {
    const { leaf, issuer, stamp } = checked ?? { leaf: null, issuer: null, stamp: null };
    if (leaf === null || issuer === null) continue;
    const at = Date.parse(stamp?.trusted === true ? stamp.at : report.at);
    for (const list of lists) {
      const ended = await endedBy(list, { certificate: leaf, issuer, anchors, others, crypto: trust.crypto });
      if (ended !== null && ended <= at) faults.push(pdfFault('SEAL_REVOKED', report.field));
    }
  }
  return faults;
}

/** Which fields are sealed against which should be. A file cut back to an earlier revision is found here. */
function countFaults(fields: readonly SealField[], expected: readonly string[] | undefined): PdfFault[] {
  const sealed = new Set(fields.flatMap((field) => (field.value === null ? [] : [field.name])));
  const wanted = expected ?? fields.map((field) => field.name);
  const missing = wanted.filter((name) => !sealed.has(name)).map((name) => pdfFault('SEAL_MISSING', name));
  return [...missing, ...[...sealed].filter((name) => !wanted.includes(name)).map((name) => pdfFault('SEAL_UNEXPECTED', name))];
}

/** A base is not sealed yet, and every seal is one revision on it; the last one covers the file to its end. */
function baseFaults(file: PdfFile, seals: readonly SealReport[]): PdfFault[] {
  const [base, state] = [file.revisions[0], file.states[0]];
  const form = base === undefined || state === undefined ? null : readForm(state, base.trailer);
  if (form?.fields.some((field) => field.value !== null) === true) return [pdfFault('PDF_CHANGED_AFTER_SIGNATURE', '첫 개정')];
  const last = seals.at(-1);
  return last !== undefined && seals.length === file.revisions.length - 1 && last.covers !== 'file' ? [pdfFault('PDF_RANGE', last.field)] : [];
}

/** Checks a sealed PDF. Valid only where `faults` is empty. */
export async function verifyPdf(bytes: Uint8Array, trust: PdfTrust): Promise<PdfReport> {
  const { finalDigest, fields } = trust.expected ?? {};
  const notFinal = finalDigest !== undefined && sha256Hex(bytes) !== finalDigest ? [pdfFault('PDF_NOT_FINAL', '문서')] : [];
  const file = openPdf(bytes);
  const [last, trailer] = [file?.states.at(-1), file?.revisions.at(-1)?.trailer];
  const nothing = { signatures: [], stamps: [], evidence: { certificates: 0, lists: 0 }, revisions: [] };
  if (file === null || last === undefined || trailer === undefined) return { ...nothing, faults: [...notFinal, pdfFault('PDF_MALFORMED', '문서')] };
  const found = await checkRevisions(file, trust);
  const revoked = await revokedFaults(file, trust, found);
  const ended = new Set(revoked.map(({ where }) => where));
  const seals = found.seals.map(({ report }): SealReport => (ended.has(report.field) ? { ...report, status: 'invalid', code: 'SEAL_REVOKED' } : report));
  const unsealed = seals.length === 0 ? [pdfFault('PDF_NO_SIGNATURE', '문서')] : [];
  const form = (readForm(last, trailer)?.fields ?? []).filter(({ name }) => !found.stampFields.has(name));
  return {
    signatures: seals,
    stamps: found.stamps,
    evidence: { certificates: found.evidence?.certificates.length ?? 0, lists: found.evidence?.lists.length ?? 0 },
    faults: [...notFinal, ...found.faults, ...revoked, ...unsealed, ...baseFaults(file, seals), ...countFaults(form, fields)],
    revisions: file.revisions.map((revision) => revision.end),
  };
}

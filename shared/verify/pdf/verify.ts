/** Offline check of a sealed PDF: every byte is covered by a seal, by its exact CMS, or is a fault (recipes/pdf §4, `../SPEC.md`). */

import { sha256Hex } from '../../crypto/crypto.ts';
import { readForm, readSealing, type SealField } from './changes.ts';
import { pdfFault, type PdfFault } from './faults.ts';
import { PdfSyntaxError } from './objects.ts';
import { latin1, readRevisions, statesOf, type Objects, type Revision } from './revisions.ts';
import { checkSignature, placeSignature, type SealTrust } from './signature.ts';

/** What a PDF must be, as the trail says it: exactly these fields sealed, this SHA-256 (lower-case hex) of the whole file. */
export interface PdfExpectation {
  readonly fields?: readonly string[];
  readonly finalDigest?: string;
}

/** What a PDF is checked against. Without `expected.fields` every signature field of the base must be sealed. */
export interface PdfTrust extends SealTrust {
  readonly expected?: PdfExpectation;
}

/** One seal: its field, who holds the certificate, when the file says it was made, how far it covers, and whether it holds. */
export interface SealReport {
  readonly field: string;
  readonly signer: string;
  readonly agency: string | null;
  readonly certificate: string | null;
  readonly at: string;
  readonly covers: 'file' | 'revision';
  readonly status: 'valid' | 'invalid';
  readonly code?: PdfFault['code'];
}

/** The report: seals in their order, everything that is wrong, and where each revision ends. */
export interface PdfReport {
  readonly signatures: readonly SealReport[];
  readonly faults: readonly PdfFault[];
  readonly revisions: readonly number[];
}

/** A PDF that was read whole. */
export interface PdfFile {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly revisions: readonly Revision[];
  readonly states: readonly Objects[];
}

/** Reads a PDF of this product's build; null where it is none. */
export function openPdf(bytes: Uint8Array): PdfFile | null {
  const text = latin1(bytes);
  try {
    const revisions = readRevisions(text);
    return { bytes, text, revisions, states: statesOf(revisions) };
  } catch (error) {
    if (error instanceof PdfSyntaxError) return null;
    throw error;
  }
}

/** The field a revision sealed. Where it did more than that, the newly sealed field still names the signature to look at. */
function sealedIn(file: PdfFile, i: number): { field: SealField; value: number; lawful: boolean } | null {
  const [base, before, now, revision] = [file.revisions[0], file.states[i - 1], file.states[i], file.revisions[i]];
  if (base === undefined || before === undefined || now === undefined || revision === undefined) return null;
  const sealing = readSealing(file.text, before, base.trailer, revision);
  if (sealing !== null) return { ...sealing, lawful: true };
  const known = new Set(readForm(before, base.trailer)?.fields.flatMap((field) => (field.value === null ? [] : [field.value])));
  const field = readForm(now, revision.trailer)?.fields.find((item) => item.value !== null && !known.has(item.value));
  return field === undefined || field.value === null ? null : { field, value: field.value, lawful: false };
}

/** A field that names an agency takes that agency's seal alone: a lawful seal of another one stands for nothing here (FORM-4). */
function agencyFault(field: string, agency: string | null): PdfFault | null {
  const named = /^관인-(.+)$/.exec(field)?.[1];
  return named === undefined || named === agency ? null : pdfFault('SEAL_WRONG_AGENCY', field);
}

async function checkRevision(file: PdfFile, i: number, trust: PdfTrust): Promise<{ seal: SealReport | null; faults: PdfFault[] }> {
  const sealed = sealedIn(file, i);
  const changed = pdfFault('PDF_CHANGED_AFTER_SIGNATURE', sealed?.field.name ?? `개정 ${i}`);
  const revision = file.revisions[i];
  if (sealed === null || revision === undefined) return { seal: null, faults: [changed] };
  const faults = sealed.lawful ? [] : [changed];
  const placed = placeSignature(revision.objects.get(sealed.value), sealed.field.name, revision.end, file.bytes.length);
  if ('code' in placed) return { seal: null, faults: [...faults, placed] };
  const checked = await checkSignature(file.bytes, file.text, placed, trust);
  const { leaf } = checked;
  const fault = checked.fault ?? agencyFault(placed.field, leaf?.agencyCode ?? null);
  const code = fault?.code ?? faults[0]?.code;
  const seal: SealReport = {
    field: placed.field,
    signer: leaf?.commonName ?? '',
    agency: leaf?.agencyCode ?? null,
    certificate: leaf?.digest ?? null,
    at: placed.at,
    covers: placed.end === file.bytes.length ? 'file' : 'revision',
    status: code === undefined ? 'valid' : 'invalid',
    ...(code === undefined ? {} : { code }),
  };
  return { seal, faults: fault === null ? faults : [...faults, fault] };
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
  if (file === null || last === undefined || trailer === undefined)
    return { signatures: [], faults: [...notFinal, pdfFault('PDF_MALFORMED', '문서')], revisions: [] };
  const seals: SealReport[] = [];
  const faults: PdfFault[] = [...notFinal];
  for (let i = 1; i < file.revisions.length; i++) {
    const checked = await checkRevision(file, i, trust);
    if (checked.seal !== null) seals.push(checked.seal);
    faults.push(...checked.faults);
  }
  if (seals.length === 0) faults.push(pdfFault('PDF_NO_SIGNATURE', '문서'));
  faults.push(...baseFaults(file, seals), ...countFaults(readForm(last, trailer)?.fields ?? [], fields));
  return { signatures: seals, faults, revisions: file.revisions.map((revision) => revision.end) };
}

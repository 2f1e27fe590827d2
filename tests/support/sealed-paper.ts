/** Papers sealed for real by any number of agencies, for the verifier and for other people's tools. */

import type { CmsSigner } from '../../electron/backend/pdf/cms.ts';
import { openFormFonts, type FormFonts } from '../../electron/backend/pdf/fonts.ts';
import { renderPaper } from '../../electron/backend/pdf/render.ts';
import { sealPdf, type SealRequest } from '../../electron/backend/pdf/seal.ts';
import { createAgencyCa, createRoot, issue, type Authority } from '../../electron/backend/pki/certificate.ts';
import { generateKey, signDer, type KeyType } from '../../electron/backend/pki/keys.ts';
import type { OfficialPrint, Sender } from '../../shared/forms/print-model.ts';

/** Validity of everything here. */
export const PAPER_VALIDITY = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2046-01-01T00:00:00Z') };
/** Root of the agencies below. */
export const paperRoot: Authority = createRoot('온결 시험', PAPER_VALIDITY);

/** An agency that can seal. */
export interface SealingAgency {
  readonly code: string;
  readonly head: string;
  readonly signer: CmsSigner;
  readonly ca: Authority;
}

const NAMES = ['고용노동부', '교육부', '산업통상부', '행정안전부', '국토교통부', '문화체육관광부', '보건복지부', '환경부'];

/** An agency with a seal key of the type. */
export function aSealingAgency(index: number, type: KeyType = 'P-256'): SealingAgency {
  const [code, name] = [`${1_400_000 + index * 1000}`, NAMES[index % NAMES.length] ?? ''];
  const ca = createAgencyCa(paperRoot, { code, name }, PAPER_VALIDITY);
  const key = generateKey(type);
  const certificate = issue(ca, { kind: 'seal', organisation: name, agencyCode: code, commonName: `${name}장관의인` }, key.spki, PAPER_VALIDITY);
  const alg = type === 'P-256' ? 'ES256' : 'RS256';
  return { code, head: `${name}장관`, ca, signer: { certificate, chain: [ca.certificate], alg, sign: (data) => signDer(key.privateKey, data) } };
}

/** 발신명의 of these agencies. */
export function sendersOf(agencies: readonly SealingAgency[]): Sender[] {
  return agencies.map(({ code, head }) => ({ agency: code, name: head, field: `관인-${code}` }));
}

let fonts: FormFonts | null = null;

/** The base of a print, unsealed. */
export async function basePdf(print: OfficialPrint): Promise<Uint8Array> {
  fonts ??= openFormFonts();
  const drawn = await renderPaper(print, fonts);
  if (!drawn.ok) throw new Error(drawn.message);
  return drawn.value.pdf;
}

/** The base and the file after each agency's seal. */
export async function sealInTurn(base: Uint8Array, agencies: readonly SealingAgency[], change: Partial<SealRequest> = {}): Promise<Uint8Array[]> {
  fonts ??= openFormFonts();
  const versions = [base];
  for (const { code, head, signer } of agencies) {
    const bytes = versions.at(-1) ?? base;
    const asked = { bytes, field: `관인-${code}`, sealName: `${head}의인`, signer, at: '2026-11-23T01:00:00.000Z', reason: '관인 날인', location: '세종' };
    const sealed = await sealPdf({ ...asked, ...change }, fonts.bold);
    if (!sealed.ok) throw new Error(sealed.message);
    versions.push(sealed.value);
  }
  return versions;
}

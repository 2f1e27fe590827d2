/** X.509 as this product reads it: one strict parse, one chain check (RFC 5280, profile of `electron/backend/pki`). */

import { fromBER } from 'asn1js';
import { BasicConstraints, Certificate } from 'pkijs';
import { derToRaw, sha256Hex, type CryptoProvider, type VerifyAlg } from '../crypto/crypto.ts';
import { equalBytes } from '../lib/bytes.ts';
import { err, ok, type Result } from '../lib/result.ts';

/** What a certificate is for (subject businessCategory). */
export type CertificateKind = 'root' | 'agency' | 'person' | 'admin' | 'seal' | 'log';

/** A parsed certificate. Times in ms since the epoch; `spki`, `subject`, `issuer`, `tbs` are DER. */
export interface ParsedCertificate {
  readonly digest: string;
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
  readonly spki: Uint8Array;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly commonName: string;
  readonly organisation: string;
  readonly kind: string;
  readonly agencyCode: string | null;
  readonly personId: string | null;
  readonly isCa: boolean;
  readonly pathLength: number | null;
  readonly keyUsage: number;
  readonly signatureAlg: VerifyAlg | null;
  readonly signature: Uint8Array;
  readonly unknownCritical: boolean;
}

/** Why a chain is not trusted. */
export type ChainCode =
  | 'CERT_MALFORMED' | 'CERT_EXPIRED' | 'CERT_NOT_YET_VALID' | 'CERT_SIGNATURE' | 'CERT_WRONG_KIND' | 'CERT_NOT_CA' | 'CERT_KEY_USAGE' | 'TRUST_ANCHOR_UNKNOWN';

const SENTENCES: Readonly<Record<ChainCode, string>> = {
  CERT_MALFORMED: '인증서를 읽을 수 없습니다.',
  CERT_EXPIRED: '서명한 때에 인증서의 유효기간이 지나 있었습니다.',
  CERT_NOT_YET_VALID: '서명한 때에 인증서의 유효기간이 시작되지 않았습니다.',
  CERT_SIGNATURE: '인증서를 발급한 기관의 서명이 맞지 않습니다.',
  CERT_WRONG_KIND: '이 일에 쓸 수 없는 종류의 인증서입니다.',
  CERT_NOT_CA: '인증기관이 아닌 인증서가 발급한 인증서입니다.',
  CERT_KEY_USAGE: '서명에 쓸 수 없는 인증서입니다.',
  TRUST_ANCHOR_UNKNOWN: '믿는 최상위 인증서로 이어지지 않습니다. 감사하는 쪽이 가진 최상위 인증서를 --trust로 주십시오.',
};

const ALGS: Readonly<Record<string, VerifyAlg>> = { '1.2.840.10045.4.3.2': 'ES256', '1.2.840.113549.1.1.11': 'RS256' };
const KNOWN_EXTENSIONS = new Set(['2.5.29.19', '2.5.29.15', '2.5.29.14', '2.5.29.35']);

function refuse(code: ChainCode): Result<never, ChainCode> {
  return err(code, SENTENCES[code]);
}

function attribute(certificate: Certificate, type: string): string | null {
  const found = certificate.subject.typesAndValues.find((item) => item.type === type);
  return found === undefined ? null : String(found.value.valueBlock.value);
}

function readUsage(certificate: Certificate): number {
  const found = certificate.extensions?.find((item) => item.extnID === '2.5.29.15');
  const value = found?.extnValue.valueBlock.valueHexView;
  return value?.[0] === 3 ? (value[3] ?? 0) : 0;
}

function parse(der: Uint8Array): ParsedCertificate {
  const asn = fromBER(Uint8Array.from(der));
  if (asn.offset !== der.length) throw new RangeError('trailing bytes');
  const certificate = new Certificate({ schema: asn.result });
  const constraints = certificate.extensions?.find((item) => item.extnID === '2.5.29.19')?.parsedValue;
  const basic = constraints instanceof BasicConstraints ? constraints : null;
  const pathLength = basic?.pathLenConstraint;
  return {
    digest: sha256Hex(der), der, tbs: new Uint8Array(certificate.tbsView),
    subject: new Uint8Array(certificate.subject.toSchema().toBER()), issuer: new Uint8Array(certificate.issuer.toSchema().toBER()),
    serial: new Uint8Array(certificate.serialNumber.valueBlock.valueHexView),
    spki: new Uint8Array(certificate.subjectPublicKeyInfo.toSchema().toBER()),
    notBefore: certificate.notBefore.value.getTime(), notAfter: certificate.notAfter.value.getTime(),
    commonName: attribute(certificate, '2.5.4.3') ?? '', organisation: attribute(certificate, '2.5.4.10') ?? '', kind: attribute(certificate, '2.5.4.15') ?? '',
    agencyCode: attribute(certificate, '2.5.4.97'), personId: attribute(certificate, '2.5.4.5'),
    isCa: basic?.cA === true, pathLength: typeof pathLength === 'number' ? pathLength : null, keyUsage: readUsage(certificate),
    signatureAlg: ALGS[certificate.signatureAlgorithm.algorithmId] ?? null, signature: new Uint8Array(certificate.signatureValue.valueBlock.valueHexView),
    unknownCritical: (certificate.extensions ?? []).some((item) => item.critical && !KNOWN_EXTENSIONS.has(item.extnID)),
  };
}

/** Parses one certificate (DER, nothing behind it). */
export function parseCertificate(der: Uint8Array): Result<ParsedCertificate, 'CERT_MALFORMED'> {
  try {
    return ok(parse(der));
  } catch {
    return err('CERT_MALFORMED', SENTENCES.CERT_MALFORMED);
  }
}

async function signedBy(child: ParsedCertificate, issuer: ParsedCertificate, crypto: CryptoProvider): Promise<boolean> {
  if (child.signatureAlg === null || child.unknownCritical) return false;
  const signature = child.signatureAlg === 'ES256' ? derToRaw(child.signature) : child.signature;
  return signature !== null && crypto.verify(child.signatureAlg, issuer.spki, signature, child.tbs);
}

function validAt(certificate: ParsedCertificate, at: Date): ChainCode | null {
  if (at.getTime() < certificate.notBefore) return 'CERT_NOT_YET_VALID';
  return at.getTime() > certificate.notAfter ? 'CERT_EXPIRED' : null;
}

/** Question put to a chain: which leaf, which helpers, which anchors, at which time, for what. */
export interface ChainQuestion {
  readonly leaf: Uint8Array;
  readonly intermediates: readonly Uint8Array[];
  readonly anchors: readonly Uint8Array[];
  readonly at: Date;
  readonly kind: CertificateKind | readonly CertificateKind[];
  readonly crypto: CryptoProvider;
}

function leafFault(leaf: ParsedCertificate, question: ChainQuestion): ChainCode | null {
  const kinds: readonly string[] = typeof question.kind === 'string' ? [question.kind] : question.kind;
  if (!kinds.includes(leaf.kind) || leaf.isCa) return 'CERT_WRONG_KIND';
  if ((leaf.keyUsage & 0x80) === 0) return 'CERT_KEY_USAGE';
  return validAt(leaf, question.at);
}

interface Climb {
  readonly chain: readonly ParsedCertificate[];
  readonly fault: ChainCode | null;
}

async function climb(leaf: ParsedCertificate, question: ChainQuestion): Promise<Climb> {
  const anchors = question.anchors.flatMap((der) => { const parsed = parseCertificate(der); return parsed.ok ? [parsed.value] : []; });
  const helpers = question.intermediates.flatMap((der) => { const parsed = parseCertificate(der); return parsed.ok && parsed.value.isCa ? [parsed.value] : []; });
  const chain = [leaf];
  for (let depth = 0; depth < 4; depth++) {
    const child = chain.at(-1) ?? leaf;
    const anchor = anchors.find((candidate) => equalBytes(candidate.subject, child.issuer));
    const issuer = anchor ?? helpers.find((candidate) => equalBytes(candidate.subject, child.issuer) && !chain.includes(candidate));
    if (issuer === undefined) return { chain, fault: 'TRUST_ANCHOR_UNKNOWN' };
    if (!(await signedBy(child, issuer, question.crypto))) return { chain, fault: anchor === undefined ? 'CERT_SIGNATURE' : 'TRUST_ANCHOR_UNKNOWN' };
    if (!issuer.isCa || (issuer.keyUsage & 0x04) === 0 || (issuer.pathLength !== null && issuer.pathLength < depth)) return { chain, fault: 'CERT_NOT_CA' };
    const late = validAt(issuer, question.at);
    if (late !== null) return { chain, fault: late };
    chain.push(issuer);
    if (anchor !== undefined) return { chain, fault: null };
    if (equalBytes(issuer.subject, issuer.issuer)) return { chain, fault: 'TRUST_ANCHOR_UNKNOWN' };
  }
  return { chain, fault: 'TRUST_ANCHOR_UNKNOWN' };
}

/** Checks a leaf up to a trust anchor: kind, key usage, validity at the time, every signature, CA flags and path length. */
export async function verifyChain(question: ChainQuestion): Promise<Result<{ readonly leaf: ParsedCertificate; readonly chain: readonly ParsedCertificate[] }, ChainCode>> {
  const leaf = parseCertificate(question.leaf);
  if (!leaf.ok) return leaf;
  const fault = leafFault(leaf.value, question);
  if (fault !== null) return refuse(fault);
  const climbed = await climb(leaf.value, question);
  return climbed.fault === null ? ok({ leaf: leaf.value, chain: climbed.chain }) : refuse(climbed.fault);
}

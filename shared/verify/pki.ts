/** X.509 as this product reads it: one strict parse, one chain check (RFC 5280, profile of `electron/backend/pki`). */

import { derToRaw, type CryptoProvider } from '../crypto/crypto.ts';
import { equalBytes } from '../lib/bytes.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { parseCertificate, type CertificateKind, type ParsedCertificate } from './pki-parse.ts';

export { parseCertificate, type CertificateKind, type ParsedCertificate } from './pki-parse.ts';

const SENTENCES = {
  CERT_MALFORMED: '인증서를 읽을 수 없습니다.',
  CERT_EXPIRED: '서명한 때에 인증서의 유효기간이 지나 있었습니다.',
  CERT_NOT_YET_VALID: '서명한 때에 인증서의 유효기간이 시작되지 않았습니다.',
  CERT_SIGNATURE: '인증서를 발급한 기관의 서명이 맞지 않습니다.',
  CERT_WRONG_KIND: '이 일에 쓸 수 없는 종류의 인증서입니다.',
  CERT_NOT_CA: '인증기관이 아닌 인증서가 발급한 인증서입니다.',
  CERT_KEY_USAGE: '서명에 쓸 수 없는 인증서입니다.',
  CERT_WRONG_AGENCY: '다른 기관의 인증기관이 발급한 인증서입니다.',
  TRUST_ANCHOR_UNKNOWN: '믿는 최상위 인증서로 이어지지 않습니다. 감사하는 쪽이 가진 최상위 인증서를 지정해 다시 검증하십시오.',
} as const;

/** Why a chain is not trusted. */
export type ChainCode = keyof typeof SENTENCES;

/** All codes, for the test that every one of them can be got. */
export const CHAIN_CODES = Object.keys(SENTENCES) as readonly ChainCode[];

function refuse(code: ChainCode): Result<never, ChainCode> {
  return err(code, SENTENCES[code]);
}

async function checkSignature(child: ParsedCertificate, issuer: ParsedCertificate, crypto: CryptoProvider): Promise<boolean> {
  if (child.signatureAlg === null || child.unknownCritical) return false;
  const signature = child.signatureAlg === 'ES256' ? derToRaw(child.signature) : child.signature;
  return signature !== null && crypto.verify(child.signatureAlg, issuer.spki, signature, child.tbs);
}

/** Answers by who was asked, child and issuer: two certificates once read do not change, and behind every statement stand the same few. */
const answers = new WeakMap<CryptoProvider, WeakMap<ParsedCertificate, WeakMap<ParsedCertificate, Promise<boolean>>>>();

function below<K extends object, V extends object>(map: WeakMap<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

/** Whether the issuer's key signed the child's certificate; each pair is asked of the crypto once. */
export function isSignedBy(child: ParsedCertificate, issuer: ParsedCertificate, crypto: CryptoProvider): Promise<boolean> {
  const known = below(
    below(answers, crypto, () => new WeakMap()),
    child,
    () => new WeakMap(),
  );
  return below(known, issuer, () => checkSignature(child, issuer, crypto));
}

/** A date that is no date lies outside every validity. */
function validAt(certificate: ParsedCertificate, at: Date): ChainCode | null {
  if (at.getTime() < certificate.notBefore) return 'CERT_NOT_YET_VALID';
  return at.getTime() <= certificate.notAfter ? null : 'CERT_EXPIRED';
}

/** Question put to a chain: which leaf, which helpers, which anchors, at which time, for what. */
export interface ChainQuestion {
  readonly leaf: Uint8Array;
  readonly intermediates: readonly Uint8Array[];
  readonly anchors: readonly Uint8Array[];
  readonly at: Date;
  /** '' stands for a certificate of another profile that names no kind. */
  readonly kind: CertificateKind | readonly (CertificateKind | '')[];
  readonly crypto: CryptoProvider;
  /** How certificates are read; `readKnown` where they stand under their digest and are asked for again and again. */
  readonly read?: typeof parseCertificate;
}

const parsed = new WeakMap<Uint8Array, ReturnType<typeof parseCertificate>>();

/** Reads a certificate of a collection whose bytes nobody changes: each only once, however many there are and however often one is asked for. */
export function readKnown(der: Uint8Array): ReturnType<typeof parseCertificate> {
  return below(parsed, der, () => parseCertificate(der));
}

function leafFault(leaf: ParsedCertificate, question: ChainQuestion): ChainCode | null {
  const kinds: readonly string[] = typeof question.kind === 'string' ? [question.kind] : question.kind;
  // A key that stamps the time does nothing else, and nothing else stamps the time (RFC 3161 §2.3).
  if (!kinds.includes(leaf.kind) || leaf.isCa || leaf.timeStamping !== kinds.includes('tsa')) return 'CERT_WRONG_KIND';
  if ((leaf.keyUsage & 0x80) === 0) return 'CERT_KEY_USAGE';
  return validAt(leaf, question.at);
}

interface Climb {
  readonly chain: readonly ParsedCertificate[];
  readonly fault: ChainCode | null;
}

interface Issuer {
  readonly certificate: ParsedCertificate;
  readonly anchor: boolean;
}

/** Longest chain followed, and signatures checked for one question: a file stuffed with certificates must not cost hours. */
const LIMITS = { depth: 4, checks: 200 } as const;

function issuersOf({ anchors, intermediates, read = parseCertificate }: ChainQuestion): Issuer[] {
  const issuers: Issuer[] = [];
  const add = (der: Uint8Array, anchor: boolean): void => {
    const certificate = read(der);
    if (certificate.ok && (anchor || certificate.value.isCa)) issuers.push({ certificate: certificate.value, anchor });
  };
  for (const der of anchors) add(der, true);
  for (const der of intermediates) add(der, false);
  return issuers;
}

/** Why this issuer may not stand behind this child. An agency's CA speaks for its own agency only; the log stands under the root itself. */
async function stepFault(child: ParsedCertificate, issuer: Issuer, depth: number, question: ChainQuestion): Promise<ChainCode | null> {
  const { certificate, anchor } = issuer;
  if (!(await isSignedBy(child, certificate, question.crypto))) return anchor ? 'TRUST_ANCHOR_UNKNOWN' : 'CERT_SIGNATURE';
  if (!certificate.isCa || (certificate.keyUsage & 0x04) === 0 || (certificate.pathLength !== null && certificate.pathLength < depth)) return 'CERT_NOT_CA';
  if (certificate.kind === 'agency' && certificate.agencyCode !== child.agencyCode) return 'CERT_WRONG_AGENCY';
  if (child.kind === 'log' && !anchor) return 'CERT_WRONG_KIND';
  return validAt(certificate, question.at);
}

async function climb(chain: readonly ParsedCertificate[], issuers: readonly Issuer[], question: ChainQuestion, budget: { left: number }): Promise<Climb> {
  const child = chain.at(-1);
  let fault: ChainCode = 'TRUST_ANCHOR_UNKNOWN';
  if (child === undefined || chain.length >= LIMITS.depth) return { chain, fault };
  const namesakes = issuers.filter(
    ({ certificate }) => equalBytes(certificate.subject, child.issuer) && !chain.some(({ digest }) => digest === certificate.digest),
  );
  for (const issuer of namesakes) {
    if (budget.left <= 0) break;
    budget.left -= 1;
    const found = await stepFault(child, issuer, chain.length - 1, question);
    const longer = [...chain, issuer.certificate];
    if (found === null && issuer.anchor) return { chain: longer, fault: null };
    const above = found === null ? await climb(longer, issuers, question, budget) : { chain, fault: found };
    if (above.fault === null) return above;
    if (fault === 'TRUST_ANCHOR_UNKNOWN') fault = above.fault;
  }
  return { chain, fault };
}

/** Checks a leaf up to a trust anchor: kind, key usage, validity at the time, every signature, CA flags and path length. */
export async function verifyChain(
  question: ChainQuestion,
): Promise<Result<{ readonly leaf: ParsedCertificate; readonly chain: readonly ParsedCertificate[] }, ChainCode>> {
  const { read = parseCertificate } = question;
  const leaf = read(question.leaf);
  if (!leaf.ok) return leaf;
  const fault = leafFault(leaf.value, question);
  if (fault !== null) return refuse(fault);
  const climbed = await climb([leaf.value], issuersOf(question), question, { left: LIMITS.checks });
  return climbed.fault === null ? ok({ leaf: leaf.value, chain: climbed.chain }) : refuse(climbed.fault);
}

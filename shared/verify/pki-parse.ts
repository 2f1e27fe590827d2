/** Reading one X.509 certificate (RFC 5280) in the profile of `electron/backend/pki`: strict DER, one encoding for one certificate. */

import { sha256Hex, type VerifyAlg } from '../crypto/crypto.ts';
import { bits, readChildren, readElement, readOid, seq, type Element } from '../crypto/der.ts';
import { equalBytes, fromUtf8, toHex } from '../lib/bytes.ts';
import { err, ok, type Result } from '../lib/result.ts';

/** What a certificate is for (subject businessCategory). */
export type CertificateKind = 'root' | 'agency' | 'person' | 'admin' | 'seal' | 'log' | 'tsa';

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
  readonly unit: string | null;
  readonly kind: string;
  readonly agencyCode: string | null;
  readonly personId: string | null;
  readonly isCa: boolean;
  readonly pathLength: number | null;
  readonly keyUsage: number;
  /** Extended key usage: critical, and time stamping alone (RFC 3161 §2.3). */
  readonly timeStamping: boolean;
  readonly signatureAlg: VerifyAlg | null;
  readonly signature: Uint8Array;
  readonly unknownCritical: boolean;
}

const ALGS: Readonly<Record<string, VerifyAlg>> = { '300a06082a8648ce3d040302': 'ES256', '300d06092a864886f70d01010b0500': 'RS256' };
const CONSTRAINTS = '2.5.29.19';
const USAGE = '2.5.29.15';
const PURPOSE = '2.5.29.37';
const KNOWN_EXTENSIONS = new Set([CONSTRAINTS, USAGE, '2.5.29.14', '2.5.29.35']);
/** SEQUENCE of id-kp-timeStamping alone. */
const TIME_STAMPING = '300a06082b06010505070308';
const TEXT_TAGS = new Set([12, 19, 22]);

/** Thrown inside this file only; the door turns it into CERT_MALFORMED. */
function need<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new RangeError('not a certificate');
  return value;
}

function must(held: boolean): void {
  if (!held) throw new RangeError('not a certificate');
}

function tagged(element: Element | undefined, tag: number): Element {
  must(element?.tag === tag);
  return need(element);
}

const children = (element: Element): Element[] => need(readChildren(element.value));

/** UTCTime or GeneralizedTime in the one form of RFC 5280 §4.1.2.5; a date that does not exist is refused. */
function readTime(element: Element | undefined): number {
  const given = need(fromUtf8(need(element).value));
  const digits = element?.tag === 23 ? `${Number(given.slice(0, 2)) >= 50 ? 19 : 20}${given}` : given;
  must((element?.tag === 23 && given.length === 13) || (element?.tag === 24 && given.length === 15));
  const [, y, mo, d, h, mi, s] = need(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits));
  const iso = `${y}-${mo}-${d}T${h}:${mi}:${s}.000Z`;
  const time = Date.parse(iso);
  must(Number.isFinite(time) && new Date(time).toISOString() === iso);
  return time;
}

/** Attributes by type. A second one of the same type could be read as another kind or agency, so it is refused. */
function readName(name: Element): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const set of children(tagged(name, 0x30))) {
    const [pair, ...more] = children(tagged(set, 0x31));
    const [type, value, ...rest] = children(tagged(pair, 0x30));
    const key = readOid(tagged(type, 6).value);
    must(more.length === 0 && rest.length === 0 && value !== undefined && !found.has(key));
    found.set(key, TEXT_TAGS.has(value?.tag ?? 0) ? need(fromUtf8(need(value).value)) : '');
  }
  return found;
}

interface Extension {
  readonly critical: boolean;
  readonly value: Uint8Array;
}

function readExtensions(wrapped: Element | undefined): ReadonlyMap<string, Extension> {
  const found = new Map<string, Extension>();
  if (wrapped === undefined) return found;
  const [list, ...more] = children(tagged(wrapped, 0xa3));
  must(more.length === 0);
  for (const item of children(tagged(list, 0x30))) {
    const parts = children(tagged(item, 0x30));
    const key = readOid(tagged(parts[0], 6).value);
    const critical = parts.length === 3;
    if (critical) must(toHex(need(parts[1]).raw) === '0101ff');
    must((parts.length === 2 || critical) && !found.has(key));
    found.set(key, { critical, value: tagged(parts.at(-1), 4).value });
  }
  return found;
}

/** The single element of an extension's value. */
function only(value: Uint8Array, tag: number): Element {
  const element = need(readElement(value, 0));
  must(element.end === value.length);
  return tagged(element, tag);
}

function readConstraints(extension: Extension | undefined): { isCa: boolean; pathLength: number | null } {
  if (extension === undefined) return { isCa: false, pathLength: null };
  const [flag, length, ...more] = children(only(extension.value, 0x30));
  if (flag === undefined) return { isCa: false, pathLength: null };
  must(toHex(flag.raw) === '0101ff' && more.length === 0);
  if (length === undefined) return { isCa: true, pathLength: null };
  must(length.tag === 2 && length.value.length === 1 && need(length.value[0]) < 0x80);
  return { isCa: true, pathLength: length.value[0] ?? 0 };
}

function readUsage(extension: Extension | undefined): number {
  if (extension === undefined) return 0;
  const value = only(extension.value, 3).value;
  must(value.length >= 2 && (value[0] ?? 8) < 8);
  return value[1] ?? 0;
}

/** A positive INTEGER of at most 20 bytes in its shortest form. */
function readSerial(element: Element | undefined): Uint8Array {
  const value = tagged(element, 2).value;
  const [first = 0x80, second = 0x80] = value;
  must(value.length > 0 && value.length <= 20 && first < 0x80 && !(first === 0 && second < 0x80));
  return value;
}

function readTbs(tbs: Element): Omit<ParsedCertificate, 'digest' | 'der' | 'tbs' | 'signatureAlg' | 'signature'> & { readonly algorithm: Uint8Array } {
  const [version, serial, algorithm, issuer, validity, subject, spki, extensions, ...more] = children(tbs);
  must(toHex(need(version).raw) === 'a003020102' && more.length === 0);
  const [notBefore, notAfter, ...others] = children(tagged(validity, 0x30));
  must(others.length === 0);
  readName(need(issuer));
  const names = readName(need(subject));
  const known = readExtensions(extensions);
  const purpose = known.get(PURPOSE);
  const timeStamping = purpose?.critical === true && toHex(purpose.value) === TIME_STAMPING;
  return {
    subject: need(subject).raw,
    issuer: need(issuer).raw,
    serial: readSerial(serial),
    spki: tagged(spki, 0x30).raw,
    algorithm: tagged(algorithm, 0x30).raw,
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    commonName: names.get('2.5.4.3') ?? '',
    organisation: names.get('2.5.4.10') ?? '',
    unit: names.get('2.5.4.11') ?? null,
    kind: names.get('2.5.4.15') ?? '',
    agencyCode: names.get('2.5.4.97') ?? null,
    personId: names.get('2.5.4.5') ?? null,
    ...readConstraints(known.get(CONSTRAINTS)),
    keyUsage: readUsage(known.get(USAGE)),
    timeStamping,
    unknownCritical: [...known].some(([key, { critical }]) => critical && !KNOWN_EXTENSIONS.has(key) && !(key === PURPOSE && timeStamping)),
  };
}

/** Rebuilding the whole from its parts says at once: same algorithm twice, no stray bits, nothing behind. */
function parse(der: Uint8Array): ParsedCertificate {
  const whole = need(readElement(der, 0));
  const [tbs, , signature] = children(tagged(whole, 0x30));
  const { algorithm: inner, ...read } = readTbs(tagged(tbs, 0x30));
  const value = tagged(signature, 3).value.subarray(1);
  must(equalBytes(seq(need(tbs).raw, inner, bits(value)), der));
  return { ...read, digest: sha256Hex(der), der, tbs: need(tbs).raw, signatureAlg: ALGS[toHex(inner)] ?? null, signature: value };
}

/** Parses one certificate (DER, nothing behind it). */
export function parseCertificate(der: Uint8Array): Result<ParsedCertificate, 'CERT_MALFORMED'> {
  try {
    return ok(parse(der));
  } catch {
    return err('CERT_MALFORMED', '인증서를 읽을 수 없습니다.');
  }
}

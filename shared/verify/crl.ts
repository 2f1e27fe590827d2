/** Revocation lists (X.509 v2 CRL, RFC 5280 §5) as `electron/backend/pki/crl.ts` and other authorities write them: who ended when. */

import { derToRaw, type CryptoProvider } from '../crypto/crypto.ts';
import { readChildren, readElement, readOid, type Element } from '../crypto/der.ts';
import { equalBytes, fromUtf8, toHex } from '../lib/bytes.ts';
import { isSignedBy } from './pki.ts';
import type { ParsedCertificate } from './pki-parse.ts';

/** A list that was read: whose, when it was made, and when each serial number (hex) ended. Times in ms since the epoch. */
export interface RevocationList {
  readonly issuer: Uint8Array;
  readonly thisUpdate: number;
  readonly ended: ReadonlyMap<string, number>;
  readonly tbs: Uint8Array;
  readonly alg: 'ES256' | 'RS256';
  readonly signature: Uint8Array;
}

const ALGS: Readonly<Record<string, RevocationList['alg']>> = { '1.2.840.10045.4.3.2': 'ES256', '1.2.840.113549.1.1.11': 'RS256' };
const inside = (element: Element | undefined): readonly Element[] => (element === undefined ? [] : (readChildren(element.value) ?? []));

function timeOf(element: Element | undefined): number | null {
  const given = element?.tag === 23 || element?.tag === 24 ? (fromUtf8(element.value) ?? '') : '';
  const digits = element?.tag === 23 ? `${Number(given.slice(0, 2)) >= 50 ? 19 : 20}${given}` : given;
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits);
  const time = parts === null ? Number.NaN : Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}.000Z`);
  return Number.isFinite(time) ? time : null;
}

/** Rows of the list; a serial twice keeps its earlier end. Null where a row cannot be read. */
function rowsOf(list: Element | undefined): Map<string, number> | null {
  const ended = new Map<string, number>();
  for (const row of inside(list)) {
    const [serial, at] = inside(row);
    const time = timeOf(at);
    if (serial?.tag !== 2 || time === null) return null;
    const key = toHex(serial.value);
    ended.set(key, Math.min(time, ended.get(key) ?? time));
  }
  return ended;
}

/** Reads one list; null where the bytes are none. */
export function readCrl(der: Uint8Array): RevocationList | null {
  const whole = readElement(der, 0);
  const [tbs, algorithm, signature, ...more] = whole?.tag === 0x30 && whole.end === der.length ? inside(whole) : [];
  const [version, inner, issuer, made, ...rest] = inside(tbs);
  const alg = ALGS[inside(algorithm)[0]?.tag === 6 ? readOid(inside(algorithm)[0]?.value ?? new Uint8Array(0)) : ''];
  const thisUpdate = timeOf(made);
  const framed = more.length === 0 && version?.tag === 2 && version.value[0] === 1 && signature?.tag === 3 && signature.value[0] === 0;
  if (!framed || tbs === undefined || alg === undefined || inner === undefined || algorithm === undefined || issuer === undefined || thisUpdate === null)
    return null;
  const ended = rowsOf(rest.find((element) => element.tag === 0x30));
  if (ended === null || !equalBytes(inner.raw, algorithm.raw)) return null;
  return { issuer: issuer.raw, thisUpdate, ended, tbs: tbs.raw, alg, signature: signature.value.subarray(1) };
}

/** What a list is held against: the certificate, its issuer as its chain proved it, anchors, and other certificates that may be of the list's signer. */
export interface ListQuestion {
  readonly certificate: ParsedCertificate;
  readonly issuer: ParsedCertificate;
  readonly anchors: readonly ParsedCertificate[];
  readonly others: readonly ParsedCertificate[];
  readonly crypto: CryptoProvider;
}

/**
 * Who may speak for the issuer: itself, and the same authority under another key (RFC 5280 §6.3.3 f). That it is the same the chain has to prove: name,
 * kind and agency are those of the issuer, and the anchor that signed the issuer signed it too. It was good when the list was made.
 */
async function speakers({ thisUpdate }: RevocationList, { issuer, anchors, others, crypto }: ListQuestion): Promise<ParsedCertificate[]> {
  const same = others.filter(
    (one) =>
      one.isCa && one.kind === issuer.kind && one.agencyCode === issuer.agencyCode && equalBytes(one.subject, issuer.subject) && one.digest !== issuer.digest,
  );
  const found = [issuer];
  for (const one of same.filter(({ notBefore, notAfter }) => notBefore <= thisUpdate && thisUpdate <= notAfter).slice(0, MOST_SPEAKERS))
    for (const anchor of anchors) if (anchor.isCa && (await isSignedBy(issuer, anchor, crypto)) && (await isSignedBy(one, anchor, crypto))) found.push(one);
  return found;
}

/** A file stuffed with certificates must not cost hours. */
const MOST_SPEAKERS = 20;

/** When a certificate ended by this list, in ms; null where it did not, or nobody who may speak for its issuer signed the list. */
export async function endedBy(list: RevocationList, question: ListQuestion): Promise<number | null> {
  const { certificate, issuer, crypto } = question;
  const ended = list.ended.get(toHex(certificate.serial));
  const his = equalBytes(list.issuer, certificate.issuer) && equalBytes(issuer.subject, certificate.issuer);
  const value = list.alg === 'ES256' ? derToRaw(list.signature) : list.signature;
  if (ended === undefined || !his || value === null) return null;
  for (const { keyUsage, spki } of await speakers(list, question))
    if ((keyUsage & 0x02) !== 0 && (await crypto.verify(list.alg, spki, value, list.tbs))) return ended;
  return null;
}

/** CMS of a PAdES-B-B or B-T seal and of a time stamp (RFC 5652, RFC 3161, ETSI EN 319 142-1): built by the signer, rebuilt byte for byte by the verifier. */

import { context, integer, NULL, octets, oid, seq, setOf, tlv } from './der.ts';
import { concat } from '../lib/bytes.ts';
import { sha256 } from './crypto.ts';

const SHA256 = seq(oid('2.16.840.1.101.3.4.2.1'));
const DATA = oid('1.2.840.113549.1.7.1');
const TIMESTAMP_INFO = oid('1.2.840.113549.1.9.16.1.4');

/** What names the signer's certificate inside the CMS: issuer name and serial as they stand in it. */
export interface CmsIdentity {
  readonly certificate: Uint8Array;
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
}

/** Signature algorithms of seals. */
export type CmsAlg = 'ES256' | 'RS256';

/** What a signature is made of beside what it signs; `timestamp` is a token over its value (RFC 3161 appendix A). */
export interface CmsParts {
  readonly identity: CmsIdentity;
  readonly chain: readonly Uint8Array[];
  readonly alg: CmsAlg;
  readonly signature: Uint8Array;
  readonly timestamp?: Uint8Array | null;
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return seq(oid(type), tlv(0x31, value));
}

function attributesOf(contentType: Uint8Array, digest: Uint8Array, identity: CmsIdentity): Uint8Array {
  const certificateId = seq(seq(seq(octets(sha256(identity.certificate)), seq(seq(context(4, identity.issuer)), integer(identity.serial)))));
  return setOf(
    attribute('1.2.840.113549.1.9.3', contentType),
    attribute('1.2.840.113549.1.9.4', octets(digest)),
    attribute('1.2.840.113549.1.9.16.2.47', certificateId),
  );
}

/** Signed attributes as a SET (the form that is signed): content-type, message-digest, signing-certificate-v2; no signing-time. */
export function signedAttributes(digest: Uint8Array, identity: CmsIdentity): Uint8Array {
  return attributesOf(DATA, digest, identity);
}

/** The same of a time stamp over its information. */
export function timestampAttributes(info: Uint8Array, identity: CmsIdentity): Uint8Array {
  return attributesOf(TIMESTAMP_INFO, sha256(info), identity);
}

function assemble(version: number, content: Uint8Array, attributes: Uint8Array, parts: CmsParts): Uint8Array {
  const { identity, chain, alg, signature, timestamp = null } = parts;
  const algorithm = alg === 'ES256' ? seq(oid('1.2.840.10045.4.3.2')) : seq(oid('1.2.840.113549.1.1.11'), NULL);
  const implicit = concat([Uint8Array.from([0xa0]), attributes.subarray(1)]);
  const unsigned = timestamp === null ? [] : [tlv(0xa1, attribute('1.2.840.113549.1.9.16.2.14', timestamp))];
  const info = seq(integer(1), seq(identity.issuer, integer(identity.serial)), SHA256, implicit, algorithm, octets(signature), ...unsigned);
  const signedData = seq(integer(version), tlv(0x31, SHA256), content, context(0, identity.certificate, ...chain), tlv(0x31, info));
  return seq(oid('1.2.840.113549.1.7.2'), context(0, signedData));
}

/** The whole ContentInfo over attributes already signed; what it covers is outside. */
export function assembleCms(attributes: Uint8Array, parts: CmsParts): Uint8Array {
  return assemble(1, seq(DATA), attributes, parts);
}

/** A time stamp token: the information inside, version 3 as its content is none of PKCS #7 (RFC 5652 §5.1). */
export function assembleToken(info: Uint8Array, attributes: Uint8Array, parts: CmsParts): Uint8Array {
  return assemble(3, seq(TIMESTAMP_INFO, context(0, octets(info))), attributes, parts);
}

/** Room for a token with its authority's certificates. */
export const STAMP_ROOM = 8192;

/** Signed attributes, signer's name and framing, with room to spare. */
const FRAMING = 1600;

/**
 * Bytes a signature's Contents keep free: 4096, more only for unusually large certificates and for a time stamp. What a signature covers says how long they are, so
 * the room tells whether a time stamp was put in.
 */
export function contentsRoom(certificates: readonly Uint8Array[], stamped: boolean): number {
  const needed = certificates.reduce((sum, certificate) => sum + certificate.length, FRAMING);
  return Math.max(4096, Math.ceil(needed / 1024) * 1024) + (stamped ? STAMP_ROOM : 0);
}

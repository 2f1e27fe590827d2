/** CMS of a PAdES-B-B seal (RFC 5652, ETSI EN 319 142-1): built by the sealer, rebuilt byte for byte by the verifier. */

import { context, integer, NULL, octets, oid, seq, setOf, tlv } from './der.ts';
import { concat } from '../lib/bytes.ts';
import { sha256 } from './crypto.ts';

const SHA256 = seq(oid('2.16.840.1.101.3.4.2.1'));
const DATA = oid('1.2.840.113549.1.7.1');

/** What names the signer's certificate inside the CMS: issuer name and serial as they stand in it. */
export interface CmsIdentity {
  readonly certificate: Uint8Array;
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
}

/** Signature algorithms of seals. */
export type CmsAlg = 'ES256' | 'RS256';

function attribute(type: string, value: Uint8Array): Uint8Array {
  return seq(oid(type), tlv(0x31, value));
}

/** Signed attributes as a SET (the form that is signed): content-type, message-digest, signing-certificate-v2; no signing-time. */
export function signedAttributes(digest: Uint8Array, identity: CmsIdentity): Uint8Array {
  const certificateId = seq(seq(seq(octets(sha256(identity.certificate)), seq(seq(context(4, identity.issuer)), integer(identity.serial)))));
  return setOf(
    attribute('1.2.840.113549.1.9.3', DATA),
    attribute('1.2.840.113549.1.9.4', octets(digest)),
    attribute('1.2.840.113549.1.9.16.2.47', certificateId),
  );
}

/** The whole ContentInfo over attributes already signed. */
export function assembleCms(attributes: Uint8Array, identity: CmsIdentity, chain: readonly Uint8Array[], alg: CmsAlg, signature: Uint8Array): Uint8Array {
  const algorithm = alg === 'ES256' ? seq(oid('1.2.840.10045.4.3.2')) : seq(oid('1.2.840.113549.1.1.11'), NULL);
  const implicit = concat([Uint8Array.from([0xa0]), attributes.subarray(1)]);
  const info = seq(integer(1), seq(identity.issuer, integer(identity.serial)), SHA256, implicit, algorithm, octets(signature));
  const signedData = seq(integer(1), tlv(0x31, SHA256), seq(DATA), context(0, identity.certificate, ...chain), tlv(0x31, info));
  return seq(oid('1.2.840.113549.1.7.2'), context(0, signedData));
}

/** CMS of a PAdES-B-B seal (ETSI EN 319 142-1): content-type, message-digest, signing-certificate-v2; no signing-time. */

import { createHash } from 'node:crypto';
import { context, integer, NULL, octets, oid, seq, setOf, tlv } from '../pki/der.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';

/** Who seals: certificate and issuers in DER, and the key behind a callback (it may live in a token). */
export interface CmsSigner {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly alg: 'ES256' | 'RS256';
  /** Signature over SHA-256 of the data: ECDSA as DER, RSA as PKCS#1 v1.5. */
  readonly sign: (data: Uint8Array) => Uint8Array;
}

const SHA256 = seq(oid('2.16.840.1.101.3.4.2.1'));
const DATA = oid('1.2.840.113549.1.7.1');

function sha256(data: Uint8Array): Uint8Array {
  return createHash('sha256').update(data).digest();
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return seq(oid(type), tlv(0x31, value));
}

/** Detached SignedData over the bytes. */
export function signCms(data: Uint8Array, signer: CmsSigner): Uint8Array {
  const parsed = parseCertificate(signer.certificate);
  if (!parsed.ok) throw new TypeError('seal certificate is not readable');
  const { issuer, serial } = parsed.value;
  const certificateId = seq(seq(seq(octets(sha256(signer.certificate)), seq(seq(context(4, issuer)), integer(serial)))));
  const attributes = setOf(
    attribute('1.2.840.113549.1.9.3', DATA),
    attribute('1.2.840.113549.1.9.4', octets(sha256(data))),
    attribute('1.2.840.113549.1.9.16.2.47', certificateId),
  );
  const algorithm = signer.alg === 'ES256' ? seq(oid('1.2.840.10045.4.3.2')) : seq(oid('1.2.840.113549.1.1.11'), NULL);
  const implicit = Buffer.concat([Buffer.from([0xa0]), attributes.subarray(1)]);
  const info = seq(integer(1), seq(issuer, integer(serial)), SHA256, implicit, algorithm, octets(signer.sign(attributes)));
  const signedData = seq(integer(1), tlv(0x31, SHA256), seq(DATA), context(0, signer.certificate, ...signer.chain), tlv(0x31, info));
  return new Uint8Array(seq(oid('1.2.840.113549.1.7.2'), context(0, signedData)));
}

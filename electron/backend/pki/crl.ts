/** Certificate revocation lists (X.509 v2, RFC 5280 §5) of an agency's authority, for programs that are not ours. */

import { createHash } from 'node:crypto';
import { bits, context, contextBytes, integer, octets, oid, seq, time } from '../../../shared/crypto/der.ts';
import { nameOf, type Authority } from './certificate.ts';
import { signDer } from './keys.ts';

/** One revoked certificate: its serial number (INTEGER value, big-endian) and when it ended. */
export interface Revoked {
  readonly serial: Uint8Array;
  readonly at: Date;
}

const ECDSA_SHA256 = seq(oid('1.2.840.10045.4.3.2'));

function numberBytes(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** DER of a list. `number` grows with each list; `next` is when a newer one is to be had. */
export function makeCrl(authority: Authority, revoked: readonly Revoked[], { number, now, next }: { number: number; now: Date; next: Date }): Uint8Array {
  const rows = revoked.map(({ serial, at }) => seq(integer(serial), time(at)));
  const keyId = createHash('sha1').update(authority.spki).digest();
  const extensions = seq(
    seq(oid('2.5.29.35'), octets(seq(contextBytes(0, keyId)))),
    // cRLNumber: two lists of one authority are told apart by it.
    seq(oid('2.5.29.20'), octets(integer(numberBytes(number)))),
  );
  const list = rows.length === 0 ? [] : [seq(...rows)];
  const tbs = seq(integer(1), ECDSA_SHA256, nameOf(authority.subject), time(now), time(next), ...list, context(0, extensions));
  return new Uint8Array(seq(tbs, ECDSA_SHA256, bits(signDer(authority.privateKey, tbs))));
}

/** PEM of a list (RFC 7468). */
export function crlPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN X509 CRL-----\n${lines.join('\n')}\n-----END X509 CRL-----\n`;
}

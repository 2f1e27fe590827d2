/** Certificates and revocation lists as text (RFC 7468). */

import { fromBase64 } from '../lib/bytes.ts';

function blocksOf(pem: string, label: string): Uint8Array[] {
  const blocks = pem.matchAll(new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`, 'g'));
  return [...blocks].flatMap((block) => fromBase64((block[1] ?? '').replace(/\s/g, '')) ?? []);
}

/** Certificates (DER) of a PEM text, in their order; what is none is passed over. */
export function fromPem(pem: string): Uint8Array[] {
  return blocksOf(pem, 'CERTIFICATE');
}

/** Revocation lists (DER) of a PEM text in their order, then the certificates beside them, which may be of who signed them; nothing where there is no list. */
export function crlsFromPem(pem: string): Uint8Array[] {
  const lists = blocksOf(pem, 'X509 CRL');
  return lists.length === 0 ? [] : [...lists, ...fromPem(pem)];
}

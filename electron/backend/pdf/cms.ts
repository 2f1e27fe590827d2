/** Signing the CMS of a seal. */

import { assembleCms, contentsRoom, signedAttributes, type CmsAlg } from '../../../shared/crypto/cms.ts';
import { sha256 } from '../../../shared/crypto/crypto.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { equalBytes } from '../../../shared/lib/bytes.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';

/** Who seals: certificate and issuers in DER, and the key behind a callback (it may live in a token). */
export interface CmsSigner {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly alg: CmsAlg;
  /** Signature over SHA-256 of the data: ECDSA as DER, RSA as PKCS#1 v1.5. */
  readonly sign: (data: Uint8Array) => Uint8Array | Promise<Uint8Array>;
}

/** Has a SHA-256 stamped by a time stamp authority: the token, checked to answer this question. */
export type StampSource = (imprint: Uint8Array) => Promise<Result<Uint8Array, 'NO_TIMESTAMP'>>;

/** Issuers, without the signer where the chain begins with it. */
function issuers(signer: CmsSigner): Uint8Array[] {
  return signer.chain.filter((issuer) => !equalBytes(issuer, signer.certificate));
}

/** Bytes to keep free for the CMS of a signer. */
export function cmsRoom(signer: CmsSigner, stamped = false): number {
  return contentsRoom([signer.certificate, ...issuers(signer)], stamped);
}

/** Detached SignedData over the bytes, its value stamped where a source is given (PAdES-B-T). */
export async function signCms(data: Uint8Array, signer: CmsSigner, stamp: StampSource | null = null): Promise<Result<Uint8Array, 'NO_TIMESTAMP'>> {
  const parsed = parseCertificate(signer.certificate);
  if (!parsed.ok) throw new TypeError('seal certificate is not readable');
  const identity = { certificate: signer.certificate, issuer: parsed.value.issuer, serial: parsed.value.serial };
  const attributes = signedAttributes(sha256(data), identity);
  const signature = await signer.sign(attributes);
  const token = stamp === null ? null : await stamp(sha256(signature));
  if (token?.ok === false) return token;
  return ok(assembleCms(attributes, { identity, chain: issuers(signer), alg: signer.alg, signature, timestamp: token?.value ?? null }));
}

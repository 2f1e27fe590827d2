/** Signing the CMS of a seal. */

import { assembleCms, signedAttributes, type CmsAlg } from '../../../shared/crypto/cms.ts';
import { sha256 } from '../../../shared/crypto/crypto.ts';
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

/** Signed attributes, signer's name and framing, with room to spare. */
const FRAMING = 1600;

/** Issuers, without the signer where the chain begins with it. */
function issuers(signer: CmsSigner): Uint8Array[] {
  return signer.chain.filter((issuer) => !equalBytes(issuer, signer.certificate));
}

/** Bytes to keep free for the CMS: 4096, more only for unusually large certificates. */
export function cmsRoom(signer: CmsSigner): number {
  const needed = issuers(signer).reduce((sum, certificate) => sum + certificate.length, signer.certificate.length + FRAMING);
  return Math.max(4096, Math.ceil(needed / 1024) * 1024);
}

/** Detached SignedData over the bytes. */
export async function signCms(data: Uint8Array, signer: CmsSigner): Promise<Uint8Array> {
  const parsed = parseCertificate(signer.certificate);
  if (!parsed.ok) throw new TypeError('seal certificate is not readable');
  const identity = { certificate: signer.certificate, issuer: parsed.value.issuer, serial: parsed.value.serial };
  const attributes = signedAttributes(sha256(data), identity);
  return assembleCms(attributes, identity, issuers(signer), signer.alg, await signer.sign(attributes));
}

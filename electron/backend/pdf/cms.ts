/** Signing the CMS of a seal. */

import { assembleCms, signedAttributes, type CmsAlg } from '../../../shared/crypto/cms.ts';
import { sha256 } from '../../../shared/crypto/crypto.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';

/** Who seals: certificate and issuers in DER, and the key behind a callback (it may live in a token). */
export interface CmsSigner {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly alg: CmsAlg;
  /** Signature over SHA-256 of the data: ECDSA as DER, RSA as PKCS#1 v1.5. */
  readonly sign: (data: Uint8Array) => Uint8Array;
}

/** Detached SignedData over the bytes. */
export function signCms(data: Uint8Array, signer: CmsSigner): Uint8Array {
  const parsed = parseCertificate(signer.certificate);
  if (!parsed.ok) throw new TypeError('seal certificate is not readable');
  const identity = { certificate: signer.certificate, issuer: parsed.value.issuer, serial: parsed.value.serial };
  const attributes = signedAttributes(sha256(data), identity);
  return assembleCms(attributes, identity, signer.chain, signer.alg, signer.sign(attributes));
}

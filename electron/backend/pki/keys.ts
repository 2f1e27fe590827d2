/** Making and using private keys. PKCS#8 and SPKI in DER. */

import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';

/** Kinds of key that are made here. */
export type KeyType = 'P-256' | 'RSA-2048' | 'Ed25519';

/** A fresh key pair. */
export interface KeyPair {
  readonly privateKey: Uint8Array;
  readonly spki: Uint8Array;
}

const ENCODING = { privateKeyEncoding: { type: 'pkcs8', format: 'der' }, publicKeyEncoding: { type: 'spki', format: 'der' } } as const;

/** Generates a key pair. */
export function generateKey(type: KeyType): KeyPair {
  const pair =
    type === 'P-256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256', ...ENCODING })
      : type === 'RSA-2048'
        ? generateKeyPairSync('rsa', { modulusLength: 2048, ...ENCODING })
        : generateKeyPairSync('ed25519', ENCODING);
  return { privateKey: new Uint8Array(pair.privateKey), spki: new Uint8Array(pair.publicKey) };
}

/** Signs as X.509 and CMS want it: ECDSA in DER, RSA PKCS#1 v1.5, Ed25519 raw; SHA-256 where a hash is used. */
export function signDer(privateKey: Uint8Array, data: Uint8Array): Uint8Array {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
  return new Uint8Array(sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', data, key));
}

/** Type of a PKCS#8 key: 'ec', 'rsa' or 'ed25519'. */
export function keyTypeOf(privateKey: Uint8Array): string {
  return createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' }).asymmetricKeyType ?? '';
}

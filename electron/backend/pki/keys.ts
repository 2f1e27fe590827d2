/** Making and using private keys. PKCS#8 and SPKI in DER. */

import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** Kinds of key that are made here. */
export type KeyType = 'P-256' | 'RSA-2048' | 'Ed25519';

/** A fresh key pair. */
export interface KeyPair {
  readonly privateKey: Uint8Array;
  readonly spki: Uint8Array;
}

function generatePair(type: KeyType): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  switch (type) {
    case 'P-256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' });
    case 'RSA-2048':
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
    case 'Ed25519':
      return generateKeyPairSync('ed25519');
    default:
      return type;
  }
}

/** Generates a key pair. */
export function generateKey(type: KeyType): KeyPair {
  const pair = generatePair(type);
  return {
    privateKey: Uint8Array.from(pair.privateKey.export({ type: 'pkcs8', format: 'der' })),
    spki: Uint8Array.from(pair.publicKey.export({ type: 'spki', format: 'der' })),
  };
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

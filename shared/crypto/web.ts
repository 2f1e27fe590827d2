/** The provider over WebCrypto: Node 24 and browsers offer the same calls. */

import { equalBytes } from '../lib/bytes.ts';
import type { CryptoProvider, VerifyAlg } from './crypto.ts';

interface Algorithm {
  readonly name: string;
  readonly [key: string]: unknown;
}

/** The two calls of SubtleCrypto that are used; `globalThis.crypto.subtle` fits. */
export interface SubtleLike {
  importKey(format: 'spki', key: Uint8Array<ArrayBuffer>, algorithm: never, extractable: boolean, usages: never): Promise<unknown>;
  verify(algorithm: never, key: never, signature: Uint8Array<ArrayBuffer>, data: Uint8Array<ArrayBuffer>): Promise<boolean>;
}

const IMPORT: Readonly<Record<VerifyAlg, Algorithm>> = {
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  PS256: { name: 'RSA-PSS', hash: 'SHA-256' },
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  EdDSA: { name: 'Ed25519' },
};

const VERIFY: Readonly<Record<VerifyAlg, Algorithm>> = {
  ES256: { name: 'ECDSA', hash: 'SHA-256' },
  PS256: { name: 'RSA-PSS', saltLength: 32 },
  RS256: { name: 'RSASSA-PKCS1-v1_5' },
  EdDSA: { name: 'Ed25519' },
};

interface Imported {
  readonly alg: VerifyAlg;
  /** What was imported: bytes that were changed since are another key. */
  readonly spki: Uint8Array<ArrayBuffer>;
  readonly key: Promise<unknown>;
}

/** Imports keys; one that is asked for again in the same bytes is not read anew, which took as long as the check. */
function createImport(subtle: SubtleLike): (alg: VerifyAlg, spki: Uint8Array) => Promise<unknown> {
  const known = new WeakMap<Uint8Array, Imported>();
  return (alg, spki) => {
    const before = known.get(spki);
    if (before?.alg === alg && equalBytes(before.spki, spki)) return before.key;
    const copy = Uint8Array.from(spki);
    const key = subtle.importKey('spki', copy, IMPORT[alg] as never, false, ['verify'] as never);
    known.set(spki, { alg, spki: copy, key });
    return key;
  };
}

/** A provider over a WebCrypto implementation. */
export function createWebCrypto(subtle: SubtleLike): CryptoProvider {
  const imported = createImport(subtle);
  return {
    async verify(alg, spki, signature, data) {
      try {
        const key = await imported(alg, spki);
        return await subtle.verify(VERIFY[alg] as never, key as never, Uint8Array.from(signature), Uint8Array.from(data));
      } catch {
        return false;
      }
    },
  };
}

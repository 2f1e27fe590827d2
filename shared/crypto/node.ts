/** The provider over Node's own crypto: one call a signature, half the time of WebCrypto there; for threads and commands, where nothing waits behind it. */

import { equalBytes } from '../lib/bytes.ts';
import { rawToDer, type CryptoProvider, type VerifyAlg } from './crypto.ts';

interface PublicKey {
  readonly asymmetricKeyType?: string | undefined;
  readonly asymmetricKeyDetails?: { readonly namedCurve?: string | undefined } | undefined;
}

/** The calls of `node:crypto` that are used, given as functions because `shared/` knows no Node. */
export interface NodeCryptoLike<Key extends PublicKey> {
  /** Reads SPKI DER; throws where it is none. */
  readonly readKey: (spki: Uint8Array) => Key;
  readonly verify: (digest: 'sha256' | null, data: Uint8Array, key: Key | PssKey<Key>, signature: Uint8Array) => boolean;
  readonly bytes: (text: string) => Uint8Array;
  readonly sha256: (text: string) => string;
}

/** A key with the padding of RSA-PSS. */
export interface PssKey<Key> {
  readonly key: Key;
  readonly padding: number;
  readonly saltLength: number;
}

/** RSA_PKCS1_PSS_PADDING of OpenSSL. */
const PSS = 6;
const RAW_ES256 = 64;

/** The kind of key an algorithm is for, as `kindOf` names it. */
const KINDS: Readonly<Record<VerifyAlg, string>> = { ES256: 'ec prime256v1', PS256: 'rsa', RS256: 'rsa', EdDSA: 'ed25519' };

function kindOf({ asymmetricKeyType: type, asymmetricKeyDetails: details }: PublicKey): string {
  return type === 'ec' ? `ec ${details?.namedCurve ?? ''}` : (type ?? '');
}

/** A key read, with the bytes it was read from: bytes that were changed since are another key. */
interface Read<Key> {
  readonly spki: Uint8Array;
  readonly key: Key;
  readonly kind: string;
}

function createKeys<Key extends PublicKey>(readKey: NodeCryptoLike<Key>['readKey']): (spki: Uint8Array) => Read<Key> {
  const known = new WeakMap<Uint8Array, Read<Key>>();
  return (spki) => {
    const before = known.get(spki);
    if (before !== undefined && equalBytes(before.spki, spki)) return before;
    const copy = Uint8Array.from(spki);
    const key = readKey(copy);
    const read = { spki: copy, key, kind: kindOf(key) };
    known.set(spki, read);
    return read;
  };
}

/** A provider over `node:crypto`. */
export function createNodeCrypto<Key extends PublicKey>(node: NodeCryptoLike<Key>): CryptoProvider {
  const keyOf = createKeys(node.readKey);
  const holds = (alg: VerifyAlg, spki: Uint8Array, signature: Uint8Array, data: Uint8Array): boolean => {
    const { key, kind } = keyOf(spki);
    if (kind !== KINDS[alg]) return false;
    if (alg === 'EdDSA') return node.verify(null, data, key, signature);
    if (alg === 'PS256') return node.verify('sha256', data, { key, padding: PSS, saltLength: 32 }, signature);
    if (alg === 'RS256') return node.verify('sha256', data, key, signature);
    // DER spares OpenSSL's other way in, which costs as much as a third of the check.
    return signature.length === RAW_ES256 && node.verify('sha256', data, key, rawToDer(signature));
  };
  return {
    text: { bytes: node.bytes, sha256: node.sha256 },
    async verify(alg, spki, signature, data) {
      try {
        return holds(alg, spki, signature, data);
      } catch {
        return false;
      }
    },
  };
}

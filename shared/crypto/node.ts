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
  /** Writes a text as UTF-8 from the beginning of these bytes; how many it took. */
  readonly write: (text: string, into: Uint8Array) => number;
  /** Lower-case hex. */
  readonly sha256: (data: Uint8Array) => string;
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

const LENT_BYTES = 65_536;

/** UTF-8 of a text, good until the next one is asked for: a check in one call needs no memory of its own. Three bytes a code unit at most. */
function createLent(write: NodeCryptoLike<never>['write']): (text: string) => Uint8Array {
  const memory = new Uint8Array(LENT_BYTES);
  return (text) => {
    const room = text.length * 3 > LENT_BYTES ? new Uint8Array(text.length * 3) : memory;
    return room.subarray(0, write(text, room));
  };
}

/** A provider over `node:crypto`. */
export function createNodeCrypto<Key extends PublicKey>(node: NodeCryptoLike<Key>): CryptoProvider {
  const keyOf = createKeys(node.readKey);
  const lent = createLent(node.write);
  const holds = (alg: VerifyAlg, spki: Uint8Array, signature: Uint8Array, data: Uint8Array): boolean => {
    const { key, kind } = keyOf(spki);
    if (kind !== KINDS[alg]) return false;
    if (alg === 'EdDSA') return node.verify(null, data, key, signature);
    if (alg === 'PS256') return node.verify('sha256', data, { key, padding: PSS, saltLength: 32 }, signature);
    if (alg === 'RS256') return node.verify('sha256', data, key, signature);
    // DER spares OpenSSL's other way in, which costs as much as a third of the check.
    return signature.length === RAW_ES256 && node.verify('sha256', data, key, rawToDer(signature));
  };
  const asked = (...question: Parameters<typeof holds>): boolean => {
    try {
      return holds(...question);
    } catch {
      return false;
    }
  };
  return {
    text: { sha256: (text) => node.sha256(lent(text)) },
    verify: async (alg, spki, signature, data) => asked(alg, spki, signature, data),
    verifyText: async (alg, spki, signature, text) => asked(alg, spki, signature, lent(text)),
  };
}

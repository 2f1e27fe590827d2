/** This Node's own crypto as the provider of checks that nothing waits behind: threads of their own, and commands. */

import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto';
import type { CryptoProvider } from '../../../shared/crypto/crypto.ts';
import { createNodeCrypto } from '../../../shared/crypto/node.ts';

/** Creates the provider. A signature is checked where it is asked for and holds up whatever else runs in that thread. */
export function createThreadCrypto(): CryptoProvider {
  const encoder = new TextEncoder();
  return createNodeCrypto<KeyObject>({
    readKey: (spki) => createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }),
    verify,
    write: (text, into) => encoder.encodeInto(text, into).written,
    sha256: (data) => hash('sha256', data, 'hex'),
  });
}

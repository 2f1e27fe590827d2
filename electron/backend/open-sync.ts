/** The replica of an open profile: who logs in, with which key, under which root. */

import { sha256Hex, type CryptoProvider } from '../../shared/crypto/crypto.ts';
import type { ReplicaDb } from './db/sql.ts';
import type { Signer } from './keys/signer.ts';
import type { Platform } from './platform.ts';
import { DESK_LOCK, isLocked } from './profile/process-lock.ts';
import type { FoundProfile } from './profile/profile.ts';
import { createSync, type Sync } from './sync/sync.ts';
import type { WirePin } from './sync/wire.ts';

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** What the replica is made of. */
interface SyncParts {
  readonly found: FoundProfile;
  readonly serverUrl: string | null;
  readonly platform: Platform;
  readonly crypto: CryptoProvider;
  readonly now: () => Date;
  readonly isCommand?: true;
}

/** Opens the replica; it connects to nobody yet. */
export function openSync(input: SyncParts, db: ReplicaDb, signer: Signer, pin: WirePin): Sync {
  const { profile } = input.found;
  const der = bytes(profile.certificate);
  const login = {
    person: profile.personId,
    certificate: { digest: sha256Hex(der), der },
    chain: [bytes(profile.issuer)],
    alg: signer.alg,
    sign: async (data: Uint8Array) => {
      const signed = await signer.sign(data);
      return signed.ok ? signed.value : null;
    },
  };
  const { serverUrl: url, crypto, now: clock, platform } = input;
  const atCommand = (): boolean => input.isCommand !== true && isLocked(input.found.folder, DESK_LOCK);
  return createSync({ db, url, login, rootCertificate: bytes(profile.root), crypto, clock, vault: platform.vault, pin, atCommand, command: input.isCommand });
}

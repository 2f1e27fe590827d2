/** Checkpoints the server hands out: taken only where the log's own key signed them, under a certificate of the kind `log` from this replica's root. */

import { sha256Hex, type CryptoProvider } from '../../../shared/crypto/crypto.ts';
import { verifyNote } from '../../../shared/verify/checkpoint.ts';
import { trustedKey } from '../../../shared/verify/trail.ts';
import type { Checks } from './checks.ts';
import { createMeta, type TrailStore } from './store.ts';
import type { ReplicaDb } from '../db/sql.ts';

/** What becomes of a checkpoint. */
export interface Notes {
  /** The feed named the certificate of its log (digest); `forged` where that is none under the root, `broken` where it could not be fetched now. */
  logKey(digest: string | undefined): Promise<'good' | 'forged' | 'broken'>;
  /** Public key (SPKI) of the log this replica follows; null before it knows one. */
  spki(): Promise<Uint8Array | null>;
  /** Whether the log signed it; nothing is kept. */
  sound(note: string | undefined): Promise<boolean>;
  /** Keeps a checkpoint that is signed; false where it is forged. Without one there is nothing to judge. */
  keep(note: string | undefined): Promise<boolean>;
}

const KEY = 'log.certificate';

/** What the checks are made of. */
export interface NotesInput {
  readonly db: ReplicaDb;
  readonly store: TrailStore;
  readonly checks: Checks;
  readonly root: Uint8Array;
  readonly crypto: CryptoProvider;
  readonly clock: () => Date;
}

/** Public key of a log's certificate by its digest, or why there is none. */
function createLogKeys({ checks, root, crypto, clock }: NotesInput): (digest: string) => Promise<Uint8Array | 'forged' | 'broken'> {
  const known = new Map<string, Uint8Array>();
  return async (digest) => {
    const before = known.get(digest);
    if (before !== undefined) return before;
    const der = await checks.certificate(digest);
    if (!der.ok) return der.code === 'OFFLINE' ? 'broken' : 'forged';
    if (sha256Hex(der.value) !== digest) return 'forged';
    const key = await trustedKey({ certificates: new Map([[digest, der.value]]), anchors: [root], crypto }, digest, 'log', clock().toISOString());
    if ('code' in key) return 'forged';
    known.set(digest, key.spki);
    return key.spki;
  };
}

/** Checks over one replica. The log's certificate is remembered, so that a later server cannot leave it out. */
export function createNotes(input: NotesInput): Notes {
  const { store, crypto } = input;
  const meta = createMeta(input.db);
  const spkiOf = createLogKeys(input);
  async function sound(note: string | undefined): Promise<boolean> {
    const digest = meta.get(KEY);
    if (note === undefined || note === '' || digest === null) return true;
    const spki = await spkiOf(digest);
    return typeof spki !== 'string' && (await verifyNote(note, spki, crypto)) !== null;
  }
  return {
    sound,
    async spki() {
      const digest = meta.get(KEY);
      const spki = digest === null ? null : await spkiOf(digest);
      return typeof spki === 'string' ? null : spki;
    },
    async logKey(digest) {
      if (digest === undefined) return meta.get(KEY) === null ? 'good' : 'forged';
      const spki = await spkiOf(digest);
      if (typeof spki === 'string') return spki;
      if (meta.get(KEY) !== digest) meta.set(KEY, digest);
      return 'good';
    },
    async keep(note) {
      if (!(await sound(note))) return false;
      if (meta.get(KEY) !== null) store.setCheckpoint(note);
      return true;
    },
  };
}

/** Witnesses on the wire: clients that saw the log and cosigned it, and how they say who they are. */

import { concat, utf8 } from '../lib/bytes.ts';
import { canonicalBytes } from '../trail/canonical.ts';
import type { SignatureAlg } from '../trail/statement.ts';

/** Who stands behind a witness's key: signed with the person's own key, so that a server can invent no witness. `key` is the raw Ed25519 key, base64. */
export interface WitnessClaim {
  readonly v: 1;
  readonly origin: string;
  readonly person: string;
  readonly agency: string;
  readonly name: string;
  readonly key: string;
  /** Digest of the certificate that signs. */
  readonly certificate: string;
  readonly alg: SignatureAlg;
}

/** A claim with its signature (base64url). */
export interface WitnessRecord {
  readonly claim: WitnessClaim;
  readonly signature: string;
}

/** What a client that wants to cosign is given: the note of this round, and that it only adds to what the client knew (hex). */
export interface WitnessRound {
  readonly note: string;
  readonly proof: readonly string[];
  /** Milliseconds until the client may look again: the more listen, the less often each. */
  readonly againMs: number;
}

/** A cosignature on its way to the server. */
export interface WitnessSignature {
  readonly size: number;
  readonly line: string;
  readonly record: WitnessRecord;
}

/** Signed bytes of a claim. */
export function claimBytes(claim: WitnessClaim): Uint8Array {
  return concat([utf8('ongyeol-witness-v1\n'), canonicalBytes(claim)]);
}

/** Name of a witness: its agency and the beginning of its key. */
export function witnessName(agency: string, keyHex: string): string {
  return `ongyeol.witness/${agency}/${keyHex.slice(0, 16)}`;
}

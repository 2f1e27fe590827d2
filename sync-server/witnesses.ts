/**
 * Witnesses: clients of every agency keep the last checkpoint they saw, check that the next only adds to it, and cosign it (WI1–WI4).
 * A note is offered for a while, so that many sign the same one.
 */

import { X509Certificate } from 'node:crypto';
import { sha256Hex, type CryptoProvider } from '../shared/crypto/crypto.ts';
import { fromBase64, fromBase64Url } from '../shared/lib/bytes.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { claimBytes, witnessName, type WitnessRecord, type WitnessRound, type WitnessSignature } from '../shared/sync/witness.ts';
import { cosignedAt, readNote } from '../shared/verify/signed-note.ts';
import { trustedKey, type TrustContext } from '../shared/verify/trail.ts';
import type { LogSigner, MerkleLog } from './log.ts';
import type { CosignatureRow, WitnessStorage } from './storage/witness-storage.ts';

/** Why a cosignature was not taken. */
export type WitnessCode = 'COSIGNATURE_INVALID' | 'WITNESS_FOREIGN';

/** The witnesses of one log. */
export interface Witnesses {
  /** The note offered now to a client that knows a log of this length; null where that is longer than the note. */
  round(known: number): WitnessRound | null;
  take(session: { readonly person: string; readonly certificate: string }, given: WitnessSignature): Promise<Result<null, WitnessCode>>;
  /** The note of at least this length that most agencies cosigned, with their lines; the newest of equals, else the checkpoint of now. */
  cosigned(atLeast: number): string;
  records(): WitnessRecord[];
}

/** What it is made of. */
export interface WitnessesInput {
  readonly storage: WitnessStorage;
  readonly log: MerkleLog;
  readonly signer: LogSigner;
  readonly trust: TrustContext;
  readonly crypto: CryptoProvider;
  readonly clock: () => Date;
  /** How long one note is offered (ms). */
  readonly roundMs: number;
  /** How many clients listen now. */
  readonly listeners: () => number;
}

/** Looks of all clients together, a second: each takes two small answers and one signature to check. */
const LOOKS_A_SECOND = 50;

const INVALID = err('COSIGNATURE_INVALID', '기록 대조 서명이 맞지 않아 받지 않았습니다.');
const FOREIGN = err('WITNESS_FOREIGN', '이 로그인의 사람이 만든 기록 대조 열쇠가 아니어서 받지 않았습니다.');

/** The note that is offered: a new one once the last was offered long enough and the log grew. */
function createRounds({ log, clock, roundMs }: WitnessesInput): () => { readonly size: number; readonly note: string } {
  let offered = { size: -1, note: '', since: 0 };
  return () => {
    const now = clock().getTime();
    const over = now - offered.since >= roundMs || now < offered.since;
    if (offered.size < 0 || (over && offered.size !== log.size())) offered = { size: log.size(), note: log.checkpoint(), since: now };
    return offered;
  };
}

/** Whose key it is: the claim is signed by the session's own certificate, and names it. */
async function claims({ claim, signature }: WitnessRecord, certificate: string, input: WitnessesInput): Promise<boolean> {
  const { trust, crypto, signer, clock } = input;
  const key = fromBase64(claim.key);
  if (claim.origin !== signer.origin || claim.certificate !== certificate || key?.length !== 32) return false;
  if (claim.name !== witnessName(claim.agency, sha256Hex(key))) return false;
  const bytes = fromBase64Url(signature);
  for (const kind of ['person', 'admin'] as const) {
    const own = await trustedKey(trust, claim.certificate, kind, clock().toISOString());
    if ('code' in own || own.holder.agency !== claim.agency) continue;
    return bytes !== null && crypto.verify(claim.alg, own.spki, bytes, claimBytes(claim));
  }
  return false;
}

/** The length most agencies cosigned; the newest of equals. */
function bestSize(rows: readonly CosignatureRow[]): number | null {
  const agencies = new Map<number, Set<string>>();
  for (const { size, agency } of rows) agencies.set(size, (agencies.get(size) ?? new Set()).add(agency));
  return [...agencies].toSorted(([a, of], [b, others]) => others.size - of.size || b - a)[0]?.[0] ?? null;
}

/** SPKI of a log's certificate (DER). */
export function logSpki(certificate: Uint8Array): Uint8Array {
  return new Uint8Array(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' }));
}

/** Witnesses over one log. */
export function createWitnesses(input: WitnessesInput): Witnesses {
  const { storage, log, signer, crypto, listeners } = input;
  const offered = createRounds(input);
  const noteAt = (size: number): string | null => {
    const root = log.rootAt(size);
    return root === null ? null : signer.note(size, root);
  };
  return {
    round(known) {
      const { size, note } = offered();
      const proof = log.consistency(known, size);
      return proof === null ? null : { note, proof, againMs: Math.ceil((listeners() * 1000) / LOOKS_A_SECOND) };
    },
    async take({ person, certificate }, { size, line, record }) {
      const note = readNote(`${noteAt(size) ?? ''}${line}`);
      const key = fromBase64(record.claim.key);
      if (record.claim.person !== person || !(await claims(record, certificate, input))) return FOREIGN;
      if (note === null || note.lines.length !== 2 || key === null) return INVALID;
      if ((await cosignedAt(note, { name: record.claim.name, key }, crypto)) === null) return INVALID;
      storage.putCosignature({ size, witness: record.claim.name, agency: record.claim.agency, line }, JSON.stringify(record));
      return ok(null);
    },
    cosigned(atLeast) {
      const rows = storage.cosignatures(atLeast).filter(({ size }) => size <= log.size());
      const size = bestSize(rows);
      const note = size === null ? null : noteAt(size);
      return note === null
        ? log.checkpoint()
        : `${note}${rows
            .filter((row) => row.size === size)
            .map(({ line }) => line)
            .join('')}`;
    },
    records: () => storage.witnesses().map(({ record }) => JSON.parse(record) as WitnessRecord),
  };
}

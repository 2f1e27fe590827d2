/**
 * This replica as a witness of the log: it keeps the longest checkpoint that it proved to add to the ones before, cosigns it with a key of its own
 * (C2SP tlog-cosignature), and raises the alarm where the log shows another history (WI1, WI5).
 */

import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { sha256Hex, type CryptoProvider } from '../../../shared/crypto/crypto.ts';
import { fromHex, toBase64, toBase64Url } from '../../../shared/lib/bytes.ts';
import { claimBytes, witnessName, type WitnessRecord, type WitnessRound } from '../../../shared/sync/witness.ts';
import { canonical } from '../../../shared/trail/canonical.ts';
import { isConsistent } from '../../../shared/trail/consistency.ts';
import { verifyNote, type Checkpoint } from '../../../shared/verify/checkpoint.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import { cosignatureBytes, cosignatureLine, readNote, type WitnessKey } from '../../../shared/verify/signed-note.ts';
import type { ReplicaDb } from '../db/sql.ts';
import type { Alarms } from './alarms.ts';
import type { Notes } from './notes.ts';
import type { Login } from './session.ts';
import { checkpointSize, createMeta, type TrailStore } from './store.ts';
import type { Wire } from './wire.ts';

/** The witness of a replica. */
export interface Witness {
  /** Looks at the note the log offers now, at most once in a while. */
  look(): Promise<void>;
  /** The longest note proved to be one history, '' before the first. */
  head(): string;
  /** Goes on from this note, which an administrator decided to be the log's (WI8). */
  settle(note: string): void;
  /** The feed told of a longer log than was cosigned here. */
  behind(): boolean;
}

/** What it is made of. */
export interface WitnessInput {
  readonly db: ReplicaDb;
  readonly store: TrailStore;
  readonly wire: Wire;
  readonly login: Login;
  readonly notes: Notes;
  readonly alarms: Alarms;
  readonly crypto: CryptoProvider;
  readonly clock: () => Date;
  /** Between two looks (ms). */
  readonly everyMs?: number;
}

const HEAD = 'witness.head';
const KEY = 'witness.key';
const RECORD = 'witness.record';
const SIGNED = 'witness.signed';
const EVERY_MS = 30_000;

interface OwnKey extends WitnessKey {
  sign(bytes: Uint8Array): Uint8Array;
}

/** The replica's own key, made at the first need; it lies in the encrypted replica and signs nothing but notes. */
function ownKey(db: ReplicaDb, agency: string): OwnKey {
  const meta = createMeta(db);
  const kept = meta.get(KEY) ?? generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  if (meta.get(KEY) === null) meta.set(KEY, kept);
  const secret = createPrivateKey({ key: Buffer.from(kept, 'base64'), format: 'der', type: 'pkcs8' });
  const jwk = secret.export({ format: 'jwk' });
  const key = new Uint8Array(Buffer.from(jwk.x ?? '', 'base64url'));
  return { name: witnessName(agency, sha256Hex(key)), key, sign: (bytes) => new Uint8Array(sign(null, bytes, secret)) };
}

/** Says whose key it is, under the person's own certificate, once for each; null while the person's key is locked. */
async function recordOf({ login, db }: WitnessInput, key: OwnKey, origin: string, agency: string): Promise<WitnessRecord | null> {
  const meta = createMeta(db);
  const { person, certificate, alg } = login;
  const claim = { v: 1, origin, person, agency, name: key.name, key: toBase64(key.key), certificate: certificate.digest, alg } as const;
  const kept = JSON.parse(meta.get(RECORD) ?? 'null') as WitnessRecord | null;
  if (kept !== null && canonical(kept.claim) === canonical(claim)) return kept;
  const signature = await login.sign(claimBytes(claim)).catch(() => null);
  if (signature === null) return null;
  const record = { claim, signature: toBase64Url(signature) };
  meta.set(RECORD, JSON.stringify(record));
  return record;
}

/** Signs the note and gives the signature to the log. */
async function cosign(input: WitnessInput, note: string, { origin, size }: Checkpoint): Promise<boolean> {
  const parsed = parseCertificate(input.login.certificate.der);
  const agency = parsed.ok ? parsed.value.agencyCode : null;
  const read = readNote(note);
  if (agency === null || read === null) return false;
  const key = ownKey(input.db, agency);
  const record = await recordOf(input, key, origin, agency);
  if (record === null) return false;
  const seconds = Math.floor(input.clock().getTime() / 1000);
  const line = cosignatureLine(key, seconds, key.sign(cosignatureBytes(read.text, seconds)));
  return (await input.wire.json('POST', '/witness/cosignatures', { size, line, record })).ok;
}

const headOf = ({ db }: WitnessInput): string => createMeta(db).get(HEAD) ?? '';

/** The feed's newest checkpoint is of the same history as the note just taken over: a log that tells the feed another one is found here. */
async function compareFeed({ store, wire, crypto, alarms }: WitnessInput, note: string, own: Checkpoint, spki: Uint8Array): Promise<void> {
  const heard = store.checkpoint();
  const feed = heard === '' ? null : await verifyNote(heard, spki, crypto);
  if (feed === null || feed.size < own.size) return;
  const path = await wire.json<string[]>('GET', `/consistency?from=${own.size}&to=${feed.size}`);
  if (!path.ok) return;
  const proof = path.value;
  if (
    !isConsistent(
      own,
      feed,
      proof.map((hash) => fromHex(hash)),
    )
  )
    alarms.raise(note, { kind: 'forked', known: note, shown: heard, proof });
}

/** Judges a note against what was known when it was asked for; the checkpoint where it is one history and was taken over. */
async function judge(input: WitnessInput, before: string, { note, proof }: WitnessRound, spki: Uint8Array): Promise<Checkpoint | null> {
  const { crypto, alarms, db } = input;
  const shown = await verifyNote(note, spki, crypto);
  const known = before === '' ? null : await verifyNote(before, spki, crypto);
  if (shown === null) return null;
  if (
    known !== null &&
    (known.origin !== shown.origin ||
      !isConsistent(
        known,
        shown,
        proof.map((hash) => fromHex(hash)),
      ))
  ) {
    alarms.raise(before, { kind: 'forked', known: before, shown: note, proof });
    return null;
  }
  // Another process of this profile may have gone on meanwhile.
  if (checkpointSize(headOf(input)) < shown.size) createMeta(db).set(HEAD, note);
  return shown;
}

/** A witness over one replica. */
export function createWitness(input: WitnessInput): Witness {
  let due = Number.NEGATIVE_INFINITY;
  let looking = false;
  async function once(): Promise<void> {
    const spki = await input.notes.spki();
    if (spki === null) return;
    const before = headOf(input);
    const round = await input.wire.json<WitnessRound>('GET', `/witness/round?from=${checkpointSize(before)}`);
    if (!round.ok) return;
    due = Math.max(due, performance.now() + round.value.againMs);
    const shown = await judge(input, before, round.value, spki);
    const meta = createMeta(input.db);
    if (shown === null) return;
    await compareFeed(input, round.value.note, shown, spki);
    if (input.alarms.open().length > 0) return;
    if (meta.get(SIGNED) === String(shown.size)) return;
    if (await cosign(input, round.value.note, shown)) meta.set(SIGNED, String(shown.size));
  }
  return {
    head: () => headOf(input),
    settle(note) {
      const meta = createMeta(input.db);
      meta.set(HEAD, note);
      meta.set(SIGNED, '');
    },
    behind: () => checkpointSize(input.store.checkpoint()) > checkpointSize(headOf(input)),
    async look() {
      const now = performance.now();
      if (looking || now < due) return;
      [looking, due] = [true, now + (input.everyMs ?? EVERY_MS)];
      await once().finally(() => void (looking = false));
    },
  };
}

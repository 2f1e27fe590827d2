/** What the server keeps. One interface: SQLite is the embedded default, PostgreSQL follows it. Every write is one transaction. */

import type { Entry } from '../../shared/trail/entry.ts';
import type { FrozenVersion } from '../../shared/exchange/capsule/capsule.ts';
import type { Disclosures, LoggedEntry } from '../../shared/sync/api.ts';

/** A received update on its way to the log: exact bytes, who sent them and when. */
export interface UpdateRow {
  readonly room: string;
  readonly epoch: number;
  readonly person: string;
  readonly at: string;
  readonly bytes: Uint8Array;
  /** Client ids this update writes for, claimed by the person with this row. */
  readonly clients: readonly number[];
}

/** What became of one update row. `fenced`: the room's epoch moved or its version is frozen; `foreign`: a client id is another's. */
export type UpdateOutcome = { readonly type: 'kept'; readonly seq: number } | { readonly type: 'fenced' } | { readonly type: 'foreign' };

/** A room as loaded: newest snapshot, updates after it, number of the last update. */
export interface StoredRoom {
  readonly seq: number;
  readonly snapshotSeq: number;
  readonly snapshot: Uint8Array | null;
  readonly updates: readonly Uint8Array[];
  readonly claims: ReadonlyMap<number, string>;
}

/** An entry on its way to the log; `statement` is the digest of the signed statement it answers, for idempotence. */
export interface EntryRow {
  readonly entry: Entry;
  readonly leaf: Uint8Array;
  readonly statement: string | null;
}

/** A frozen version with the encoded states it was read from. */
export interface FreezeRow {
  readonly frozen: FrozenVersion;
  readonly rooms: readonly { readonly room: string; readonly seq: number; readonly state: Uint8Array }[];
}

/** One append to the log. It commits only if the document still has `expected` entries, the log `logSize`, and every frozen room its seq. */
export interface Append {
  readonly documentId: string;
  readonly expected: number;
  readonly logSize: number;
  readonly entries: readonly EntryRow[];
  readonly freeze: FreezeRow | null;
  readonly numbers: readonly { readonly unit: string; readonly year: number; readonly number: number }[];
  readonly disclosures: Disclosures;
  readonly blobs: readonly string[];
  readonly refusal: { readonly statement: string; readonly code: string; readonly message: string } | null;
}

/** An update as it stands in the log: this is authorship. */
export interface LoggedUpdate {
  readonly seq: number;
  readonly person: string;
  readonly at: string;
  readonly bytes: Uint8Array;
}

/** A session as stored; the token itself is only known to the client. */
export interface SessionRow {
  readonly id: number;
  readonly person: string;
  readonly certificate: string;
  readonly expiresAt: number;
}

/** Refusal kept for a statement, to be told again. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** Co-editing part of the storage. */
export interface RoomStorage {
  load(room: string): StoredRoom;
  epochOf(room: string): number;
  append(rows: readonly UpdateRow[]): UpdateOutcome[];
  compact(room: string, seq: number, state: Uint8Array): void;
  roomsOf(prefix: string): string[];
  updates(room: string): LoggedUpdate[];
}

/** Trail part of the storage. */
export interface TrailStorage {
  appendEntries(append: Append): 'appended' | 'conflict';
  size(): number;
  leaves(): Uint8Array[];
  entriesFrom(index: number, limit: number): LoggedEntry[];
  entriesOf(documentId: string, from: number): LoggedEntry[];
  byStatement(digest: string): LoggedEntry | null;
  refusalOf(digest: string): Refusal | null;
  documents(): { documentId: string; count: number }[];
  lastNumber(unit: string, year: number): number;
  disclosuresOf(documentId: string): Disclosures;
  isFrozen(documentId: string, version: number): boolean;
  frozenVersion(documentId: string, version: number): FrozenVersion | null;
}

/** Certificates, sessions and blob names. */
export interface DeskStorage {
  putCertificate(digest: string, der: Uint8Array): void;
  certificate(digest: string): Uint8Array | null;
  certificates(): Uint8Array[];
  putSession(tokenHash: string, person: string, certificate: string, expiresAt: number): SessionRow;
  renewSession(id: number, tokenHash: string, expiresAt: number): void;
  session(tokenHash: string): SessionRow | null;
  sessionById(id: number): SessionRow | null;
  endSession(id: number): void;
  putBlob(sha256: string, person: string, size: number): void;
  bindBlob(sha256: string, documentId: string): void;
  blob(sha256: string): { size: number; owners: string[]; documents: string[] } | null;
}

/** The whole storage. */
export interface Storage extends RoomStorage, TrailStorage, DeskStorage {
  close(): void;
}

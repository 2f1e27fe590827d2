/** What the server keeps. One interface: SQLite is the embedded default, PostgreSQL follows it. Every write is one transaction. */

import type { RoomAuthor } from '../../shared/collab/authors.ts';
import type { LoginStorage } from './login-storage.ts';
import type { WitnessStorage } from './witness-storage.ts';
import type { Entry } from '../../shared/trail/entry.ts';
import type { FrozenVersion } from '../../shared/exchange/capsule/capsule.ts';
import type { Disclosures, LoggedEntry } from '../../shared/sync/api.ts';
import type { AccessNote, AccessRecord } from '../../shared/trail/access-record.ts';
import type { DeviceEventKind, DeviceState } from '../../shared/sync/devices.ts';

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
  /** There was a snapshot and it is not what was written; `updates` are all of them. */
  readonly snapshotDamaged: boolean;
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

/** A session on its way into the storage: hashes of its token and of the device secret given out with it. */
export interface NewSession {
  readonly token: string;
  readonly person: string;
  readonly certificate: string;
  readonly device: string;
  readonly startedAt: number;
  readonly expiresAt: number;
  readonly generation: number;
  readonly secret: string;
  /** A command logged in: it is no login its person remembers. */
  readonly command: boolean;
}

/** A session as stored; the token itself is only known to the client. */
export interface SessionRow extends NewSession {
  readonly id: number;
  readonly seenAt: number;
  /** Hash of the token that renews this one. Both are good until their own time, so that nothing on its way is refused. */
  readonly nextToken: string | null;
  readonly nextExpiresAt: number;
  /** False until the client has shown that it kept the new device secret. */
  readonly used: boolean;
  /** Why somebody ended it, or null. */
  readonly ended: EndReason | null;
}

/** Why a session was ended before its time. */
export type EndReason = 'ended' | 'logout' | 'replaced' | 'device';

/** A device of a person. `secret` is the hash of the secret it must show, `generation` how often that was renewed. */
export interface DeviceRow {
  readonly person: string;
  readonly id: string;
  readonly name: string;
  readonly agency: string;
  readonly state: DeviceState;
  readonly generation: number;
  readonly secret: string;
  /** Its next login may show any secret this server gave it, once: an administrator opened it again. */
  readonly reopened: boolean;
  /** How often its state was decided: a decision names the one it saw, so that none can be replayed. */
  readonly revision: number;
  readonly addedAt: number;
  readonly seenAt: number;
}

/** What happened to a device: kept for good. */
export interface DeviceEvent {
  readonly at: number;
  readonly person: string;
  readonly device: string;
  readonly kind: DeviceEventKind;
  /** Who did it: a person, or 'server'. */
  readonly by: string;
  readonly detail: string;
}

/** Refusal kept for a statement, to be told again. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** Co-editing part of the storage. */
export interface RoomStorage {
  /** `log`: without its snapshot, which then counts as damaged. */
  load(room: string, from?: 'log'): StoredRoom;
  epochOf(room: string): number;
  append(rows: readonly UpdateRow[]): UpdateOutcome[];
  compact(room: string, seq: number, state: Uint8Array): void;
  roomsOf(prefix: string): string[];
  updates(room: string): LoggedUpdate[];
  /** Whose client ids a room knows, and since when. */
  authorsOf(room: string): RoomAuthor[];
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

/** Certificates. */
export interface DeskStorage {
  putCertificate(digest: string, der: Uint8Array): void;
  certificate(digest: string): Uint8Array | null;
  certificates(): Uint8Array[];
}

/** Bytes gone by law: the hash, the ground and the time stay. */
export interface Erasure {
  readonly ground: string;
  readonly at: number;
}

/** What is known of a blob. `owners` brought it, `documents` bind it for good; `erased` where the bytes are gone by law. */
export interface BlobRow {
  readonly size: number;
  readonly owners: readonly string[];
  readonly documents: readonly string[];
  readonly erased: Erasure | null;
}

/** An upload under way: `total` bytes were announced, `at` is when the last line brought some. */
export interface PartialRow {
  readonly sha256: string;
  readonly person: string;
  readonly total: number;
  readonly at: number;
}

/** Names, owners, bindings and erasures of blobs; the bytes are files beside. Times in milliseconds. */
export interface BlobStorage {
  /** Notes the blob as brought by this person, or as brought once more; an erased one stays erased. */
  putBlob(sha256: string, person: string, size: number, at: number): 'kept' | 'erased';
  bindBlob(sha256: string, documentId: string): void;
  blob(sha256: string): BlobRow | null;
  /** Blobs no document binds that nobody offered since. */
  unboundBlobs(before: number): string[];
  /** Forgets a blob, unless a document binds it or somebody offered it since: judged in the same transaction. */
  removeBlob(sha256: string, before: number): boolean;
  /** False where there is no such blob. */
  eraseBlob(sha256: string, ground: string, at: number): boolean;
  /** Digests of all that was erased. */
  erasedBlobs(): string[];
  /** Bytes these people brought: all, and those no document binds. Uploads under way count in both. */
  blobUsage(people: readonly string[]): { readonly all: number; readonly unbound: number };
  putPartial(row: PartialRow): void;
  partial(sha256: string, person: string): PartialRow | null;
  dropPartial(sha256: string, person: string): void;
  /** Oldest first. */
  partialsOf(person: string): PartialRow[];
  /** All whose last line is older. */
  partialsBefore(at: number): PartialRow[];
  partialsNamed(sha256: string): PartialRow[];
}

/** Sessions. */
export interface SessionStorage {
  putSession(session: NewSession): SessionRow;
  /** By the hash of its token, or of the one that renews it. */
  session(tokenHash: string): SessionRow | null;
  sessionById(id: number): SessionRow | null;
  sessionsOf(person: string): SessionRow[];
  /** A second token, good beside the one that asked for it. Where that was itself the second, the first is forgotten. */
  offerToken(id: number, from: string, tokenHash: string, expiresAt: number): void;
  /** First use: the device secret given out with the session is the device's now, and its person has logged in. */
  acknowledge(session: SessionRow, at: number): void;
  seeSession(id: number, at: number): void;
  endSession(id: number, why: EndReason): void;
  /** Forgets sessions that were over before. */
  dropSessions(before: number): void;
}

/** Devices, what happened to them, and logins. */
export interface DeviceStorage extends LoginStorage {
  device(person: string, id: string): DeviceRow | null;
  devicesOf(person: string): DeviceRow[];
  devicesOfAgency(agency: string): DeviceRow[];
  putDevice(device: DeviceRow): void;
  addDeviceEvent(event: DeviceEvent): void;
  deviceEvents(person: string, limit: number): DeviceEvent[];
  /** The newest event of this kind on a device, null where there is none. */
  lastDeviceEvent(person: string, device: string, kind: DeviceEventKind): DeviceEvent | null;
  /** One transaction around several of the above. */
  atomically<T>(work: () => T): T;
}

/** Sign-ins with the agency's account (`../sign-in.ts`), by device. */
export interface SignInStorage {
  /** End of the sign-in in milliseconds, null where there is none. */
  signIn(person: string, device: string): number | null;
  putSignIn(person: string, device: string, until: number): void;
  /** False where it was used before. Nonces whose time is over are forgotten. */
  useNonce(nonce: string, now: number, until: number): boolean;
}

/** A reminder on its way to one person (NT1); `at` in milliseconds. */
export interface NudgeRow {
  readonly documentId: string;
  readonly key: string;
  readonly sender: string;
  readonly receiver: string;
  readonly at: number;
}

/** Reminders people sent (`../routes/waiting.ts`). */
export interface NudgeStorage {
  /** Keeps them in one transaction; those of before `before` are forgotten. */
  putNudges(rows: readonly NudgeRow[], before: number): void;
  lastNudge(documentId: string, key: string): number | null;
  /** Newest first. */
  nudgesFor(person: string, since: number, limit: number): NudgeRow[];
}

/** Records of access (`../access.ts`). */
export interface AccessStorage {
  /** Chained to the record before and on disk when it returns. `at` is RFC 3339. */
  addAccess(note: AccessNote, at: string): void;
  /** Records from number `n` on, in order. */
  accessFrom(n: number): Iterable<AccessRecord>;
  /** Records below number `before`, the newest first, of one person or document where named ('' for all). */
  accessBack(before: number, only: { readonly person: string; readonly document: string }): Iterable<AccessRecord>;
  /** The first number whose record is not older than `at` (RFC 3339), for a list by day. */
  accessAt(at: string): number;
}

/** The whole storage. */
export interface Storage
  extends RoomStorage, TrailStorage, DeskStorage, BlobStorage, SessionStorage, DeviceStorage, SignInStorage, AccessStorage, NudgeStorage, WitnessStorage {
  close(): void;
}

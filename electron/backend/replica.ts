/** What the features need of the local replica: reading is always local, writing goes through the durable outbox. */

import type { BlobPlace } from './sync/blobs.ts';
import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';
import type { DocumentState } from '../../shared/approval/state.ts';
import type { Directory } from '../../shared/org/directory.ts';
import type { Right } from '../../shared/policy/rights.ts';
import type { Disclosure, FrozenVersion } from '../../shared/exchange/capsule/capsule.ts';
import type { Result } from '../../shared/lib/result.ts';
import type { Entry } from '../../shared/trail/entry.ts';
import type { SignedStatement } from '../../shared/trail/statement.ts';

/** A room held open: the document is loaded from the replica before anything comes from the wire. */
export interface Room {
  readonly name: string;
  readonly doc: Doc;
  readonly awareness: Awareness;
  readonly whenLoaded: Promise<void>;
  /** Resolves once the server's text has come in. */
  readonly whenSynced: Promise<void>;
  readonly right: () => Right;
  /** The server's text has a newer shape than this program knows: it is only read here. */
  readonly outdated: () => boolean;
  /** Resolves when every local edit so far is durable at the server. */
  readonly saved: () => Promise<void>;
  readonly close: () => void;
}

/** An entry with its index in the log and when it was stored. */
export interface StoredEntry {
  readonly index: number;
  readonly entry: Entry;
}

/** How a statement came out: accepted, refused with a code and sentence, or waiting in the outbox. */
export type SubmitReply =
  | { readonly state: 'accepted' }
  | { readonly state: 'refused'; readonly code: string; readonly message: string }
  | { readonly state: 'waiting' };

/** Connection and durability as shown in the status bar. */
export interface SyncStatus {
  readonly connection: 'online' | 'offline';
  readonly since: string;
  readonly unsavedUpdates: number;
  readonly outbox: number;
  /** How many of them only say that something was opened or saved. */
  readonly outboxLooks: number;
  readonly lastSavedAt: string | null;
}

/** A statement to be sent, with what travels beside it. */
export interface Submission {
  readonly signed: SignedStatement;
  readonly salts?: readonly string[];
  readonly disclosures?: Readonly<Record<string, Disclosure>>;
}

/** The replica of one person. */
export interface Replica {
  readonly directory: () => Directory;
  readonly directoryEntries: () => readonly StoredEntry[];
  readonly documents: () => readonly string[];
  readonly entries: (documentId: string) => readonly StoredEntry[];
  /** The document's state as these entries give it. */
  readonly state: (documentId: string) => DocumentState;
  readonly disclosures: (documentId: string) => ReadonlyMap<string, Disclosure>;
  readonly content: (documentId: string, version: number) => Promise<Result<FrozenVersion>>;
  readonly openRoom: (name: string) => Room;
  readonly submit: (submission: Submission) => Promise<SubmitReply>;
  /** Acts on one document that wait in the outbox, oldest first. */
  readonly waitingFor: (documentId: string) => readonly Submission[];
  readonly putBlob: (bytes: Uint8Array) => Promise<string>;
  readonly getBlob: (sha256: string) => Promise<Result<Uint8Array>>;
  /** Keeps a file at once and sends it meanwhile. */
  readonly keepBlob: (bytes: Uint8Array) => string;
  readonly blobPlace: (sha256: string) => BlobPlace;
  /** Sends what waits; false where the line broke or the server had no room. */
  readonly sendBlobs: () => Promise<boolean>;
  readonly certificate: (digest: string) => Promise<Result<Uint8Array>>;
  readonly checkpoint: () => Promise<Result<string>>;
  /** The newest note of at least this length that most agencies cosigned; without cosignatures the checkpoint of now. */
  readonly cosigned: (atLeast: number) => Promise<Result<string>>;
  readonly proof: (index: number, size: number) => Promise<Result<readonly string[]>>;
  readonly status: () => SyncStatus;
  /** Status, rights or outbox changed. Returns the end of listening. */
  readonly onChange: (tell: () => void) => () => void;
}

/** What travels between a person's backend and the sync server over HTTP and the feed (DESIGN §7). All JSON; bytes as base64. */

import type { RefusalCode } from '../approval/refusals.ts';
import type { Right } from '../policy/rights.ts';
import type { Entry } from '../trail/entry.ts';
import type { DeviceNotice, LoginBefore } from './devices.ts';
import type { SignInStanding } from './sign-in.ts';
import type { SignedStatement } from '../trail/statement.ts';

/** The text behind a commitment: `commit(salt, value)` gives the commitment. */
export interface DisclosedValue {
  readonly salt: string;
  readonly value: unknown;
}

/** Disclosures by their commitment (lower-case hex). */
export type Disclosures = Readonly<Record<string, DisclosedValue>>;

/** One statement on its way to the sequencer. `salts` are the salts of the content's parts and go with `submitted`. */
export interface Submission {
  readonly signed: SignedStatement;
  readonly salts?: readonly string[];
  readonly disclosures?: Disclosures;
}

/** An entry with its place in the server's log. */
export interface LoggedEntry {
  readonly index: number;
  readonly entry: Entry;
}

/** Refusals of the sequencer beyond those of the approval engine. */
export type SequencerCode =
  | RefusalCode
  | 'STALE'
  | 'CONTENT_INVALID'
  | 'CONTENT_SECRET'
  | 'SEAL_OMITTED'
  | 'MALFORMED'
  | 'SIGNATURE_INVALID'
  | 'CERTIFICATE_UNKNOWN'
  | 'CERTIFICATE_INVALID'
  | 'NOT_ADMIN'
  | 'ADMIN_REVOKED'
  | 'OWN_CERTIFICATE'
  | 'DIRECTORY_MOVED'
  | 'DISCLOSURE_MISMATCH'
  | 'DIFF_MISMATCH'
  | 'RECOVERING'
  | 'BUSY';

/** Answer to a submission. The same statement always gets the same answer. `checkpoint` is the log's own word for what it took. */
export type SubmitReply =
  | { readonly ok: true; readonly value: { readonly entries: readonly LoggedEntry[]; readonly checkpoint?: string } }
  | { readonly ok: false; readonly code: SequencerCode; readonly message: string };

/** Number of entries of each document the person may read; a client that has fewer asks for the rest. */
export type Heads = Readonly<Record<string, number>>;

/**
 * Frames of the feed. `hello` comes first: how long the log is, its signed note, and which restore the server came from, where it did.
 * `cursor` is the log index to ask from next time.
 */
export type FeedFrame =
  | FeedHello
  | { readonly type: 'entries'; readonly items: readonly LoggedEntry[]; readonly cursor: number; readonly checkpoint?: string }
  | { readonly type: 'heads'; readonly heads: Heads; readonly cursor: number; readonly checkpoint?: string }
  | { readonly type: 'notice'; readonly notice: FeedNotice };

/** The server's first word on a feed. */
export interface FeedHello {
  readonly type: 'hello';
  readonly size: number;
  readonly checkpoint: string;
  /** Digest of the log's certificate, under which its checkpoints are signed. */
  readonly key?: string;
  readonly restored: string | null;
}

/** Passing news. `locked`: devices of the agency of this administrator were locked, or opened again; `nudged`: there are reminders to be asked for; `looking`: somebody began or ceased to look at a paper whose turn it is. */
export type FeedNotice =
  | { readonly kind: 'restarting' }
  | { readonly kind: 'nudged' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'looking'; readonly documentId: string }
  | DeviceNotice;

/** Body of message 65 in a room: the right this connection has now. */
export interface RoomNotice {
  readonly right: Right;
  readonly frozen: boolean;
  /** False where the client's schema is older or unknown: it gets the text but may not write. */
  readonly schema: boolean;
}

/** A session. `token` goes into `Authorization: Bearer`; `life` is what it has left in seconds, so that no clock of the client counts. */
export interface Session {
  readonly token: string;
  readonly person: string;
  readonly expiresAt: string;
  readonly life: number;
}

/** Answer to a login. `secret` is the device's next one: it is kept before the token is used. */
export interface LoginReply extends Session {
  readonly secret: string;
  /** When, as everything else the person has open is told. */
  readonly at: string;
  readonly before: LoginBefore;
  /** Where the device stands with the agency's account; null where the server does not use it. Older servers do not say. */
  readonly signIn?: SignInStanding | null;
  /** How long the agency's policy lets the person's key stay open (minutes). Older servers do not say. */
  readonly keyMinutes?: number;
}

/** Audit path (hex, nearest sibling first) from a leaf to the root of the tree of `size` leaves. */
export interface InclusionProof {
  readonly index: number;
  readonly size: number;
  readonly path: readonly string[];
}

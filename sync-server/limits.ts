/** Limits of the server: each with its default and the reason for it. */

import { MESSAGE_MOST } from '../shared/collab/room-size.ts';
import { ATTACHMENT_MOST } from '../shared/policy/guard/file-kind.ts';

/** All limits; sizes in bytes, times in milliseconds. */
export interface Limits {
  /** Largest co-editing message. An imported paper of 300 pages (3 MB; the longest that comes in fits, `shared/collab/room-size.ts`) and ten days of offline work each come as one. */
  readonly messageBytes: number;
  /** Largest encoded room. A 300-page text is about 3 MB. */
  readonly roomBytes: number;
  /** From here on a text is loaded and folded beside the main loop: smaller ones take a few milliseconds. */
  readonly largeBytes: number;
  /** Largest cursor message. */
  readonly awarenessBytes: number;
  /** Cursor frames per second and room: cursors cost more than text (recipes/sync.md §2). */
  readonly awarenessPerSecond: number;
  /** Messages per second and connection before it is asked to come back later. */
  readonly messagesPerSecond: number;
  /** Connections of one person at once. */
  readonly connectionsPerPerson: number;
  /** Connections of all people of one agency at once. */
  readonly connectionsPerAgency: number;
  /** Signed statements one person may send in a minute; those without a session count as one person. */
  readonly statementsPerMinute: number;
  /** Largest attachment. */
  readonly blobBytes: number;
  /** Bytes one person may have in files that no fixed document names yet. */
  readonly unboundBytesPerPerson: number;
  /** Bytes of all files the people of one agency brought. */
  readonly blobBytesPerAgency: number;
  /** A file no document names is kept so long after it was last offered. */
  readonly unboundMs: number;
  /** An upload nobody went on with is kept so long. */
  readonly partialMs: number;
  /** Largest JSON request. */
  readonly requestBytes: number;
  /** Life of a session; it is renewed while the person works. */
  readonly sessionMs: number;
  /** Devices of one person that need no approval: the first enrols itself, each further one waits for a signed decision. */
  readonly freeDevices: number;
  /** Devices of one person that may wait for approval at once: a thief with the key cannot fill the list. */
  readonly waitingDevices: number;
  /** Devices of one person that may be logged in at once: an office PC, a laptop and one more. 1 allows no second login. */
  readonly devicesAtOnce: number;
  /** Minutes a person's key stays open on the PC after the passphrase, told at each login: one unlock for a batch. */
  readonly keyMinutes: number;
  /** Life of a login challenge. */
  readonly challengeMs: number;
  /** An app frame at least this often: y-websocket drops a line silent for 30 s. */
  readonly keepAliveMs: number;
  /** A room nobody is in is unloaded after this. */
  readonly idleMs: number;
  /** A room people are in but nobody writes in lets go of its text after this, at the latest after twice as long; the next touch reads it again. */
  readonly restMs: number;
  /** Updates after which a room gets a snapshot, so that a cold load stays short; a long text waits for up to four times as many. */
  readonly snapshotEvery: number;
  /** A restored server holds new statements back for this long, so that what came after the backup gets its old place in the log. */
  readonly recoveryMs: number;
  /** One checkpoint is offered to witnesses for this long, so that many cosign the same one. */
  readonly witnessMs: number;
  /** Rooms outside documents, for stock Yjs clients; off in real use. */
  readonly plainRooms: boolean;
}

/** The defaults. */
export const DEFAULT_LIMITS: Limits = {
  messageBytes: MESSAGE_MOST,
  roomBytes: 16 << 20,
  largeBytes: 256 << 10,
  awarenessBytes: 4096,
  awarenessPerSecond: 5,
  messagesPerSecond: 500,
  connectionsPerPerson: 200,
  connectionsPerAgency: 20_000,
  statementsPerMinute: 600,
  blobBytes: ATTACHMENT_MOST,
  unboundBytesPerPerson: 2 * 1024 ** 3,
  blobBytesPerAgency: 500 * 1024 ** 3,
  unboundMs: 30 * 86_400_000,
  partialMs: 7 * 86_400_000,
  requestBytes: 8 << 20,
  sessionMs: 15 * 60_000,
  freeDevices: 1,
  waitingDevices: 5,
  devicesAtOnce: 3,
  keyMinutes: 30,
  challengeMs: 60_000,
  keepAliveMs: 15_000,
  idleMs: 30_000,
  restMs: 15_000,
  snapshotEvery: 1000,
  recoveryMs: 2 * 60_000,
  witnessMs: 60_000,
  plainRooms: false,
};

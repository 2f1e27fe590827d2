/** Snapshots of a room's text: when one is worth it, and where it is worked out. */

import * as Y from 'yjs';
import { diskCode } from '../shared/sync/disk.ts';
import type { Preparer } from './large/preparer.ts';
import type { RoomStorage, StoredRoom } from './storage/storage.ts';
import { isReadable } from './text-load.ts';

/** What is known of a text and its last snapshot. */
export interface Folded {
  readonly doc: Y.Doc;
  /** Number of the last update in the log, and of the last one in a snapshot. */
  seq: number;
  snapshotSeq: number;
  /** Bytes of the last snapshot and of what came after it; and of that snapshot alone. */
  bytes: number;
  folded: number;
  /** A snapshot is being worked out. */
  folding: boolean;
}

/** Snapshots, and the end of the text. */
export interface Folds {
  /** Writes a snapshot where at least `least` updates stand after the last one; of a large text beside the main loop, some time later. */
  snapshot(least: number): void;
  /** The same while people write: of a long text only once what came since is worth reading all of it for, and one at a time. */
  snapshotWhenGrown(least: number): void;
  /** Writes one at once: what was deleted counts no more. */
  fold(): void;
  close(): void;
}

/** A snapshot only shortens the next load: where the disk refuses it, the log still has everything, and the next one is due as always. */
function compact(storage: RoomStorage, name: string, seq: number, state: Uint8Array): void {
  try {
    storage.compact(name, seq, state);
  } catch (error) {
    if (diskCode(error) === null) throw error;
  }
}

/** What a text is made of. */
export interface TextInput {
  readonly name: string;
  readonly storage: RoomStorage;
  readonly preparer: Preparer;
  /** Largest text. */
  readonly maxBytes: number;
  /** From here on it is folded beside the main loop. */
  readonly largeBytes: number;
}

/** Writes a snapshot of what stands in the log, worked out beside the main loop. */
function foldAside({ name, storage, preparer }: TextInput, held: Folded): void {
  const { seq, bytes } = held;
  held.snapshotSeq = seq;
  let stored: StoredRoom;
  try {
    stored = storage.load(name);
  } catch (error) {
    if (diskCode(error) === null) throw error;
    return;
  }
  held.folding = true;
  void preparer.prepare(stored).then((prepared) => {
    held.folding = false;
    if (prepared === null) return;
    compact(storage, name, stored.seq, prepared.state);
    held.folded = prepared.state.length;
    held.bytes += held.folded - bytes;
  });
}

function foldHere({ name, storage }: TextInput, held: Folded): void {
  const state = Y.encodeStateAsUpdate(held.doc);
  held.snapshotSeq = held.seq;
  if (!isReadable(held.doc, state)) return;
  held.bytes = state.length;
  held.folded = state.length;
  compact(storage, name, held.seq, state);
}

/**
 * A snapshot costs what the whole text is long: of a long one it waits until so much of the snapshot before came since, or so many times as
 * many updates; a cold load is hardly longer for it.
 */
const LONG_BYTES = 32 << 10;
const GROWN = 1 / 4;
const PATIENCE = 4;

function isDue({ bytes, folded, folding, seq, snapshotSeq }: Folded, least: number): boolean {
  if (bytes < LONG_BYTES) return true;
  return !folding && (bytes - folded >= folded * GROWN || seq - snapshotSeq >= least * PATIENCE);
}

/** Snapshots of a text that is held, and its end. */
export function createFolds(input: TextInput, held: Folded): Folds {
  let closed = false;
  function snapshot(least: number): void {
    // What was let go may hold what the log refused.
    if (closed || held.seq - held.snapshotSeq < least) return;
    if (held.bytes >= input.largeBytes) foldAside(input, held);
    else foldHere(input, held);
  }
  return {
    snapshot,
    snapshotWhenGrown(least) {
      if (isDue(held, least)) snapshot(least);
    },
    fold() {
      if (held.seq > held.snapshotSeq) foldHere(input, held);
    },
    close() {
      closed = true;
      held.doc.destroy();
    },
  };
}

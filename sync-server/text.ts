/** The text of a room in memory: one Y.Doc, who owns which client id, and how it stands to the log. */

import * as Y from 'yjs';
import type { RoomStorage, StoredRoom } from './storage/storage.ts';

/** Clocks by client id an update reaches up to. */
export type Reach = ReadonlyMap<number, number>;

/** Judgement of an update before it is applied. `reach` are the ids it writes for. */
export type Check = { readonly type: 'good'; readonly reach: Reach } | { readonly type: 'malformed' } | { readonly type: 'foreign' };

/** A room's text. */
export interface RoomText {
  doc(): Y.Doc;
  /** Number of the last update in the log. */
  seq(): number;
  ownerOf(client: number): string | undefined;
  fits(bytes: Uint8Array): boolean;
  /** Whether it is well-formed and writes only for ids of this person (recipes/sync.md §3: an 11-byte struct can swallow a colleague). */
  check(bytes: Uint8Array, person: string, alsoOwned: (client: number) => string | undefined): Check;
  /**
   * Applies; throws where Yjs does. `integrated` is what became part of the text and may be sent on: structs whose predecessor is
   * missing stay with the server, because whoever held them would send them back under a foreign client id.
   */
  apply(bytes: Uint8Array): { readonly changed: boolean; readonly integrated: readonly Uint8Array[] };
  /** What was received up to here is not all part of the text: a predecessor has not come. */
  lacks(reach: Reach): boolean;
  /** What this state vector lacks of the text, without what waits for a predecessor. */
  diff(stateVector: Uint8Array): Uint8Array;
  kept(seq: number, clients: readonly number[], person: string): void;
  /** Memory may hold what the log refused: begin again from the log. */
  reload(): void;
  /** Writes a snapshot where at least `least` updates stand after the last one. */
  snapshot(least: number): void;
}

/** A Y.Doc of what is stored. */
export function loadDoc(stored: StoredRoom): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    if (stored.snapshot !== null) Y.applyUpdate(doc, stored.snapshot);
    for (const update of stored.updates) Y.applyUpdate(doc, update);
  });
  return doc;
}

interface Held {
  doc: Y.Doc;
  claims: Map<number, string>;
  seq: number;
  snapshotSeq: number;
  bytes: number;
}

function hold(stored: StoredRoom): Held {
  const bytes = stored.updates.reduce((sum, update) => sum + update.length, stored.snapshot?.length ?? 0);
  return { doc: loadDoc(stored), claims: new Map(stored.claims), seq: stored.seq, snapshotSeq: stored.snapshotSeq, bytes };
}

function checkUpdate(doc: Y.Doc, bytes: Uint8Array, person: string, ownerOf: (client: number) => string | undefined): Check {
  try {
    Y.decodeUpdate(bytes);
    const reach = new Map<number, number>();
    for (const [client, to] of Y.parseUpdateMeta(bytes).to) {
      if (to <= Y.getState(doc.store, client)) continue;
      const owner = ownerOf(client);
      if (owner !== undefined && owner !== person) return { type: 'foreign' };
      reach.set(client, to);
    }
    return { type: 'good', reach };
  } catch {
    return { type: 'malformed' };
  }
}

function applyUpdate(doc: Y.Doc, bytes: Uint8Array): ReturnType<RoomText['apply']> {
  const { pendingStructs, pendingDs } = doc.store;
  const before = pendingStructs?.update;
  const integrated: Uint8Array[] = [];
  const note = (update: Uint8Array): void => void integrated.push(update);
  doc.on('update', note);
  try {
    Y.applyUpdate(doc, bytes);
  } finally {
    doc.off('update', note);
  }
  const waits = doc.store.pendingStructs?.update !== before || doc.store.pendingDs !== pendingDs;
  return { changed: integrated.length > 0 || waits, integrated };
}

/** Yjs adds what waits for a predecessor to every encoding; here it is set aside for the moment. */
function encodeIntegrated(doc: Y.Doc, stateVector: Uint8Array): Uint8Array {
  const { pendingStructs, pendingDs } = doc.store;
  doc.store.pendingStructs = null;
  doc.store.pendingDs = null;
  try {
    return Y.encodeStateAsUpdate(doc, stateVector);
  } finally {
    doc.store.pendingStructs = pendingStructs;
    doc.store.pendingDs = pendingDs;
  }
}

/** Loads the text of a room. */
export function createText(name: string, storage: RoomStorage, maxBytes: number): RoomText {
  let held = hold(storage.load(name));
  return {
    doc: () => held.doc,
    seq: () => held.seq,
    ownerOf: (client) => held.claims.get(client),
    fits: (bytes) => held.bytes + bytes.length <= maxBytes,
    check: (bytes, person, alsoOwned) => checkUpdate(held.doc, bytes, person, (client) => held.claims.get(client) ?? alsoOwned(client)),
    apply(bytes) {
      const applied = applyUpdate(held.doc, bytes);
      if (applied.changed) held.bytes += bytes.length;
      return applied;
    },
    lacks: (reach) => [...reach].some(([client, to]) => Y.getState(held.doc.store, client) < to),
    diff: (stateVector) => encodeIntegrated(held.doc, stateVector),
    kept(seq, clients, person) {
      held.seq = seq;
      for (const client of clients) held.claims.set(client, person);
    },
    reload() {
      held.doc.destroy();
      held = hold(storage.load(name));
    },
    snapshot(least) {
      if (held.seq - held.snapshotSeq < least) return;
      const state = Y.encodeStateAsUpdate(held.doc);
      storage.compact(name, held.seq, state);
      held.snapshotSeq = held.seq;
      held.bytes = state.length;
    },
  };
}

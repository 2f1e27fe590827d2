/** The text of a room in memory: one Y.Doc, who owns which client id, and how it stands to the log. */

import * as Y from 'yjs';
import { diskCode } from '../shared/sync/disk.ts';
import { corrupt } from './storage/open.ts';
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
  /** What this state vector lacks of the text, without what waits for a predecessor; null where it is no state vector. */
  diff(stateVector: Uint8Array): Uint8Array | null;
  kept(seq: number, clients: readonly number[], person: string): void;
  /** Memory may hold what the log refused: begin again from the log. */
  reload(): void;
  /** Writes a snapshot where at least `least` updates stand after the last one. */
  snapshot(least: number): void;
  /** Who owns which client id, to be asked when the text is no longer in memory. */
  claims(): ReadonlyMap<number, string>;
  /** Whether the log has all of it: nothing in it waits for a predecessor. */
  whole(): boolean;
  close(): void;
}

/** A Y.Doc of what is stored. */
export function loadDoc(stored: StoredRoom): Y.Doc {
  const doc = new Y.Doc();
  try {
    doc.transact(() => {
      if (stored.snapshot !== null) Y.applyUpdate(doc, stored.snapshot);
      for (const update of stored.updates) Y.applyUpdate(doc, update);
    });
  } catch {
    throw corrupt('the text of a room');
  }
  return doc;
}

interface Held {
  readonly doc: Y.Doc;
  /** What transactions made of the text since the last look. */
  readonly look: () => Seen;
  claims: Map<number, string>;
  seq: number;
  snapshotSeq: number;
  bytes: number;
}

function hold(stored: StoredRoom): Held {
  const bytes = stored.updates.reduce((sum, update) => sum + update.length, stored.snapshot?.length ?? 0);
  const doc = loadDoc(stored);
  return { doc, look: watch(doc), claims: new Map(stored.claims), seq: stored.seq, snapshotSeq: stored.snapshotSeq, bytes };
}

/** Client ids are 32 bits wide; a clock near the end of what a number holds breaks the state vector of everybody who hears of it. */
const MAX_CLIENT = 2 ** 32 - 1;
const MAX_CLOCK = 2 ** 31;
/** Text nests by types; a value nested deeper than this only wants to overflow somebody's stack. */
const MAX_DEPTH = 100;

function tooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null && !ArrayBuffer.isView(item) ? Object.values(item) : []));
  }
  return false;
}

type Applied = ReturnType<RoomText['apply']>;

type Decoded = ReturnType<typeof Y.decodeUpdate>;

function tooDeepStruct(struct: Decoded['structs'][number]): boolean {
  if (!(struct instanceof Y.Item)) return false;
  const { content } = struct;
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return tooDeep(content.arr);
  if (content instanceof Y.ContentEmbed) return tooDeep(content.embed);
  return content instanceof Y.ContentFormat && tooDeep(content.value);
}

/** Whether its numbers are such as an honest client could have counted, and its values such as one could have made. */
function plausible({ structs, ds }: Decoded): boolean {
  const fits = (client: number, end: number): boolean => client <= MAX_CLIENT && end <= MAX_CLOCK;
  for (const [client, items] of ds.clients) if (!items.every((item) => fits(client, item.clock + item.len))) return false;
  return structs.every((struct) => struct.length > 0 && fits(struct.id.client, struct.id.clock + struct.length) && !tooDeepStruct(struct));
}

/** How far the structs go by client id; a skip writes nothing. */
function reachOf({ structs }: Decoded, doc: Y.Doc): Map<number, number> {
  const reach = new Map<number, number>();
  for (const struct of structs) {
    const { client, clock } = struct.id;
    const to = clock + struct.length;
    if (!(struct instanceof Y.Skip) && to > Math.max(Y.getState(doc.store, client), reach.get(client) ?? 0)) reach.set(client, to);
  }
  return reach;
}

/** Ids whose text is deleted before it is written: its writer would see it vanish. Nobody honest holds what the server lacks: after a restore it is given back first (RB1, RB8). */
function* deletedAhead({ ds }: Decoded, doc: Y.Doc): Generator<number> {
  for (const [client, items] of ds.clients) if (items.some((item) => item.clock + item.len > Y.getState(doc.store, client))) yield client;
}

function checkUpdate(doc: Y.Doc, bytes: Uint8Array, person: string, ownerOf: (client: number) => string | undefined): Check {
  try {
    const decoded = Y.decodeUpdate(bytes);
    if (!plausible(decoded)) return { type: 'malformed' };
    const reach = reachOf(decoded, doc);
    const foreign = (client: number): boolean => (ownerOf(client) ?? person) !== person;
    for (const client of reach.keys()) if (foreign(client)) return { type: 'foreign' };
    for (const client of deletedAhead(decoded, doc)) if (foreign(client)) return { type: 'foreign' };
    return { type: 'good', reach };
  } catch {
    return { type: 'malformed' };
  }
}

/** Whether a transaction made something of the text: Yjs' own rule for telling of an update. */
function moved({ beforeState, afterState, deleteSet }: Y.Transaction): boolean {
  if (deleteSet.clients.size > 0) return true;
  for (const [client, clock] of afterState) if (beforeState.get(client) !== clock) return true;
  return false;
}

/** Yjs adds what waits for a predecessor to every encoding; here it is set aside for the moment. */
function encodeIntegrated(doc: Y.Doc, stateVector: Uint8Array): Uint8Array | null {
  const { pendingStructs, pendingDs } = doc.store;
  doc.store.pendingStructs = null;
  doc.store.pendingDs = null;
  try {
    return Y.encodeStateAsUpdate(doc, stateVector);
  } catch {
    return null;
  } finally {
    doc.store.pendingStructs = pendingStructs;
    doc.store.pendingDs = pendingDs;
  }
}

/** Where something waits already, Yjs tells what of it became text. */
function applyToWaiting(doc: Y.Doc, bytes: Uint8Array): Applied {
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

/** Up to this length what came is passed on as it came; longer ones are written anew, so that nobody carries what all know. */
const AS_IT_CAME = 4096;

/** What the transactions since the last look made of the text. */
interface Seen {
  before: Map<number, number> | null;
  changed: boolean;
}

/** Nobody listens to these here, and telling nobody of them took a tenth of an update's time. */
const UNHEARD: ReadonlySet<string> = new Set([
  'beforeAllTransactions',
  'beforeTransaction',
  'beforeObserverCalls',
  'afterTransactionCleanup',
  'afterAllTransactions',
]);

/** Watches what transactions make of a document, with one listener for its whole life. */
function watch(doc: Y.Doc): () => Seen {
  let seen: Seen = { before: null, changed: false };
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    seen.before ??= transaction.beforeState;
    seen.changed ||= moved(transaction);
  });
  const emit = doc.emit.bind(doc);
  doc.emit = (name, args) => (UNHEARD.has(name) ? undefined : emit(name, args));
  return () => {
    const was = seen;
    seen = { before: null, changed: false };
    return was;
  };
}

/** Where nothing waits, what came is what became text, and need not be written anew: that is dearer than all else here. */
function applyUpdate({ doc, look }: Held, bytes: Uint8Array): Applied {
  const { store } = doc;
  if (store.pendingStructs !== null || store.pendingDs !== null || bytes.length > AS_IT_CAME) return applyToWaiting(doc, bytes);
  look();
  Y.applyUpdate(doc, bytes);
  const { before, changed } = look();
  if (store.pendingStructs === null && store.pendingDs === null) return { changed, integrated: changed ? [bytes] : [] };
  const part = changed && before !== null ? encodeIntegrated(doc, Y.encodeStateVector(before)) : null;
  return { changed: true, integrated: part === null ? [] : [part] };
}

/** A snapshot only shortens the next load: where the disk refuses it, the log still has everything, and the next one is due as always. */
function compact(storage: RoomStorage, name: string, seq: number, state: Uint8Array): void {
  try {
    storage.compact(name, seq, state);
  } catch (error) {
    if (diskCode(error) === null) throw error;
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
      const applied = applyUpdate(held, bytes);
      if (applied.changed) held.bytes += bytes.length;
      return applied;
    },
    lacks(reach) {
      for (const [client, to] of reach) if (Y.getState(held.doc.store, client) < to) return true;
      return false;
    },
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
      held.snapshotSeq = held.seq;
      held.bytes = state.length;
      compact(storage, name, held.seq, state);
    },
    claims: () => held.claims,
    whole: () => held.doc.store.pendingStructs === null && held.doc.store.pendingDs === null,
    close: () => held.doc.destroy(),
  };
}

/** The text of a room in memory: one Y.Doc, who owns which client id, and how it stands to the log. */

import * as Y from 'yjs';
import { createHandout, type Handout } from './large/handout.ts';
import { sizeOf } from './large/preparer.ts';
import { corrupt } from './storage/open.ts';
import type { RoomStorage, StoredRoom } from './storage/storage.ts';
import { checkUpdate, type Check, type Reach } from './text-check.ts';
import { createFolds, type Folded, type Folds, type TextInput } from './text-folds.ts';
import { readText } from './text-load.ts';

/** A room's text. */
export interface RoomText extends Folds {
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
  /** What this state vector lacks of the text, without what waits for a predecessor, as updates in order; null where it is no state vector. */
  diff(stateVector: Uint8Array): readonly [Uint8Array, ...Uint8Array[]] | null;
  kept(seq: number, clients: readonly number[], person: string): void;
  /** Who owns which client id, to be asked when the text is no longer in memory. */
  claims(): ReadonlyMap<number, string>;
  /** Whether the log has all of it: nothing in it waits for a predecessor. */
  whole(): boolean;
}

/** A Y.Doc of what is stored. Throws as a damaged disk where that is no text. */
export function loadDoc(stored: Pick<StoredRoom, 'snapshot' | 'updates'>): Y.Doc {
  const doc = readText(stored);
  if (doc === null) throw corrupt('the text of a room');
  return doc;
}

/** What is stored of a room, read. A snapshot only shortens the way: where it is no text, the log has everything. Throws as a damaged disk where neither is. */
export function readRoom(storage: Pick<RoomStorage, 'load'>, name: string, stored: StoredRoom): { readonly stored: StoredRoom; readonly doc: Y.Doc } {
  const doc = readText(stored);
  if (doc !== null) return { stored, doc };
  const log = stored.snapshot === null ? stored : storage.load(name, 'log');
  return { stored: log, doc: loadDoc(log) };
}

/** What stands in the log, the text it makes, and that text as one update where it is at hand and waits for nothing. */
export interface LoadedText {
  readonly stored: StoredRoom;
  readonly doc: Y.Doc;
  readonly state: Uint8Array | null;
}

interface Held extends Folded {
  /** What transactions made of the text since the last look. */
  readonly look: () => Seen;
  readonly handout: Handout;
  claims: Map<number, string>;
}

function hold({ stored, doc, state }: LoadedText): Held {
  const { seq, snapshotSeq } = stored;
  return {
    doc,
    look: watch(doc),
    handout: createHandout(state),
    claims: new Map(stored.claims),
    seq,
    snapshotSeq,
    bytes: sizeOf(stored),
    folded: stored.snapshot?.length ?? 0,
    folding: false,
  };
}

type Applied = ReturnType<RoomText['apply']>;

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

/** Watches what transactions make of a document: told of each directly, because the list of listeners is made anew for every event. */
function watch(doc: Y.Doc): () => Seen {
  let seen: Seen = { before: null, changed: false };
  const note = (transaction: Y.Transaction): void => {
    seen.before ??= transaction.beforeState;
    seen.changed ||= moved(transaction);
  };
  const emit = doc.emit.bind(doc);
  doc.emit = (name, args) => {
    const [first] = args;
    if (name === 'afterTransaction' && first instanceof Y.Transaction) note(first);
    else if (!UNHEARD.has(name)) emit(name, args);
  };
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

/** The text of a room from what was loaded. */
export function createText(input: TextInput, loaded: LoadedText): RoomText {
  const held = hold(loaded);
  const { doc, handout } = held;
  return {
    ...createFolds(input, held),
    doc: () => doc,
    seq: () => held.seq,
    ownerOf: (client) => held.claims.get(client),
    fits: (bytes) => held.bytes + bytes.length <= input.maxBytes,
    check: (bytes, person, alsoOwned) => checkUpdate(doc, bytes, person, (client) => held.claims.get(client) ?? alsoOwned(client)),
    apply(bytes) {
      const applied = applyUpdate(held, bytes);
      if (applied.changed) held.bytes += bytes.length;
      handout.add(applied.integrated);
      return applied;
    },
    lacks(reach) {
      for (const [client, to] of reach) if (Y.getState(doc.store, client) < to) return true;
      return false;
    },
    diff(stateVector) {
      const known = handout.whole(stateVector);
      if (known !== null) return known;
      const lacking = encodeIntegrated(doc, stateVector);
      if (lacking !== null && held.bytes >= input.largeBytes) handout.keep(stateVector, lacking);
      return lacking === null ? null : [lacking];
    },
    kept(seq, clients, person) {
      held.seq = seq;
      for (const client of clients) held.claims.set(client, person);
    },
    claims: () => held.claims,
    whole: () => doc.store.pendingStructs === null && doc.store.pendingDs === null,
  };
}

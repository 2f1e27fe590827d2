/** A room over the bridge: y-protocol bytes both ways, held while a syllable is being composed (recipes/coedit). */

import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, length, toUint8Array, writeVarUint, writeVarUint8Array, type Encoder } from 'lib0/encoding';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import { messageYjsSyncStep2, readSyncMessage, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import type { Output } from '../../shared/api/contract.ts';
import { MESSAGE } from '../../shared/collab/protocol.ts';
import type { Answer, Client } from '../api/bridge.ts';
import { createAfterPaint } from './after-paint.ts';

/** A joined room. */
export interface HostProvider {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly joined: Promise<Answer<Output<'collab.join'>>>;
  /** The backend's text came in: what an editor shows at once, it need not draw a second time. */
  readonly loaded: Promise<void>;
  /** Lets in what was held, unless a syllable is still being composed. */
  readonly settle: () => void;
  readonly destroy: () => void;
}

/** Longest silence inside a composition after which held edits come in all the same. */
const HOLD_MS = 1500;

/** An own caret is told of so often; it moves at every key, and a letter is on the screen before. */
const CARET_MS = 50;

/** Origin of what came from the backend: it is not sent back. */
const HOST = 'host';

/** Holds messages while `composing` says so; `flush` lets them in, in order. */
function createHold(composing: () => boolean, apply: (message: Uint8Array) => void) {
  let held: Uint8Array[] = [];
  let timer = 0;
  const flush = (): void => {
    clearTimeout(timer);
    const waiting = held;
    held = [];
    waiting.forEach(apply);
  };
  const take = (message: Uint8Array): void => {
    if (!composing()) {
      flush();
      return apply(message);
    }
    held.push(message);
    clearTimeout(timer);
    timer = window.setTimeout(flush, HOLD_MS);
  };
  return { take, flush };
}

type Changed = { readonly added: number[]; readonly updated: number[]; readonly removed: number[] };

/** Sends one frame into the room. */
function createSend(client: Client, room: string): (type: number, fill: (encoder: Encoder) => void) => void {
  return (type, fill) => {
    const encoder = createEncoder();
    writeVarUint(encoder, type);
    fill(encoder);
    if (length(encoder) > 1) void client.call('collab.send', { room, message: toUint8Array(encoder) });
  };
}

/** So many edits of one picture go as one message; merging takes longer the more there are. */
const MERGED_MOST = 32;

type Send = ReturnType<typeof createSend>;

/**
 * What is written here goes to the backend once it is on the screen: packing it, and the programs that take it up, would keep the letter from being painted. It never
 * comes behind another call, nor is it left behind when the window goes. Gives back what sends it now.
 */
function tellText(client: Client, doc: Y.Doc, send: Send): { readonly now: () => void; readonly stop: () => void } {
  let written: Uint8Array[] = [];
  const now = (): void => {
    const [first, ...more] = written;
    written = [];
    if (first === undefined) return;
    const messages = more.length < MERGED_MOST ? [more.length === 0 ? first : Y.mergeUpdates([first, ...more])] : [first, ...more];
    for (const update of messages) send(MESSAGE.sync, (encoder) => writeUpdate(encoder, update));
  };
  const later = createAfterPaint(now);
  const together = client.before(now);
  window.addEventListener('pagehide', now);
  // Listened to from the first own edit on: while nobody listens, the text that comes in is not packed up once more.
  const begin = ({ origin }: Y.Transaction): void => {
    if (origin === HOST) return;
    doc.off('beforeTransaction', begin);
    doc.on('update', (update: Uint8Array, from: unknown) => {
      if (from === HOST) return;
      written.push(update);
      later.ask();
    });
  };
  doc.on('beforeTransaction', begin);
  const stop = (): void => {
    now();
    later.stop();
    together();
    window.removeEventListener('pagehide', now);
  };
  return { now, stop };
}

/** What happens here goes to the backend; what came from it does not go back. Gives back what ends it, with nothing left unsent. */
function tellHost(client: Client, doc: Y.Doc, awareness: Awareness, send: Send): () => void {
  const text = tellText(client, doc, send);
  const moved = new Set<number>();
  let timer = 0;
  const tell = (): void => {
    timer = 0;
    // A caret stands at letters: they go first.
    text.now();
    send(MESSAGE.awareness, (encoder) => writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [...moved])));
    moved.clear();
  };
  awareness.on('update', ({ added, updated, removed }: Changed, origin: unknown) => {
    if (origin === HOST) return;
    for (const client of [...added, ...updated, ...removed]) moved.add(client);
    if (timer === 0) timer = window.setTimeout(tell, CARET_MS);
    if (removed.length === 0) return;
    window.clearTimeout(timer);
    tell();
  });
  return text.stop;
}

/** Joins a room; the Y.Doc fills when the backend lets it in, which sends the whole text unasked. Remote edits wait while `composing` says a syllable is open. */
export function createHostProvider(client: Client, room: string, composing: () => boolean): HostProvider {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const send = createSend(client, room);
  const { promise: loaded, resolve: came } = Promise.withResolvers<void>();
  const hold = createHold(composing, (message) => {
    const decoder = createDecoder(message);
    readVarUint(decoder);
    send(MESSAGE.sync, (encoder) => void (readSyncMessage(decoder, encoder, doc, HOST) === messageYjsSyncStep2 && came()));
  });
  const stop = client.on('collab.message', ({ room: from, message }) => {
    if (from !== room) return;
    if (message[0] === MESSAGE.sync) return hold.take(message);
    const decoder = createDecoder(message);
    if (readVarUint(decoder) === MESSAGE.awareness) applyAwarenessUpdate(awareness, readVarUint8Array(decoder), HOST);
  });
  const endTelling = tellHost(client, doc, awareness, send);
  const joined = client.call('collab.join', { room });
  return {
    doc,
    awareness,
    joined,
    loaded,
    settle() {
      if (!composing()) hold.flush();
    },
    destroy() {
      hold.flush();
      endTelling();
      removeAwarenessStates(awareness, [doc.clientID], 'leaving');
      stop();
      void client.call('collab.leave', { room });
      awareness.destroy();
      doc.destroy();
    },
  };
}

/** Writing and reading the frames of a room (y-websocket's, and ours: barrier and notice). */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { MESSAGE } from '../shared/collab/protocol.ts';
import type { RoomNotice } from '../shared/sync/api.ts';
import { joinTyping } from './typing.ts';
import { numberSize, putNumber } from './varint.ts';

/** A frame as it came in, parsed once at the door. */
export type Incoming =
  | { readonly type: 'step1'; readonly stateVector: Uint8Array }
  | { readonly type: 'update'; readonly bytes: Uint8Array }
  | { readonly type: 'awareness'; readonly bytes: Uint8Array }
  | { readonly type: 'queryAwareness' }
  | { readonly type: 'barrier'; readonly seq: number };

const STEP1 = 0;
const STEP2 = 1;
const UPDATE = 2;

function frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** Laid out by hand: there is one for every update that is passed on. */
function syncFrame(kind: number, bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  const message = Buffer.allocUnsafe(2 + numberSize(length) + length);
  message[0] = MESSAGE.sync;
  message[1] = kind;
  message.set(bytes, putNumber(message, 2, length));
  return message;
}

/** Asks the other end for what this document lacks. */
export function step1Frame(doc: Y.Doc): Uint8Array {
  return syncFrame(STEP1, Y.encodeStateVector(doc));
}

/** What the other end lacks. */
export function step2Frame(update: Uint8Array): Uint8Array {
  return syncFrame(STEP2, update);
}

/** A live update. */
export function updateFrame(bytes: Uint8Array): Uint8Array {
  return syncFrame(UPDATE, bytes);
}

/** Cursor states as encoded by y-protocols. */
export function awarenessFrame(bytes: Uint8Array): Uint8Array {
  return frame(MESSAGE.awareness, (encoder) => encoding.writeVarUint8Array(encoder, bytes));
}

/** The keep-alive: cursor states of nobody, which every Yjs client understands. */
export function keepAliveFrame(): Uint8Array {
  return awarenessFrame(new Uint8Array([0]));
}

/** Everything this connection sent before barrier `seq` is on disk. */
export function barrierFrame(seq: number): Uint8Array {
  const message = Buffer.allocUnsafe(1 + numberSize(seq));
  message[0] = MESSAGE.barrier;
  putNumber(message, 1, seq);
  return message;
}

/** The right this connection has now. */
export function noticeFrame(notice: RoomNotice): Uint8Array {
  return frame(MESSAGE.notice, (encoder) => encoding.writeVarString(encoder, JSON.stringify(notice)));
}

function readSync(decoder: decoding.Decoder): Incoming | null {
  const kind = decoding.readVarUint(decoder);
  const bytes = decoding.readVarUint8Array(decoder);
  if (kind === STEP1) return { type: 'step1', stateVector: bytes };
  return kind === STEP2 || kind === UPDATE ? { type: 'update', bytes } : null;
}

/** Parses a frame; null where it is none we know. */
export function parseFrame(data: Uint8Array): Incoming | null {
  try {
    const decoder = decoding.createDecoder(data);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE.sync) return readSync(decoder);
    if (type === MESSAGE.awareness) return { type: 'awareness', bytes: decoding.readVarUint8Array(decoder) };
    if (type === MESSAGE.queryAwareness) return { type: 'queryAwareness' };
    return type === MESSAGE.barrier ? { type: 'barrier', seq: decoding.readVarUint(decoder) } : null;
  } catch {
    return null;
  }
}

/** Updates as one: of typing by its bytes, of anything else as Yjs merges it. */
export function mergeTree(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates;
  if (only !== undefined && updates.length === 1) return only;
  return joinTyping(updates) ?? mergeDecoded(updates);
}

/** As a tree: one flat merge is quadratic (recipes/sync.md §3). */
function mergeDecoded(updates: readonly Uint8Array[]): Uint8Array {
  const merged: Uint8Array[] = [];
  for (let i = 0; i < updates.length; i += 32) merged.push(Y.mergeUpdates(updates.slice(i, i + 32)));
  return merged.length === 1 && merged[0] !== undefined ? merged[0] : mergeDecoded(merged);
}

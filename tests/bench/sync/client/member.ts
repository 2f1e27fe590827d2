/** A thin member of a room in either dialect: it speaks the protocol and keeps no document. */

import * as encoding from 'lib0/encoding';
import { SCHEMA_VERSION } from '../../../../shared/collab/content.ts';
import { MESSAGE, SCHEMA_PARAM } from '../../../../shared/collab/protocol.ts';
import { openSocket, type RawSocket } from './socket.ts';

/** How a server is spoken to. */
export type Dialect = 'ongyeol' | 'y' | 'hocuspocus';

/** A server as its clients see it. `rooms` are names of rooms the client may write. */
export interface Address {
  readonly dialect: Dialect;
  readonly url: string;
  readonly rooms: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

/** What a member hears. */
export interface Ears {
  /** The whole message; what is in it is searched for, not decoded. */
  update?(message: Buffer): void;
  awareness?(message: Buffer): void;
  /** The state a joining member is sent. */
  state?(message: Buffer): void;
  /** Ours: the barrier came back. Hocuspocus: one update was taken. */
  ack?(): void;
}

/** A member of a room. */
export interface Member {
  update(bytes: Uint8Array): void;
  awareness(bytes: Uint8Array): void;
  /** Asks whether everything sent is on disk (ours only). */
  barrier(seq: number): void;
  /** Frames of these updates, to be written at once. */
  frames(updates: readonly Uint8Array[]): Uint8Array[];
  readonly socket: RawSocket;
  readonly room: string;
}

const HOCUSPOCUS = { auth: 2, syncReply: 4, syncStatus: 8 } as const;

function createFrames(dialect: Dialect, room: string) {
  const make = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
    const encoder = encoding.createEncoder();
    if (dialect === 'hocuspocus') encoding.writeVarString(encoder, room);
    write(encoder);
    return encoding.toUint8Array(encoder);
  };
  const sync = (kind: number, bytes: Uint8Array): Uint8Array =>
    make((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.sync);
      encoding.writeVarUint(encoder, kind);
      encoding.writeVarUint8Array(encoder, bytes);
    });
  return {
    skip: dialect === 'hocuspocus' ? 1 + Buffer.byteLength(room) : 0,
    step1: () => sync(0, Uint8Array.of(0)),
    update: (bytes: Uint8Array) => sync(2, bytes),
    awareness: (bytes: Uint8Array) =>
      make((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE.awareness);
        encoding.writeVarUint8Array(encoder, bytes);
      }),
    barrier: (seq: number) =>
      make((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE.barrier);
        encoding.writeVarUint(encoder, seq);
      }),
    login: () =>
      make((encoder) => {
        encoding.writeVarUint(encoder, HOCUSPOCUS.auth);
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarString(encoder, 'token');
        encoding.writeVarString(encoder, '4.8.0');
      }),
  };
}

function hear(dialect: Dialect, skip: number, ears: Ears, message: Buffer): void {
  const type = message[skip];
  if (type === MESSAGE.sync || (dialect === 'hocuspocus' && type === HOCUSPOCUS.syncReply)) {
    const kind = message[skip + 1];
    if (kind === 1) ears.state?.(message);
    else if (kind === 2) ears.update?.(message);
  } else if (type === MESSAGE.awareness) ears.awareness?.(message);
  else if (dialect === 'hocuspocus' ? type === HOCUSPOCUS.syncStatus && message[skip + 1] === 1 : type === MESSAGE.barrier) ears.ack?.();
}

const JOIN_MS = 60_000;

/** Joins a room and waits for its state. */
export async function joinRoom(address: Address, room: string, ears: Ears): Promise<Member> {
  const { dialect, url, headers } = address;
  const frames = createFrames(dialect, room);
  const path = dialect === 'ongyeol' ? `/rooms/${encodeURIComponent(room)}?${SCHEMA_PARAM}=${SCHEMA_VERSION}` : `/${encodeURIComponent(room)}`;
  let joined = (): void => undefined;
  const synced = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no state of ${room} in time`)), JOIN_MS);
    joined = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  const all: Ears = {
    ...ears,
    state(message) {
      joined();
      ears.state?.(message);
    },
  };
  const socket = await openSocket(`${url}${path}`, headers, (message) => hear(dialect, frames.skip, all, message));
  if (dialect === 'hocuspocus') socket.send(frames.login());
  socket.send(frames.step1());
  await synced;
  return {
    room,
    socket,
    update: (bytes) => socket.send(frames.update(bytes)),
    awareness: (bytes) => socket.send(frames.awareness(bytes)),
    barrier: (seq) => socket.send(frames.barrier(seq)),
    frames: (updates) => updates.map(frames.update),
  };
}

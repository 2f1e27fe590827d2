/** A socket in a room after authentication: rights on every message, limits, keep-alive. */

import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { CLOSE, MESSAGE, parseRoom } from '../shared/collab/protocol.ts';
import { createBucket } from './bucket.ts';
import { writeMessage } from './frames.ts';
import { guarded } from './guard.ts';
import type { Limits } from './limits.ts';
import { keepAliveFrame, noticeFrame, parseFrame, type Incoming } from './messages.ts';
import type { Watch } from './observe.ts';
import { createPulse } from './pulse.ts';
import type { Room } from './room.ts';
import type { Access, Guest, Rooms } from './rooms.ts';

/** What a connection is made of. `live` says whether its session still stands. */
export interface ConnectionInput {
  readonly socket: WebSocket;
  /** The line the socket speaks on. */
  readonly line: Duplex;
  readonly room: string;
  readonly person: string;
  /** False for a document room whose client has another schema: it would delete what it does not know. */
  readonly schema: boolean;
  readonly rooms: Rooms;
  readonly limits: Limits;
  readonly watch: Watch;
  readonly live: () => boolean;
}

/** A line with so much waiting is read by nobody. */
export const SLOW = 32 << 20;
/** A cursor message is read up to this many times the largest cursor: a stock client that hears of nobody any more says so of all at once. */
const ECHOED = 16;

/** Bytes of a frame; text frames are none of ours. */
export function bytesOf(data: RawData, binary: boolean): Uint8Array | null {
  if (!binary) return null;
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data));
  return data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** Close codes that turn an update away. */
const REFUSALS: ReadonlyMap<number, string> = new Map(
  (['malformed', 'foreignClient', 'tooLarge', 'frozen', 'rate', 'storage'] as const).map((name) => [CLOSE[name], name]),
);

function refusedUpdate({ metrics, log }: Watch, code: string): void {
  metrics.count('updatesRefused', { code });
  log({ event: 'update.refused', code });
}

function createGuest(input: ConnectionInput, recheck: () => void): Guest {
  const { socket } = input;
  return {
    person: input.person,
    send(frame) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > SLOW) socket.close(CLOSE.rate, 'slow reader');
      else {
        writeMessage(input.line, frame);
        if (frame[0] === MESSAGE.barrier) input.watch.metrics.count('acks');
      }
    },
    close(code, reason) {
      const refusal = REFUSALS.get(code);
      if (refusal !== undefined) refusedUpdate(input.watch, refusal);
      socket.close(code, reason);
    },
    recheck,
  };
}

/** How one frame is answered. */
function createHandler(input: ConnectionInput, guest: Guest, room: Room, access: () => Access): (frame: Incoming) => void {
  let refused = false;
  const writes = (): boolean => access().mayWrite && input.schema;
  function update(bytes: Uint8Array): void {
    if (bytes.length <= 2) return;
    input.watch.metrics.count('updatesReceived');
    if (bytes.length > input.limits.messageBytes) return guest.close(CLOSE.tooLarge, 'message too large');
    if (writes()) return room.update(guest, bytes);
    refused = true;
    if (access().frozen && input.schema) guest.close(CLOSE.frozen, 'frozen');
    else {
      refusedUpdate(input.watch, input.schema ? 'right' : 'schema');
      guest.send(noticeFrame({ right: access().right, frozen: access().frozen, schema: input.schema }));
    }
  }
  /** What is larger is passed over: it may be what others made this client echo, and its text must not suffer for that. */
  function cursors(bytes: Uint8Array): void {
    if (bytes.length > input.limits.awarenessBytes * ECHOED) return input.watch.metrics.count('cursorsPassedOver');
    const wrong = room.presence.receive(guest, bytes);
    if (wrong !== null) guest.close(CLOSE[wrong], 'cursor not taken');
  }
  return (frame) => {
    switch (frame.type) {
      case 'step1':
        return room.step1(guest, frame.stateVector);
      case 'update':
        return update(frame.bytes);
      case 'barrier':
        return refused ? undefined : room.barrier(guest, frame.seq);
      case 'queryAwareness':
        return room.presence.greet(guest);
      case 'awareness':
        return cursors(frame.bytes);
    }
  };
}

/** What is done at every keep-alive: the session still stands, and the other end is still there. */
function createBeat({ socket, live }: ConnectionInput, guest: Guest): () => void {
  const pulse = createPulse(socket);
  return () => {
    if (socket.readyState !== socket.OPEN) return;
    if (!live()) return guest.close(CLOSE.unauthorized, 'session ended');
    guest.send(keepAliveFrame());
    pulse();
  };
}

/** Puts the socket into its room. The access was allowed a moment ago in the same turn. */
export function connectRoom(input: ConnectionInput, first: Access): void {
  const { socket, rooms, limits } = input;
  let access = first;
  const notify = (): void => {
    if (parseRoom(input.room) !== null) guest.send(noticeFrame({ right: access.right, frozen: access.frozen, schema: input.schema }));
    if (access.mayWrite && input.schema) room.ask(guest);
  };
  const recheck = (): void => {
    const now = rooms.access(input.room, input.person);
    if (now.type === 'refused') return guest.close(now.code, 'right ended');
    const was = access;
    access = now.access;
    if (was.mayWrite && access.frozen) return guest.close(CLOSE.frozen, 'frozen');
    if (was.right !== access.right || was.mayWrite !== access.mayWrite) notify();
  };
  const guest = createGuest(input, recheck);
  const room = rooms.enter(input.room, guest);
  const handle = createHandler(input, guest, room, () => access);
  const spend = createBucket(limits.messagesPerSecond);
  const disk = (work: () => void): void => guarded(input.watch, work, () => rooms.failed(input.room));
  const beat = createBeat(input, guest);
  const alive = setInterval(() => disk(beat), limits.keepAliveMs);
  socket.on('message', (data, binary) => {
    if (socket.readyState !== socket.OPEN) return;
    if (!spend()) return guest.close(CLOSE.rate, 'too many messages');
    const bytes = bytesOf(data, binary);
    const frame = bytes === null ? null : parseFrame(bytes);
    if (frame === null) guest.close(CLOSE.malformed, 'malformed message');
    else disk(() => handle(frame));
  });
  socket.on('close', () => {
    clearInterval(alive);
    rooms.leave(input.room, guest);
  });
  notify();
  room.presence.greet(guest);
}

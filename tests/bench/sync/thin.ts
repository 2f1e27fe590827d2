/** A thin client: frames in the dialect of its server, no document behind it, so that the client is not what is measured. */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import { MESSAGE } from '../../../shared/collab/protocol.ts';
import type { Measured } from './server.ts';

/** Frames heard. `at` is the moment they were read. */
export interface Ears {
  /** A sync message: 0 asks, 1 answers, 2 tells. */
  readonly onSync?: (step: number, message: Buffer) => void;
  readonly onAwareness?: () => void;
  readonly onBarrier?: (seq: number) => void;
}

/** A connected client. */
export interface Thin {
  update(bytes: Uint8Array): void;
  awareness(bytes: Uint8Array): void;
  barrier(seq: number): void;
  /** Bytes not yet handed to the system. */
  buffered(): number;
  close(): void;
}

/** Type bytes of hocuspocus: sync, cursors and the token that opens a document. */
const HOCUSPOCUS_AUTH = 2;

function frame(prefix: string | null, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  if (prefix !== null) encoding.writeVarString(encoder, prefix);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

function syncFrame(prefix: string | null, step: number, bytes: Uint8Array): Uint8Array {
  return frame(prefix, (encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, bytes);
  });
}

function greet(socket: WebSocket, server: Measured, prefix: string | null): void {
  if (prefix !== null) {
    const auth = frame(prefix, (encoder) => {
      encoding.writeVarUint(encoder, HOCUSPOCUS_AUTH);
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarString(encoder, server.token);
      encoding.writeVarString(encoder, '4.7.0');
    });
    socket.send(auth);
  }
  socket.send(syncFrame(prefix, 0, Uint8Array.of(0)));
}

function hear(message: Buffer, prefix: string | null, ears: Ears, ready: () => void): void {
  const decoder = decoding.createDecoder(message);
  if (prefix !== null) decoding.readVarString(decoder);
  const type = decoding.readVarUint(decoder);
  if (type === MESSAGE.awareness) return ears.onAwareness?.();
  if (type === MESSAGE.barrier) return ears.onBarrier?.(decoding.readVarUint(decoder));
  if (type !== MESSAGE.sync) return undefined;
  const step = decoding.readVarUint(decoder);
  ears.onSync?.(step, message);
  if (step === 1) ready();
  return undefined;
}

/** Connects to a room and waits for its first answer. */
export function openThin(server: Measured, room: string, ears: Ears): Promise<Thin> {
  const ours = server.name === 'ongyeol';
  const prefix = server.name.startsWith('hocuspocus') ? room : null;
  const url = ours ? `ws://127.0.0.1:${server.port}/rooms/${encodeURIComponent(`plain/${room}`)}` : `ws://127.0.0.1:${server.port}/${room}`;
  const socket = new WebSocket(url, { perMessageDeflate: false, headers: ours ? { authorization: `Bearer ${server.token}` } : {} });
  const thin: Thin = {
    update: (bytes) => socket.send(syncFrame(prefix, 2, bytes)),
    awareness: (bytes) =>
      socket.send(
        frame(prefix, (encoder) => {
          encoding.writeVarUint(encoder, MESSAGE.awareness);
          encoding.writeVarUint8Array(encoder, bytes);
        }),
      ),
    barrier: (seq) =>
      socket.send(
        frame(null, (encoder) => {
          encoding.writeVarUint(encoder, MESSAGE.barrier);
          encoding.writeVarUint(encoder, seq);
        }),
      ),
    buffered: () => socket.bufferedAmount,
    close: () => socket.terminate(),
  };
  return new Promise((resolve, reject) => {
    socket.on('error', reject).on('close', (code) => reject(new Error(`${server.name}: closed with ${code}`)));
    socket.on('open', () => greet(socket, server, prefix));
    socket.on('message', (message: Buffer) => hear(message, prefix, ears, () => resolve(thin)));
  });
}

/** A WebSocket end that costs next to nothing: frames are cut from the bytes where they lie, so that the server is measured and not the client. */

import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Socket } from 'node:net';

/** A raw connection. */
export interface RawSocket {
  /** Sends one message. */
  send(payload: Uint8Array): void;
  /** Writes frames made by `frameOf`. */
  write(frames: Buffer): void;
  /** Waits until the bytes written so far are handed over. */
  drained(): Promise<void>;
  /** Close code, or 0 while it is open. */
  closed(): number;
  close(): Promise<void>;
}

const OPEN_MS = 20_000;

/** A client's frame around the message: binary, whole, masked with zeros (a mask must be there). */
export function frameOf(payload: Uint8Array, opcode = 2): Buffer {
  const { length } = payload;
  const extra = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const frame = Buffer.alloc(2 + extra + 4 + length);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (extra === 0 ? length : extra === 2 ? 126 : 127);
  if (extra === 2) frame.writeUInt16BE(length, 2);
  if (extra === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.set(payload, 2 + extra + 4);
  return frame;
}

/** Cuts messages out of what comes in. */
function createCutter(take: (opcode: number, payload: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer | null = null;
  function cut(bytes: Buffer): number {
    let at = 0;
    while (bytes.length - at >= 2) {
      const first = bytes[at] ?? 0;
      if ((first & 0x80) === 0) throw new Error('fragmented frame');
      let length = (bytes[at + 1] ?? 0) & 0x7f;
      let head = 2;
      if (length === 126) {
        if (bytes.length - at < 4) break;
        length = bytes.readUInt16BE(at + 2);
        head = 4;
      } else if (length === 127) {
        if (bytes.length - at < 10) break;
        length = Number(bytes.readBigUInt64BE(at + 2));
        head = 10;
      }
      if (bytes.length - at < head + length) break;
      take(first & 0x0f, bytes.subarray(at + head, at + head + length));
      at += head + length;
    }
    return at;
  }
  return (chunk) => {
    const bytes: Buffer = rest === null ? chunk : Buffer.concat([rest, chunk]);
    const used = cut(bytes);
    rest = used === bytes.length ? null : bytes.subarray(used);
  };
}

function upgrade(url: string, headers: Readonly<Record<string, string>>): Promise<{ socket: Socket; head: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      agent: false,
      timeout: OPEN_MS,
      headers: {
        ...headers,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
      },
    });
    asked.on('upgrade', (_response, socket, head) => resolve({ socket: socket as Socket, head }));
    asked.on('response', (response) => reject(new Error(`no upgrade: ${response.statusCode}`)));
    asked.on('timeout', () => asked.destroy(new Error('upgrade timed out')));
    asked.on('error', reject);
    asked.end();
  });
}

/** Opens a connection to `http://…`; every message comes as a view of the bytes it arrived in. */
export async function openSocket(
  url: string,
  headers: Readonly<Record<string, string>>,
  onMessage: (payload: Buffer, socket: RawSocket) => void,
): Promise<RawSocket> {
  const { socket, head } = await upgrade(url, headers);
  let code = 0;
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const raw: RawSocket = {
    send: (payload) => void socket.write(frameOf(payload)),
    write: (frames) => void socket.write(frames),
    drained: () => new Promise((resolve) => (!socket.writableNeedDrain || socket.destroyed ? resolve() : socket.once('drain', () => resolve()))),
    closed: () => (code === 0 && socket.destroyed ? 1006 : code),
    async close() {
      if (!socket.destroyed) socket.end(frameOf(Buffer.from([3, 232]), 8));
      const timer = setTimeout(() => socket.destroy(), 2000);
      await ended;
      clearTimeout(timer);
    },
  };
  const cutter = createCutter((opcode, payload) => {
    if (opcode === 2) onMessage(payload, raw);
    else if (opcode === 9) socket.write(frameOf(payload, 10));
    else if (opcode === 8) {
      code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
      socket.end();
    }
  });
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', cutter);
  if (head.length > 0) cutter(head);
  return raw;
}

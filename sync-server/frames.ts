/**
 * WebSocket frames made once for everybody. `ws` would write header and payload apart for every socket of a room; here the bytes of a
 * message are laid out the first time it is sent, and every further socket gets them as they are. Messages are never compressed nor split,
 * and `ws` itself writes whole frames at once, so that the two never mix.
 */

import type { Duplex } from 'node:stream';

const FINAL_BINARY = 0x82;
const SHORT = 126;
const MIDDLE = 65_536;

/** A whole unmasked binary frame around the payload (RFC 6455 §5.2). */
export function binaryFrame(payload: Uint8Array): Buffer {
  const { length } = payload;
  const head = length < SHORT ? 2 : length < MIDDLE ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = FINAL_BINARY;
  frame[1] = head === 2 ? length : head === 4 ? 126 : 127;
  if (head === 4) frame.writeUInt16BE(length, 2);
  if (head === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.set(payload, head);
  return frame;
}

let last: { readonly payload: Uint8Array; readonly frame: Buffer } | null = null;
const forget = (): void => void (last = null);

/** Writes a message to the line of an open socket. The payload must not change afterwards. */
export function writeMessage(line: Duplex, payload: Uint8Array): void {
  if (last?.payload !== payload) {
    last = { payload, frame: binaryFrame(payload) };
    queueMicrotask(forget);
  }
  line.write(last.frame);
}

/** One page on the loopback WebSocket: token first, then calls and events. */

import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { refused, type Reply } from '../../shared/api/errors.ts';
import { decode, encode } from '../../shared/api/wire.ts';
import type { Connect, HostConnection } from './connect.ts';

/** Close codes of the bridge: what the page sent was no message, the token was wrong, the token came too late. */
export const bridgeClose = { badMessage: 4400, wrongToken: 4401, tooLate: 4408 } as const;

const hello = z.object({ token: z.string().max(200), resume: z.string().max(200).nullish() });
const request = z.object({ id: z.number().int().nonnegative(), name: z.string().max(100), input: z.unknown() });

function sameToken(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function read<T>(schema: z.ZodType<T>, data: unknown): T | null {
  try {
    const parsed = schema.safeParse(decode(String(data)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** A reply that cannot be written is a bug of the handler: the page still gets an answer. */
function encodeReply(id: number, reply: Reply): string {
  try {
    return encode({ id, reply });
  } catch {
    return encode({ id, reply: refused('INTERNAL', '프로그램 안에서 오류가 났습니다.') });
  }
}

function serveCalls(socket: WebSocket, connection: HostConnection): void {
  const send = (text: string) => {
    if (socket.readyState === socket.OPEN) socket.send(text);
  };
  const unsubscribe = connection.subscribe((event, payload) => send(encode({ event, payload })));
  socket.on('close', () => {
    unsubscribe();
    connection.close();
  });
  socket.on('message', (data) => {
    const message = read(request, data);
    if (message === null) {
      socket.close(bridgeClose.badMessage);
      return;
    }
    void connection
      .call(message.name, message.input)
      .catch(() => refused('INTERNAL', '프로그램 안에서 오류가 났습니다.'))
      .then((reply) => send(encodeReply(message.id, reply)));
  });
}

/** Waits for the token, then serves the page until it goes. */
export function serveSocket(socket: WebSocket, { token, connect, helloMs = 5000 }: { token: string; connect: Connect; helloMs?: number | undefined }): void {
  const timer = setTimeout(() => socket.close(bridgeClose.tooLate), helloMs);
  socket.on('error', () => socket.terminate());
  socket.on('close', () => clearTimeout(timer));
  socket.once('message', (data) => {
    clearTimeout(timer);
    const first = read(hello, data);
    if (first === null) socket.close(bridgeClose.badMessage);
    else if (!sameToken(first.token, token)) socket.close(bridgeClose.wrongToken);
    else if (socket.readyState === socket.OPEN) serveCalls(socket, connect({ host: 'web', connectionId: randomUUID(), resume: first.resume ?? null }));
  });
}

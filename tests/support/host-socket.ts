/** A page's side of the loopback bridge, for tests. */

import { WebSocket } from 'ws';
import type { Reply } from '../../shared/api/errors.ts';
import { decode, encode } from '../../shared/api/wire.ts';

/** An open bridge. `closed` gives the close code. */
export interface BridgeClient {
  readonly socket: WebSocket;
  readonly closed: Promise<number>;
  call(name: string, input: unknown): Promise<Reply>;
  on(listener: (event: string, payload: unknown) => void): void;
}

/** Opens `/bridge` and says hello. Headers can be overridden to play the stranger. */
export async function openBridge(
  url: string,
  {
    resume = null,
    token = new URL(url).hash.slice('#token='.length),
    headers = {},
  }: { resume?: string | null; token?: string; headers?: Record<string, string> } = {},
): Promise<BridgeClient> {
  const { host } = new URL(url);
  const socket = new WebSocket(`ws://${host}/bridge`, { headers: { origin: `http://${host}`, ...headers } });
  const waiting = new Map<number, (reply: Reply) => void>();
  const listeners = new Set<(event: string, payload: unknown) => void>();
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  let next = 0;
  socket.on('message', (data) => {
    const message = decode(String(data)) as { id: number; reply: Reply } | { event: string; payload: unknown };
    if ('event' in message) listeners.forEach((listener) => listener(message.event, message.payload));
    else waiting.get(message.id)?.(message.reply);
  });
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(encode({ token, resume }));
  return {
    socket,
    closed,
    call: (name, input) =>
      new Promise((resolve) => {
        const id = next++;
        waiting.set(id, resolve);
        socket.send(encode({ id, name, input }));
      }),
    on: (listener) => listeners.add(listener),
  };
}

/** A line that can go half-open: a TCP proxy that stops forwarding while both ends believe they are connected. */

import { connect, createServer, type Socket } from 'node:net';

/** A proxy on a port of its own. */
export interface Proxy {
  /** From now on a request that begins like this reaches the server, and its answer never comes back. */
  loseAnswer(to: string): void;
  readonly port: number;
  /** From now on nothing passes on the lines there are, and no end hears of it. */
  stall(): void;
  /** New lines work; those that stalled stay as they are until an end gives up. */
  heal(): void;
  /** Every line there is breaks, as where a machine wakes up in another network. */
  reset(): void;
  /** Lines open now. */
  lines(): number;
  close(): Promise<void>;
}

/** Listens in front of a port of this computer. */
export async function createProxy(to: number): Promise<Proxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let stalled = false;
  let unanswered: string | null = null;
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ port: to, host: '127.0.0.1', allowHalfOpen: true });
    const pair = [near, far] as const;
    pairs.add(pair);
    // A stalled line takes everything and passes nothing on, not even its end.
    let dead = stalled;
    let lost = false;
    near.on('data', (bytes: Buffer) => void (lost ||= unanswered !== null && bytes.includes(unanswered)));
    const forward = (from: Socket, target: Socket): void => {
      from.on('data', (bytes) => {
        if (lost && from === far) near.destroy();
        else if (!dead) target.write(bytes);
      });
      from.on('end', () => dead || target.end());
      from.on('error', () => undefined);
      from.on('close', () => {
        if (!dead) target.destroy();
        pairs.delete(pair);
      });
    };
    forward(near, far);
    forward(far, near);
    near.once('stall', () => void (dead = true));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    stall() {
      stalled = true;
      for (const [near] of pairs) near.emit('stall');
    },
    loseAnswer: (to) => void (unanswered = to),
    heal: () => void (stalled = false),
    reset() {
      for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
    },
    lines: () => pairs.size,
    close() {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

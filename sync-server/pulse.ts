/** Half-open lines: the other end is gone and no packet says so. Who answers no ping is cut, so that no ghost stays in a room. */

import type { WebSocket } from 'ws';

/** Beats a line may miss: a computer that was busy for one beat is still there. */
const MISSES = 2;

/** Call it at every keep-alive: asks the other end for a sign of life, and cuts the line after it gave none twice. */
export function createPulse(socket: WebSocket): () => void {
  let missed = 0;
  const heard = (): void => void (missed = 0);
  socket.on('pong', heard).on('message', heard);
  return () => {
    missed += 1;
    if (missed > MISSES) socket.terminate();
    else socket.ping();
  };
}

/** @y/websocket-server 0.1.1: the sample server of the protocol, without any store. */

import { docs, setupWSConnection } from '@y/websocket-server/utils';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import type { Running } from './peer.ts';

/** Starts it. */
export async function start(): Promise<Running> {
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', setupWSConnection);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const bound = server.address();
  return { port: typeof bound === 'object' && bound !== null ? bound.port : 0, token: '', rooms: () => docs.size };
}

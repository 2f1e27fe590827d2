/** `@y/websocket-server` as a process, as its own `server.js` starts it, without persistence. */

import { createServer } from 'node:http';
import { docs, setupWSConnection } from '@y/websocket-server/utils';
import { WebSocketServer } from 'ws';
import { answerUsage } from './control.ts';

const sockets = new WebSocketServer({ noServer: true });
const server = createServer((_request, response) => response.end('okay'));
sockets.on('connection', setupWSConnection);
server.on('upgrade', (request, socket, head) => sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request)));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  answerUsage(() => docs.size);
  process.stdout.write(`READY http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}\n`);
});
process.on('SIGTERM', () => process.exit(0));

/** The web host: the same page and the same commands on 127.0.0.1, for machines without the Electron binary. */

import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { WebSocketServer } from 'ws';
import type { Connect } from './connect.ts';
import { serveSocket } from './socket.ts';
import { serveStatic } from './static.ts';

/** A running web host. `url` carries the token in its fragment, which no browser sends anywhere. */
export interface HttpHost {
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

/** What the web host is made of. `port` 0 takes a free one. */
export interface HttpHostOptions {
  readonly rendererDir: string;
  readonly connect: Connect;
  readonly port: number;
  /** How long a socket may stay without its token. */
  readonly helloMs?: number;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no address'));
      else resolve(address.port);
    });
  });
}

/** Only the page this host served may open the bridge: right path, right Host (DNS rebinding), right Origin (other sites). */
function upgrades(server: Server, authority: () => string, options: HttpHostOptions & { token: string }): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 128 << 20 });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const { host, origin } = request.headers;
    if (request.url !== '/bridge' || host !== authority() || origin !== `http://${authority()}`) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => serveSocket(opened, options));
  });
  return sockets;
}

/** Serves page and bridge. Rejects when the port is taken. */
export async function serveHttp(options: HttpHostOptions): Promise<HttpHost> {
  const token = randomBytes(24).toString('base64url');
  let authority = '';
  const server = createServer((request, response) => {
    if (request.headers.host === authority) void serveStatic(options.rendererDir, request, response);
    else response.writeHead(421, { 'content-type': 'text/plain' }).end('misdirected request');
  });
  const sockets = upgrades(server, () => authority, { ...options, token });
  authority = `127.0.0.1:${await listen(server, options.port)}`;
  return {
    url: `http://${authority}/#token=${token}`,
    token,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.close(1001);
        const timer = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), 500);
        sockets.close();
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeAllConnections(); // a page still loading fonts must not hold the program
      }),
  };
}

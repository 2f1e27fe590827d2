/** The stock Tiptap page (`tests/e2e/stock-page`), built and served: somebody else's editor on a plain room of our server. */

import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'vite';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** The served page. */
export interface StockPage {
  /** Address of the page over a room of a server, under a session. */
  address(server: string, room: string, token: string): string;
  close(): Promise<void>;
}

/** Builds the page and serves it on a port of its own. */
export async function serveStockPage(): Promise<StockPage> {
  const built = await mkdtemp(join(tmpdir(), 'ongyeol-stock-'));
  await build({ root: join(import.meta.dirname, '../e2e/stock-page'), configFile: false, logLevel: 'error', build: { outDir: built, emptyOutDir: false } });
  const pages = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    readFile(join(built, path)).then(
      (bytes) => response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(pages, 'listening');
  return {
    address: (server, room, token) =>
      `http://127.0.0.1:${(pages.address() as AddressInfo).port}/#${new URLSearchParams({ server: server.replace('http', 'ws'), room, token })}`,
    async close() {
      pages.closeAllConnections();
      pages.close();
      await rm(built, { recursive: true, force: true });
    },
  };
}

/** @hocuspocus/server in its best setting: per-tick merging, unloading at once; with `store`, its own extension over SQLite. */

import { Database as Store } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { Running } from './peer.ts';

function storeAt(dataDir: string): Store {
  const sql = new Database(join(dataDir, 'hocuspocus.db'));
  sql.pragma('journal_mode = WAL');
  sql.pragma('synchronous = FULL');
  sql.exec('CREATE TABLE documents (name TEXT PRIMARY KEY, state BLOB NOT NULL) STRICT');
  const fetch = sql.prepare<[string], { state: Uint8Array }>('SELECT state FROM documents WHERE name = ?');
  const put = sql.prepare('INSERT INTO documents (name, state) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET state = excluded.state');
  return new Store({
    fetch: async ({ documentName }) => fetch.get(documentName)?.state ?? null,
    store: async ({ documentName, state }) => void put.run(documentName, state),
  });
}

/** Starts it. */
export async function start(dataDir: string, store: boolean): Promise<Running> {
  const server = new Server({ port: 0, address: '127.0.0.1', quiet: true, stopOnSignals: false, extensions: store ? [storeAt(dataDir)] : [] });
  const hocuspocus = await server.listen();
  return { port: server.address.port, token: 'bench', rooms: () => hocuspocus.getDocumentsCount() };
}

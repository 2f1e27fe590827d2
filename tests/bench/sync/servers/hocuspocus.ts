/** Hocuspocus as a process: the setting comes as an argument. `turn`: sends once per turn (its default); `now`: sends at once; `store`: with its store. */

import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import Sqlite from 'better-sqlite3';
import { answerUsage } from './control.ts';

const [setting = 'turn', file = ''] = process.argv.slice(2);

function sqliteStore(): Database {
  const sql = new Sqlite(file);
  sql.pragma('journal_mode = WAL');
  sql.pragma('synchronous = FULL');
  sql.exec('CREATE TABLE documents (name TEXT PRIMARY KEY, state BLOB NOT NULL) STRICT');
  const read = sql.prepare<[string], { state: Buffer }>('SELECT state FROM documents WHERE name = ?');
  const write = sql.prepare('INSERT INTO documents (name, state) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET state = excluded.state');
  return new Database({
    fetch: async ({ documentName }) => read.get(documentName)?.state ?? null,
    store: async ({ documentName, state }) => void write.run(documentName, state),
  });
}

const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: false,
  flushDelay: setting === 'now' ? false : 0,
  extensions: setting === 'store' ? [sqliteStore()] : [],
});
await server.listen();
answerUsage(() => server.hocuspocus.getDocumentsCount());
process.on('SIGTERM', () => process.exit(0));
process.stdout.write(`READY http://127.0.0.1:${server.address.port}\n`);

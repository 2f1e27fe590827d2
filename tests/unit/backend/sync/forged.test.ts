import { createServer, type Server } from 'node:http';
import WebSocket, { WebSocketServer } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSync, type Sync } from '../../../../electron/backend/sync/sync.ts';
import type { FeedFrame, LoggedEntry } from '../../../../shared/sync/api.ts';
import { leafHash } from '../../../../shared/trail/hash.ts';
import { createStage, until, type Stage } from '../../../support/sync.ts';

let stage: Stage;
const ending: (() => unknown)[] = [];
beforeEach(async () => void (stage = await createStage()));
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
  await stage.close();
});

/** A server between that lies about entries. */
async function liar(lie: (item: LoggedEntry) => LoggedEntry): Promise<string> {
  const lieAll = (body: string): string => {
    const parsed = JSON.parse(body) as { value?: unknown };
    if (!Array.isArray(parsed.value) || !parsed.value.every((item) => typeof item === 'object' && item !== null && 'entry' in item)) return body;
    return JSON.stringify({ ...parsed, value: (parsed.value as LoggedEntry[]).map(lie) });
  };
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = { authorization: request.headers.authorization ?? '', connection: 'close' };
      const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
      void fetch(`${stage.url()}${request.url}`, { method: request.method ?? 'GET', headers, ...body })
        .then(async (answer) => {
          response.writeHead(answer.status).end(lieAll(await answer.text()));
        })
        .catch(() => response.destroy());
    });
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, request) => {
    const real = new WebSocket(`${stage.url().replace('http', 'ws')}${request.url}`, { headers: { authorization: request.headers.authorization ?? '' } });
    real.on('message', (data: Buffer) => {
      const frame = JSON.parse(String(data)) as FeedFrame;
      socket.send(JSON.stringify(frame.type === 'entries' ? { ...frame, items: frame.items.map(lie) } : frame));
    });
    real.on('close', () => socket.terminate());
    real.on('error', () => undefined);
    socket.on('close', () => real.terminate());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ending.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.closeAllConnections();
        server.close(resolve);
      }),
  );
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

function connect(url: string): Sync {
  const { kim } = stage.world.people;
  const sync = createSync({
    db: stage.database(),
    url,
    login: kim.login,
    rootCertificate: stage.world.root,
    crypto: stage.world.crypto,
    clock: () => new Date(),
  });
  ending.push(() => sync.stop());
  sync.start();
  return sync;
}

const isDirectory = (item: LoggedEntry): boolean => item.entry.documentId === 'directory';

describe('a server that lies', () => {
  it('F1 a directory whose text was changed is refused: the signature does not cover it', async () => {
    const sync = connect(
      await liar((item) => {
        if (!isDirectory(item) || item.entry.kind !== 'statement' || item.entry.body.statement.type !== 'directory.put') return item;
        const { statement } = item.entry.body;
        const agency = { ...statement.body.agency, people: [] };
        return { ...item, entry: { ...item.entry, body: { ...item.entry.body, statement: { ...statement, body: { agency } } } } };
      }),
    );
    await until('fault seen', () => sync.faults().length > 0);
    expect(sync.faults()[0]).toMatchObject({ documentId: 'directory', seq: 0, code: 'SIGNATURE_INVALID' });
    expect(sync.directory().agencies.size).toBe(0);
  });

  it('F2 a directory entry signed by an ordinary person is refused', async () => {
    const { kim } = stage.world.people;
    const sync = connect(
      await liar((item) => {
        if (!isDirectory(item) || item.entry.kind !== 'statement') return item;
        const signed = kim.sign('directory.put', { agency: stage.world.directory('A', []) }, { documentId: 'directory', version: 0 });
        return { ...item, entry: { ...item.entry, body: { ...item.entry.body, ...signed } } };
      }),
    );
    await until('fault seen', () => sync.faults().length > 0);
    expect(sync.faults()[0]?.code).toBe('CERTIFICATE_INVALID');
    expect(sync.directory().agencies.size).toBe(0);
  });

  it('F3 an entry that does not follow the one before it is refused, and what was good stays', async () => {
    const documentId = await stage.createDocument();
    const sync = connect(await liar((item) => (item.index === 1 ? { ...item, entry: { ...item.entry, prev: leafHash(item.entry) } } : item)));
    await until('fault seen', () => sync.faults().length > 0);
    expect(sync.faults()[0]).toMatchObject({ documentId: 'directory', seq: 1, code: 'ENTRY_CHAIN' });
    expect([...sync.directory().agencies.keys()]).toEqual(['A']);
    await until('the document is kept', () => sync.entries(documentId).length === 1);
  });

  it('F4 a server fact under another key is refused', async () => {
    const { kim } = stage.world.people;
    const documentId = await stage.createDocument();
    const late = kim.sign('rights.set', { grants: [] }, { documentId, version: 7 });
    await stage.post(kim, { signed: late });
    const sync = connect(
      await liar((item) => {
        if (item.entry.kind !== 'serverFact') return item;
        return { ...item, entry: { ...item.entry, body: { ...item.entry.body, signature: 'A'.repeat(86) } } };
      }),
    );
    await until('fault seen', () => sync.faults().length > 0);
    expect(sync.faults()[0]).toMatchObject({ documentId, seq: 1, code: 'SIGNATURE_INVALID' });
    expect(sync.entries(documentId)).toHaveLength(1);
  });
});

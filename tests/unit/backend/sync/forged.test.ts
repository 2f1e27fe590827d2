import { createServer, type Server } from 'node:http';
import WebSocket, { WebSocketServer } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSync, type Sync } from '../../../../electron/backend/sync/sync.ts';
import type { FeedFrame, LoggedEntry } from '../../../../shared/sync/api.ts';
import { sha256Hex } from '../../../../shared/crypto/crypto.ts';
import { leafHash } from '../../../../shared/trail/hash.ts';
import { createStage, must, until, type Stage } from '../../../support/sync.ts';
import { SEEN_ALL } from '../../../support/sync-world.ts';

let stage: Stage;
const ending: (() => unknown)[] = [];
beforeEach(async () => void (stage = await createStage()));
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
  await stage.close();
});

/** A server between that lies about entries. */
async function liar(
  lie: (item: LoggedEntry) => LoggedEntry,
  more: { frame?: (frame: FeedFrame) => FeedFrame; items?: (items: LoggedEntry[]) => LoggedEntry[] } = {},
): Promise<string> {
  const { frame: change = (frame) => frame, items: all = (items) => items } = more;
  const lieAll = (body: string): string => {
    const parsed = JSON.parse(body) as { value?: unknown };
    if (!Array.isArray(parsed.value) || !parsed.value.every((item) => typeof item === 'object' && item !== null && 'entry' in item)) return body;
    return JSON.stringify({ ...parsed, value: all((parsed.value as LoggedEntry[]).map(lie)) });
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
      socket.send(JSON.stringify(change(frame.type === 'entries' ? { ...frame, items: all(frame.items.map(lie)) } : frame)));
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

function connect(url: string, db = stage.database()): Sync {
  const { kim } = stage.world.people;
  const sync = createSync({
    db,
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

  it('EN15 a change signed by an administrator whose certificate ended is refused, though the server brings it', async () => {
    const { admin } = stage.world.people;
    const other = stage.world.administrator('A', 'admin-a2');
    await stage.token(other);
    const sign = (by: typeof admin, endedAdmins: readonly string[]) =>
      by.sign('directory.put', { agency: { ...stage.world.directory('A'), endedAdmins } }, { documentId: 'directory', version: 0, directoryRev: SEEN_ALL });
    const late = sign(admin, []);
    must(await stage.post(null, { signed: sign(other, [admin.actor.certificate]) }));
    const more = (items: LoggedEntry[]): LoggedEntry[] => {
      const last = items.filter(isDirectory).at(-1);
      if (last === undefined || last.entry.seq !== 2 || last.entry.kind !== 'statement') return items;
      const entry = { ...last.entry, seq: 3, prev: leafHash(last.entry), body: { ...last.entry.body, ...late } };
      return [...items, { index: last.index + 1, entry }];
    };
    const sync = connect(await liar((item) => item, { items: more }));
    await until('fault seen', () => sync.faults().length > 0);
    expect(sync.faults()[0]).toMatchObject({ documentId: 'directory', seq: 3, code: 'CERTIFICATE_INVALID', message: expect.stringContaining('폐지된 관리자') });
    expect(sync.directory().rev).toBe(3);
  });

  it('EN18 a change signed under an authority that was ended is refused, though the server brings it', async () => {
    const { admin } = stage.world.people;
    const fresh = stage.world.administrator('A', 'fresh-admin', stage.world.anotherAuthority('A'));
    await stage.token(fresh);
    const sign = (by: typeof admin, endedAuthorities: readonly string[]) =>
      by.sign(
        'directory.put',
        { agency: { ...stage.world.directory('A'), endedAuthorities } },
        { documentId: 'directory', version: 0, directoryRev: SEEN_ALL },
      );
    const late = sign(admin, []);
    must(await stage.post(null, { signed: sign(fresh, [sha256Hex(stage.world.authority('A').certificate)]) }));
    const more = (items: LoggedEntry[]): LoggedEntry[] => {
      const last = items.filter(isDirectory).at(-1);
      if (last === undefined || last.entry.seq !== 2 || last.entry.kind !== 'statement') return items;
      return [...items, { index: last.index + 1, entry: { ...last.entry, seq: 3, prev: leafHash(last.entry), body: { ...last.entry.body, ...late } } }];
    };
    const sync = connect(await liar((item) => item, { items: more }));
    await until('fault seen', () => sync.faults().length > 0);
    expect(sync.faults()[0]).toMatchObject({ documentId: 'directory', seq: 3, code: 'CERTIFICATE_INVALID', message: expect.stringContaining('폐지된 관리자') });
  });

  it('F5 a genuine statement shown again at a later place is refused: an old directory does not come back', async () => {
    const { admin } = stage.world.people;
    const fewer = stage.world.directory('A').people.filter(({ id }) => id !== 'choi');
    const newer = admin.sign('directory.put', { agency: stage.world.directory('A', fewer) }, { documentId: 'directory', version: 0, directoryRev: SEEN_ALL });
    must(await stage.post(null, { signed: newer }));
    const replayed = (items: LoggedEntry[]): LoggedEntry[] => {
      const mine = items.filter(isDirectory);
      const [first, last] = [mine[0], mine.at(-1)];
      if (first === undefined || last === undefined || mine.length < 3) return items;
      const entry = { ...first.entry, seq: last.entry.seq + 1, prev: leafHash(last.entry) };
      return [...items, { index: last.index + 1, entry }];
    };
    const sync = connect(await liar((item) => item, { items: replayed }));
    await until('fault seen', () => sync.faults().length > 0);
    expect(sync.faults()[0]).toMatchObject({ documentId: 'directory', seq: 3, code: 'STATEMENT_REPLAYED' });
    expect(
      sync
        .directory()
        .agencies.get('A')
        ?.people.map(({ id }) => id),
    ).toEqual(['kim', 'lee']);
  });

  it('F6 a checkpoint the log never signed is left at once: larger, of another root, or under a key that is no log of this root', async () => {
    const { kim } = stage.world.people;
    const forge = (note: string): string => note.replace(/\n(\d+)\n/, (_all, size: string) => `\n${Number(size) + 1000}\n`);
    const lies: ((frame: FeedFrame) => FeedFrame)[] = [
      (frame) => (frame.type === 'hello' ? { ...frame, checkpoint: forge(frame.checkpoint) } : frame),
      (frame) => (frame.type === 'heads' && frame.checkpoint !== undefined ? { ...frame, checkpoint: forge(frame.checkpoint) } : frame),
      (frame) => (frame.type === 'hello' ? { ...frame, key: kim.login.certificate.digest } : frame),
      (frame) => (frame.type === 'hello' ? { ...frame, key: 'a'.repeat(64) } : frame),
    ];
    for (const frame of lies) {
      const sync = connect(await liar((item) => item, { frame }));
      await until('told', () => sync.reason()?.code === 'CHECKPOINT_FORGED');
      expect([sync.status().connection, sync.rollbacks()]).toEqual(['offline', []]);
    }
  });

  it('F7 a log whose tail was cut off is told, and this PC keeps every entry it had', async () => {
    const db = stage.database();
    const documentId = await stage.createDocument();
    const honest = connect(stage.url(), db);
    await until('all here', () => honest.entries(documentId).length === 1 && honest.status().connection === 'online');
    const [before, early] = [honest.directoryEntries().length, (await (await fetch(`${stage.url()}/checkpoint`)).json()) as { value: string }];
    await honest.stop();
    const { kim } = stage.world.people;
    await stage.post(kim, { signed: kim.sign('rights.set', { grants: [] }, { documentId }) });
    const again = connect(stage.url(), db);
    await until('longer', () => again.entries(documentId).length === 2);
    await again.stop();
    const size = Number(early.value.split('\n')[1]);
    const cut = await liar((item) => item, {
      frame: (frame) =>
        frame.type === 'hello' ? { ...frame, size, checkpoint: early.value } : frame.type === 'notice' ? frame : { ...frame, checkpoint: early.value },
      items: (items) => items.filter(({ index }) => index < size),
    });
    const sync = connect(cut, db);
    await until('told', () => sync.rollbacks().length > 0);
    expect(sync.rollbacks()[0]).toMatchObject({ code: 'SERVER_ROLLED_BACK', from: size + 1, to: size });
    expect([sync.entries(documentId).length, sync.directoryEntries().length]).toEqual([2, before]);
  });
});

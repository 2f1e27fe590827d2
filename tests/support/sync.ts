/** Servers and replicas for tests: real ports, real SQLite, real sockets; waiting is for conditions, never for time. */

import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { openDatabase } from '../../electron/backend/db/open.ts';
import type { ReplicaDb } from '../../electron/backend/db/sql.ts';
import { createSync, type Sync, type SyncInput } from '../../electron/backend/sync/sync.ts';
import { createWire } from '../../electron/backend/sync/wire.ts';
import { SCHEMA_VERSION } from '../../shared/collab/content.ts';
import { MESSAGE } from '../../shared/collab/protocol.ts';
import type { Result } from '../../shared/lib/result.ts';
import type { Grant } from '../../shared/policy/rights.ts';
import type { Submission, SubmitReply } from '../../shared/sync/api.ts';
import type { Limits } from '../../sync-server/limits.ts';
import type { StoreSecret } from '../../sync-server/storage/store-key.ts';
import { createSyncServer, type SyncServer, type SyncServerInput } from '../../sync-server/server.ts';
import { ANY_DEVICE, createTestDevice } from './sync-devices.ts';
import { createWorld, type Someone, type World } from './sync-world.ts';

/** Waits until the condition holds; fails with its name after a generous time. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The value of a result that must be good. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.value;
}

/** A test's own folders, removed by `clean`. */
export function createFolders(): { make(): string; clean(): void } {
  const made: string[] = [];
  return {
    make() {
      const folder = mkdtempSync(join(tmpdir(), 'ongyeol-sync-'));
      made.push(folder);
      return folder;
    },
    clean: () => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })),
  };
}

/** A world with a server on port 0, both directories published. */
export interface Stage {
  readonly world: World;
  readonly dataDir: string;
  server(): SyncServer;
  url(): string;
  /** Stops the server and starts it again on the same port and data. */
  restart(): Promise<void>;
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  post(who: Someone | null, submission: Submission): Promise<SubmitReply>;
  token(who: Someone): Promise<string>;
  createDocument(who?: Someone, grants?: readonly Grant[]): Promise<string>;
  replica(who: Someone, db?: ReplicaDb, more?: Partial<SyncInput>): Sync;
  database(): ReplicaDb;
  /** A stock y-websocket client, as any Yjs page would make it. `over`: the address it takes instead of the server's. */
  stock(who: Someone, room: string, schema?: number, over?: string): Promise<{ doc: Y.Doc; provider: WebsocketProvider; codes: number[] }>;
  close(): Promise<void>;
}

function stockClass(token: string): typeof globalThis.WebSocket {
  const Socket = class extends WebSocket {
    constructor(address: string, protocols?: string[]) {
      super(address, protocols ?? [], { headers: { authorization: `Bearer ${token}` } });
    }
  };
  return Socket as unknown as typeof globalThis.WebSocket;
}

/** Opens a stage. */
export async function createStage(
  limits: Partial<Limits> = {},
  publish = true,
  secret: StoreSecret | null = null,
  more: Partial<Pick<SyncServerInput, 'signIn' | 'clock' | 'stamps'>> = {},
): Promise<Stage> {
  const world = createWorld();
  const folders = createFolders();
  const dataDir = folders.make();
  const ending: (() => Promise<void> | void)[] = [];
  let server: SyncServer | null = null;
  let port = 0;

  async function startServer(): Promise<void> {
    const { logKey, root, crypto } = world;
    server = must(
      await createSyncServer({
        dataDir,
        port,
        secret,
        logKey,
        rootCertificate: root,
        clock: () => new Date(),
        crypto,
        limits: { ...ANY_DEVICE, ...limits },
        ...more,
      }),
    );
    port = Number(new URL(server.url).port);
  }
  async function stopServer(): Promise<void> {
    await server?.close();
    server = null;
  }
  const url = (): string => `http://127.0.0.1:${port}`;
  async function token(who: Someone): Promise<string> {
    for (const der of [...who.login.chain, who.login.certificate.der])
      await fetch(`${url()}/certificates`, { method: 'PUT', headers: { connection: 'close' }, body: Buffer.from(der) });
    let given = '';
    const wire = createWire({ url: url(), login: who.login, device: createTestDevice() });
    must(await wire.session.ensure());
    given = wire.session.pass().token;
    wire.close();
    return given;
  }
  async function post(who: Someone | null, submission: Submission): Promise<SubmitReply> {
    const headers: Record<string, string> = who === null ? { connection: 'close' } : { connection: 'close', authorization: `Bearer ${await token(who)}` };
    return (await fetch(`${url()}/statements`, { method: 'POST', headers, body: JSON.stringify(submission) })).json() as Promise<SubmitReply>;
  }
  async function publishAll(): Promise<void> {
    for (const agency of ['A', 'B'] as const) {
      const signed = world.publish(agency);
      const admin = agency === 'A' ? world.people.admin : world.people.otherAdmin;
      for (const der of [...admin.login.chain, admin.login.certificate.der])
        await fetch(`${url()}/certificates`, { method: 'PUT', headers: { connection: 'close' }, body: Buffer.from(der) });
      must(await post(null, { signed }));
    }
  }
  const database = (): ReplicaDb => {
    const db = must(openDatabase(join(folders.make(), 'replica.db'), randomBytes(32)));
    ending.push(() => db.close());
    return db;
  };

  await startServer();
  if (publish) await publishAll();
  return {
    world,
    dataDir,
    url,
    startServer,
    stopServer,
    post,
    token,
    database,
    server: () => server as SyncServer,
    async restart() {
      await stopServer();
      await startServer();
    },
    async createDocument(who = world.people.kim, grants = []) {
      const documentId = randomUUID();
      must(await post(who, { signed: who.sign('document.created', { form: 'official', unit: 'U1', grants }, { documentId }) }));
      return documentId;
    },
    replica(who, db = database(), more = {}) {
      const sync = createSync({ db, url: url(), login: who.login, rootCertificate: world.root, crypto: world.crypto, clock: () => new Date(), ...more });
      ending.push(() => sync.stop());
      sync.start();
      return sync;
    },
    async stock(who, room, schema = SCHEMA_VERSION, over = url()) {
      const doc = new Y.Doc();
      const codes: number[] = [];
      const WebSocketPolyfill = stockClass(await token(who));
      const provider = new WebsocketProvider(`${over.replace('http', 'ws')}/rooms`, room, doc, {
        disableBc: true,
        WebSocketPolyfill,
        params: { schema: String(schema) },
      });
      provider.messageHandlers[MESSAGE.notice] = () => undefined;
      provider.on('connection-close', (event) => codes.push(event?.code ?? 0));
      ending.push(() => provider.destroy());
      return { doc, provider, codes };
    },
    async close() {
      for (const end of ending.splice(0).toReversed()) await end();
      await stopServer();
      folders.clean();
    },
  };
}

/** The replica of one person: reading is local, writing is local first, the wire follows (DESIGN §7). Wiring only. */

import { replay } from '../../../shared/approval/approval.ts';
import { parseRoom } from '../../../shared/collab/protocol.ts';
import type { CryptoProvider } from '../../../shared/crypto/crypto.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { foldDirectory } from '../../../shared/org/fold.ts';
import { roomRight } from '../../../shared/policy/access.ts';
import type { Right } from '../../../shared/policy/rights.ts';
import type { InclusionProof } from '../../../shared/sync/api.ts';
import { DIRECTORY_TRAIL } from '../../../shared/trail/entry.ts';
import type { ReplicaDb } from '../db/sql.ts';
import type { Replica, StoredEntry, SubmitReply, SyncStatus } from '../replica.ts';
import { createLocalBlobs } from './blobs.ts';
import { createChecks } from './checks.ts';
import { createConnection, type Connection } from './connection.ts';
import { createIngest } from './ingest.ts';
import { createOutbox, type OutboxItem } from './outbox.ts';
import { createRoomStore, type StrandedCopy } from './room-store.ts';
import { createLocalRooms, type OpenRoom } from './rooms.ts';
import { createTrailStore, type TrailFault } from './store.ts';
import { createWire, OFFLINE, type Login } from './wire.ts';

/** What the sync of one profile needs; `url` null is a replica that never connects. */
export interface SyncInput {
  readonly db: ReplicaDb;
  readonly url: string | null;
  readonly login: Login;
  readonly rootCertificate: Uint8Array;
  readonly crypto: CryptoProvider;
  readonly clock: () => Date;
}

/** The replica with what only its owner uses. */
export interface Sync extends Replica {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Status, rights or outbox changed. Returns the end of listening. */
  readonly onChange: (tell: () => void) => () => void;
  /** Entries were checked and kept. */
  readonly onEntries: (tell: (items: readonly StoredEntry[]) => void) => () => void;
  readonly openRoom: (name: string) => OpenRoom;
  readonly whenSettled: (statement: string) => Promise<SubmitReply>;
  readonly outbox: () => readonly OutboxItem[];
  readonly stranded: () => readonly StrandedCopy[];
  /** Entries of the server that did not check and were not kept. */
  readonly faults: () => readonly TrailFault[];
  /** Every certificate this replica checked, by digest (DER). */
  readonly certificates: () => ReadonlyMap<string, Uint8Array>;
  /** Why there is no connection: OFFLINE, KEY_LOCKED, LOGIN_REFUSED …; null while online. */
  readonly failure: () => string | null;
}

function createSignal<T extends readonly unknown[]>(): { on(tell: (...news: T) => void): () => void; emit(...news: T): void } {
  const told = new Set<(...news: T) => void>();
  return {
    on(tell) {
      told.add(tell);
      return () => void told.delete(tell);
    },
    emit: (...news) => told.forEach((tell) => tell(...news)),
  };
}

/** The checked directory, folded once per revision. */
function createDirectory(entries: (trail: string) => StoredEntry[]): { get(): Directory; moved(): void } {
  let folded: Directory | null = null;
  return {
    get: () => (folded ??= foldDirectory(entries(DIRECTORY_TRAIL).map((item) => item.entry))),
    moved: () => void (folded = null),
  };
}

/** Replica and wire of one person. Nothing moves before `start`. */
export function createSync(input: SyncInput): Sync {
  const { db, clock, crypto, login } = input;
  const store = createTrailStore(db);
  const roomStore = createRoomStore(db);
  const wire = input.url === null ? null : createWire({ url: input.url, login, clock });
  const changes = createSignal<[]>();
  const news = createSignal<[readonly StoredEntry[]]>();
  const directory = createDirectory(store.entries);
  const checks = createChecks({ store, wire, root: input.rootCertificate, crypto });
  let connection: Connection | null = null;
  let lastSavedAt: string | null = null;
  const began = clock().toISOString();
  const online = (): boolean => connection?.online() === true;

  const kept = (items: readonly StoredEntry[]): void => {
    if (items.some(({ entry }) => entry.documentId === DIRECTORY_TRAIL)) directory.moved();
    for (const documentId of new Set(items.map(({ entry }) => entry.documentId))) if (online()) rooms.retry(documentId);
    news.emit(items);
    changes.emit();
  };
  const ingest = createIngest({ store, wire, checks, clock, kept });
  const outbox = createOutbox({ db, store, wire, ingest, clock, online, changed: changes.emit });
  const blobs = createLocalBlobs({ db, wire, online });
  const localRight = (room: string): Right => {
    const parsed = parseRoom(room);
    if (parsed === null) return 'edit';
    const own = outbox.items().some(({ reply, submission: { signed } }) => reply.state === 'waiting' && signed.statement.type === 'document.created' && signed.statement.documentId === parsed.documentId);
    if (own) return 'edit';
    const state = replay(parsed.documentId, store.entries(parsed.documentId).map((item) => item.entry));
    return roomRight(state, directory.get(), login.person, parsed.part);
  };
  const sessionEnded = (): void => {
    wire?.dropSession();
    void wire?.ensureSession().then((session) => session.ok && rooms.connectAll());
  };
  const saved = (at: string): void => void (lastSavedAt = at);
  const rooms = createLocalRooms({ store: roomStore, wire, clock, online, localRight, changed: changes.emit, saved, sessionEnded });
  const up = (): void => {
    rooms.connectAll();
    void blobs.flush().then(() => outbox.flush());
  };
  if (wire !== null) connection = createConnection({ wire, store, ingest, clock, up, changed: changes.emit });

  const status = (): SyncStatus => ({
    connection: online() ? 'online' : 'offline',
    since: connection?.since() ?? began,
    unsavedUpdates: roomStore.pendingTotal(),
    outbox: outbox.waiting(),
    lastSavedAt,
  });
  const ask = async <T>(path: string): Promise<Result<T>> => (wire === null ? err('OFFLINE', OFFLINE) : wire.json<T>('GET', path));

  return {
    start: () => connection?.start(),
    async stop() {
      rooms.closeAll();
      await connection?.stop();
    },
    status,
    failure: () => connection?.failure() ?? 'OFFLINE',
    onChange: changes.on,
    onEntries: news.on,
    directory: directory.get,
    directoryEntries: () => store.entries(DIRECTORY_TRAIL),
    documents: store.documents,
    entries: store.entries,
    disclosures: store.disclosures,
    content: ingest.content,
    openRoom: rooms.open,
    submit: outbox.submit,
    whenSettled: outbox.whenSettled,
    outbox: outbox.items,
    stranded: roomStore.stranded,
    faults: store.faults,
    putBlob: blobs.put,
    getBlob: blobs.get,
    certificate: checks.certificate,
    certificates: store.certificates,
    checkpoint: () => ask<string>('/checkpoint'),
    async proof(index, size) {
      const sent = await ask<InclusionProof>(`/proof?index=${index}&size=${size}`);
      return sent.ok ? ok(sent.value.path) : sent;
    },
  };
}

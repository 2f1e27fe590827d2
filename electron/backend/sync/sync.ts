/** The replica of one person: reading is local, writing is local first, the wire follows (DESIGN §7). Wiring only. */

import type { CryptoProvider } from '../../../shared/crypto/crypto.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { InclusionProof, Submission } from '../../../shared/sync/api.ts';
import type { LoginBefore } from '../../../shared/sync/devices.ts';
import type { SignInStanding } from '../../../shared/sync/sign-in.ts';
import { DIRECTORY_TRAIL } from '../../../shared/trail/entry.ts';
import type { ReplicaDb } from '../db/sql.ts';
import type { Vault } from '../platform.ts';
import type { Replica, StoredEntry, SubmitReply } from '../replica.ts';
import type { LogAlarm } from './alarms.ts';
import { createAgain, createBackground, type Background } from './background.ts';
import { createLocalBlobs, type BlobProgress } from './blobs.ts';
import { createConnection, type Connection, type ConnectionInput } from './connection.ts';
import { createIngest } from './ingest.ts';
import { createLocalRight, createReading, createUnborn } from './local-right.ts';
import { createOutbox, type OutboxItem } from './outbox.ts';
import { createRoomStore, type StrandedCopy } from './room-store.ts';
import { createLocalRooms, type LocalRooms, type OpenRoom } from './rooms.ts';
import { createRollback, type Rollback, type RollbackEvent, type RollbackInput } from './rollback.ts';
import type { Signal } from './signal.ts';
import { createServerClock, reasonOf, type Failure } from './server-clock.ts';
import { createSignals, heardOf, listening, type DeviceNews, type Signals } from './signals.ts';
import { createDirectory, createStates, withBeginnings } from './states.ts';
import { createTrailStore, type TrailFault } from './store.ts';
import { createDevice } from './device.ts';
import type { Login } from './session.ts';
import type { DiskCode } from '../../../shared/sync/disk.ts';
import { createJudges, createWatch, renewed, type Watch } from './watch.ts';
import { createWire, OFFLINE, type Wire, type WireInput } from './wire.ts';

/** What the sync of one profile needs; `url` null is a replica that never connects. */
export interface SyncInput extends Pick<WireInput, 'pin' | 'atCommand' | 'command'> {
  readonly db: ReplicaDb;
  readonly url: string | null;
  readonly login: Login;
  readonly rootCertificate: Uint8Array;
  readonly crypto: CryptoProvider;
  readonly clock: () => Date;
  /** The system's key store, where it has one. */
  readonly vault?: Vault | null;
  /** How often a silent server is asked for a sign of life (ms). */
  readonly pulseMs?: number;
  /** How often the log is looked at as its witness (ms). */
  readonly witnessMs?: number;
}

/** The replica with what only its owner uses. */
export interface Sync extends Replica {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Work nobody waits for; `stop` does. */
  readonly meanwhile: Background['run'];
  /** Entries were checked and kept. */
  readonly onEntries: (tell: (items: readonly StoredEntry[]) => void) => () => void;
  /** An act that had waited was answered. */
  readonly onSettled: (tell: (item: OutboxItem) => void) => () => void;
  readonly onProgress: (tell: (progress: BlobProgress) => void) => () => void;
  /** Edits of a room were kept apart: every holder of it must open it anew. */
  readonly onStranded: (tell: (room: string) => void) => () => void;
  readonly openRoom: (name: string) => OpenRoom;
  readonly whenSettled: (statement: string) => Promise<SubmitReply>;
  readonly outbox: () => readonly OutboxItem[];
  /** Acts on one document that wait, oldest first. */
  readonly waitingFor: (documentId: string) => readonly Submission[];
  /** Takes in acts signed elsewhere, with the certificates that check them; returns how many were new. */
  readonly addToOutbox: (submissions: readonly Submission[], certificates: ReadonlyMap<string, Uint8Array>) => number;
  readonly stranded: () => readonly StrandedCopy[];
  /** The person has dealt with the copy; it stays kept. */
  readonly handleStranded: (id: number) => void;
  /** Times the server went back to an older backup, as this replica saw them. */
  readonly rollbacks: () => readonly RollbackEvent[];
  /** The server went back to an older backup: told once each. */
  readonly onRollback: (tell: (event: RollbackEvent) => void) => () => void;
  /** Times the log showed two histories, with the evidence, oldest first. */
  readonly alarms: () => readonly LogAlarm[];
  readonly settleAlarms: Watch['settle'];
  readonly onAlarm: (tell: (alarm: LogAlarm) => void) => () => void;
  /** Looks at the log as its witness, if the last look was long enough ago. */
  readonly witness: () => Promise<void>;
  /** Entries of the server that did not check and were not kept. */
  readonly faults: () => readonly TrailFault[];
  /** Every certificate this replica checked, by digest (DER). */
  readonly certificates: () => ReadonlyMap<string, Uint8Array>;
  /** Try to connect now, e.g. after the key was unlocked, the network changed, or the person asks to log in again. */
  readonly retry: () => void;
  /** Something happened to a device of the person, or was tried, here or elsewhere. */
  readonly onDevice: (tell: (news: DeviceNews) => void) => () => void;
  /** There may be reminders somebody sent: told while the line stands, and whenever it comes back. */
  readonly onNudged: (tell: () => void) => () => void;
  /** Locked devices of the agency may be others: told like reminders. */
  readonly onLocked: (tell: () => void) => () => void;
  readonly onLooked: (tell: (documentId: string) => void) => () => void;
  /** A question to the server under this session. */
  readonly ask: <T>(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Result<T>>;
  /** Gives the server a certificate (DER) that an entry of the directory is going to name. */
  readonly offerCertificate: (der: Uint8Array) => Promise<Result<unknown>>;
  /** The login before this one and tries that failed since; null before this replica logged in. */
  readonly loginBefore: () => LoginBefore | null;
  /** Name of the server that was logged in to, '' before. */
  readonly server: () => string;
  /** Id under which the server knows this device, '' before the first try. */
  readonly device: () => string;
  /** Where this device stands with the agency's account; null where the server does not use it, or before the first login. */
  readonly signIn: () => SignInStanding | null;
  /** Minutes keys may stay open by the server's policy; null before this replica logged in. */
  readonly keyMinutes: () => number | null;
  /** Brings an ID token of a sign-in: under the session that stands, else with the next login. */
  readonly presentSignIn: (token: string) => Promise<Result<null>>;
  /** Why there is no line, with its sentence; `halted`: it is not tried again until the person asks. Null while online. */
  readonly reason: () => (Failure & { readonly halted: boolean }) | null;
  /** Why something waits: OFFLINE, KEY_LOCKED, LOGIN_REFUSED, DISK_FULL, SERVER_ROLLED_BACK …; null while all is well. */
  readonly failure: () => string | null;
  /** Why this machine's disk does not take text, null where it does. */
  readonly disk: () => DiskCode | null;
}

/** The wire of this replica as a device of its person; null where it never connects. */
function openWire({ db, url, login, vault = null, pin, atCommand, command, clock }: SyncInput, known: () => number, moved: () => void): Wire | null {
  const device = createDevice({ db, vault });
  const serverClock = createServerClock(clock, moved);
  return url === null ? null : createWire({ url, login, device, known, atCommand, command, serverClock, ...(pin === undefined ? {} : { pin }) });
}

/** What the disk says, told when it changes. */
function tellDisk(run: { diskFault: DiskCode | null }, changed: () => void): (code: DiskCode | null) => void {
  return (code) => {
    if (run.diskFault === code) return;
    run.diskFault = code;
    changed();
  };
}

type LineParts = Pick<ConnectionInput, 'store' | 'ingest' | 'notes' | 'up'> &
  Pick<RollbackInput, 'roomStore' | 'blobs' | 'parted'> & { wire: Wire | null; meanwhile: Background['run'] };

/** What keeps the line up, and what is done where the server went back; none without a server. */
function createLine(
  input: SyncInput,
  { wire, meanwhile, ...parts }: LineParts,
  signals: Signals,
): { connection: Connection | null; rollback: Rollback | null } {
  if (wire === null) return { connection: null, rollback: null };
  const rollback = createRollback({ ...input, ...parts, wire, changed: signals.changes.emit, told: signals.rollback.emit });
  return { rollback, connection: createConnection({ ...input, ...parts, wire, rollback, ...heardOf(signals, wire, meanwhile) }) };
}

/** The moving parts, wired; `run` is what changes while they run. */
function assemble(input: SyncInput, signals: Signals) {
  const { db, clock, login } = input;
  const { changes, news, settled, stranded } = signals;
  const run = { connection: null as Connection | null, lastSavedAt: null as string | null, diskFault: null as DiskCode | null };
  const disk = tellDisk(run, changes.emit);
  const background = createBackground(disk);
  const [store, roomStore] = [createTrailStore(db), createRoomStore(db)] as const;
  const wire = openWire(input, (): number => line.rollback?.known() ?? 0, changes.emit);
  const directory = createDirectory(store);
  const states = createStates(store);
  const { checks, notes } = createJudges(input, store, wire);
  const online = (): boolean => run.connection?.online() === true;
  const kept = (items: readonly StoredEntry[]): void => {
    for (const documentId of new Set(items.map(({ entry }) => entry.documentId))) if (online()) rooms.retry(documentId);
    news.emit(items);
    changes.emit();
  };
  const reads = createReading({ ...input, states, directory: directory });
  const ingest = createIngest({ store, reads, wire, checks, clock, kept, directory: directory });
  const outbox = createOutbox({ db, store, notes, wire, ingest, clock, online, background, changed: changes.emit, settled: settled.emit });
  const blobs = createLocalBlobs({ db, wire, online, progress: signals.progress.emit, again: createAgain(online, background) });
  const rooms: LocalRooms = createLocalRooms({
    ...{ store: roomStore, wire, clock, online, changed: changes.emit, strandedRoom: stranded.emit },
    localRight: createLocalRight(states, outbox, directory, login.person),
    unborn: createUnborn(states, outbox),
    lost: (documentId) => line.rollback?.lost(documentId) === true,
    saved: (at) => Object.assign(run, { lastSavedAt: at, diskFault: null }),
    failed: disk,
    sessionEnded: () => background.run(renewed(wire).then((again) => again && rooms.connectAll())),
  });
  const watch = createWatch(input, { store, wire, notes, online, background }, signals);
  const up = (): void => {
    rooms.connectAll();
    background.run(blobs.flush().then(outbox.flush).then(blobs.forget).then(watch.look));
  };
  const line = createLine(input, { ...{ wire, store, roomStore, blobs, ingest, notes, up }, parted: watch.parted, meanwhile: background.run }, signals);
  run.connection = line.connection;
  return { run, background, states, store, roomStore, wire, directory, checks, online, ingest, outbox, blobs, rooms, watch, rollback: line.rollback };
}

type Parts = ReturnType<typeof assemble>;

/** What is read from the replica or asked of the server. */
function createReads({ states, store, wire, directory, checks, ingest, blobs, roomStore, outbox, rollback, watch }: Parts) {
  const ask = async <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Result<T>> =>
    wire === null ? err('OFFLINE', OFFLINE) : wire.json<T>(method, path, body);
  return {
    ask,
    offerCertificate: async (der: Uint8Array): Promise<Result<unknown>> => (wire === null ? err('OFFLINE', OFFLINE) : wire.upload('/certificates', der)),
    server: () => wire?.session.server() ?? '',
    device: () => wire?.session.device() ?? '',
    loginBefore: () => wire?.session.before() ?? null,
    signIn: () => wire?.session.signIn() ?? null,
    keyMinutes: () => wire?.session.keyMinutes() ?? null,
    presentSignIn: async (token: string): Promise<Result<null>> => (wire === null ? err('OFFLINE', OFFLINE) : wire.session.presentSignIn(token)),
    directory: directory,
    directoryEntries: () => store.entries(DIRECTORY_TRAIL),
    documents: () => [...new Set([...store.documents(), ...outbox.begun()])],
    entries: store.entries,
    state: withBeginnings(states, outbox),
    disclosures: store.disclosures,
    faults: store.faults,
    rollbacks: () => rollback?.events() ?? [],
    ...{ alarms: watch.alarms, settleAlarms: watch.settle, witness: watch.look },
    stranded: roomStore.stranded,
    outbox: outbox.items,
    waitingFor: outbox.waitingFor,
    content: ingest.content,
    getBlob: blobs.get,
    blobPlace: blobs.place,
    certificate: checks.certificate,
    certificates: store.certificates,
    checkpoint: () => ask<string>('GET', '/checkpoint'),
    cosigned: (atLeast: number) => ask<string>('GET', `/witness/cosigned?from=${atLeast}`),
    async proof(index: number, size: number): Promise<Result<readonly string[]>> {
      const sent = await ask<InclusionProof>('GET', `/proof?index=${index}&size=${size}`);
      return sent.ok ? ok(sent.value.path) : sent;
    },
  };
}

/** What is written: local first, the wire follows. */
function createWrites({ rooms, outbox, blobs, roomStore, store, online, background }: Parts, clock: () => Date, changes: Signal<[]>) {
  return {
    openRoom: rooms.open,
    submit: outbox.submit,
    whenSettled: outbox.whenSettled,
    putBlob: blobs.put,
    sendBlobs: blobs.flush,
    /** Keeps a file and sends it behind the caller's back. */
    keepBlob(bytes: Uint8Array): string {
      const sha256 = blobs.keep(bytes);
      if (online()) background.run(blobs.flush());
      return sha256;
    },
    addToOutbox(submissions: readonly Submission[], certificates: ReadonlyMap<string, Uint8Array>): number {
      for (const [digest, der] of certificates) store.addCertificate(digest, der);
      return outbox.add(submissions);
    },
    handleStranded(id: number): void {
      roomStore.handleStranded(id, clock().toISOString());
      changes.emit();
    },
  };
}

/** Beginning and end: whoever closes the database waits for `stop`, and nothing reaches the database after it. */
function createLife({ run, background, rooms }: Parts): Pick<Sync, 'start' | 'stop' | 'meanwhile'> {
  return {
    start: () => run.connection?.start(),
    async stop() {
      rooms.closeAll();
      await run.connection?.stop();
      await background.ended();
    },
    meanwhile: background.run,
  };
}

/** Replica and wire of one person. Nothing moves before `start`. */
export function createSync(input: SyncInput): Sync {
  const signals = createSignals();
  const { changes } = signals;
  const parts = assemble(input, signals);
  const { run, outbox, online, roomStore } = parts;
  const began = input.clock().toISOString();
  return {
    ...createReads(parts),
    ...createLife(parts),
    retry: () => run.connection?.retry(),
    status: () => ({
      connection: online() ? 'online' : 'offline',
      since: run.connection?.since() ?? began,
      unsavedUpdates: roomStore.pendingTotal(),
      ...outbox.waiting(),
      lastSavedAt: run.lastSavedAt,
    }),
    failure() {
      if (run.diskFault !== null) return run.diskFault;
      return parts.rollback?.busy() === true ? 'SERVER_ROLLED_BACK' : (run.connection?.failure()?.code ?? (run.connection === null ? 'OFFLINE' : null));
    },
    disk: () => run.diskFault,
    ...listening(signals),
    reason() {
      const failure = reasonOf(run.connection?.failure() ?? null, parts.wire?.clockFault() ?? null);
      return failure === null ? null : { code: failure.code, message: failure.message, halted: parts.wire?.session.halted() !== null };
    },
    ...createWrites(parts, input.clock, changes),
  };
}

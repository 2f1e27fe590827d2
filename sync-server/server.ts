/** The sync server on one machine: rooms, sequencer, directory, log, blobs, feed over one HTTP server. Wiring only. */

import { withJosa } from '../shared/lib/josa.ts';
import { createHmac } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { join } from 'node:path';
import { sha256Hex, type CryptoProvider } from '../shared/crypto/crypto.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { findPerson } from '../shared/org/delegation.ts';
import { DIRECTORY_TRAIL } from '../shared/trail/entry.ts';
import { createAccess } from './access.ts';
import { plainFiles, sealedFiles, type BlobFiles } from './blob-files.ts';
import { createBlobs } from './blobs.ts';
import { createCommitter } from './committer.ts';
import { createFeed } from './feed.ts';
import { checkTail } from './fsck/tail.ts';
import { makeFolders } from './folders.ts';
import { createHttp } from './http.ts';
import { createIdentity } from './identity.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { lockFolder } from './lock.ts';
import { createLogSigner, createMerkleLog, defaultOrigin, type LogKey } from './log.ts';
import { silent, type Logger } from './logger.ts';
import type { SignInPolicy } from './sign-in.ts';
import { createMetrics } from './metrics.ts';
import { holdStatements, observeBlobs, observeFeed, observeIdentity, observeSequencer, observeStorage, type Watch } from './observe.ts';
import { createReadiness } from './readiness.ts';
import { createRecovery, type Recovery, type RecoveryInput } from './recovery.ts';
import { readMark, writeMark } from './restored.ts';
import { createRooms } from './rooms.ts';
import { createSequencer } from './sequencer.ts';
import { diskCode, type DiskCode } from '../shared/sync/disk.ts';
import { diskSentence } from './storage/open.ts';
import { createStamps, type StampPolicy } from './stamps.ts';
import { openSqliteStorage } from './storage/sqlite.ts';
import type { Storage } from './storage/storage.ts';
import { openStore, type StoreKeyCode, type StoreSecret } from './storage/store-key.ts';
import { addressOf, boundAt, checkAddress, type TlsCode, type TlsFiles } from './tls.ts';
import { SCHEMA_VERSION } from '../shared/collab/content.ts';
import { createTrail } from './trail.ts';
import { createUpgrade } from './upgrade.ts';
import { createWitnesses } from './witnesses.ts';

/** What a server needs. `origin` names the log in checkpoints and the server in logins. */
export interface SyncServerInput {
  readonly dataDir: string;
  readonly host?: string;
  readonly port: number;
  readonly logKey: LogKey;
  readonly rootCertificate: Uint8Array;
  readonly clock: () => Date;
  readonly crypto: CryptoProvider;
  readonly limits?: Partial<Limits>;
  readonly origin?: string;
  /** Needed for every address but loopback. */
  readonly tls?: TlsFiles | null;
  /** Encrypts database and files; without one they lie in the clear, and the log says so. */
  readonly secret?: StoreSecret | null;
  /** Signing in with the agency's account, off by default. */
  readonly signIn?: SignInPolicy | null;
  /** Time stamps for seals, off by default. */
  readonly stamps?: StampPolicy | null;
  readonly metricsToken?: string | null;
  readonly log?: Logger;
  /** Version of the rooms' schema; another one only where a test stands for a later program. */
  readonly schemaVersion?: number;
}

/** A running server. */
export interface SyncServer {
  readonly url: string;
  readonly origin: string;
  /** Where it is bound: host and port. */
  readonly listens: string;
  close(): Promise<void>;
}

/** Why a server did not start. */
export type StartCode = DiskCode | TlsCode | StoreKeyCode | 'LOG_DAMAGED' | 'PORT_TAKEN' | 'PORT_FORBIDDEN' | 'HOST_UNKNOWN';

interface Opened {
  readonly storage: Storage;
  readonly files: BlobFiles;
  readonly sealed: boolean;
}

/** The storage of a folder that is this server's alone, and how its files lie there. */
function openStorage({ dataDir, secret = null }: SyncServerInput): Result<Opened, DiskCode | StoreKeyCode> {
  let unlock: () => void;
  try {
    makeFolders(join(dataDir, 'blobs'));
    unlock = lockFolder(join(dataDir, 'server.lock'));
  } catch (error) {
    const code = diskCode(error);
    if (code === null) throw error;
    return err(code, diskSentence(code));
  }
  const keys = openStore(dataDir, secret);
  const opened = keys.ok ? openSqliteStorage(join(dataDir, 'server.db'), keys.value?.database ?? null) : keys;
  if (!opened.ok) {
    unlock();
    return opened;
  }
  const close = (): void => {
    opened.value.close();
    unlock();
  };
  const sealed = keys.ok ? keys.value : null;
  return ok({ storage: { ...opened.value, close }, files: sealed === null ? plainFiles : sealedFiles(sealed.files), sealed: sealed !== null });
}

function listen(server: Server, host: string, port: number): Promise<Result<number, StartCode>> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        resolve(err('PORT_TAKEN', `${withJosa(`포트 ${port}`, '을/를')} 다른 프로그램이 쓰고 있습니다. 다른 포트를 고르거나 그 프로그램을 끝내십시오.`));
      else if (error.code === 'EACCES')
        resolve(err('PORT_FORBIDDEN', `${withJosa(`포트 ${port}`, '을/를')} 열 권한이 없습니다. 1024 이상의 포트를 고르십시오.`));
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') resolve(err('HOST_UNKNOWN', `이 컴퓨터의 주소가 아닙니다: ${host}`));
      else reject(error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(ok(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}

function createListener(tls: TlsFiles | null, listener: RequestListener): Server {
  return tls === null ? createServer(listener) : createTlsServer({ key: tls.key, cert: tls.certificate, minVersion: 'TLSv1.2' }, listener);
}

interface Parts {
  readonly server: Server;
  readonly origin: string;
  readonly size: () => number;
  /** Whether the newest entries are what was written. */
  readonly sound: () => ReturnType<typeof checkTail>;
  readonly shut: () => void;
}

type RecoveryParts = Pick<RecoveryInput, 'storage' | 'trail' | 'rooms' | 'committer' | 'log' | 'origin' | 'appended'>;

/** What a folder that came from a backup is still to get back. */
function startRecovery(input: SyncServerInput, { limits, ...parts }: RecoveryParts & { limits: Limits }, { metrics, log }: Watch): Recovery {
  const { dataDir, crypto, clock, logKey } = input;
  return createRecovery({
    ...parts,
    crypto,
    clock,
    logCertificate: logKey.certificate,
    mark: readMark(dataDir),
    keep: (mark) => writeMark(dataDir, mark),
    holdMs: limits.recoveryMs,
    tell(event) {
      if (event.event === 'entries.resupplied') metrics.count('entriesResupplied', {}, event.count);
      log(event);
    },
  });
}

/** The parts that keep and judge. */
function createCore(input: SyncServerInput, { storage, files }: Pick<Opened, 'storage' | 'files'>, watch: Watch) {
  const { clock, crypto, logKey } = input;
  const limits: Limits = { ...DEFAULT_LIMITS, ...input.limits };
  const origin = input.origin ?? defaultOrigin(logKey.certificate);
  storage.putCertificate(sha256Hex(logKey.certificate), logKey.certificate);
  const trail = createTrail(storage, input.clock);
  const committer = createCommitter(storage);
  const rooms = createRooms({ storage, committer, trail, limits, clock });
  const signer = createLogSigner(logKey, origin);
  const log = createMerkleLog(storage.leaves(), signer);
  const feed = observeFeed(
    createFeed({ storage, trail, checkpoint: log.checkpoint, key: sha256Hex(logKey.certificate), restored: () => recovery.restored(), clock }),
    watch,
  );
  const recovery = startRecovery(input, { storage, trail, rooms, committer, log, origin, limits, appended: feed.appended }, watch);
  const desk = { storage, trail, root: input.rootCertificate, server: origin, crypto, limits, clock };
  const deviceKey = new Uint8Array(createHmac('sha256', logKey.pkcs8).update('ongyeol-device-secrets-v1').digest());
  const identity = observeIdentity(
    createIdentity({ ...desk, signIn: input.signIn ?? null, deviceKey, listening: feed.listening, notify: (person, notice) => feed.notify(notice, person) }),
    watch,
  );
  const appended: typeof feed.appended = (entries) => {
    feed.appended(entries);
    if (entries.some(({ entry }) => entry.documentId === DIRECTORY_TRAIL)) identity.recheck();
  };
  const sequence = createSequencer({ storage, trail, rooms, log, signer, trust: identity.trust, clock, appended });
  const sequencer = observeSequencer(holdStatements(sequence, recovery.holding), watch);
  const blobs = observeBlobs(createBlobs({ folder: join(input.dataDir, 'blobs'), files, storage, trail, rooms, limits, clock }), watch);
  const access = createAccess({ storage, clock });
  const listeners = (): number => feed.listening().size;
  const { trust } = identity;
  const witnesses = createWitnesses({ storage, log, signer, trust, crypto, clock, roundMs: limits.witnessMs, listeners });
  return { access, witnesses, storage, trail, committer, rooms, feed, identity, log, sequencer, blobs, limits, origin, recovery };
}

/** Files that nobody needs any more are looked for so often. */
const COLLECT_MS = 6 * 3_600_000;
/** Refused attempts that were only counted are kept so often. */
const SETTLE_MS = 60_000;

/** The doors: HTTP and sockets over the parts. */
function assemble(input: SyncServerInput, opened: Opened): Parts {
  const watch: Watch = { metrics: createMetrics(), log: input.log ?? silent };
  const { metrics, log } = watch;
  const storage = observeStorage(opened.storage, watch);
  const core = createCore(input, { storage, files: opened.files }, watch);
  const { access, rooms, feed, identity, committer, limits, recovery } = core;
  const readiness = createReadiness(input.dataDir);
  const operations = { metrics, log, readiness, metricsToken: input.metricsToken ?? null };
  const server = createListener(
    input.tls ?? null,
    createHttp({ ...core, operations, stamps: createStamps(input.stamps ?? null, input.clock), clock: input.clock }),
  );
  const agencyOf = (person: string): string => findPerson(core.trail.directory(), person)?.agency ?? '';
  const upgrade = createUpgrade({
    ...{ identity, access, rooms, feed, limits, watch, agencyOf },
    ...{ restored: recovery.restored, size: core.log.size, schemaVersion: input.schemaVersion ?? SCHEMA_VERSION },
  });
  recovery.onProved(upgrade.close);
  server.on('upgrade', upgrade.handle);
  metrics.gauge('rooms', rooms.count);
  metrics.gauge('texts', rooms.working);
  metrics.gauge('connections', upgrade.count);
  metrics.gauge('entries', core.log.size);
  metrics.gauge('recovering', () => (recovery.holding() ? 1 : 0));
  metrics.gauge('ready', () => (readiness.check().ok ? 1 : 0));
  const rounds = [setInterval(() => void core.blobs.collect(), COLLECT_MS).unref(), setInterval(access.settle, SETTLE_MS).unref()];
  const shut = (): void => {
    rounds.forEach(clearInterval);
    access.close();
    readiness.closing();
    recovery.close();
    feed.notify({ kind: 'restarting' });
    upgrade.end();
    committer.flush();
    rooms.close();
    metrics.stop();
  };
  const sound = (): ReturnType<typeof checkTail> => checkTail(storage, storage.leaves(), sha256Hex(input.logKey.certificate), identity.trust);
  return { server, origin: core.origin, size: core.log.size, sound, shut };
}

/** The parts over what the folder holds; a page that cannot be read is named before anybody is let in. */
function readFolder(input: SyncServerInput, opened: Opened): Result<Parts, DiskCode> {
  try {
    return ok(assemble(input, opened));
  } catch (error) {
    const code = diskCode(error);
    if (code === null) throw error;
    return err(code, diskSentence(code));
  }
}

/** Starts a server; what can be expected to go wrong comes back as a value with its sentence. */
export async function createSyncServer(input: SyncServerInput): Promise<Result<SyncServer, StartCode>> {
  const host = input.host ?? '127.0.0.1';
  const tls = input.tls ?? null;
  const address = checkAddress(host, tls);
  if (!address.ok) return address;
  const opened = openStorage(input);
  if (!opened.ok) return opened;
  const { storage, sealed } = opened.value;
  const log = input.log ?? silent;
  const parts = readFolder(input, opened.value);
  if (!parts.ok) {
    storage.close();
    return parts;
  }
  const { server, shut, origin, size, sound } = parts.value;
  const checked = await sound();
  const port = checked.ok ? await listen(server, host, input.port) : checked;
  if (!port.ok) {
    if (!checked.ok) shut();
    storage.close();
    return port;
  }
  const url = addressOf(host, port.value, tls);
  log({ event: 'started', url, size: size() });
  if (!sealed) log({ event: 'storage.plain' });
  const close = async (): Promise<void> => {
    log({ event: 'stopping' });
    shut();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 600).unref();
    await closed;
    storage.close();
    log({ event: 'stopped' });
  };
  return ok({ url, origin, listens: boundAt(host, port.value), close });
}

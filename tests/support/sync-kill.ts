/**
 * kill -9 of server and clients in the middle of co-editing, signing and folding: what was acknowledged must be there, and so must what a
 * client had on its disk.
 */

import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openDatabase } from '../../electron/backend/db/open.ts';
import { createSync } from '../../electron/backend/sync/sync.ts';
import { mainRoom } from '../../shared/collab/protocol.ts';
import { leafHash } from '../../shared/trail/hash.ts';
import { openSqliteStorage } from '../../sync-server/storage/sqlite.ts';
import type { ChildOrders } from './sync-child.ts';
import { writeConfig } from './sync-config.ts';
import { killProcess, startServer, type ServerProcess } from './sync-process.ts';
import { createRandom, type Random } from './sync-random.ts';
import { createFolders, createStage, must, until, type Stage } from './sync.ts';
import type { Someone } from './sync-world.ts';

/** What a run found. */
export interface KillReport {
  readonly seed: number;
  readonly rounds: number;
  /** Updates the server acknowledged, and updates on a client's disk; how many of them were missing afterwards. */
  readonly acked: number;
  readonly lostAcked: number;
  readonly local: number;
  readonly lostLocal: number;
  /** Statements the server accepted, and statements on a client's disk; missing, or in the log twice. */
  readonly accepted: number;
  readonly lostAccepted: number;
  readonly signed: number;
  readonly lostSigned: number;
  readonly twice: number;
  /** How often a room was folded while people wrote. */
  readonly folded: number;
  /** Answers of SQLite's check and of the chain's; all 'ok'. */
  readonly integrity: readonly string[];
  /** Reasons of stranded copies and refusals; there must be none. */
  readonly stranded: readonly string[];
}

type Count = { -readonly [K in keyof KillReport]: KillReport[K] extends readonly string[] ? string[] : KillReport[K] };

const ROOT = join(import.meta.dirname, '..', '..');
const FOLD_EVERY = 20;
/** A round in which nothing was folded would say nothing of kills while folding. */
const LEAST_FOLDS = 2;
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

interface Writer {
  readonly who: Someone;
  readonly orders: ChildOrders;
  readonly process: ChildProcess;
  readonly signed: Set<string>;
  readonly accepted: Set<string>;
  readonly refused: Set<string>;
  local: number;
  acked: number;
}

function hear(writer: Writer, line: string): void {
  const [word, what = ''] = line.split(' ');
  if (word === 'local') writer.local = Number(what);
  else if (word === 'acked') writer.acked = Math.max(writer.acked, Number(what));
  else if (word === 'signed' || word === 'accepted' || word === 'refused') writer[word].add(what);
}

function startWriter(who: Someone, folder: string, rest: Pick<ChildOrders, 'url' | 'root' | 'room' | 'owns' | 'seed'>): Writer {
  const orders: ChildOrders = {
    ...rest,
    database: join(folder, `${who.actor.person}.db`),
    databaseKey: base64(randomBytes(32)),
    actor: who.actor,
    certificate: { digest: who.login.certificate.digest, der: base64(who.login.certificate.der) },
    chain: who.login.chain.map(base64),
    privateKey: base64(who.privateKey),
  };
  const file = join(folder, `${who.actor.person}.json`);
  writeFileSync(file, JSON.stringify(orders));
  const child = spawn(process.execPath, [join(ROOT, 'tests', 'support', 'sync-child.ts'), file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const writer: Writer = { who, orders, process: child, signed: new Set(), accepted: new Set(), refused: new Set(), local: 0, acked: 0 };
  let tail = '';
  child.stdout?.on('data', (data: Buffer) => {
    const lines = (tail + String(data)).split('\n');
    tail = lines.pop() ?? '';
    for (const line of lines) hear(writer, line);
  });
  return writer;
}

/** Reads the room as the server has it, and counts what is missing. */
async function missing(stage: Stage, room: string, writers: readonly Writer[], upTo: (writer: Writer) => number): Promise<number> {
  const sync = stage.replica(stage.world.people.kim);
  const open = sync.openRoom(room);
  await open.whenSynced;
  const map = open.doc.getMap('m');
  let lost = 0;
  for (const writer of writers) for (let n = 1; n <= upTo(writer); n++) if (!map.has(`${writer.who.actor.person}:${n}`)) lost += 1;
  await sync.stop();
  return lost;
}

/** Opens the killed client's database again and lets it deliver what it holds; what went wrong is told. */
async function recover(stage: Stage, writer: Writer, room: string): Promise<string[]> {
  const db = must(openDatabase(writer.orders.database, new Uint8Array(Buffer.from(writer.orders.databaseKey, 'base64'))));
  const { world } = stage;
  const sync = createSync({ db, url: stage.url(), login: writer.who.login, rootCertificate: world.root, crypto: world.crypto, clock: () => new Date() });
  sync.start();
  const open = sync.openRoom(room);
  await open.saved();
  await until('nothing waits', () => sync.status().unsavedUpdates === 0 && sync.status().outbox === 0);
  const refused = sync.outbox().flatMap(({ reply }) => (reply.state === 'refused' ? [reply.code] : []));
  const wrong = [...sync.stranded().map((copy) => copy.reason), ...refused, ...sync.faults().map(() => 'fault')];
  await sync.stop();
  db.close();
  return wrong;
}

interface Look {
  readonly integrity: string;
  readonly folded: number;
  /** How often each statement stands in the log. */
  readonly statements: ReadonlyMap<string, number>;
}

/** How often a room was folded, also while the server runs. */
function foldsOf(sql: Database.Database, room: string): number {
  return Math.floor((sql.prepare<[string], { seq: number }>('SELECT seq FROM snapshots WHERE room = ?').get(room)?.seq ?? 0) / FOLD_EVERY);
}

function foldsNow(dataDir: string, room: string): number {
  const sql = new Database(join(dataDir, 'server.db'), { readonly: true });
  try {
    return foldsOf(sql, room);
  } finally {
    sql.close();
  }
}

/** The server's database as it lies there: SQLite's check, every leaf and chain, folded rooms, statements. */
function look(dataDir: string, room: string): Look {
  const file = join(dataDir, 'server.db');
  const sql = new Database(file, { readonly: true });
  const answer = String(sql.pragma('integrity_check', { simple: true }));
  const folded = foldsOf(sql, room);
  const digests = sql.prepare<[], { statement: string }>('SELECT statement FROM entries WHERE statement IS NOT NULL').all();
  sql.close();
  const statements = new Map<string, number>();
  for (const { statement } of digests) statements.set(statement, (statements.get(statement) ?? 0) + 1);
  const storage = must(openSqliteStorage(file));
  const leaves = storage.leaves();
  const heads = new Map<string, { seq: number; head: string }>();
  const broken = storage.entriesFrom(0, 1e9).some(({ index, entry }) => {
    const before = heads.get(entry.documentId);
    const head = leafHash(entry);
    heads.set(entry.documentId, { seq: entry.seq, head });
    return head !== Buffer.from(leaves[index] ?? []).toString('hex') || entry.seq !== (before?.seq ?? -1) + 1 || entry.prev !== (before?.head ?? null);
  });
  storage.close();
  return { integrity: broken ? 'chain broken' : answer, folded, statements };
}

interface Field {
  readonly stage: Stage;
  readonly config: string;
  readonly make: () => string;
  readonly random: Random;
  readonly running: Set<ChildProcess>;
  readonly count: Count;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
const WAIT_MS = 90_000;

/** Waits for the writers; where that is in vain, it says what each of them was doing. */
async function untilAll(what: string, writers: readonly Writer[], server: ServerProcess, holds: (writer: Writer, i: number) => boolean): Promise<void> {
  const tell = (): string =>
    writers
      .map(
        ({ who, local, acked, signed, accepted, refused, process: { exitCode } }) =>
          `${who.actor.person}: ${JSON.stringify({ local, acked, signed: signed.size, accepted: accepted.size, refused: refused.size, exitCode })}`,
      )
      .join('; ');
  await until(what, () => writers.every(holds), WAIT_MS).catch((error: unknown) => {
    throw new Error(`${String(error)}: ${tell()}; server ${server.alive() ? 'runs' : 'ended'}: ${server.log().slice(-1500)}`);
  });
}

/** Two clients write and sign; the server dies, comes back, and then everybody dies. */
async function storm({ stage, config, make, random, running }: Field, documentId: string, room: string): Promise<Writer[]> {
  const start = async (): Promise<ServerProcess> => {
    const server = await startServer({ dataDir: stage.dataDir, config, port: Number(new URL(stage.url()).port) });
    running.add(server.process);
    return server;
  };
  let server = await start();
  const folder = make();
  const { kim, lee } = stage.world.people;
  const common = { url: stage.url(), root: base64(stage.world.root), room };
  const writers = [kim, lee].map((who, i) =>
    startWriter(who, folder, { ...common, owns: who === kim ? documentId : null, seed: 2 * random.int(2 ** 30) + 1 + i }),
  );
  for (const writer of writers) running.add(writer.process);
  const goal = 5 + random.int(60);
  await untilAll('writers acknowledged', writers, server, (writer) => writer.acked > goal && writer.accepted.size > goal / 10);
  await pause(random.int(40));
  await server.kill();
  server = await start();
  const before = writers.map(({ acked, accepted }) => ({ acked, accepted: accepted.size }));
  const more = random.int(20);
  await untilAll('writers go on', writers, server, ({ acked, accepted }, i) => acked > before[i]!.acked + more && accepted.size > before[i]!.accepted);
  // A busy machine lets few writes through before the goals are met: the last kill comes when folding was among them.
  await until('the room was folded', () => foldsNow(stage.dataDir, room) >= LEAST_FOLDS, WAIT_MS);
  await pause(random.int(40));
  const dying = [...writers.map((writer) => writer.process), server.process];
  while (dying.length > 0) await killProcess(dying.splice(random.int(dying.length), 1)[0]!);
  return writers;
}

async function runRound(field: Field): Promise<void> {
  const { stage, count } = field;
  const documentId = await stage.createDocument();
  await stage.stopServer();
  const room = mainRoom(documentId, 1);
  const writers = await storm(field, documentId, room);
  const after = look(stage.dataDir, room);
  count.integrity.push(after.integrity);
  count.folded += after.folded;
  await stage.startServer();
  const sum = (of: (writer: Writer) => number): number => writers.reduce((all, writer) => all + of(writer), 0);
  const lacking = (found: Look, of: (writer: Writer) => Set<string>): number =>
    sum((writer) => [...of(writer)].filter((digest) => !found.statements.has(digest)).length);
  count.acked += sum((writer) => writer.acked);
  count.accepted += sum((writer) => writer.accepted.size);
  count.lostAcked += await missing(stage, room, writers, (writer) => writer.acked);
  count.lostAccepted += lacking(after, (writer) => writer.accepted);
  for (const writer of writers) count.stranded.push(...(await recover(stage, writer, room)), ...[...writer.refused].map(() => 'refused'));
  count.local += sum((writer) => writer.local);
  count.signed += sum((writer) => writer.signed.size);
  count.lostLocal += await missing(stage, room, writers, (writer) => writer.local);
  const delivered = look(stage.dataDir, room);
  count.integrity.push(delivered.integrity);
  count.lostSigned += lacking(delivered, (writer) => writer.signed);
  count.twice += [...delivered.statements.values()].filter((times) => times > 1).length;
}

/** Rounds over one log: fresh clients read all of it, so it must not grow for ever. */
const PER_STAGE = 10;

async function runStage(rounds: number, first: number, random: Random, count: Count, told: (line: string) => void): Promise<void> {
  const stage = await createStage();
  const folders = createFolders();
  const config = writeConfig(stage.world, folders.make(), { limits: { snapshotEvery: FOLD_EVERY, largeBytes: 4096 }, logLevel: 'error' });
  const field: Field = { stage, config, make: folders.make, random, running: new Set(), count };
  try {
    for (let round = 0; round < rounds; round++) {
      await runRound(field);
      count.rounds = first + round + 1;
      told(JSON.stringify({ ...count, integrity: [...new Set(count.integrity)] }));
    }
  } finally {
    await Promise.all([...field.running].map(killProcess));
    await stage.close();
    folders.clean();
  }
}

/** Runs the rounds; the waiting points are conditions on acks, the moments after them are random. `told` hears the count after each. */
export async function runKills(input: { readonly rounds: number; readonly seed: number; readonly told?: (line: string) => void }): Promise<KillReport> {
  const { rounds, seed, told = () => undefined } = input;
  const zero = { acked: 0, lostAcked: 0, local: 0, lostLocal: 0, accepted: 0, lostAccepted: 0, signed: 0, lostSigned: 0, twice: 0, folded: 0 };
  const count: Count = { seed, rounds: 0, ...zero, integrity: [], stranded: [] };
  const random = createRandom(seed);
  for (let first = 0; first < rounds; first += PER_STAGE) await runStage(Math.min(PER_STAGE, rounds - first), first, random, count, told);
  return { ...count, integrity: [...new Set(count.integrity)] };
}

/** What must hold after any number of rounds. */
export const NOTHING_LOST = { lostAcked: 0, lostLocal: 0, lostAccepted: 0, lostSigned: 0, twice: 0, integrity: ['ok'], stranded: [] } as const;

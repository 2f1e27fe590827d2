/** kill -9 of server and client in the middle of co-editing: what was acknowledged must be there, and so must what the client had on its disk. */

import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openDatabase } from '../../electron/backend/db/open.ts';
import { createSync } from '../../electron/backend/sync/sync.ts';
import { mainRoom } from '../../shared/collab/protocol.ts';
import type { ChildOrders } from './sync-child.ts';
import { createFolders, createStage, must, until, type Stage } from './sync.ts';
import type { Someone } from './sync-world.ts';

/** What a run found. */
export interface KillReport {
  readonly rounds: number;
  readonly acked: number;
  readonly lostAcked: number;
  readonly local: number;
  readonly lostLocal: number;
  readonly integrity: readonly string[];
  /** Reasons of stranded copies; there must be none. */
  readonly stranded: readonly string[];
}

const ROOT = join(import.meta.dirname, '..', '..');
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

interface Writer {
  readonly who: Someone;
  readonly orders: ChildOrders;
  readonly process: ChildProcess;
  local: number;
  acked: number;
}

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

/** The real server process, as `npm run ongyeol -- serve` starts it. */
async function startServer(dataDir: string, config: string, port: number): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'sync-server', 'main.ts'), '--port', String(port), '--data', dataDir, '--config', config], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let error = '';
  child.stdout?.on('data', (data: Buffer) => void (out += String(data)));
  child.stderr?.on('data', (data: Buffer) => void (error += String(data)));
  await until('server ready', () => {
    if (child.exitCode !== null) throw new Error(`server ended: ${error}`);
    return out.includes('READY ');
  });
  return { process: child, url: /READY (\S+)/.exec(out)?.[1] ?? '' };
}

function startWriter(who: Someone, folder: string, url: string, root: Uint8Array, room: string): Writer {
  const orders: ChildOrders = {
    url,
    room,
    root: base64(root),
    database: join(folder, `${who.actor.person}.db`),
    databaseKey: base64(randomBytes(32)),
    person: who.actor.person,
    certificate: { digest: who.login.certificate.digest, der: base64(who.login.certificate.der) },
    chain: who.login.chain.map(base64),
    privateKey: base64(who.privateKey),
  };
  const file = join(folder, `${who.actor.person}.json`);
  writeFileSync(file, JSON.stringify(orders));
  const child = spawn(process.execPath, [join(ROOT, 'tests', 'support', 'sync-child.ts'), file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const writer: Writer = { who, orders, process: child, local: 0, acked: 0 };
  let rest = '';
  child.stdout?.on('data', (data: Buffer) => {
    const lines = (rest + String(data)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [word, count] = line.split(' ');
      if (word === 'local') writer.local = Number(count);
      if (word === 'acked') writer.acked = Math.max(writer.acked, Number(count));
    }
  });
  return writer;
}

/** Reads the room as the server has it, and counts what is missing. */
async function missing(stage: Stage, url: string, room: string, writers: readonly Writer[], upTo: (writer: Writer) => number): Promise<number> {
  const { kim } = stage.world.people;
  const sync = createSync({
    db: stage.database(),
    url,
    login: kim.login,
    rootCertificate: stage.world.root,
    crypto: stage.world.crypto,
    clock: () => new Date(),
  });
  sync.start();
  const open = sync.openRoom(room);
  await open.whenSynced;
  const map = open.doc.getMap('m');
  let lost = 0;
  for (const writer of writers) for (let n = 1; n <= upTo(writer); n++) if (!map.has(`${writer.who.actor.person}:${n}`)) lost += 1;
  await sync.stop();
  return lost;
}

/** Opens the killed client's database again and lets it deliver what it holds. */
async function recover(stage: Stage, url: string, writer: Writer, room: string): Promise<string[]> {
  const db = must(openDatabase(writer.orders.database, new Uint8Array(Buffer.from(writer.orders.databaseKey, 'base64'))));
  const sync = createSync({ db, url, login: writer.who.login, rootCertificate: stage.world.root, crypto: stage.world.crypto, clock: () => new Date() });
  sync.start();
  const open = sync.openRoom(room);
  await open.saved();
  await until('nothing waits', () => sync.status().unsavedUpdates === 0);
  const stranded = sync.stranded().map((copy) => copy.reason);
  await sync.stop();
  db.close();
  return stranded;
}

function integrityOf(dataDir: string): string {
  const sql = new Database(join(dataDir, 'server.db'), { readonly: true });
  const answer = String(sql.pragma('integrity_check', { simple: true }));
  sql.close();
  return answer;
}

/** Runs the rounds; the waiting points are conditions on acks, the moments between them are random. */
export async function runKills(rounds: number): Promise<KillReport> {
  const stage = await createStage();
  const folders = createFolders();
  const report = { rounds, acked: 0, lostAcked: 0, local: 0, lostLocal: 0, integrity: [] as string[], stranded: [] as string[] };
  const settings = folders.make();
  writeFileSync(join(settings, 'root.der'), stage.world.root);
  writeFileSync(join(settings, 'log.der'), stage.world.logKey.certificate);
  writeFileSync(join(settings, 'log.p8'), stage.world.logKey.pkcs8);
  const config = join(settings, 'config.json');
  writeFileSync(config, JSON.stringify({ rootCertificate: 'root.der', logCertificate: 'log.der', logKey: 'log.p8', limits: { snapshotEvery: 20 } }));
  const running = new Set<ChildProcess>();
  try {
    for (let round = 0; round < rounds; round++) {
      const documentId = await stage.createDocument();
      await stage.stopServer();
      const room = mainRoom(documentId, 1);
      let server = await startServer(stage.dataDir, config, Number(new URL(stage.url()).port));
      const { url } = server;
      running.add(server.process);
      const folder = folders.make();
      const { kim, lee } = stage.world.people;
      const writers = [kim, lee].map((who) => startWriter(who, folder, url, stage.world.root, room));
      for (const writer of writers) running.add(writer.process);
      const goal = 10 + Math.random() * 60;
      await until('writers acked', () => writers.every((writer) => writer.acked > goal));
      await kill(server.process);
      server = await startServer(stage.dataDir, config, Number(new URL(url).port));
      running.add(server.process);
      const before = writers.map((writer) => writer.acked);
      await until('writers go on', () => writers.every((writer, i) => writer.acked > (before[i] ?? 0) + Math.random() * 20));
      await Promise.all([...writers.map((writer) => writer.process), server.process].toSorted(() => Math.random() - 0.5).map(kill));
      await stage.startServer();
      report.integrity.push(integrityOf(stage.dataDir));
      report.acked += writers.reduce((sum, writer) => sum + writer.acked, 0);
      report.lostAcked += await missing(stage, url, room, writers, (writer) => writer.acked);
      for (const writer of writers) report.stranded.push(...(await recover(stage, url, writer, room)));
      report.local += writers.reduce((sum, writer) => sum + writer.local, 0);
      report.lostLocal += await missing(stage, url, room, writers, (writer) => writer.local);
    }
  } finally {
    await Promise.all([...running].map(kill));
    await stage.close();
    folders.clean();
  }
  return report;
}

/** Protocol fuzz: a real server process, people who write honestly, and a colleague with the right to write whose client is hostile. */

import WebSocket from 'ws';
import * as Y from 'yjs';
import { CLOSE, sectionRoom } from '../../shared/collab/protocol.ts';
import { writeConfig } from './sync-config.ts';
import { MAKERS, type Base, type Shot, type Target } from './sync-fuzz-frames.ts';
import { startServer, type ServerProcess } from './sync-process.ts';
import { createRandom, type Random } from './sync-random.ts';
import { createFolders, createStage, until, type Stage } from './sync.ts';
import { SCHEMA_VERSION } from '../../shared/collab/content.ts';

/** What a run found. */
export interface FuzzReport {
  readonly seed: number;
  readonly messages: number;
  readonly honestEdits: number;
  /** How often each code closed a hostile connection; `violated` where the WebSocket itself was, or the run ended. */
  readonly closed: Readonly<Record<string, number>>;
  /** What must not be: each a sentence. */
  readonly faults: readonly string[];
  readonly heapGrowth: number;
}

type Stock = Awaited<ReturnType<Stage['stock']>>;

const ROUND = 500;
const NAMES: ReadonlyMap<number, string> = new Map(Object.entries(CLOSE).map(([name, code]) => [code, name]));

interface Hostile {
  shoot(shot: Shot): Promise<void>;
  end(): Promise<void>;
}

/** A hostile connection that is opened again whenever it was closed. `violated`: the WebSocket itself was, or the end is ours. */
function createHostile(address: string, token: string, closed: (code: number, violated: boolean) => void): Hostile {
  let open: { socket: WebSocket; violated: boolean } | null = null;
  async function need(): Promise<{ socket: WebSocket; violated: boolean }> {
    if (open?.socket.readyState === WebSocket.OPEN) return open;
    const socket = new WebSocket(address, { headers: { authorization: `Bearer ${token}` } });
    const fresh = { socket, violated: false };
    open = fresh;
    socket.on('error', () => undefined);
    socket.on('close', (code) => closed(code, fresh.violated));
    await new Promise<void>((resolve) => void socket.once('open', resolve).once('close', () => resolve()));
    return fresh;
  }
  return {
    async shoot(shot) {
      const to = await need();
      if (shot.type === 'text') to.socket.send(shot.text);
      else if (shot.type === 'frame') to.socket.send(shot.bytes);
      else {
        to.violated = true;
        (to.socket as unknown as { _socket: { write(bytes: Uint8Array): void } | null })._socket?.write(shot.bytes);
      }
    },
    async end() {
      if (open === null || open.socket.readyState === WebSocket.CLOSED) return;
      open.violated = true;
      const gone = new Promise((resolve) => void open?.socket.once('close', resolve));
      open.socket.terminate();
      await gone;
    },
  };
}

const HANGUL = /[\uac00-\ud7a3]/g;

/** Two people who type single syllables, each of them once, into one text. */
function createHonest(pair: readonly Stock[], random: Random, from: { next: number }) {
  const typed: string[] = [];
  return {
    typed,
    type() {
      for (const { doc } of pair) {
        const text = doc.getText('t');
        const syllable = String.fromCodePoint(0xac00 + (from.next++ % 11_172));
        typed.push(syllable);
        text.insert(random.int(text.length + 1), syllable);
      }
    },
    target: (): Target => ({ honest: pair.map(({ doc }) => ({ client: doc.clientID, clock: Y.getState(doc.store, doc.clientID) })) }),
    fault(doc: Y.Doc): string | null {
      const seen = new Set(doc.getText('t').toString().match(HANGUL) ?? []);
      const lost = typed.filter((syllable) => !seen.has(syllable));
      return lost.length === 0 ? null : `${lost.length} honest edits lost`;
    },
    same: (): boolean => pair.every(({ doc }) => doc.getText('t').toString() === pair[0]?.doc.getText('t').toString()),
  };
}

interface Chapter {
  readonly room: string;
  readonly messages: number;
}

/** What a chapter works with. */
interface Field {
  readonly stage: Stage;
  readonly server: ServerProcess;
  readonly random: Random;
  readonly next: { next: number };
  readonly faults: string[];
  readonly closed: Record<string, number>;
  edits: number;
}

function tally(field: Field, code: number, violated: boolean): void {
  const name = NAMES.get(code) ?? 'violated';
  field.closed[name] = (field.closed[name] ?? 0) + 1;
  if ((!NAMES.has(code) && !violated) || name === 'unauthorized') field.faults.push(`closed with ${code}`);
}

async function hostilities(field: Field, { room, messages }: Chapter, honest: ReturnType<typeof createHonest>): Promise<void> {
  const { stage, random, server } = field;
  const address = `${stage.url().replace('http', 'ws')}/rooms/${room}?schema=${SCHEMA_VERSION}`;
  const token = await stage.token(stage.world.people.park);
  const lines = Array.from({ length: 4 }, () => createHostile(address, token, (code, violated) => tally(field, code, violated)));
  const base: Base = { doc: new Y.Doc(), updates: [] };
  const only = process.env['ONGYEOL_FUZZ_ONLY']?.split(',');
  const names = only ?? Object.keys(MAKERS);
  for (let n = 0; n < messages && server.alive(); n++) {
    const name = random.pick(names);
    await random.pick(lines).shoot(MAKERS[name]!(random, base, honest.target()));
    if (n % 20 === 0) {
      honest.type();
      field.edits += 2;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  for (const line of lines) await line.end();
}

/** One room, its writers, a share of the hostile messages, and what must hold afterwards, warm and after a cold load. */
async function runChapter(field: Field, chapter: Chapter): Promise<void> {
  const { stage, server, faults, random, next } = field;
  const { kim, lee, choi } = stage.world.people;
  const pair = [await stage.stock(kim, chapter.room), await stage.stock(lee, chapter.room)];
  const honest = createHonest(pair, random, next);
  const closes: string[] = [];
  try {
    for (const { provider } of pair) provider.on('connection-close', (event) => closes.push(`${event?.code} ${event?.reason}`));
    await until('honest synced', () => pair.every(({ provider }) => provider.synced));
    await hostilities(field, chapter, honest);
    if (!server.alive()) return void faults.push(`server ended: ${server.log().slice(-2000)}`);
    await until('honest agree', () => honest.same() && honest.fault(pair[0]!.doc) === null).catch(() => faults.push(`${chapter.room}: honest differ`));
    for (const { doc } of pair) {
      const fault = honest.fault(doc);
      if (fault !== null) faults.push(`${chapter.room}: ${fault}`);
    }
    if (closes.length > 0) faults.push(`${chapter.room}: an honest client was closed with ${closes.join(', ')}`);
  } finally {
    for (const { provider } of pair) provider.destroy();
  }
  await until('unloaded', async () => (await gauge(server, 'ongyeol_rooms_loaded')) === 0);
  const reader = await stage.stock(chapter.room.startsWith('plain/') ? choi : lee, chapter.room);
  await until('cold load', () => reader.provider.synced).catch(() => faults.push(`${chapter.room}: no cold load (${reader.codes.join()})`));
  const cold = honest.fault(reader.doc);
  if (cold !== null || reader.doc.getText('t').toString() !== pair[0]!.doc.getText('t').toString()) faults.push(`${chapter.room}: cold load differs`);
  reader.provider.destroy();
}

/** A number of the server's own metrics. */
export async function gauge(server: ServerProcess, name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`, { headers: { connection: 'close' } })).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
}

/** Fires `messages` mutated messages, in rooms of `ROUND` each, half plain and half of a document. */
export async function runProtocolFuzz({ messages, seed }: { messages: number; seed: number }): Promise<FuzzReport> {
  const stage = await createStage();
  const folders = createFolders();
  const settings = folders.make();
  const limits = { plainRooms: true, idleMs: 20, messagesPerSecond: 1e6, messageBytes: 65_536, snapshotEvery: 100, largeBytes: 8192 };
  const config = writeConfig(stage.world, settings, { limits, logLevel: 'error' });
  const documents: string[] = [];
  for (let n = 0; n < Math.ceil(messages / ROUND / 2); n++)
    documents.push(await stage.createDocument(undefined, [{ agency: 'B', unit: 'U1', person: null, right: 'edit' }]));
  await stage.stopServer();
  const server = await startServer({ dataDir: stage.dataDir, config, port: Number(new URL(stage.url()).port), memory: true });
  const field: Field = { stage, server, random: createRandom(seed), next: { next: 0 }, faults: [], closed: {}, edits: 0 };
  let start = 0;
  try {
    const rounds = Math.ceil(messages / ROUND);
    for (let n = 0; n < rounds && field.faults.length === 0; n++) {
      const room = n % 2 === 0 ? `plain/fuzz-${n}` : sectionRoom(documents[(n - 1) / 2] ?? '', 1, 'one');
      await runChapter(field, { room, messages: Math.min(ROUND, messages - n * ROUND) });
      if (n <= 1 && server.alive()) start = (await server.memory()).heapUsed;
    }
    const heapGrowth = server.alive() ? (await server.memory()).heapUsed - start : 0;
    return { seed, messages, honestEdits: field.edits, closed: field.closed, faults: field.faults, heapGrowth };
  } finally {
    await server.kill();
    await stage.close();
    folders.clean();
  }
}

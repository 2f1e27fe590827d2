import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { mainRoom } from '../../../shared/collab/protocol.ts';
import { MACHINE_PASSPHRASE, writeMachine } from '../../support/machine.ts';
import type { SleeperOrders } from '../../support/sync-sleeper.ts';
import { killProcess } from '../../support/sync-process.ts';
import { createProxy, type Proxy } from '../../support/sync-proxy.ts';
import { createFolders, createStage, until, type Stage } from '../../support/sync.ts';

const SLEEPER = join(import.meta.dirname, '../../support/sync-sleeper.ts');
const folders = createFolders();
const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
  folders.clean();
});

interface Sleeper {
  readonly child: ChildProcess;
  /** Greatest number said after the word. */
  readonly last: (word: 'local' | 'acked') => number;
  /** Newest line that begins so, '' before. */
  readonly heard: (start: string) => string;
  readonly order: (line: 'lock' | 'unlock') => void;
}

async function startSleeper(stage: Stage, proxy: Proxy, room: string): Promise<Sleeper> {
  const folder = folders.make();
  const profile = await writeMachine(stage, folder, stage.world.people.kim);
  const orders: SleeperOrders = { url: `http://127.0.0.1:${proxy.port}`, profile, passphrase: MACHINE_PASSPHRASE, room };
  writeFileSync(join(folder, 'orders.json'), JSON.stringify(orders));
  const child = spawn(process.execPath, [SLEEPER, join(folder, 'orders.json')], { stdio: ['pipe', 'pipe', 'inherit'] });
  ending.push(() => killProcess(child));
  const newest = new Map<string, string>();
  createInterface({ input: child.stdout }).on('line', (line) => newest.set(line.slice(0, line.indexOf(' ')), line));
  return {
    child,
    last: (word) => Number(newest.get(word)?.split(' ')[1] ?? 0),
    heard: (start) => [...newest.values()].find((line) => line.startsWith(start)) ?? '',
    order: (line) => void child.stdin?.write(`${line}\n`),
  };
}

/** Sessions of the person on the server that are still good. */
function sessionsOf(stage: Stage, person: string): number[] {
  const sql = new Database(join(stage.dataDir, 'server.db'), { readonly: true });
  const rows = sql
    .prepare<[string, number], { id: number }>('SELECT id FROM sessions WHERE person = ? AND ended IS NULL AND expires_at > ?')
    .all(person, Date.now());
  sql.close();
  return rows.map(({ id }) => id);
}

const isStopped = ({ child }: Sleeper): boolean => readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.startsWith('T') === true;

async function linesAt(stage: Stage): Promise<number> {
  const text = await (await fetch(`${stage.url()}/metrics`, { headers: { connection: 'close' } })).text();
  return Number(/^ongyeol_connections ([\d.]+)$/m.exec(text)?.[1] ?? -1);
}

/** Types with a colleague, loses the line, types on, and sleeps until the server has cut its lines and its session is over. */
async function fallAsleep(stage: Stage, proxy: Proxy, sleeper: Sleeper, locked: boolean): Promise<void> {
  await until('typing with the server', () => sleeper.last('acked') > 20, 30_000);
  const before = sessionsOf(stage, 'kim');
  expect(before).toHaveLength(1);
  if (locked) {
    sleeper.order('lock');
    await until('locked', () => sleeper.heard('done lock') !== '');
  }
  const alone = await linesAt(stage);
  proxy.stall();
  const typed = sleeper.last('local');
  await until('typed without a line', () => sleeper.last('local') > typed + 20);
  sleeper.child.kill('SIGSTOP');
  await until('stopped', () => isStopped(sleeper));
  await until('its lines were cut', async () => (await linesAt(stage)) < alone);
  await until('its session is over', () => !sessionsOf(stage, 'kim').some((id) => before.includes(id)));
  expect(sleeper.last('acked')).toBeLessThan(sleeper.last('local'));
}

describe('a machine that sleeps', { timeout: 60_000 }, () => {
  it.each([
    ['open', 'a new session by itself'],
    ['locked', 'a new session once the passphrase is put in'],
  ] as const)('F15 stopped for longer than keep-alive and session, key %s: nothing typed is lost, %s', async (key, _how) => {
    const stage = await createStage({ keepAliveMs: 100, sessionMs: 2000 });
    ending.push(() => stage.close());
    const { lee } = stage.world.people;
    const proxy = await createProxy(Number(new URL(stage.url()).port));
    ending.push(proxy.close);
    const documentId = await stage.createDocument(lee);
    const room = mainRoom(documentId, 1);
    const sleeper = await startSleeper(stage, proxy, room);
    await fallAsleep(stage, proxy, sleeper, key === 'locked');
    const beside = stage.replica(lee).openRoom(room);
    await beside.whenSynced;
    beside.doc.getMap('m').set('lee', 1);
    await beside.saved();
    const asleep = sleeper.last('local');
    sleeper.child.kill('SIGCONT');
    await until('typing again, on the dead line', () => sleeper.last('local') > asleep + 20);
    proxy.heal();
    proxy.reset();
    if (key === 'locked') {
      await until('asked for the passphrase', () => sleeper.heard('status').includes('KEY_LOCKED'));
      sleeper.order('unlock');
    }
    const awake = sleeper.last('local');
    await until('acknowledged again', () => sleeper.last('acked') > awake + 20);
    await until('the colleague is heard', () => sleeper.heard('heard lee') !== '');
    const typed = sleeper.last('acked');
    const missing = (): number[] => Array.from({ length: typed }, (_, i) => i + 1).filter((n) => !beside.doc.getMap('m').has(`kim:${n}`));
    await until('everything arrived', () => missing().length === 0);
    await until('online, nothing kept apart', () => sleeper.heard('status').startsWith('status online - 0 '));
    expect(sessionsOf(stage, 'kim')).toHaveLength(1);
  });
});

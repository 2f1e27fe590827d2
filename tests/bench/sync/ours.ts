/** Our server for measurements: the real process with everything on, a published directory, one person logged in, and documents to write. */

import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createWire } from '../../../electron/backend/sync/wire.ts';
import { mainRoom, sectionRoom } from '../../../shared/collab/protocol.ts';
import type { Submission, SubmitReply } from '../../../shared/sync/api.ts';
import type { Limits } from '../../../sync-server/limits.ts';
import { createTestDevice } from '../../support/sync-devices.ts';
import { must } from '../../support/sync.ts';
import { writeConfig } from '../../support/sync-config.ts';
import { createWorld, type Someone } from '../../support/sync-world.ts';
import { startChild } from './child.ts';
import type { Running } from './peers.ts';
import type { Usage } from './servers/control.ts';

/** Rooms to prepare. `documents`: each the main room of a document of its own; otherwise sections of one document. */
export interface Rooms {
  readonly count: number;
  readonly documents: boolean;
}

/** Our server with what the soak needs besides. */
export interface Ours extends Running {
  readonly kim: Someone;
  post(submission: Submission): Promise<SubmitReply>;
  createDocument(): Promise<string>;
  /** A gauge or counter of `/metrics`. */
  metric(name: string): Promise<number>;
}

const ROOT = join(import.meta.dirname, '..', '..', '..');
const CONTROL = join(import.meta.dirname, 'servers', 'control.ts');
/**
 * Limits that would stop the measurement and are no part of what an update costs: one person plays everybody. Durability, checks, rights
 * and throttling of cursors stand as shipped.
 */
const LIMITS = {
  messagesPerSecond: 1_000_000,
  connectionsPerPerson: 100_000,
  connectionsPerAgency: 100_000,
  statementsPerMinute: 1_000_000,
  sessionMs: 6 * 3_600_000,
  idleMs: 2000,
  restMs: 1500,
};

async function put(url: string, who: Someone): Promise<void> {
  for (const der of [...who.login.chain, who.login.certificate.der]) await fetch(`${url}/certificates`, { method: 'PUT', body: Buffer.from(der) });
}

/** Starts it in the folder. `nodeArgs` may ask for a profile, `limits` for other ones. */
export async function startOurs(folder: string, rooms: Rooms, nodeArgs: readonly string[] = [], limits: Partial<Limits> = {}): Promise<Ours> {
  const world = createWorld();
  const { kim, admin } = world.people;
  mkdirSync(join(folder, 'data'), { recursive: true });
  const config = writeConfig(world, folder, { limits: { ...LIMITS, ...limits }, logLevel: 'error' });
  const main = [join(ROOT, 'sync-server', 'main.ts'), '--port', '0', '--data', join(folder, 'data'), '--config', config];
  const child = await startChild([...nodeArgs, '--expose-gc', '--import', CONTROL, ...main], { BENCH_CONTROL: 'alone' });
  const url = child.ready.split(' ')[0] ?? '';
  const wire = createWire({ url, login: kim.login, device: createTestDevice() });
  try {
    await put(url, admin);
    must((await (await fetch(`${url}/statements`, { method: 'POST', body: JSON.stringify({ signed: world.publish('A') }) })).json()) as SubmitReply);
    await put(url, kim);
    must(await wire.session.ensure());
  } catch (error) {
    await child.stop();
    throw error;
  }
  const headers = { authorization: `Bearer ${wire.session.pass().token}` };
  const post = async (submission: Submission): Promise<SubmitReply> =>
    (await fetch(`${url}/statements`, { method: 'POST', headers, body: JSON.stringify(submission) })).json() as Promise<SubmitReply>;
  const createDocument = async (): Promise<string> => {
    const documentId = randomUUID();
    must(await post({ signed: kim.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId }) }));
    return documentId;
  };
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  };
  const names: string[] = [];
  const shared = rooms.documents ? '' : await createDocument();
  for (let i = 0; i < rooms.count; i++) names.push(rooms.documents ? mainRoom(await createDocument(), 1) : sectionRoom(shared, 1, `s${i}`));
  const usage = async (question: 'usage' | 'collect'): Promise<Usage> => ({
    ...(await child.ask<Usage>(question)),
    rooms: await metric('ongyeol_rooms_loaded'),
  });
  return {
    address: { dialect: 'ongyeol', url, rooms: names, headers },
    usage,
    kim,
    post,
    createDocument,
    metric,
    async stop() {
      wire.close();
      await child.stop();
    },
  };
}

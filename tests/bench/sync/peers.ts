/** The servers that are compared, and how each is started. */

import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from './child.ts';
import type { Address } from './client/member.ts';
import { startOurs, type Rooms } from './ours.ts';
import type { Usage } from './servers/control.ts';

/** A server that runs. */
export interface Running {
  readonly address: Address;
  usage(question: 'usage' | 'collect'): Promise<Usage>;
  stop(): Promise<void>;
}

/** Names of the servers, as they stand in the table. */
export const PEERS = ['ongyeol', 'hocuspocus', 'hocuspocus-now', 'hocuspocus-store', 'y-websocket'] as const;

/** One of the servers. */
export type Peer = (typeof PEERS)[number];

/** What each server is, for the reader. */
export const PEER_NAMES: Readonly<Record<Peer, string>> = {
  ongyeol: '온결 (내구성 전부 켬)',
  hocuspocus: 'hocuspocus 4.7.0, 저장소 없음, flushDelay 0',
  'hocuspocus-now': 'hocuspocus 4.7.0, 저장소 없음, flushDelay false',
  'hocuspocus-store': 'hocuspocus 4.7.0 + extension-database(better-sqlite3)',
  'y-websocket': '@y/websocket-server 0.1.1',
};

async function startPeer(folder: string, peer: Exclude<Peer, 'ongyeol'>, rooms: Rooms, nodeArgs: readonly string[]): Promise<Running> {
  const server = join(import.meta.dirname, 'servers', peer === 'y-websocket' ? 'y-websocket.ts' : 'hocuspocus.ts');
  const setting = { hocuspocus: 'turn', 'hocuspocus-now': 'now', 'hocuspocus-store': 'store', 'y-websocket': '' }[peer];
  mkdirSync(folder, { recursive: true });
  const child = await startChild([...nodeArgs, '--expose-gc', server, setting, join(folder, 'store.db')]);
  const names = Array.from({ length: rooms.count }, () => `doc/${randomUUID()}/v1/main`);
  return {
    address: { dialect: peer === 'y-websocket' ? 'y' : 'hocuspocus', url: child.ready, rooms: names, headers: {} },
    usage: (question) => child.ask<Usage>(question),
    stop: child.stop,
  };
}

/** Starts a server in an empty folder. */
export function start(folder: string, peer: Peer, rooms: Rooms, nodeArgs: readonly string[] = []): Promise<Running> {
  return peer === 'ongyeol' ? startOurs(folder, rooms, nodeArgs) : startPeer(folder, peer, rooms, nodeArgs);
}

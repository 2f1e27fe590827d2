/** The connection: log in, catch up over the feed, send what waits, and come back after every break. */

import type WebSocket from 'ws';
import type { FeedFrame } from '../../../shared/sync/api.ts';
import type { Ingest } from './ingest.ts';
import type { TrailStore } from './store.ts';
import type { Wire } from './wire.ts';

/** The connection of a replica. */
export interface Connection {
  start(): void;
  stop(): Promise<void>;
  online(): boolean;
  since(): string;
  /** Code of the newest failure, null while online. */
  failure(): string | null;
}

/** What it is made of. `up` runs each time the replica is caught up. */
export interface ConnectionInput {
  readonly wire: Wire;
  readonly store: TrailStore;
  readonly ingest: Ingest;
  readonly clock: () => Date;
  readonly up: () => void;
  readonly changed: () => void;
}

const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 5000;
const RENEW_MS = 60_000;
const SILENCE_MS = 45_000;

/** Reads the feed until it breaks; frames are taken one behind the other. */
function readFeed(input: ConnectionInput, socket: WebSocket, live: () => void): Promise<void> {
  const { store, ingest, wire } = input;
  let turn: Promise<void> = Promise.resolve();
  async function frame(text: string): Promise<void> {
    const parsed = JSON.parse(text) as FeedFrame;
    if (parsed.type === 'notice') return;
    const done = parsed.type === 'entries' ? await ingest.take(parsed.items) : await ingest.complete(parsed.heads);
    if (!done) return socket.terminate();
    store.setCursor(parsed.cursor);
    if (parsed.type === 'heads') live();
  }
  return new Promise((resolve) => {
    let watchdog = setTimeout(() => socket.terminate(), SILENCE_MS);
    const heard = (): void => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => socket.terminate(), SILENCE_MS);
    };
    socket.on('ping', heard);
    socket.on('message', (data) => {
      heard();
      turn = turn.then(() => frame(String(data))).catch(() => socket.terminate());
    });
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      clearTimeout(watchdog);
      if (code === 4401) wire.dropSession();
      void turn.finally(resolve);
    });
  });
}

/** A connection that keeps itself up. */
export function createConnection(input: ConnectionInput): Connection {
  const { wire, clock } = input;
  let stopped = false;
  let online = false;
  let failure: string | null = 'OFFLINE';
  let since = clock().toISOString();
  let socket: WebSocket | null = null;
  let wake: () => void = () => undefined;
  let loop: Promise<void> = Promise.resolve();

  function set(next: boolean, code: string | null): void {
    const moved = online !== next;
    online = next;
    failure = code;
    if (moved) since = clock().toISOString();
    if (moved) input.changed();
  }

  async function once(): Promise<void> {
    const session = await wire.ensureSession();
    if (!session.ok) return set(false, session.code);
    if (stopped) return;
    socket = wire.socket(`/feed?cursor=${input.store.cursor()}`);
    const renew = setInterval(() => void wire.ensureSession(), RENEW_MS);
    await readFeed(input, socket, () => {
      if (stopped || online) return;
      set(true, null);
      input.up();
    });
    clearInterval(renew);
    socket = null;
    set(false, 'OFFLINE');
  }

  async function run(): Promise<void> {
    for (let wait = FIRST_RETRY_MS; !stopped; ) {
      const began = performance.now();
      await once();
      if (stopped) return;
      wait = performance.now() - began > LAST_RETRY_MS ? FIRST_RETRY_MS : Math.min(wait * 2, LAST_RETRY_MS);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  return {
    start: () => void (loop = run()),
    async stop() {
      stopped = true;
      wake();
      socket?.terminate();
      wire.close();
      await loop;
      set(false, 'OFFLINE');
    },
    online: () => online,
    since: () => since,
    failure: () => failure,
  };
}

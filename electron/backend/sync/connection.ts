/** The connection: log in, catch up over the feed, send what waits, and come back after every break. */

import type WebSocket from 'ws';
import { diskCode } from '../../../shared/sync/disk.ts';
import type { FeedFrame } from '../../../shared/sync/api.ts';
import type { Ingest } from './ingest.ts';
import type { Rollback } from './rollback.ts';
import type { TrailStore } from './store.ts';
import type { Wire } from './wire.ts';

/** The connection of a replica. */
export interface Connection {
  start(): void;
  stop(): Promise<void>;
  /** Tries again now instead of after the pause. */
  retry(): void;
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
  readonly rollback: Rollback;
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
  const { store, ingest, wire, rollback } = input;
  let turn: Promise<void> = Promise.resolve();
  async function frame(text: string): Promise<void> {
    const parsed = JSON.parse(text) as FeedFrame;
    if (parsed.type === 'notice') return;
    if (parsed.type === 'hello') {
      if (!(await rollback.hello(parsed))) socket.terminate();
      return;
    }
    store.setCheckpoint(parsed.checkpoint);
    const done = parsed.type === 'entries' ? await ingest.take(parsed.items) : await ingest.complete(parsed.heads);
    if (!done) return socket.terminate();
    rollback.reached(parsed.checkpoint);
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

interface State {
  stopped: boolean;
  online: boolean;
  failure: string | null;
  since: string;
  socket: WebSocket | null;
  wake: () => void;
}

function set(input: ConnectionInput, state: State, online: boolean, failure: string | null): void {
  const moved = state.online !== online || state.failure !== failure;
  if (state.online !== online) state.since = input.clock().toISOString();
  state.online = online;
  state.failure = failure;
  if (moved) input.changed();
}

/** One life of the connection, from login to the break. */
async function once(input: ConnectionInput, state: State): Promise<void> {
  const { wire } = input;
  const session = await wire.ensureSession();
  if (!session.ok) return set(input, state, false, session.code);
  if (state.stopped) return;
  state.socket = wire.socket(`/feed?cursor=${input.store.cursor()}`);
  const renew = setInterval(() => void wire.ensureSession(), RENEW_MS);
  await readFeed(input, state.socket, () => {
    if (state.stopped || state.online) return;
    set(input, state, true, null);
    input.up();
  });
  clearInterval(renew);
  state.socket = null;
  set(input, state, false, 'OFFLINE');
}

/** Lives one after the other, with a pause that grows while nothing works. */
async function live(input: ConnectionInput, state: State): Promise<void> {
  for (let wait = FIRST_RETRY_MS; !state.stopped;) {
    const began = performance.now();
    await once(input, state).catch((error: unknown) => set(input, state, false, diskCode(error) ?? 'INTERNAL'));
    if (state.stopped) return;
    wait = performance.now() - began > LAST_RETRY_MS ? FIRST_RETRY_MS : Math.min(wait * 2, LAST_RETRY_MS);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      state.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** A connection that keeps itself up. */
export function createConnection(input: ConnectionInput): Connection {
  const state: State = { stopped: false, online: false, failure: 'OFFLINE', since: input.clock().toISOString(), socket: null, wake: () => undefined };
  let loop: Promise<void> = Promise.resolve();
  return {
    start: () => void (loop = live(input, state)),
    async stop() {
      state.stopped = true;
      state.wake();
      state.socket?.terminate();
      input.wire.close();
      await loop;
      set(input, state, false, 'OFFLINE');
    },
    retry: () => state.wake(),
    online: () => state.online,
    since: () => state.since,
    failure: () => state.failure,
  };
}

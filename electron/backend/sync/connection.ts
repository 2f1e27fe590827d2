/** The connection: log in, catch up over the feed, send what waits, and come back after every break. */

import type WebSocket from 'ws';
import { LINE_MS, pauseAfter } from '../../../shared/sync/again.ts';
import type { FeedFrame, FeedHello, FeedNotice } from '../../../shared/sync/api.ts';
import type { DeviceNotice } from '../../../shared/sync/devices.ts';
import { diskCode } from '../../../shared/sync/disk.ts';
import { openSentence } from '../db/open.ts';
import type { Ingest } from './ingest.ts';
import type { Notes } from './notes.ts';
import type { Rollback } from './rollback.ts';
import type { Failure } from './server-clock.ts';
import type { TrailStore } from './store.ts';
import { OFFLINE, UNTRUSTED, type Wire } from './wire.ts';

/** The connection of a replica. */
export interface Connection {
  start(): void;
  stop(): Promise<void>;
  /** Tries again now instead of after the pause. */
  retry(): void;
  online(): boolean;
  since(): string;
  /** The newest failure, its code and sentence; null while online. */
  failure(): Failure | null;
}

/** What it is made of. `up` runs each time the replica is caught up. */
export interface ConnectionInput {
  readonly wire: Wire;
  readonly store: TrailStore;
  readonly ingest: Ingest;
  readonly rollback: Rollback;
  readonly notes: Notes;
  readonly clock: () => Date;
  /** How often a silent server is asked for a sign of life (ms). */
  readonly pulseMs?: number;
  readonly up: () => void;
  readonly changed: () => void;
  /** Something happened to a device of the person, or was tried. */
  readonly noticed: (notice: DeviceNotice) => void;
  /** There are reminders to be asked for. */
  readonly nudged: () => void;
  /** Devices of the agency were locked or opened, which is for an administrator to ask. */
  readonly locked: () => void;
  /** Whoever a paper waits for began or ceased to look at it. */
  readonly looked: (documentId: string) => void;
}

/** A session is renewed no sooner than this after the last time. */
const RENEW_MS = 200;
const BROKEN: Failure = { code: 'OFFLINE', message: OFFLINE };
/** The server said that it goes down in order, so it is expected back. */
const RESTARTING: Failure = { code: 'RESTARTING', message: '서버를 다시 시작하고 있습니다. 하던 일은 이 PC에 저장되어 있고, 곧 이어서 보냅니다.' };
/** An announced restart that takes longer than this is an outage like any other. */
const RESTART_MS = 60_000;
/** The server is asked for a sign of life this often; a network box that drops idle lines is kept busy too. */
const PULSE_MS = 3000;
/** After so many pulses without any sign the line is dead. Counted, not timed: a machine that slept or was busy itself is no silent server. */
const SILENT_PULSES = 3;

/** Ends a line whose other end is silent, though nobody closed it: a server that hangs, a cable that was pulled. */
function keepWatch(socket: WebSocket, pulseMs: number): { readonly stop: () => void; readonly silent: () => boolean } {
  let silent = 0;
  const heard = (): void => void (silent = 0);
  const timer = setInterval(() => {
    if (++silent > SILENT_PULSES) socket.terminate();
    else if (socket.readyState === socket.OPEN) socket.ping();
  }, pulseMs);
  socket.on('pong', heard).on('ping', heard).on('message', heard);
  return { stop: () => clearInterval(timer), silent: () => silent > SILENT_PULSES };
}

/** A server that shows what the log never signed is left at once; what was kept stays. */
const FORGED: Failure = {
  code: 'CHECKPOINT_FORGED',
  message: '서버가 보낸 기록 확인서의 서명이 맞지 않아 연결을 끊었습니다. 하던 일은 이 PC에 저장되어 있습니다. 서버 주소를 확인하고 관리자에게 알리십시오.',
};

/** The first word of a feed: whose log it is, and whether it is the one this replica knows. */
async function hear({ notes, rollback }: ConnectionInput, hello: FeedHello): Promise<'good' | 'forged' | 'broken'> {
  const key = await notes.logKey(hello.key);
  if (key !== 'good') return key;
  if (!(await notes.sound(hello.checkpoint))) return 'forged';
  return (await rollback.hello(hello)) ? 'good' : 'broken';
}

/** Passing news of the server; of a kind this program does not know it needs nothing. */
function noticed({ noticed: device, nudged, locked, looked }: ConnectionInput, notice: FeedNotice, restarting: () => void): void {
  if (notice.kind === 'device') device(notice);
  else if (notice.kind === 'nudged') nudged();
  else if (notice.kind === 'locked') locked();
  else if (notice.kind === 'looking') looked(notice.documentId);
  else if (notice.kind === 'restarting') restarting();
}

/** Reads the feed until it breaks, and tells whether it fell silent or lied; frames are taken one behind the other. */
function readFeed(
  input: ConnectionInput,
  socket: WebSocket,
  { live, restarting }: { live: () => void; restarting: () => void },
): Promise<'closed' | 'silent' | 'forged'> {
  const { store, ingest, rollback, notes } = input;
  let [forged, behind] = [false, true];
  const lied = (): void => {
    forged = true;
    socket.terminate();
  };
  let turn: Promise<void> = Promise.resolve();
  async function frame(text: string): Promise<void> {
    const parsed = JSON.parse(text) as FeedFrame;
    if (parsed.type === 'notice') return noticed(input, parsed.notice, restarting);
    if (parsed.type === 'hello') {
      const heard = await hear(input, parsed);
      return heard === 'good' ? undefined : heard === 'forged' ? lied() : socket.terminate();
    }
    if (!(await notes.keep(parsed.checkpoint))) return lied();
    const done = parsed.type === 'entries' ? await ingest.take(parsed.items, behind) : await ingest.complete(parsed.heads);
    if (!done) return socket.terminate();
    rollback.reached(parsed.checkpoint);
    store.setCursor(parsed.cursor);
    if (parsed.type !== 'heads') return;
    behind = false;
    live();
  }
  return new Promise((resolve) => {
    const watch = keepWatch(socket, input.pulseMs ?? PULSE_MS);
    socket.on('message', (data) => {
      turn = turn.then(() => frame(String(data))).catch(() => socket.terminate());
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      watch.stop();
      void turn.finally(() => resolve(forged ? 'forged' : watch.silent() ? 'silent' : 'closed'));
    });
  });
}

/** What went wrong on this machine; a bug is told without its text. */
function faultOf(error: unknown): Failure {
  const code = diskCode(error);
  return code === null ? { code: 'INTERNAL', message: OFFLINE } : { code, message: openSentence(code) };
}

interface State {
  stopped: boolean;
  online: boolean;
  failure: Failure | null;
  since: string;
  socket: WebSocket | null;
  /** Time (ms of the process) up to which an announced restart is waited for. */
  restartUntil: number;
  /** Tries in a row that did not hold. */
  tries: number;
  wake: () => void;
}

/** A certificate that is not trusted goes by a code of its own where the line is told of. */
const named = (why: Failure | null): Failure | null => (why?.message === UNTRUSTED ? { code: 'TLS_UNTRUSTED', message: UNTRUSTED } : why);

function set(input: ConnectionInput, state: State, online: boolean, why: Failure | null): void {
  const failure = why?.code === 'OFFLINE' && performance.now() < state.restartUntil ? RESTARTING : named(why);
  const moved = state.online !== online || state.failure?.code !== failure?.code;
  if (state.online !== online) state.since = input.clock().toISOString();
  state.online = online;
  state.failure = failure;
  if (moved) input.changed();
}

/** One life of the connection, from login to the break. */
async function once(input: ConnectionInput, state: State): Promise<void> {
  const { wire } = input;
  const session = await wire.session.ensure();
  if (!session.ok) return set(input, state, false, session);
  if (state.stopped) return;
  state.socket = wire.socket(`/feed?cursor=${input.store.cursor()}`);
  const { socket } = state;
  const stopRenewing = keepRenewed(wire, () => socket.terminate());
  const end = await readFeed(input, state.socket, {
    live() {
      if (state.stopped || state.online) return;
      state.restartUntil = 0;
      set(input, state, true, null);
      input.up();
      input.nudged();
      input.locked();
    },
    restarting: () => void (state.restartUntil = performance.now() + RESTART_MS),
  });
  stopRenewing();
  state.socket = null;
  set(input, state, false, wire.session.halted() ?? (end === 'forged' ? FORGED : BROKEN));
  // A server that closes in order still answers what it was asked; a silent one never will.
  if (end === 'silent') wire.giveUp();
}

/** Renews in time while the line stands; the sockets go on under the same session. Where no renewal is given any more, the line is `over`. */
function keepRenewed({ session }: Wire, over: () => void): () => void {
  let timer: NodeJS.Timeout;
  const again = (): void => {
    timer = setTimeout(() => void renew(), Math.max(session.renewIn(), RENEW_MS));
  };
  let ended = false;
  async function renew(): Promise<void> {
    await session.ensure();
    if (ended) return;
    if (session.halted() === null) again();
    else over();
  }
  again();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

/** Lives one after the other, with a pause that grows while nothing works. Where only a person can change something nothing is asked until they ask. */
async function live(input: ConnectionInput, state: State): Promise<void> {
  while (!state.stopped) {
    const began = performance.now();
    await once(input, state).catch((error: unknown) => set(input, state, false, faultOf(error)));
    if (state.stopped) return;
    state.tries = performance.now() - began > LINE_MS ? 0 : state.tries + 1;
    const pause = input.wire.session.halted() === null ? pauseAfter(state.failure?.code ?? null, state.tries) : null;
    await new Promise<void>((resolve) => {
      const timer = pause === null ? undefined : setTimeout(resolve, pause);
      state.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** A connection that keeps itself up. */
export function createConnection(input: ConnectionInput): Connection {
  const state: State = {
    stopped: false,
    online: false,
    failure: BROKEN,
    since: input.clock().toISOString(),
    socket: null,
    restartUntil: 0,
    tries: 0,
    wake: () => undefined,
  };
  let loop: Promise<void> = Promise.resolve();
  return {
    start: () => void (loop = live(input, state)),
    async stop() {
      state.stopped = true;
      state.wake();
      state.socket?.terminate();
      input.wire.close();
      await loop;
      set(input, state, false, BROKEN);
    },
    retry() {
      input.wire.session.resume();
      state.tries = 0;
      state.wake();
    },
    online: () => state.online,
    since: () => state.since,
    failure: () => state.failure,
  };
}

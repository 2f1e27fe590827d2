/**
 * The working part of a room, there while somebody needs it: a small text at once, a large one step by step with what comes meanwhile in order
 * behind it. Functions over one record: there is a record for every room somebody is in, and a closure for each of these would be its largest part.
 */

import { diskCode } from '../shared/sync/disk.ts';
import { loadInSlices, type Loading } from './large/loading.ts';
import { sizeOf } from './large/preparer.ts';
import type { Core } from './room-core.ts';
import type { RoomInput } from './room.ts';
import { readRoom, type LoadedText } from './text.ts';

type Work = (core: Core) => void;

/** One room's working part. */
export interface Resting {
  readonly input: RoomInput;
  /** Makes it of a loaded text. */
  readonly make: (loaded: LoadedText) => Core;
  core: Core | null;
  loading: Loading | null;
  /** What waits for the load, or for what waits before it. */
  waiting: Work[] | null;
  /** Who owned which client id when it was last read. */
  claims: ReadonlyMap<number, string>;
  /** Somebody asked for it since the last look. */
  touched: boolean;
}

const NOBODY: ReadonlyMap<number, string> = new Map();
/** What may wait for a text: more than that is nobody's typing, and the load is done at once. */
const MOST_WAITING = 500;

/** A working part that is not there yet. */
export function createResting(input: RoomInput, make: Resting['make']): Resting {
  return { input, make, core: null, loading: null, waiting: null, claims: NOBODY, touched: false };
}

/** Rooms with work that waits are known by name: before an entry is judged they are settled, and nobody else need be asked. */
function startWaiting(rest: Resting): Work[] {
  rest.input.waits.add(rest.input.name);
  return [];
}

function endWaiting(rest: Resting): void {
  rest.waiting = null;
  rest.input.waits.delete(rest.input.name);
}

function stop(rest: Resting): void {
  rest.loading?.stop();
  rest.loading = null;
}

/** Does what waits, in order. Any of it may let the working part go: what is behind it waits for the next. */
function runWaiting(rest: Resting): void {
  while (rest.core !== null && rest.waiting !== null && rest.waiting.length > 0) rest.waiting.shift()?.(rest.core);
  if (rest.waiting?.length === 0) endWaiting(rest);
  if (rest.waiting !== null) load(rest, 'slices');
}

function open(rest: Resting, loaded: LoadedText): void {
  stop(rest);
  rest.core = rest.make(loaded);
  runWaiting(rest);
}

/** Nobody is there to catch what the disk says now. */
function openLater(rest: Resting, loaded: () => LoadedText): void {
  try {
    open(rest, loaded());
  } catch (error) {
    if (diskCode(error) === null) throw error;
    rest.input.onFailed();
  }
}

/** At once, or in slices where it is large and may take its time. */
function load(rest: Resting, inTime: 'now' | 'slices'): void {
  if (rest.core !== null || (rest.loading !== null && inTime === 'slices')) return;
  const { name, storage, preparer, limits } = rest.input;
  const stored = storage.load(name);
  rest.claims = stored.claims.size > 0 ? stored.claims : NOBODY;
  const here = (): LoadedText => ({ ...readRoom(storage, name, stored), state: null });
  if (inTime === 'now' || sizeOf(stored) < limits.largeBytes) open(rest, here());
  else rest.loading = loadInSlices(stored, preparer, (done) => openLater(rest, () => (done.type === 'loaded' ? { ...done, stored } : here())));
}

function letGo(rest: Resting, how: 'close' | 'drop'): void {
  stop(rest);
  const { core } = rest;
  rest.core = null;
  if (core === null) return;
  const claims = core.text.claims();
  rest.claims = claims.size > 0 ? claims : NOBODY;
  core[how]();
}

/** Begins to load what is not there. */
export function beginCore(rest: Resting): void {
  rest.touched = true;
  load(rest, 'slices');
}

/** The working part now, whatever it costs. */
export function needCore(rest: Resting): Core {
  rest.touched = true;
  load(rest, 'now');
  // What waited may have let it go again; there is less of it every time.
  return rest.core ?? needCore(rest);
}

/** Does the work when there is a working part, in the order it was asked for. */
export function whenReady(rest: Resting, work: Work): void {
  rest.touched = true;
  if (rest.core !== null && rest.waiting === null) return work(rest.core);
  rest.waiting ??= startWaiting(rest);
  if (rest.waiting.push(work) >= MOST_WAITING) needCore(rest);
  else beginCore(rest);
}

/** Does the work behind all that waits. */
export function inTurn(rest: Resting, work: () => void): void {
  if (rest.waiting === null) work();
  else rest.waiting.push(work);
}

/** Takes in what waits. */
export function settleCore(rest: Resting): void {
  if (rest.waiting !== null) needCore(rest);
}

/** Whose a client id is, as the log has it. */
export function claimedBy(rest: Resting, client: number): string | undefined {
  return (rest.core?.text.claims() ?? rest.claims).get(client);
}

/** Called now and then: what nobody asked for since the last time is let go until somebody does. */
export function restCore(rest: Resting): void {
  if (rest.core === null) return;
  if (!rest.touched && rest.core.atRest()) letGo(rest, 'close');
  rest.touched = false;
}

/** Lets it go as it is; where work waits, it is loaded anew. */
export function discardCore(rest: Resting): void {
  letGo(rest, 'drop');
  if (rest.waiting !== null) beginCore(rest);
}

/** Takes in and commits what waits, and lets go. */
export function unloadCore(rest: Resting): void {
  settleCore(rest);
  rest.input.committer.flush();
  letGo(rest, 'close');
}

/** Lets everything go, also what waits: the disk refused. */
export function abandonCore(rest: Resting): void {
  endWaiting(rest);
  letGo(rest, 'drop');
}

/** The working part of a room, there while somebody needs it: a small text at once, a large one step by step with what comes meanwhile in order behind it. */

import { diskCode } from '../shared/sync/disk.ts';
import { loadInSlices, type Loading } from './large/loading.ts';
import { sizeOf } from './large/preparer.ts';
import type { Core } from './room-core.ts';
import type { RoomInput } from './room.ts';
import { loadDoc, type LoadedText } from './text.ts';

/** The working part. */
export interface Resting {
  /** Begins to load what is not there. */
  begin(): void;
  /** The working part now, whatever it costs. */
  need(): Core;
  /** Does the work when there is a working part, in the order it was asked for. */
  ready(work: (core: Core) => void): void;
  /** Does the work behind all that waits. */
  inTurn(work: () => void): void;
  /** Takes in what waits. */
  settle(): void;
  ownerOf(client: number): string | undefined;
  rest(): void;
  working(): boolean;
  /** Lets it go as it is; where work waits, it is loaded anew. */
  discard(): void;
  unload(): void;
  /** Lets everything go, also what waits: the disk refused. */
  abandon(): void;
}

const NOBODY: ReadonlyMap<number, string> = new Map();
/** What may wait for a text: more than that is nobody's typing, and the load is done at once. */
const MOST_WAITING = 500;

/** The working part and its load, which ends in `opened`. */
function createHolder({ name, storage, preparer, limits, onFailed }: RoomInput, make: (loaded: LoadedText) => Core, opened: () => void) {
  let core: Core | null = null;
  let loading: Loading | null = null;
  let claims = NOBODY;

  function stop(): void {
    loading?.stop();
    loading = null;
  }
  function open(loaded: LoadedText): void {
    stop();
    core = make(loaded);
    opened();
  }
  /** Nobody is there to catch what the disk says now. */
  function openLater(load: () => LoadedText): void {
    try {
      open(load());
    } catch (error) {
      if (diskCode(error) === null) throw error;
      onFailed();
    }
  }
  /** At once, or in slices where it is large and may take its time. */
  function load(inTime: 'now' | 'slices'): void {
    if (core !== null || (loading !== null && inTime === 'slices')) return;
    const stored = storage.load(name);
    claims = stored.claims;
    const here = (): LoadedText => ({ stored, doc: loadDoc(stored), state: null });
    if (inTime === 'now' || sizeOf(stored) < limits.largeBytes) open(here());
    else loading = loadInSlices(stored, preparer, (done) => openLater(() => (done.type === 'loaded' ? { ...done, stored } : here())));
  }
  function letGo(how: 'close' | 'drop'): void {
    stop();
    const gone = core;
    core = null;
    if (gone === null) return;
    claims = gone.text.claims().size > 0 ? gone.text.claims() : NOBODY;
    gone[how]();
  }
  return { core: () => core, load, letGo, ownerOf: (client: number) => (core?.text.claims() ?? claims).get(client) };
}

/** Work in order behind a load. */
function createWaiting() {
  let waiting: ((core: Core) => void)[] = [];
  return {
    any: () => waiting.length > 0,
    full: () => waiting.length >= MOST_WAITING,
    push: (work: (core: Core) => void) => void waiting.push(work),
    clear: () => void (waiting = []),
    /** Any of it may let the working part go: what is behind it waits for the next. */
    run(core: () => Core | null): void {
      for (let now = core(); now !== null && waiting.length > 0; now = core()) waiting.shift()?.(now);
    },
  };
}

/** Asking for the working part, at once or in turn. */
function createDesk(input: RoomInput, make: (loaded: LoadedText) => Core) {
  let touched = false;
  const waiting = createWaiting();
  const holder = createHolder(input, make, () => {
    waiting.run(holder.core);
    if (waiting.any()) holder.load('slices');
  });
  function begin(): void {
    touched = true;
    holder.load('slices');
  }
  function need(): Core {
    touched = true;
    holder.load('now');
    // What waited may have let it go again; there is less of it every time.
    return holder.core() ?? need();
  }
  function ready(work: (core: Core) => void): void {
    touched = true;
    const core = holder.core();
    if (core !== null && !waiting.any()) return work(core);
    waiting.push(work);
    if (waiting.full()) need();
    else begin();
  }
  /** Whether anybody asked since the last time. */
  const wasTouched = (): boolean => {
    const was = touched;
    touched = false;
    return was;
  };
  return { holder, waiting, begin, need, ready, wasTouched };
}

/** The working part over what `make` makes of a loaded text. */
export function createResting(input: RoomInput, make: (loaded: LoadedText) => Core): Resting {
  const { holder, waiting, begin, need, ready, wasTouched } = createDesk(input, make);
  const settle = (): void => void (waiting.any() && need());
  return {
    begin,
    need,
    ready,
    inTurn: (work) => (waiting.any() ? waiting.push(work) : work()),
    settle,
    ownerOf: holder.ownerOf,
    rest() {
      const core = holder.core();
      if (core !== null && !wasTouched() && core.atRest()) holder.letGo('close');
    },
    working: () => holder.core() !== null,
    discard() {
      holder.letGo('drop');
      if (waiting.any()) begin();
    },
    unload() {
      settle();
      input.committer.flush();
      holder.letGo('close');
    },
    abandon() {
      waiting.clear();
      holder.letGo('drop');
    },
  };
}

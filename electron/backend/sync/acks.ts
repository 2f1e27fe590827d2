/** Acks of a room: which row of the replica a barrier stands for, and who waits until nothing is pending. */

import type { RoomStore } from './room-store.ts';

/** The acks of one room. */
export interface Acks {
  /** Asks for an ack soon, so that one barrier covers a burst of typing. */
  soon(): void;
  ask(): void;
  acknowledged(barrier: number): void;
  /** The line broke: answers to old barriers will not come. */
  lost(): void;
  /** Wakes those who wait, where nothing is pending any more. */
  settle(): void;
  /** Rejects with `StrandedError` where the edits were stranded: they are kept, but the server will never have them. */
  saved(): Promise<void>;
  abandon(): void;
  stop(): void;
}

/** What they are made of. `barrier` sends one, false where there is no line or no right to write. */
export interface AcksInput {
  readonly name: string;
  readonly store: RoomStore;
  readonly barrier: (seq: number) => boolean;
  readonly durable: () => void;
}

const DEBOUNCE_MS = 200;

/** The edits that were waited for became a stranded copy. */
export class StrandedError extends Error {
  readonly code = 'STRANDED';
  constructor() {
    super('서버가 받지 않은 고침이 있어 이 PC에 따로 보관했습니다. 보관한 내용을 확인하십시오.');
  }
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: StrandedError) => void;
}

/** Those who wait until nothing is pending; once stranded, nobody is told "saved" again. */
function createWaiters(idle: () => boolean): Pick<Acks, 'settle' | 'abandon'> & { wait(ask: () => void): Promise<void> } {
  let waiting: Waiter[] = [];
  let stranded = false;
  function settle(): void {
    if (!stranded && !idle()) return;
    const woken = waiting;
    waiting = [];
    for (const waiter of woken)
      if (stranded) waiter.reject(new StrandedError());
      else waiter.resolve();
  }
  return {
    settle,
    abandon() {
      stranded = true;
      settle();
    },
    wait(ask) {
      if (stranded) return Promise.reject(new StrandedError());
      if (idle()) return Promise.resolve();
      const done = new Promise<void>((resolve, reject) => void waiting.push({ resolve, reject }));
      ask();
      return done;
    },
  };
}

/** Acks of a freshly opened room. */
export function createAcks({ name, store, barrier, durable }: AcksInput): Acks {
  let seq = 0;
  let timer: NodeJS.Timeout | null = null;
  const asked = new Map<number, number>();
  const idle = (): boolean => store.pending(name).length === 0;
  const { settle, abandon, wait } = createWaiters(idle);

  function ask(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (idle()) return;
    seq += 1;
    if (barrier(seq)) asked.set(seq, store.newest(name));
  }
  function acknowledged(answered: number): void {
    const upTo = asked.get(answered);
    asked.delete(answered);
    if (upTo === undefined) return;
    store.acknowledge(name, upTo);
    durable();
    settle();
  }
  return {
    soon: () => void (timer ??= setTimeout(ask, DEBOUNCE_MS)),
    ask,
    acknowledged,
    settle,
    abandon,
    saved: () => wait(ask),
    lost: () => asked.clear(),
    stop: () => timer !== null && clearTimeout(timer),
  };
}

/** The feed: entries a person may see, by global cursor, plus passing notices. Gaps of a document newly opened to the person show in `heads`. */

import type { FeedFrame, FeedNotice, Heads, LoggedEntry } from '../shared/sync/api.ts';
import { DIRECTORY_TRAIL } from '../shared/trail/entry.ts';
import type { TrailStorage } from './storage/storage.ts';
import type { Trail } from './trail.ts';

/** One listener of the feed. */
export interface Listener {
  readonly person: string;
  send(frame: FeedFrame): void;
}

/** What a person sees from a cursor. */
export interface FeedPage {
  readonly items: readonly LoggedEntry[];
  readonly cursor: number;
  readonly heads: Heads;
}

/** The feed of one server. */
export interface Feed {
  page(person: string, cursor: number): FeedPage;
  /** Sends everything from the cursor, then what comes; returns the end of it. */
  listen(listener: Listener, cursor: number): () => void;
  /** Resolves when something new was appended, or the time is over. */
  news(timeoutMs: number): Promise<void>;
  appended(entries: readonly LoggedEntry[]): void;
  /** To everybody, or to what one person has open. */
  notify(notice: FeedNotice, person?: string): void;
}

const CHUNK = 500;

interface Held {
  listener: Listener;
  cursor: number;
  ended: boolean;
  catching: boolean;
}

/** Those who wait for anything new. */
function createWaiting(): Pick<Feed, 'news'> & { wake(): void } {
  let waiting: (() => void)[] = [];
  return {
    news: (timeoutMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      }),
    wake() {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
  };
}

/** Brings one listener along the log. */
function createDelivery({ storage, trail, checkpoint, restored }: FeedInput): {
  seen: (person: string, items: readonly LoggedEntry[]) => LoggedEntry[];
  deliver(to: Held, items: readonly LoggedEntry[]): void;
  hello(to: Held): void;
  heads(to: Held): void;
  catchUp(to: Held): void;
} {
  const seen = (person: string, items: readonly LoggedEntry[]): LoggedEntry[] => items.filter(({ entry }) => trail.readable(entry.documentId, person));
  const hello = (to: Held): void => to.listener.send({ type: 'hello', size: storage.size(), checkpoint: checkpoint(), restored: restored() });
  const heads = (to: Held): void => to.listener.send({ type: 'heads', heads: trail.heads(to.listener.person), cursor: to.cursor, checkpoint: checkpoint() });
  function deliver(to: Held, items: readonly LoggedEntry[]): void {
    const last = items.at(-1);
    if (last === undefined) return;
    to.cursor = last.index + 1;
    const visible = seen(to.listener.person, items);
    if (visible.length > 0) to.listener.send({ type: 'entries', items: visible, cursor: to.cursor, checkpoint: checkpoint() });
  }
  function catchUp(to: Held): void {
    if (to.ended) return;
    const items = storage.entriesFrom(to.cursor, CHUNK);
    deliver(to, items);
    if (items.length === CHUNK) {
      setImmediate(catchUp, to);
      return;
    }
    to.catching = false;
    heads(to);
  }
  return { seen, deliver, hello, heads, catchUp };
}

interface FeedInput {
  readonly storage: TrailStorage;
  readonly trail: Trail;
  /** What the log says of itself. */
  readonly checkpoint: () => string;
  /** The restore this server came from, or null. */
  readonly restored: () => string | null;
}

/** A feed over the log. */
export function createFeed(input: FeedInput): Feed {
  const held = new Set<Held>();
  const { news, wake } = createWaiting();
  const { seen, deliver, hello, heads, catchUp } = createDelivery(input);
  return {
    news,
    page(person, cursor) {
      const items = input.storage.entriesFrom(cursor, CHUNK);
      return { items: seen(person, items), cursor: (items.at(-1)?.index ?? cursor - 1) + 1, heads: input.trail.heads(person) };
    },
    listen(listener, cursor) {
      const to: Held = { listener, cursor: Math.min(cursor, input.storage.size()), ended: false, catching: true };
      held.add(to);
      hello(to);
      catchUp(to);
      return () => {
        to.ended = true;
        held.delete(to);
      };
    },
    appended(entries) {
      const moved = entries.some(({ entry }) => entry.documentId === DIRECTORY_TRAIL);
      for (const to of held) {
        if (to.catching) continue;
        deliver(to, entries);
        if (moved) heads(to);
      }
      wake();
    },
    notify(notice, person) {
      for (const { listener } of held) if (person === undefined || listener.person === person) listener.send({ type: 'notice', notice });
    },
  };
}

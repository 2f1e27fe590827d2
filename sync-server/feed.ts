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
  notify(notice: FeedNotice): void;
}

const CHUNK = 500;

interface Held { listener: Listener; cursor: number; ended: boolean; catching: boolean }

/** A feed over the log. */
export function createFeed(input: { storage: TrailStorage; trail: Trail }): Feed {
  const { storage, trail } = input;
  const held = new Set<Held>();
  let waiting: (() => void)[] = [];
  const seen = (person: string, items: readonly LoggedEntry[]): LoggedEntry[] => items.filter(({ entry }) => trail.readable(entry.documentId, person));

  function deliver(to: Held, items: readonly LoggedEntry[]): void {
    const last = items.at(-1);
    if (last === undefined) return;
    to.cursor = last.index + 1;
    const visible = seen(to.listener.person, items);
    if (visible.length > 0) to.listener.send({ type: 'entries', items: visible, cursor: to.cursor });
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
    to.listener.send({ type: 'heads', heads: trail.heads(to.listener.person), cursor: to.cursor });
  }

  return {
    page(person, cursor) {
      const items = storage.entriesFrom(cursor, CHUNK);
      return { items: seen(person, items), cursor: (items.at(-1)?.index ?? cursor - 1) + 1, heads: trail.heads(person) };
    },
    listen(listener, cursor) {
      const to: Held = { listener, cursor, ended: false, catching: true };
      held.add(to);
      catchUp(to);
      return () => {
        to.ended = true;
        held.delete(to);
      };
    },
    news: (timeoutMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      }),
    appended(entries) {
      const moved = entries.some(({ entry }) => entry.documentId === DIRECTORY_TRAIL);
      for (const to of held) {
        if (to.catching) continue;
        deliver(to, entries);
        if (moved) to.listener.send({ type: 'heads', heads: trail.heads(to.listener.person), cursor: to.cursor });
      }
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    notify(notice) {
      for (const to of held) to.listener.send({ type: 'notice', notice });
    },
  };
}

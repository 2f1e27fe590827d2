/** The feed: entries a person may see, by global cursor, plus passing notices. Gaps of a document newly opened to the person show in `heads`. */

import type { FeedFrame, FeedNotice, LoggedEntry } from '../shared/sync/api.ts';
import { DIRECTORY_TRAIL } from '../shared/trail/entry.ts';
import type { TrailStorage } from './storage/storage.ts';
import type { Trail } from './trail.ts';

/** One listener of the feed. */
export interface Listener {
  readonly person: string;
  /** `sent` is called when the frame has gone out: a long way is gone no faster than its listener reads. */
  send(frame: FeedFrame, sent?: () => void): void;
  /** Does the work; where the disk refuses, only this listener is put out. */
  guarded(work: () => void): void;
}

/** The feed of one server. */
export interface Feed {
  /** Sends everything from the cursor, then what comes; returns the end of it. */
  listen(listener: Listener, cursor: number): () => void;
  appended(entries: readonly LoggedEntry[]): void;
  /** People who listen now. */
  listening(): ReadonlySet<string>;
  /** When people who listen no more stopped, in milliseconds, since this server began. */
  left(): ReadonlyMap<string, number>;
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

/** Brings one listener along the log. */
function createDelivery({ storage, trail, checkpoint, restored, key }: FeedInput) {
  const hello = (to: Held): void => to.listener.send({ type: 'hello', size: storage.size(), checkpoint: checkpoint(), key, restored: restored() });
  const heads = (to: Held): void => to.listener.send({ type: 'heads', heads: trail.heads(to.listener.person), cursor: to.cursor, checkpoint: checkpoint() });
  function deliver(to: Held, items: readonly LoggedEntry[], sent?: () => void): void {
    to.cursor = (items.at(-1)?.index ?? to.cursor - 1) + 1;
    const visible = items.filter(({ entry }) => trail.hears(entry, to.listener.person));
    if (visible.length > 0) to.listener.send({ type: 'entries', items: visible, cursor: to.cursor, checkpoint: checkpoint() }, sent);
    else if (sent !== undefined) setImmediate(sent);
  }
  function catchUp(to: Held): void {
    if (to.ended) return;
    const items = storage.entriesFrom(to.cursor, CHUNK);
    if (items.length === CHUNK) return deliver(to, items, () => to.listener.guarded(() => catchUp(to)));
    deliver(to, items);
    to.catching = false;
    heads(to);
  }
  return { deliver, hello, heads, catchUp };
}

interface FeedInput {
  readonly storage: TrailStorage;
  readonly trail: Trail;
  /** What the log says of itself. */
  readonly checkpoint: () => string;
  /** Digest of the log's certificate. */
  readonly key: string;
  /** The restore this server came from, or null. */
  readonly restored: () => string | null;
  readonly clock: () => Date;
}

/** A feed over the log. */
export function createFeed(input: FeedInput): Feed {
  const held = new Set<Held>();
  const left = new Map<string, number>();
  const listening = (): Set<string> => new Set([...held].map(({ listener }) => listener.person));
  const { deliver, hello, heads, catchUp } = createDelivery(input);
  return {
    listen(listener, cursor) {
      const to: Held = { listener, cursor: Math.min(cursor, input.storage.size()), ended: false, catching: true };
      held.add(to);
      hello(to);
      catchUp(to);
      return () => {
        to.ended = true;
        held.delete(to);
        left.set(listener.person, input.clock().getTime());
      };
    },
    appended(entries) {
      const moved = entries.some(({ entry }) => entry.documentId === DIRECTORY_TRAIL);
      for (const to of held) {
        if (to.catching) continue;
        deliver(to, entries);
        if (moved) heads(to);
      }
    },
    listening,
    left: () => left,
    notify(notice, person) {
      for (const { listener } of held) if (person === undefined || listener.person === person) listener.send({ type: 'notice', notice });
    },
  };
}

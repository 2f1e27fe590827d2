/** Counting and logging around the parts of the server, which know nothing of it. */

import { diskCode } from '../shared/sync/disk.ts';
import type { Blobs } from './blobs.ts';
import type { Feed } from './feed.ts';
import type { Identity } from './identity.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import { refused } from './sequencer-input.ts';
import type { Sequencer } from './sequencer.ts';
import type { Storage, UpdateOutcome } from './storage/storage.ts';

/** Where everything is told. */
export interface Watch {
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** Does the work; a refusal of the disk is counted, logged and thrown on. */
function told<T>({ metrics, log }: Watch, part: 'rooms' | 'trail', work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = diskCode(error);
    if (code !== null) {
      metrics.count('commitsFailed', { part, code });
      log({ event: 'disk.refused', code, where: part });
    }
    throw error;
  }
}

/** Times a transaction. */
function timed<T>(watch: Watch, part: 'rooms' | 'trail', work: () => T): T {
  const began = performance.now();
  const done = told(watch, part, work);
  watch.metrics.commit(part, (performance.now() - began) / 1000);
  watch.metrics.count('commits', { part });
  return done;
}

/** Commits of rooms and trail. */
export function observeStorage(storage: Storage, watch: Watch): Storage {
  const tell = (outcomes: readonly UpdateOutcome[]): void => {
    const kept = outcomes.filter((outcome) => outcome.type === 'kept').length;
    if (kept > 0) watch.metrics.count('updatesCommitted', {}, kept);
  };
  return {
    ...storage,
    load(room, from) {
      const stored = told(watch, 'rooms', () => storage.load(room, from));
      if (stored.snapshotDamaged) watch.log({ event: 'disk.refused', code: 'CORRUPT', where: 'rooms' });
      return stored;
    },
    append(rows) {
      const outcomes = timed(watch, 'rooms', () => storage.append(rows));
      tell(outcomes);
      return outcomes;
    },
    appendEntries: (append) => timed(watch, 'trail', () => storage.appendEntries(append)),
  };
}

/** Statements and what became of them. */
export function observeSequencer(sequencer: Sequencer, { metrics, log }: Watch): Sequencer {
  return {
    ...sequencer,
    async submit(submission) {
      const reply = await sequencer.submit(submission);
      const { type } = submission.signed.statement;
      metrics.count('statements', { outcome: reply.ok ? 'accepted' : reply.code });
      if (reply.ok) log({ event: 'statement.accepted', type, entries: reply.value.entries.length });
      else log({ event: 'statement.refused', type, code: reply.code });
      return reply;
    },
  };
}

/** While a restored server takes back what came after the backup, new statements and facts of its own wait. */
export function holdStatements(sequencer: Sequencer, holding: () => boolean): Sequencer {
  return { ...sequencer, submit: async (submission) => (holding() ? refused('RECOVERING') : sequencer.submit(submission)) };
}

/** How many listen to the feed. */
export function observeFeed(feed: Feed, { metrics }: Watch): Feed {
  let listeners = 0;
  metrics.gauge('listeners', () => listeners);
  return {
    ...feed,
    listen(listener, cursor) {
      listeners += 1;
      const end = feed.listen(listener, cursor);
      return () => {
        listeners -= 1;
        end();
      };
    },
  };
}

/** Bytes of attachments. */
export function observeBlobs(blobs: Blobs, { metrics, log }: Watch): Blobs {
  return {
    ...blobs,
    async put(sha256, person, part, body) {
      const done = await blobs.put(sha256, person, part, body);
      if (done.ok) metrics.count('blobBytes', { direction: 'in' }, done.value.offset - part.offset);
      return done;
    },
    get(sha256, person, from = 0) {
      const blob = blobs.get(sha256, person, from);
      if (blob?.type === 'bytes') metrics.count('blobBytes', { direction: 'out' }, blob.size - from);
      return blob;
    },
    async collect() {
      const gone = await blobs.collect();
      if (gone > 0) log({ event: 'blobs.collected', count: gone });
      return gone;
    },
  };
}

/** Logins that were refused, by code. */
export function observeIdentity(identity: Identity, { log }: Watch): Identity {
  return {
    ...identity,
    async login(request) {
      const done = await identity.login(request);
      if (!done.ok) log({ event: 'login.refused', code: done.code });
      return done;
    },
  };
}

/** Keeping records of access (`shared/trail/access-record.ts`): what must be on disk before anything is handed out, and attempts that were refused. */

import { canonical } from '../shared/trail/canonical.ts';
import type { AccessNote } from '../shared/trail/access-record.ts';
import { diskCode } from '../shared/sync/disk.ts';
import type { AccessStorage } from './storage/storage.ts';

/** The records of one server. */
export interface Access {
  /** On disk when it returns; throws what the disk refuses, so that nothing is handed out unrecorded. */
  record(note: AccessNote): void;
  /** A refused attempt; the same one is kept once a minute, so that nobody fills the disk by knocking. What the disk refuses here is let go. */
  refused(note: Omit<AccessNote, 'act'>): void;
}

const KNOCK_MS = 60_000;
const MOST_KNOCKS = 10_000;

/** Records over a storage. */
export function createAccess({ storage, clock }: { readonly storage: AccessStorage; readonly clock: () => Date }): Access {
  const knocks = new Map<string, number>();
  const record = (note: AccessNote): void => storage.addAccess(note, clock().toISOString());
  return {
    record,
    refused(note) {
      const key = canonical(note);
      const now = clock().getTime();
      if (now - (knocks.get(key) ?? Number.NEGATIVE_INFINITY) < KNOCK_MS) return;
      if (knocks.size >= MOST_KNOCKS) knocks.clear();
      knocks.set(key, now);
      try {
        record({ ...note, act: 'refused' });
      } catch (error) {
        if (diskCode(error) === null) throw error;
      }
    },
  };
}

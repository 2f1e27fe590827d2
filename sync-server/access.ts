/** Keeping records of access (`shared/trail/access-record.ts`): what must be on disk before anything is handed out, and attempts that were refused. */

import { canonical } from '../shared/trail/canonical.ts';
import { whyOf, type AccessNote } from '../shared/trail/access-record.ts';
import { diskCode } from '../shared/sync/disk.ts';
import type { AccessStorage } from './storage/storage.ts';

/** The records of one server. */
export interface Access {
  /** On disk when it returns; throws what the disk refuses, so that nothing is handed out unrecorded. */
  record(note: AccessNote): void;
  /**
   * A refused attempt. The first is kept at once; the same one again is counted, and the count kept as one record when the span is over, so that
   * nobody fills the disk or hides among thousands by knocking. What the disk refuses here is let go.
   */
  refused(note: Omit<AccessNote, 'act'>): void;
  /** Keeps the counts whose span is over; asked now and then. */
  settle(): void;
  /** Keeps every count there is: the server ends. */
  close(): void;
}

/** The first span; each that was knocked in is followed by a longer one. */
const SPAN_MS = 60_000;
const LONGER = 4;
const LONGEST_MS = 3_600_000;
const MOST_KNOCKS = 10_000;

interface Knock {
  readonly note: Omit<AccessNote, 'act'>;
  /** When it was kept last, and how long the same is only counted. */
  since: number;
  span: number;
  counted: number;
}

type Keep = (note: Omit<AccessNote, 'act'>, times: number) => void;

function longer(knock: Knock, now: number): void {
  Object.assign(knock, { since: now, span: Math.min(knock.span * LONGER, LONGEST_MS), counted: 0 });
}

/** Keeps what was counted: of spans that are over, or all of it. Who was quiet for long begins anew. */
function settleAt(now: number, all: boolean, knocks: Map<string, Knock>, keep: Keep): void {
  for (const [key, knock] of knocks) {
    const past = Math.abs(now - knock.since);
    if (knock.counted === 0 && past >= knock.span * LONGER) knocks.delete(key);
    if (knock.counted === 0 || (!all && past < knock.span)) continue;
    keep(knock.note, knock.counted);
    longer(knock, now);
  }
}

/** Records over a storage. */
export function createAccess({ storage, clock }: { readonly storage: AccessStorage; readonly clock: () => Date }): Access {
  const knocks = new Map<string, Knock>();
  const record = (note: AccessNote): void => storage.addAccess(note, clock().toISOString());
  function keep(note: Omit<AccessNote, 'act'>, times: number): void {
    try {
      record({ ...note, act: 'refused', why: whyOf({ code: note.why, times }) });
    } catch (error) {
      if (diskCode(error) === null) throw error;
    }
  }
  const settle = (all: boolean): void => settleAt(clock().getTime(), all, knocks, keep);
  function close(): void {
    settle(true);
    knocks.clear();
  }
  return {
    record,
    refused(note) {
      const key = canonical(note);
      const known = knocks.get(key);
      const now = clock().getTime();
      if (known !== undefined && Math.abs(now - known.since) < known.span) return void (known.counted += 1);
      keep(note, (known?.counted ?? 0) + 1);
      if (known !== undefined) return longer(known, now);
      if (knocks.size >= MOST_KNOCKS) close();
      knocks.set(key, { note, since: now, span: SPAN_MS, counted: 0 });
    },
    settle: () => settle(false),
    close,
  };
}

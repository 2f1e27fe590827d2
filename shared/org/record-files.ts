/** 기록물철 through the directory's log: those in use, and those that were closed, with the day. */

import type { Entry } from '../trail/entry.ts';
import type { RecordFile } from './directory.ts';
import { recordsOf } from './history.ts';

/** A record file with when it came and when it was closed (RFC 3339; null while it is in use). */
export interface KeptRecordFile {
  readonly file: RecordFile;
  readonly since: string;
  readonly closed: string | null;
}

const keyOf = ({ unit, name }: RecordFile): string => JSON.stringify([unit, name]);

/** Every record file an agency had, in the order they came. One that went to another unit with a reorganisation goes on there. */
export function recordFilesEver(entries: readonly Entry[], agency: string): KeptRecordFile[] {
  const kept = new Map<string, KeptRecordFile>();
  for (const { at, record } of recordsOf(entries, agency)) {
    const now = new Map(record.recordFiles.map((file) => [keyOf(file), file]));
    for (const [key, one] of kept) {
      if (one.closed !== null || now.has(key)) continue;
      const moved = record.successions?.find(({ from }) => from.unit === one.file.unit && from.position === null);
      const next = moved === undefined ? undefined : now.get(keyOf({ ...one.file, unit: moved.to.unit ?? '' }));
      if (next === undefined) kept.set(key, { ...one, closed: at });
      else {
        kept.delete(key);
        kept.set(keyOf(next), { file: next, since: one.since, closed: null });
      }
    }
    for (const [key, file] of now) {
      const known = kept.get(key);
      kept.set(key, { file, since: known === undefined || known.closed !== null ? at : known.since, closed: null });
    }
  }
  return [...kept.values()];
}

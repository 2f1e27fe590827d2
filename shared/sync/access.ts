/** Records of access as the server tells them to those who may see them. All JSON. */

import type { AccessRecord } from '../trail/access-record.ts';

/** A record with what belongs to it and is no part of it. */
export interface ToldRecord {
  readonly record: AccessRecord;
  /** Registration of the paper at its lead, where it has one: the list data of a paper, never its title. */
  readonly registration: string | null;
  /** What was written as the reason of a download, or null. */
  readonly reason: string | null;
}

/** What the server's own check of the chain found, and whether it goes on from the head the asker noted before. */
export interface ChainTold {
  readonly count: number;
  readonly head: string;
  readonly fault: { readonly n: number; readonly message: string } | null;
  readonly checkedAt: string;
  /** Hash of the record at the asker's place; null where none was named or the chain is shorter. */
  readonly atKnown: string | null;
}

/** The newest of those asked for, newest first; `next` is where to go on, null at the end. */
export interface AccessAnswer {
  readonly records: readonly ToldRecord[];
  readonly next: number | null;
  readonly chain: ChainTold;
}

/** The stack of papers that wait for this person's signature, in the order of the list. Pure. */

import type { DocumentRow } from '../../shared/api/views.ts';
import { firstGroup, groupRows, myStep } from '../home/groups.ts';

/** Where a paper lies in the stack; `next` is the one to be handled after it. */
export interface Stack {
  readonly place: number;
  readonly total: number;
  readonly next: DocumentRow | null;
}

/** The stack in the order of 결재 대기: what is due first. */
export function stackRows(waiting: readonly DocumentRow[], now: number): DocumentRow[] {
  const mine = waiting.filter((row) => myStep(row) !== undefined);
  return groupRows(mine, firstGroup('waiting'), 'waiting', now).flatMap((group) => group.rows);
}

/** The place of a paper in the stack, or null where it does not wait for a signature. After the last comes the first. */
export function stackOf(waiting: readonly DocumentRow[], documentId: string, now: number): Stack | null {
  const rows = stackRows(waiting, now);
  const at = rows.findIndex((row) => row.documentId === documentId);
  if (at < 0) return null;
  const next = rows.length > 1 ? (rows[(at + 1) % rows.length] ?? null) : null;
  return { place: at + 1, total: rows.length, next };
}

/** The paper to go on with from this one, which may have left the stack because somebody else came first; null where nothing else waits. */
export function nextOf(waiting: readonly DocumentRow[], documentId: string, now: number): DocumentRow | null {
  const stack = stackOf(waiting, documentId, now);
  return stack === null ? (stackRows(waiting, now)[0] ?? null) : stack.next;
}

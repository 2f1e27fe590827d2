/** A Y.Text behind a plain field: only what changed is sent, and the caret stays where it was in the words. Pure but for Yjs. */

import type * as Y from 'yjs';

type Delta = readonly { readonly retain?: number; readonly insert?: unknown; readonly delete?: number }[];

/** Applies the difference between two texts as one deletion and one insertion, beside the caret where that is ambiguous. */
export function applyText(target: Y.Text, next: string, caret: number = next.length): void {
  const before = target.toString();
  if (before === next) return;
  const most = Math.min(before.length, next.length);
  // What stands behind the caret was not typed now.
  const tail = Math.min(most, next.length - caret);
  let end = 0;
  while (end < tail && before[before.length - 1 - end] === next[next.length - 1 - end]) end += 1;
  let start = 0;
  while (start < most - end && before[start] === next[start]) start += 1;
  while (end < most - start && before[before.length - 1 - end] === next[next.length - 1 - end]) end += 1;
  const write = (): void => {
    if (before.length - start - end > 0) target.delete(start, before.length - start - end);
    if (next.length - start - end > 0) target.insert(start, next.slice(start, next.length - end));
  };
  if (target.doc === null) write();
  else target.doc.transact(write, 'field');
}

/** Where a caret stands after someone else's change. */
export function moveCaret(caret: number, delta: Delta): number {
  let place = 0;
  let moved = caret;
  for (const { retain, insert, delete: gone } of delta) {
    if (retain !== undefined) place += retain;
    else if (typeof insert === 'string') {
      if (place <= moved && place < caret + insert.length && place !== moved) moved += insert.length;
      place += insert.length;
    } else if (gone !== undefined && place < moved) moved = Math.max(place, moved - gone);
  }
  return moved;
}

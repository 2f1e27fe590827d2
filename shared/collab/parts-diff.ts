/** What a reviewer's new version changed, part by part: the text behind the `diff` commitment of a `revised` statement (`../trail/statement.ts`). */

import { diffArrays } from 'diff';
import { canonical } from '../trail/canonical.ts';
import type { Content } from './content.ts';
import { contentParts, type ContentPart } from './digest.ts';

/** Parts that went and parts that came, each in the order of its version. A changed part is in both. */
export interface PartsDiff {
  readonly v: 1;
  readonly removed: readonly ContentPart[];
  readonly added: readonly ContentPart[];
}

/** A part as it is compared: blocks and attachments by what they hold, not by their place. */
function keyOf(part: ContentPart): string {
  if (part.part === 'block' || part.part === 'attachment') return canonical([part.part, part.value]);
  return canonical(part);
}

/** The way from one content to another. */
export function partsDiff(before: Content, after: Content): PartsDiff {
  const [from, to] = [contentParts(before), contentParts(after)];
  const removed: ContentPart[] = [];
  const added: ContentPart[] = [];
  let [i, j] = [0, 0];
  for (const run of diffArrays(from.map(keyOf), to.map(keyOf))) {
    const count = run.value.length;
    if (run.removed) removed.push(...from.slice(i, i + count));
    if (run.added) added.push(...to.slice(j, j + count));
    if (!run.added) i += count;
    if (!run.removed) j += count;
  }
  return { v: 1, removed, added };
}

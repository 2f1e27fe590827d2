/** What a step really changed in the sheet. */

import type { Node as ProseNode } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { Mapping, StepMap } from '@tiptap/pm/transform';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/** A stretch of the sheet before and after: from `start`, so long before, so long after. */
interface Stretch {
  readonly start: number;
  readonly was: number;
  readonly is: number;
}

/** Within one line or table that stayed one. */
function inLine(place: number, before: ProseNode, after: ProseNode): Stretch | null {
  const start = before.content.findDiffStart(after.content);
  const ends = before.content.findDiffEnd(after.content);
  if (start === null || ends === null) return null;
  // A letter doubled beside its like is found from both sides: the ends may lie before the start.
  const short = Math.max(0, start - Math.min(ends.a, ends.b));
  return { start: place + 1 + start, was: ends.a + short - start, is: ends.b + short - start };
}

const sizeOf = (nodes: readonly ProseNode[]): number => nodes.reduce((sum, { nodeSize }) => sum + nodeSize, 0);

/** Lines, tables and pictures that are other ones after a change, and where the first of them stands. */
export interface Differing {
  readonly start: number;
  readonly gone: readonly ProseNode[];
  readonly come: readonly ProseNode[];
}

function compared(before: ProseNode, after: ProseNode): Differing {
  const [was, is] = [before.children, after.children];
  const shorter = Math.min(was.length, is.length);
  let head = 0;
  while (head < shorter && was[head] === is[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && was[was.length - 1 - tail] === is[is.length - 1 - tail]) tail += 1;
  let start = 0;
  for (let i = 0; i < head; i++) start += is[i]?.nodeSize ?? 0;
  return { start, gone: was.slice(head, was.length - tail), come: is.slice(head, is.length - tail) };
}

/** Several follow every change: it is compared once. */
const known = new WeakMap<ProseNode, { readonly before: ProseNode; readonly differing: Differing }>();

/** What differs after a transaction. Lines nobody changed are the same objects before and after; no text is read. */
export function differingIn({ before, doc }: Pick<Transaction, 'before' | 'doc'>): Differing {
  const found = known.get(doc);
  if (found?.before === before) return found.differing;
  const differing = compared(before, doc);
  known.set(doc, { before, differing });
  return differing;
}

const mapped = ({ start, was, is }: Stretch): Mapping => new Mapping([new StepMap([start, was, is])]);

/** Where a change stays within one line, or one table, that is otherwise as before: how places move; null for every other change. */
function withinOne({ start, gone, come }: Differing): Mapping | null {
  const [before, after] = [gone[0], come[0]];
  if (gone.length !== 1 || come.length !== 1 || before === undefined || after?.sameMarkup(before) !== true) return null;
  const stretch = inLine(start, before, after);
  return stretch === null ? new Mapping() : mapped(stretch);
}

/** How places move where a change stays within one line; null where it does not. */
export function lineChangeOf(tr: Pick<Transaction, 'before' | 'doc'>): Mapping | null {
  return withinOne(differingIn(tr));
}

/** How places move by the stretch that differs. */
export function stretchOf(tr: Pick<Transaction, 'before' | 'doc'>): Mapping {
  const found = differingIn(tr);
  if (found.gone.length === 0 && found.come.length === 0) return new Mapping();
  return withinOne(found) ?? mapped({ start: found.start, was: sizeOf(found.gone), is: sizeOf(found.come) });
}

/**
 * How places move in a transaction. What comes from colleagues replaces the whole sheet, and a mapping of that loses every place: the stretch
 * that differs is found instead.
 */
export function changeOf(tr: Transaction): Mapping {
  return tr.getMeta(ySyncPluginKey) === undefined ? tr.mapping : stretchOf(tr);
}

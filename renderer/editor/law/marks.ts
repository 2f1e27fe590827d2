/** Words that refer to a law article: the article is kept by its words, beside the text. */

import { Mark } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import type { Command, EditorState } from '@tiptap/pm/state';
import type { LawAddress } from '../../../shared/collab/content.ts';
import { MARKS } from '../../../shared/collab/schema.ts';
import { citationsIn } from '../../../shared/writing/law.ts';
import { articleWords } from '../../../shared/writing/plain-blocks.ts';

/** The mark. Its address is told to who points at the words. */
export const Article = Mark.create({
  name: MARKS.article,
  inclusive: false,
  addAttributes: () => ({
    law: { default: '', parseHTML: (element: HTMLElement) => element.dataset['law'] ?? '' },
    article: { default: '', parseHTML: (element: HTMLElement) => element.dataset['article'] ?? '' },
  }),
  parseHTML: () => [{ tag: 'span[data-law]' }],
  renderHTML: ({ mark }) => {
    const address = addressOf(mark.attrs);
    return ['span', { class: 'law', 'data-law': address.law, 'data-article': address.article, title: articleWords(address) }, 0];
  },
});

function addressOf(attributes: Readonly<Record<string, unknown>>): LawAddress {
  return { law: String(attributes['law']), article: String(attributes['article']) };
}

/** Words and the article they refer to, or could. */
export interface LawWords {
  readonly from: number;
  readonly to: number;
  readonly address: LawAddress | null;
  /** Whether they do already. */
  readonly linked: boolean;
}

function markedAt(parent: ProseNode, start: number, at: number): LawWords | null {
  let found: LawWords | null = null;
  parent.forEach((node, offset) => {
    const mark = node.marks.find(({ type }) => type.name === MARKS.article);
    if (mark === undefined) return;
    const [from, to, address] = [start + offset, start + offset + node.nodeSize, addressOf(mark.attrs)];
    const same = found?.to === from && found.address?.law === address.law && found.address.article === address.article;
    const begin = same && found !== null ? found.from : from;
    if (found !== null && at >= found.from && at <= found.to && !same) return;
    if (same || found === null || at >= from) found = { from: begin, to, address, linked: true };
  });
  const words = found as LawWords | null;
  return words !== null && at >= words.from && at <= words.to ? words : null;
}

/** The words a link would be made of: those that are one, the selected ones, or an article that is named at the caret. */
export function lawWords(state: EditorState): LawWords | null {
  const { $from, $to, empty, from, to } = state.selection;
  if (!$from.sameParent($to) || !$from.parent.isTextblock) return null;
  const start = $from.start();
  const marked = markedAt($from.parent, start, from);
  if (marked !== null && to <= marked.to) return marked;
  const text = $from.parent.textContent;
  const named = citationsIn(text).find((one) => start + one.start <= from && start + one.end >= to);
  if (named !== undefined) return { from: start + named.start, to: start + named.end, address: named.address, linked: false };
  return empty ? null : { from, to, address: null, linked: false };
}

/** Makes words refer to an article, or to none. */
export function linkWords({ from, to }: Pick<LawWords, 'from' | 'to'>, address: LawAddress | null): Command {
  return (state, dispatch) => {
    const type = state.schema.marks[MARKS.article];
    if (type === undefined || to > state.doc.content.size || from >= to) return false;
    dispatch?.(address === null ? state.tr.removeMark(from, to, type) : state.tr.addMark(from, to, type.create({ ...address })));
    return true;
  };
}

/** Articles the text names that are no link yet. */
export function unlinked(doc: ProseNode): { readonly from: number; readonly to: number; readonly address: LawAddress }[] {
  const found: { from: number; to: number; address: LawAddress }[] = [];
  doc.descendants((node, place) => {
    if (!node.isTextblock) return true;
    for (const { start, end, address } of citationsIn(node.textContent)) {
      let has = false;
      node.nodesBetween(start, end, (child) => void (has ||= child.marks.some(({ type }) => type.name === MARKS.article)));
      if (!has) found.push({ from: place + 1 + start, to: place + 1 + end, address });
    }
    return false;
  });
  return found;
}

/** Links every article the text names. */
export const linkAll: Command = (state, dispatch) => {
  const type = state.schema.marks[MARKS.article];
  const found = unlinked(state.doc);
  if (type === undefined || found.length === 0) return false;
  const { tr } = state;
  for (const { from, to, address } of found) tr.addMark(from, to, type.create({ ...address }));
  dispatch?.(tr);
  return true;
};

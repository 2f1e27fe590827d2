/** Words that refer to a law article: the article is kept by its words, beside the text. */

import { Mark } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import type { Command, EditorState, Transaction } from '@tiptap/pm/state';
import type { LawAddress } from '../../../shared/collab/content.ts';
import { MARKS } from '../../../shared/collab/schema.ts';
import { citationsIn } from '../../../shared/writing/law.ts';
import { articleWords } from '../../../shared/writing/plain-blocks.ts';
import { changeOf } from '../change.ts';

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

/** The words of the bar, and a number that stays as long as they are the same ones. */
export interface Subject {
  readonly id: number;
  readonly words: LawWords | null;
}

/** The words after a transaction: what others type before or in them makes no others of them, going to others does. */
export function followWords(before: Subject, tr: Transaction, words: LawWords | null): Subject {
  const [was, is] = [before.words, words];
  if (was === null && is === null) return before;
  if (was === null || is === null) return { id: before.id + 1, words };
  const change = tr.docChanged ? changeOf(tr) : null;
  const [from, to] = change === null ? [was.from, was.to] : [change.map(was.from, 1), change.map(was.to, -1)];
  const same = change === null ? from === is.from && to === is.to : from < is.to && is.from < to;
  if (same && from === was.from && JSON.stringify(was) === JSON.stringify(is)) return before;
  return { id: same ? before.id : before.id + 1, words };
}

type Unlinked = Pick<LawWords, 'from' | 'to'> & { readonly address: LawAddress };

/** Articles a line or table names, from its beginning; one nobody changed is not read again. */
const named = new WeakMap<ProseNode, readonly Unlinked[]>();

function unlinkedIn(top: ProseNode): readonly Unlinked[] {
  const known = named.get(top);
  if (known !== undefined) return known;
  const found: Unlinked[] = [];
  const read = (node: ProseNode, begin: number): void => {
    for (const { start, end, address } of citationsIn(node.textContent)) {
      let has = false;
      node.nodesBetween(start, end, (child) => void (has ||= child.marks.some(({ type }) => type.name === MARKS.article)));
      if (!has) found.push({ from: begin + start, to: begin + end, address });
    }
  };
  if (top.isTextblock) read(top, 1);
  else top.descendants((node, place) => void (node.isTextblock && read(node, 1 + place + 1)));
  named.set(top, found);
  return found;
}

/** Articles the text names that are no link yet. */
export function unlinked(doc: ProseNode): Unlinked[] {
  const found: Unlinked[] = [];
  doc.forEach((top, place) => {
    for (const { from, to, address } of unlinkedIn(top)) found.push({ from: place + from, to: place + to, address });
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

/** 글쓴이 표시: a bar beside each line in the strand of whoever wrote most of it, and a line under what others wrote in it. */

import { Extension, type Editor } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { passagesOf } from '../../shared/collab/authors.ts';
import { changeOf } from './change.ts';

/** Who wrote, as the sheet shows it. `strand` 0 for an agency that has none in this paper. */
export interface Author {
  readonly agency: string;
  readonly strand: number;
  readonly who: string;
  readonly at: string | null;
}

/** Authors by client id. */
export type Authors = ReadonlyMap<number, Author>;

/** Letters one client put in, at their place in the sheet. */
interface Written {
  readonly from: number;
  readonly to: number;
  readonly client: number;
}

interface Shown {
  readonly authors: Authors | null;
  readonly written: readonly Written[];
  readonly marks: DecorationSet;
}

const KEY = new PluginKey<Shown>('authors');
const OFF: Shown = { authors: null, written: [], marks: DecorationSet.empty };

/** Goes through a shared text and the sheet's node beside each other; what does not fit ends the walk. */
function collect(node: ProseNode, shared: Y.XmlElement | Y.XmlFragment, start: number, found: Written[]): void {
  let at = start;
  for (const child of shared.toArray()) {
    if (child instanceof Y.XmlText) {
      for (const { from, to, client } of passagesOf(child)) found.push({ from: at + from, to: at + to, client });
      at += child.length;
      continue;
    }
    const inside = node.nodeAt(at - start);
    if (inside === null || !(child instanceof Y.XmlElement)) return;
    if (!inside.isLeaf) collect(inside, child, at + 1, found);
    at += inside.nodeSize;
  }
}

function writtenIn(state: EditorState): Written[] {
  const bound = ySyncPluginKey.getState(state) as { readonly type: Y.XmlFragment } | undefined;
  const found: Written[] = [];
  if (bound !== undefined) collect(state.doc, bound.type, 0, found);
  return found.filter(({ to }) => to <= state.doc.content.size);
}

/** The agency most letters of a stretch are of. */
function mostOf(written: readonly Written[], authors: Authors): Author | null {
  const sums = new Map<string, { letters: number; author: Author }>();
  for (const { from, to, client } of written) {
    const author = authors.get(client);
    if (author === undefined) continue;
    const sum = sums.get(author.agency)?.letters ?? 0;
    sums.set(author.agency, { letters: sum + to - from, author });
  }
  return [...sums.values()].toSorted((a, b) => b.letters - a.letters)[0]?.author ?? null;
}

/** Marks of one line or table. */
function marksOf(place: number, size: number, written: readonly Written[], authors: Authors): Decoration[] {
  const most = mostOf(written, authors);
  if (most === null) return [];
  const others = written.flatMap(({ from, to, client }) => {
    const author = authors.get(client);
    return author === undefined || author.agency === most.agency ? [] : [Decoration.inline(from, to, { class: `wrote L${author.strand}` })];
  });
  return [Decoration.node(place, place + size, { class: `by L${most.strand}` }), ...others];
}

function shown(state: EditorState, authors: Authors): Shown {
  const written = writtenIn(state);
  const marks: Decoration[] = [];
  let next = 0;
  state.doc.forEach((node, place) => {
    const own: Written[] = [];
    for (let one = written[next]; one !== undefined && one.from < place + node.nodeSize; one = written[++next]) own.push(one);
    marks.push(...marksOf(place, node.nodeSize, own, authors));
  });
  return { authors, written, marks: DecorationSet.create(state.doc, marks) };
}

/** Shows these authors; null shows none. */
export function showAuthors(editor: Editor, authors: Authors | null): void {
  if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(KEY, authors === null ? OFF : shown(editor.state, authors)));
}

/** Letters of each author whose writing stands in the sheet now, and client ids nobody is known for. */
export function writers(state: EditorState): { readonly letters: ReadonlyMap<number, number>; readonly unknown: readonly number[] } {
  const { written, authors } = KEY.getState(state) ?? OFF;
  const letters = new Map<number, number>();
  for (const { from, to, client } of written) letters.set(client, (letters.get(client) ?? 0) + to - from);
  return { letters, unknown: [...letters.keys()].filter((client) => authors?.has(client) !== true) };
}

/** Client id of the letter before the caret, else of the one behind it; null where there is none. */
export function writerHere(state: EditorState): number | null {
  const { from } = state.selection;
  const { written } = KEY.getState(state) ?? OFF;
  return (written.find((one) => one.from < from && one.to >= from) ?? written.find((one) => one.from === from))?.client ?? null;
}

/** The extension; nothing is marked before `showAuthors`. */
export const AuthorMarks = Extension.create({
  name: 'authorMarks',
  addProseMirrorPlugins: () => [
    new Plugin<Shown>({
      key: KEY,
      state: {
        init: () => OFF,
        apply(tr, before) {
          const next = tr.getMeta(KEY) as Shown | undefined;
          if (next !== undefined) return next;
          return before.authors === null || !tr.docChanged ? before : { ...before, marks: before.marks.map(changeOf(tr), tr.doc) };
        },
      },
      props: { decorations: (state) => KEY.getState(state)?.marks },
    }),
  ],
});

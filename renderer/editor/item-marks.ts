/** Marks of items as decorations: computed by the rule, never stored. */

import { Extension } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Block } from '../../shared/collab/content.ts';
import { NODES } from '../../shared/collab/schema.ts';
import { marksFor } from '../../shared/writing/numbering.ts';
import { lineChangeOf } from './change.ts';
import { kindOf, levelOf } from './levels.ts';
import { markWidth } from './mark-width.ts';

/** One block of the text as the outline and the marks need it. */
export interface OutlineBlock {
  readonly place: number;
  readonly block: Block;
  readonly mark: string;
  readonly text: string;
}

/** A picture has no mark and no words: which one it is does not matter here. */
export const NO_PICTURE = {
  type: 'picture',
  level: 1,
  sha256: '',
  mediaType: 'image/png',
  size: 1,
  width: 1,
  height: 1,
  share: 1,
  alt: '',
} as const satisfies Block;

function blockOf(node: ProseNode): Block {
  const level = levelOf(node.attrs['level']);
  if (node.type.name === NODES.table) return { type: 'table', level, header: node.attrs['header'] === true, rows: [] };
  if (node.type.name === NODES.picture) return NO_PICTURE;
  return { type: 'block', kind: kindOf(node.attrs['kind']), level, inlines: [] };
}

/** Texts of lines nobody changed are not put together again. */
const texts = new WeakMap<ProseNode, string>();
function textOf(node: ProseNode): string {
  const known = texts.get(node) ?? (node.type.name === NODES.block ? node.textContent : '');
  texts.set(node, known);
  return known;
}

/** All blocks with their marks by the rule. */
export function outlineOf(doc: ProseNode): OutlineBlock[] {
  const found: { place: number; block: Block; text: string }[] = [];
  doc.forEach((node, place) => found.push({ place, block: blockOf(node), text: textOf(node) }));
  const marks = marksFor(found.map(({ block }) => block));
  return found.map((one, i) => ({ ...one, mark: marks[i] ?? '' }));
}

/**
 * Marks of whole lines. At every key the library asks each line for what is marked inside it, and goes through all marks of the sheet for the answer: with one
 * for each line that is the square of a paper's length. Inside a line there is none.
 */
class LineMarks extends DecorationSet {
  override forChild(): DecorationSet {
    return DecorationSet.empty;
  }
}

function ofLines(marks: DecorationSet): DecorationSet {
  return marks === DecorationSet.empty ? marks : (Object.setPrototypeOf(marks, LineMarks.prototype) as DecorationSet);
}

function decorate(doc: ProseNode): DecorationSet {
  const marked = outlineOf(doc).filter(({ mark }) => mark !== '');
  const marks = marked.map(({ place, mark }) =>
    Decoration.node(place, place + (doc.nodeAt(place)?.nodeSize ?? 0), { 'data-mark': mark, style: `--mark: calc(${markWidth(mark)}em + 0.5em)` }),
  );
  return ofLines(DecorationSet.create(doc, marks));
}

/** Letters within one line change no mark; anything else is counted anew. */
function follow(tr: Transaction, marks: DecorationSet): DecorationSet {
  if (!tr.docChanged) return marks;
  const change = lineChangeOf(tr);
  return change === null ? decorate(tr.doc) : ofLines(marks.map(change, tr.doc));
}

/** The extension. */
export const ItemMarks = Extension.create({
  name: 'itemMarks',
  addProseMirrorPlugins: () => {
    const key = new PluginKey<DecorationSet>('item-marks');
    return [
      new Plugin<DecorationSet>({
        key,
        state: { init: (_config, state) => decorate(state.doc), apply: follow },
        props: { decorations: (state) => key.getState(state) },
      }),
    ];
  },
});

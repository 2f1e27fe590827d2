/**
 * Where a paper ends, on the sheet (규칙 §4⑤): `끝.` two 타 behind the last line or below a closing table, `이하 빈칸` in a table filled half-way. Drawn, never
 * written; the sheet shows it only where the form is closed so and no 붙임 follows (`sheet.css`).
 */

import { Extension } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { NODES } from '../../shared/collab/schema.ts';
import { blankFrom } from '../../shared/collab/table.ts';
import { aroundChanged } from './parts/around.ts';
import type { PartPlace } from './parts/joint.ts';
import { gridOf } from './table/grid.ts';

/** Place of the mark in a text. */
export type EndAt = { readonly kind: 'line' | 'blank'; readonly from: number; readonly to: number } | { readonly kind: 'below'; readonly at: number };

/** The first cell of the first of the empty rows a table closes with. */
function blankCell(table: ProseNode, place: number): EndAt | null {
  const { cells, spans } = gridOf(table, place);
  const row = blankFrom(
    table.children.map(({ textContent }) => textContent.trim() !== ''),
    spans,
  );
  const cell = cells[row]?.[0];
  return cell === undefined ? null : { kind: 'blank', from: cell.place, to: cell.place + cell.node.nodeSize };
}

/** Where the paper of this text ends; null where nothing is written. Empty lines at the end are no content. Looked for from the end, because it is asked at every key. */
export function endOf(doc: ProseNode): EndAt | null {
  let end = doc.content.size;
  for (let i = doc.childCount - 1; i >= 0; i--) {
    const node = doc.child(i);
    const place = end - node.nodeSize;
    if (node.type.name !== NODES.block) return (node.type.name === NODES.table ? blankCell(node, place) : null) ?? { kind: 'below', at: end };
    if (node.textContent.trim() !== '') return { kind: 'line', from: place, to: end };
    end = place;
  }
  return null;
}

function below(): HTMLElement {
  const line = document.createElement('p');
  line.className = 'end-below';
  line.textContent = '끝.';
  return line;
}

function decorate(doc: ProseNode): DecorationSet {
  const end = endOf(doc);
  if (end === null) return DecorationSet.empty;
  if (end.kind === 'below') return DecorationSet.create(doc, [Decoration.widget(end.at, below, { key: 'end', side: -1, ignoreSelection: true })]);
  return DecorationSet.create(doc, [Decoration.node(end.from, end.to, { 'data-end': end.kind })]);
}

/** The extension of a part at its place. */
export function endMark(place: PartPlace): Extension {
  const marked = (doc: ProseNode): DecorationSet => (place.ends() ? decorate(doc) : DecorationSet.empty);
  return Extension.create({
    name: 'endMark',
    addProseMirrorPlugins: () => {
      const key = new PluginKey<DecorationSet>('end-mark');
      return [
        new Plugin<DecorationSet>({
          key,
          state: { init: (_config, state) => marked(state.doc), apply: (tr, old) => (tr.docChanged || aroundChanged(tr) ? marked(tr.doc) : old) },
          props: { decorations: (state) => key.getState(state) },
        }),
      ];
    },
  });
}

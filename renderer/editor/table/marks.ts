/** How a table stands on the sheet, as decorations over its full grid: merged and covered cells, the head, alignment as on paper. Nothing of it is stored. */

import { Extension } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { NODES } from '../../../shared/collab/schema.ts';
import { coveredBy, spanAt } from '../../../shared/collab/table.ts';
import { columnAlignment } from '../../../shared/forms/table-align.ts';
import { ko } from '../../i18n/ko.ts';
import { changeOf } from '../change.ts';
import { gridOf, selectedCells, shownPlace, type TableGrid } from './grid.ts';

function cellLook(grid: TableGrid, aligned: readonly string[], row: number, column: number): Record<string, string> {
  if (coveredBy(grid.spans, row, column) !== undefined) return { class: 'covered' };
  const span = spanAt(grid.spans, row, column);
  const reach = span === undefined ? {} : { colspan: String(span.columns), rowspan: String(span.rows) };
  // A head that says nothing is no head to who hears the table.
  const named = (grid.cells[row]?.[column]?.node.textContent ?? '').trim() === '' ? {} : { role: 'columnheader' };
  return row < grid.head ? { ...reach, 'data-head': '', ...named } : { ...reach, 'data-align': aligned[column] ?? 'left' };
}

function looksOf(table: ProseNode, place: number): Decoration[] {
  const grid = gridOf(table, place);
  const below = grid.cells.slice(grid.head);
  const aligned = Array.from({ length: grid.columns }, (_, column) => columnAlignment(below.map((row) => row[column]?.node.textContent ?? '')));
  const named = Decoration.node(place, place + table.nodeSize, { 'aria-label': ko.table.name(grid.cells.length, grid.columns) });
  const cells = grid.cells.flatMap((row, r) =>
    row.map(({ node, place: at }, column) => Decoration.node(at, at + node.nodeSize, cellLook(grid, aligned, r, column))),
  );
  return [named, ...cells];
}

function decorate(doc: ProseNode): DecorationSet {
  const found: Decoration[] = [];
  doc.forEach((node, place) => {
    if (node.type.name === NODES.table) found.push(...looksOf(node, place));
  });
  return DecorationSet.create(doc, found);
}

/** The looks after a change: tables that are the same are only moved along. */
function moved(before: DecorationSet, tr: Transaction): DecorationSet {
  const known = new Set(tr.before.children);
  let looks = before.map(changeOf(tr), tr.doc);
  tr.doc.forEach((node, place) => {
    if (node.type.name !== NODES.table || known.has(node)) return;
    looks = looks.remove(looks.find(place, place + node.nodeSize)).add(tr.doc, looksOf(node, place));
  });
  return looks;
}

/** A caret whose cell a colleague's merge covered goes to where the words stand now. */
function uncovered(state: EditorState): Transaction | null {
  const selected = selectedCells(state);
  if (selected === null || !state.selection.empty) return null;
  const { grid, to } = selected;
  const shown = shownPlace(grid, to);
  const cell = grid.cells[shown.row]?.[shown.column];
  if (cell === undefined || (shown.row === to.row && shown.column === to.column)) return null;
  return state.tr.setSelection(TextSelection.create(state.doc, cell.place + 1 + cell.node.content.size));
}

/** The extension. */
export const TableMarks = Extension.create({
  name: 'tableMarks',
  addProseMirrorPlugins: () => {
    const key = new PluginKey<DecorationSet>('table-marks');
    return [
      new Plugin<DecorationSet>({
        key,
        state: { init: (_config, state) => decorate(state.doc), apply: (tr, old) => (tr.docChanged ? moved(old, tr) : old) },
        appendTransaction: (_transactions, _before, state) => uncovered(state),
        props: { decorations: (state) => key.getState(state) },
      }),
    ];
  },
});

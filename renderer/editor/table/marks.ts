/** How a table stands on the sheet, as decorations over its full grid: merged and covered cells, the head, alignment as on paper. Nothing of it is stored. */

import { Extension } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { NODES } from '../../../shared/collab/schema.ts';
import { coveredBy, spanAt } from '../../../shared/collab/table.ts';
import { columnAlignment } from '../../../shared/forms/table-align.ts';
import { ko } from '../../i18n/ko.ts';
import { changeOf, differingIn } from '../change.ts';
import { gridOf, selectedCells, shownPlace, type TableGrid } from './grid.ts';

function cellLook(grid: TableGrid, aligned: readonly string[], row: number, column: number): Record<string, string> {
  if (coveredBy(grid.spans, row, column) !== undefined) return { class: 'covered' };
  const span = spanAt(grid.spans, row, column);
  const reach = span === undefined ? {} : { colspan: String(span.columns), rowspan: String(span.rows) };
  // A head that says nothing is no head to who hears the table.
  const named = (grid.cells[row]?.[column]?.node.textContent ?? '').trim() === '' ? {} : { role: 'columnheader' };
  return row < grid.head ? { ...reach, 'data-head': '', ...named } : { ...reach, 'data-align': aligned[column] ?? 'left' };
}

/** On which side the words of a column stand. */
function alignedIn(grid: TableGrid, column: number): string {
  return columnAlignment(grid.cells.slice(grid.head).map((row) => row[column]?.node.textContent ?? ''));
}

function looksOf(table: ProseNode, place: number): Decoration[] {
  const grid = gridOf(table, place);
  const aligned = Array.from({ length: grid.columns }, (_, column) => alignedIn(grid, column));
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

/** Where two nodes differ in one child only that has the same attributes; −1 where they differ otherwise. */
function onlyOther(was: ProseNode, is: ProseNode): number {
  if (!was.sameMarkup(is) || was.childCount !== is.childCount) return -1;
  const others = is.children.flatMap((child, i) => (child === was.child(i) ? [] : [i]));
  const [only = -1, more] = others;
  return more === undefined && only >= 0 && was.child(only).sameMarkup(is.child(only)) ? only : -1;
}

/** Letters typed into a cell that says something change no look, as long as its column stands where it stood. */
function looksSame(was: ProseNode, is: ProseNode, place: number): boolean {
  const row = onlyOther(was, is);
  const column = row < 0 ? -1 : onlyOther(was.child(row), is.child(row));
  if (column < 0) return false;
  const empty = [was, is].map((table) => table.child(row).child(column).textContent.trim() === '');
  return empty[0] === empty[1] && alignedIn(gridOf(was, place), column) === alignedIn(gridOf(is, place), column);
}

/** The looks after a change: tables that are the same, or look the same, are only moved along. */
function moved(before: DecorationSet, tr: Transaction): DecorationSet {
  const looks = before.map(changeOf(tr), tr.doc);
  const { start, gone, come } = differingIn(tr);
  const [was, is] = [gone[0], come[0]];
  if (gone.length === 1 && come.length === 1 && was?.type.name === NODES.table && is !== undefined && looksSame(was, is, start)) return looks;
  let [now, place] = [looks, start];
  for (const node of come) {
    if (node.type.name === NODES.table) now = now.remove(now.find(place, place + node.nodeSize)).add(tr.doc, looksOf(node, place));
    place += node.nodeSize;
  }
  return now;
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

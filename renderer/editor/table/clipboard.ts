/** Tables that are copied: the selected cells as a table of their own, merged as every other program reads it, and read back as it was. */

import { Extension } from '@tiptap/core';
import { DOMSerializer, Fragment, Slice, type Node as ProseNode, type Schema } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { CELL_BREAK } from '../../../shared/collab/cell-lines.ts';
import { CELL, NODES } from '../../../shared/collab/schema.ts';
import { coveredBy, spanAt } from '../../../shared/collab/table.ts';
import { clearAcross, crossesTable } from './across.ts';
import { holdsCells } from './cell-block.ts';
import { clearCells } from './commands.ts';
import { askedWidth, gridOf, selectedRectangle } from './grid.ts';

/** The selected cells as a table. */
function heldTable(view: EditorView): ProseNode | null {
  const selected = holdsCells(view.state) ? selectedRectangle(view.state) : null;
  const row = view.state.schema.nodes[NODES.row];
  if (selected === null || row === undefined) return null;
  const { grid, rectangle } = selected;
  const lines = grid.cells.slice(rectangle.row, rectangle.row + rectangle.rows).map((cells, r) => {
    const own = cells.slice(rectangle.column, rectangle.column + rectangle.columns);
    const width = (column: number): number | null => (r === 0 ? askedWidth(grid.cells[0]?.[rectangle.column + column]?.node) || null : null);
    return row.create(
      null,
      own.map(({ node }, column) => node.type.create({ ...node.attrs, [CELL.width]: width(column) }, node.content)),
    );
  });
  return grid.table.type.create({ ...grid.table.attrs, header: grid.table.attrs['header'] === true && rectangle.row === 0 }, lines);
}

/** Lines of a cell as every other program breaks them. */
function breakLines(cell: HTMLElement): void {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) if (node instanceof Text) texts.push(node);
  for (const text of texts) {
    const lines = text.data.split(CELL_BREAK);
    if (lines.length > 1) text.replaceWith(...lines.flatMap((line, i) => (i === 0 ? [line] : [document.createElement('br'), line])));
  }
}

/** A table as HTML that spreadsheets and Hangul read. */
function tableHtml(table: ProseNode, inside: DOMSerializer): HTMLElement {
  const { cells, spans } = gridOf(table, 0);
  const dom = document.createElement('table');
  dom.dataset['header'] = String(table.attrs['header'] === true);
  dom.dataset['level'] = String(table.attrs['level']);
  dom.setAttribute('border', '1');
  const body = dom.appendChild(document.createElement('tbody'));
  for (const [r, row] of cells.entries()) {
    const line = body.appendChild(document.createElement('tr'));
    for (const [column, { node }] of row.entries()) {
      if (coveredBy(spans, r, column) !== undefined) continue;
      const cell = line.appendChild(document.createElement('td'));
      const span = spanAt(spans, r, column);
      if (span !== undefined) [cell.colSpan, cell.rowSpan] = [span.columns, span.rows];
      const width = askedWidth(node);
      if (width > 0) cell.dataset['width'] = String(width);
      cell.append(inside.serializeFragment(node.content));
      breakLines(cell);
    }
  }
  return dom;
}

const serializers = new WeakMap<Schema, DOMSerializer>();

function serializerOf(schema: Schema): DOMSerializer {
  const known = serializers.get(schema);
  if (known !== undefined) return known;
  const plain = DOMSerializer.fromSchema(schema);
  const made = new DOMSerializer({ ...plain.nodes, [NODES.table]: (node) => tableHtml(node, plain) }, plain.marks);
  serializers.set(schema, made);
  return made;
}

/** Cells by tabs and rows by lines, for programs that take text only. */
function tabbed(slice: Slice): string {
  const table = slice.content.childCount === 1 ? slice.content.firstChild : null;
  if (table?.type.name !== NODES.table) return '';
  return table.children.map((row) => row.children.map((cell) => cell.textContent.replace(/[\t\n]/g, ' ')).join('\t')).join('\n');
}

/** Copies or cuts cells, which the browser would not where only the caret stands in one; what is cut leaves its cells empty, and the table whole. */
export function takeCells(view: EditorView, event: ClipboardEvent, cut: boolean): boolean {
  const { state } = view;
  if (!holdsCells(state) && !crossesTable(state)) return false;
  event.preventDefault();
  const data = event.clipboardData;
  if (data === null) return true;
  const { dom, text } = view.serializeForClipboard(state.selection.content());
  data.clearData();
  data.setData('text/html', dom.innerHTML);
  data.setData('text/plain', text);
  if (cut && view.editable) (holdsCells(state) ? clearCells : clearAcross)(state, view.dispatch);
  return true;
}

/** The extension. */
export const TableClipboard = Extension.create({
  name: 'tableClipboard',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleDOMEvents: { copy: (view, event) => takeCells(view, event, false), cut: (view, event) => takeCells(view, event, true) },
          transformCopied(slice, view) {
            const table = heldTable(view);
            return table === null ? slice : new Slice(Fragment.from(table), 0, 0);
          },
          clipboardSerializer: serializerOf(this.editor.schema),
          clipboardTextSerializer: tabbed,
        },
      }),
    ];
  },
});

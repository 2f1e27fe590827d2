/** Text from other programs in the sheet: pasted HTML and files become blocks of their own behind or before the line with the caret. */

import { Extension } from '@tiptap/core';
import { Fragment, Slice, type Node as ProseNode, type Schema } from '@tiptap/pm/model';
import { Plugin, type Command, type EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Block, Inline, TableBlock } from '../../shared/collab/content.ts';
import { CELL_BREAK } from '../../shared/collab/cell-lines.ts';
import { MARKS, NODES } from '../../shared/collab/schema.ts';
import { spanAt } from '../../shared/collab/table.ts';
import { readHtml } from '../../shared/exchange/foreign/html.ts';
import { wholeOf } from '../../shared/exchange/foreign/paper.ts';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Doc as YDoc } from 'yjs';
import { topNode } from './commands.ts';
import { insertNodes } from './insert.ts';
import { clearAcross } from './table/across.ts';
import { selectedCells } from './table/grid.ts';
import { dropInTable, putInTable } from './table/put.ts';
import { newNote } from './notes/marks.ts';

/** Makes a footnote of a text, and says its id. */
type KeepNote = (text: string) => string;

/** Text with its marks; a footnote hangs on the last letter before its number. */
function textNodes(schema: Schema, inlines: readonly Inline[], keep: KeepNote): ProseNode[] {
  return inlines.flatMap(({ text, bold, underline, article, note }) => {
    const marks = [
      bold === true ? schema.marks[MARKS.bold]?.create() : undefined,
      underline === true ? schema.marks[MARKS.underline]?.create() : undefined,
      article === undefined ? undefined : schema.marks[MARKS.article]?.create({ ...article }),
    ].filter((mark) => mark !== undefined);
    const last = note === undefined ? '' : (Array.from(text).at(-1) ?? '');
    const front = text.slice(0, text.length - last.length);
    const noted = note === undefined || last === '' ? undefined : schema.marks[MARKS.note]?.create({ id: keep(note) });
    return [...(front === '' ? [] : [schema.text(front, marks)]), ...(last === '' ? [] : [schema.text(last, noted === undefined ? marks : [...marks, noted])])];
  });
}

function tableNode(schema: Schema, keep: KeepNote, { level, header, rows, spans = [], widths = [] }: TableBlock): ProseNode[] {
  const { table, row, cell } = schema.nodes;
  if (table === undefined || row === undefined || cell === undefined) return [];
  const made = rows.map((cells, r) =>
    row.create(
      null,
      cells.map((inlines, column) => {
        const span = spanAt(spans, r, column);
        const width = r === 0 ? (widths[column] ?? 0) || null : null;
        return cell.create({ across: span?.columns ?? null, down: span?.rows ?? null, width }, textNodes(schema, inlines, keep));
      }),
    ),
  );
  return [table.create({ level, header }, made)];
}

/** Blocks as nodes of the sheet. */
function nodesOf(schema: Schema, blocks: readonly Block[], keep: KeepNote): ProseNode[] {
  return blocks.flatMap((block) => {
    if (block.type === 'block')
      return schema.nodes[NODES.block]?.create({ kind: block.kind, level: block.level }, textNodes(schema, block.inlines, keep)) ?? [];
    if (block.type === 'picture') {
      const { type: _, ...attributes } = block;
      return schema.nodes[NODES.picture]?.create(attributes) ?? [];
    }
    return tableNode(schema, keep, block);
  });
}

/** Footnotes of what comes in become footnotes of this section, but not while it is only asked whether it could. */
function keeper(state: EditorState, really: boolean): KeepNote {
  const section = (ySyncPluginKey.getState(state) as { readonly doc: YDoc } | undefined)?.doc;
  return (text) => (section === undefined || !really ? '' : newNote(section, text));
}

/** Puts blocks where the caret is: an empty line gives way, a line with the caret inside is divided, a table is left behind. */
export function insertBlocks(blocks: readonly Block[]): Command {
  return (state, dispatch) => insertNodes(nodesOf(state.schema, blocks, keeper(state, dispatch !== undefined)))(state, dispatch);
}

/** Whether these blocks are more than text for the line with the caret. */
function isWhole(blocks: readonly Block[]): boolean {
  return blocks.length > 1 || blocks[0]?.type === 'table';
}

/** Words of cells for a line of the text: breaks are blanks there. Whole tables keep theirs. */
function oneLine(words: Fragment, whole: boolean): Fragment {
  return Fragment.from(
    words.content.flatMap((node) => {
      const text = node.text?.replaceAll(CELL_BREAK, ' ');
      if (text !== undefined) return node.type.schema.text(text, node.marks);
      return whole && node.type.name === NODES.table ? node : node.copy(oneLine(node.content, whole));
    }),
  );
}

/** The words of a table that is one cell: a cell of a spreadsheet is text. */
function singleCell(table: ProseNode | null | undefined): Fragment | null {
  const row = table?.childCount === 1 ? table.firstChild : null;
  return row?.childCount === 1 ? (row.firstChild?.content ?? null) : null;
}

/** Closed blocks: into the cells with the caret, or as blocks of their own; one cell is text at the caret. */
function pasteNodes(nodes: readonly ProseNode[]): Command {
  return (state, dispatch) => {
    if (selectedCells(state) !== null) return putInTable(new Slice(Fragment.from(nodes), 0, 0))(state, dispatch);
    const [table, more] = nodes;
    const words = table?.type.name === NODES.table && more === undefined ? singleCell(table) : null;
    if (words === null || !state.selection.$from.parent.isTextblock) return insertNodes(nodes)(state, dispatch);
    dispatch?.(state.tr.replaceSelection(new Slice(oneLine(words, false), 0, 0)).scrollIntoView());
    return true;
  };
}

/** Pasted HTML of other programs; what this editor copied itself comes back as it was. */
function paste(view: EditorView, html: string, slice: Slice, onNotes: (notes: readonly string[]) => void): boolean {
  clearAcross(view.state, view.dispatch);
  if (topNode(view.state) === null) return false;
  const inTable = selectedCells(view.state) !== null;
  if (html === '' || html.includes('data-pm-slice')) {
    const { firstChild, childCount } = slice.content;
    if (inTable) return putInTable(slice)(view.state, view.dispatch);
    return slice.openStart === 0 && childCount === 1 && singleCell(firstChild) !== null && pasteNodes(slice.content.content)(view.state, view.dispatch);
  }
  const text = readHtml(html, true);
  const blocks = wholeOf(text);
  if (!isWhole(blocks)) return inTable && putInTable(slice)(view.state, view.dispatch);
  onNotes(text.notes.map(({ sentence }) => sentence));
  return pasteNodes(nodesOf(view.state.schema, blocks, keeper(view.state, true)))(view.state, view.dispatch);
}

/** The extension: what is pasted and dropped. */
export function foreignPaste(onNotes: (notes: readonly string[]) => void): Extension {
  return Extension.create({
    name: 'foreignPaste',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          transformPasted: (slice, { state }) =>
            selectedCells(state) === null ? new Slice(oneLine(slice.content, slice.openStart === 0), slice.openStart, slice.openEnd) : slice,
          handlePaste: (view, event, slice) => paste(view, event.clipboardData?.getData('text/html') ?? '', slice, onNotes),
          handleDrop(view, event, slice, moved) {
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
            return at !== null && dropInTable(view, at.pos, slice, moved);
          },
        },
      }),
    ],
  });
}

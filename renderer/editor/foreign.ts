/** Text from other programs in the sheet: pasted HTML and files become blocks of their own behind or before the line with the caret. */

import { Extension } from '@tiptap/core';
import { Fragment, Slice, type Node as ProseNode, type Schema } from '@tiptap/pm/model';
import { Plugin, TextSelection, type Command, type EditorState } from '@tiptap/pm/state';
import type { Block, Inline, TableBlock } from '../../shared/collab/content.ts';
import { MARKS, NODES } from '../../shared/collab/schema.ts';
import { spanAt } from '../../shared/collab/table.ts';
import { readHtml } from '../../shared/exchange/foreign/html.ts';
import { wholeOf } from '../../shared/exchange/foreign/paper.ts';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Doc as YDoc } from 'yjs';
import { topNode } from './commands.ts';
import { fillCells } from './table/fill.ts';
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
    if (block.type === 'picture') return [];
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

function insertNodes(nodes: readonly ProseNode[]): Command {
  return (state, dispatch) => {
    if (nodes.length === 0) return false;
    if (dispatch === undefined) return true;
    const tr = state.tr.deleteSelection();
    const { $from } = tr.selection;
    const size = Fragment.from(nodes).size;
    let at = $from.depth === 0 ? tr.doc.content.size : $from.after(1);
    if ($from.depth === 1 && $from.parent.content.size === 0) {
      at = $from.before(1);
      tr.replaceWith(at, $from.after(1), nodes);
    } else {
      if ($from.depth === 1 && $from.parentOffset === 0) at = $from.before(1);
      else if ($from.depth === 1 && $from.parentOffset < $from.parent.content.size) {
        tr.split($from.pos);
        at = $from.pos + 1;
      }
      tr.insert(at, nodes);
    }
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + size), -1)).scrollIntoView());
    return true;
  };
}

/** Whether these blocks are more than text for the line with the caret. */
function isWhole(blocks: readonly Block[]): boolean {
  return blocks.length > 1 || blocks[0]?.type === 'table';
}

/** A table into the table with the caret: into its cells where that can be, else behind it. */
function pasteTable(table: ProseNode): Command {
  return (state, dispatch) => fillCells(table)(state, dispatch) || insertNodes([table])(state, dispatch);
}

/** One table goes into the cells with the caret, and one cell of a spreadsheet is text at the caret; all else is blocks of its own. */
function pasteBlocks(blocks: readonly Block[]): Command {
  return (state, dispatch) => {
    const [table, more] = blocks;
    if (table?.type !== 'table' || more !== undefined) return insertBlocks(blocks)(state, dispatch);
    const [node] = nodesOf(state.schema, blocks, keeper(state, dispatch !== undefined));
    const single = table.rows.length === 1 && table.rows[0]?.length === 1 ? node?.firstChild?.firstChild : null;
    if (single !== null && single !== undefined && state.selection.$from.parent.isTextblock) {
      dispatch?.(state.tr.replaceSelection(new Slice(single.content, 0, 0)).scrollIntoView());
      return true;
    }
    return node !== undefined && topNode(state)?.node.type.name === NODES.table ? pasteTable(node)(state, dispatch) : insertBlocks(blocks)(state, dispatch);
  };
}

/** Pasted HTML of other programs; what this editor copied itself comes back as it was. */
export function foreignPaste(onNotes: (notes: readonly string[]) => void): Extension {
  return Extension.create({
    name: 'foreignPaste',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          handlePaste(view, event, slice) {
            const html = event.clipboardData?.getData('text/html') ?? '';
            const top = topNode(view.state);
            const own = html.includes('data-pm-slice');
            if (top === null || html === '') return false;
            const table = own && slice.openStart === 0 && slice.content.childCount === 1 ? slice.content.firstChild : null;
            if (own) return table?.type.name === NODES.table && top.node.type.name === NODES.table && pasteTable(table)(view.state, view.dispatch);
            const text = readHtml(html, true);
            const blocks = wholeOf(text);
            if (!isWhole(blocks)) return false;
            onNotes(text.notes.map(({ sentence }) => sentence));
            return pasteBlocks(blocks)(view.state, view.dispatch);
          },
        },
      }),
    ],
  });
}

/**
 * Selected cells, with the keys officials know from Hangul: F5 selects the cell, F5 again lets the arrows widen the selection, a third one takes the whole table; M merges,
 * S splits, Alt and arrows change widths. The selection is an ordinary one from a cell to another, so that it lives on when colleagues write.
 */

import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { clearAcross, crossesTable } from './across.ts';
import { clearCells, addColumn, addRow, mergeOr, removeColumn, removeRow, splitCells } from './commands.ts';
import { placesIn, selectedCells, selectedRectangle, shownPlace } from './grid.ts';
import { beside, stepCell } from './moves.ts';
import { nudgeWidth } from './widths.ts';

/** Nothing is held, one cell is, or the arrows widen what is held. */
type Held = 'none' | 'cell' | 'wide';

const KEY = new PluginKey<Held>('cell-block');

/** Whether cells are selected as cells. */
export function holdsCells(state: EditorState): boolean {
  const selected = selectedCells(state);
  if (selected === null) return false;
  const { grid, from, to } = selected;
  const [a, b] = [shownPlace(grid, from), shownPlace(grid, to)];
  return KEY.getState(state) !== 'none' || a.row !== b.row || a.column !== b.column;
}

function hold(tr: Transaction, held: Held): Transaction {
  return tr.setMeta(KEY, held);
}

/** F5. */
const holdMore: Command = (state, dispatch) => {
  const selected = selectedCells(state);
  if (selected === null) return false;
  const held = KEY.getState(state) ?? 'none';
  const { cells } = selected.grid;
  const [first, last] = [cells[0]?.[0], cells.at(-1)?.at(-1)];
  if (held !== 'wide' || first === undefined || last === undefined) dispatch?.(hold(state.tr, held === 'none' && !holdsCells(state) ? 'cell' : 'wide'));
  else dispatch?.(hold(state.tr.setSelection(TextSelection.create(state.doc, first.place + 1, last.place + 1)), 'wide'));
  return true;
};

const ARROWS: Readonly<Record<string, readonly [-1 | 0 | 1, -1 | 0 | 1]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** The arrows move the selected cell, or the end of the selection. */
function arrow(down: -1 | 0 | 1, right: -1 | 0 | 1, widen: boolean): Command {
  return (state, dispatch) => {
    const selected = selectedCells(state);
    if (selected === null) return false;
    const { grid, to } = selected;
    const next = beside(grid, to, down, right);
    const cell = next === null ? undefined : grid.cells[next.row]?.[next.column];
    if (cell === undefined) return true;
    const anchor = widen ? state.selection.anchor : cell.place + 1;
    dispatch?.(hold(state.tr.setSelection(TextSelection.create(state.doc, anchor, cell.place + 1)), widen ? 'wide' : 'cell'));
    return true;
  };
}

/** The caret goes to the end of the cell where the selection ends: what is typed now stands there. */
const letGo: Command = (state, dispatch) => {
  const selected = selectedCells(state);
  if (selected === null) return false;
  const shown = shownPlace(selected.grid, selected.to);
  const cell = selected.grid.cells[shown.row]?.[shown.column];
  if (cell !== undefined) dispatch?.(hold(state.tr.setSelection(TextSelection.create(state.doc, cell.place + 1 + cell.node.content.size)), 'none'));
  return true;
};

/** Keys while cells are selected. A letter key is told by its place: under a Hangul keyboard it gives another letter. */
function heldKey(event: KeyboardEvent, state: EditorState, merge: Command): Command | null {
  const control = event.ctrlKey || event.metaKey;
  const direction = ARROWS[event.key];
  if (direction !== undefined) {
    const [down, right] = direction;
    if (right !== 0 && (event.altKey || control)) return nudgeWidth(right, control);
    return event.altKey || control ? null : arrow(down, right, event.shiftKey || KEY.getState(state) === 'wide');
  }
  if (event.key === 'Escape') return letGo;
  if (control && event.key === 'Backspace') return removeRow;
  if (event.key === 'Delete' || event.key === 'Backspace') return clearCells;
  if (control || event.altKey) return null;
  if (event.code === 'KeyM') return merge;
  if (event.code === 'KeyS') return splitCells;
  return null;
}

/** Keys anywhere in a table. */
function tableKey(event: KeyboardEvent): Command | null {
  const control = event.ctrlKey || event.metaKey;
  if (event.key === 'F5' && !control && !event.altKey) return holdMore;
  if (control && event.key === 'Enter') return addRow('below');
  if (!event.altKey || control) return null;
  if (event.key === 'Insert') return addColumn('right');
  if (event.key === 'Delete') return removeColumn;
  const direction = ARROWS[event.key];
  return direction === undefined ? null : stepCell(...direction);
}

/** A syllable that would begin with this key is given up: without the focus nothing is composed. */
function withoutComposing(view: EditorView, event: KeyboardEvent): void {
  if (event.keyCode !== 229) return;
  view.dom.blur();
  window.addEventListener('keyup', () => view.focus(), { once: true });
}

/** A key that would put a letter where the selection is. */
function types(event: KeyboardEvent): boolean {
  return (event.key.length === 1 || event.keyCode === 229) && !event.ctrlKey && !event.metaKey && !event.altKey;
}

/** Before a selection that goes into a table is typed over or taken out, as much of it goes as can. */
function pressAcross(view: EditorView, event: KeyboardEvent): boolean {
  const takes = event.key === 'Delete' || event.key === 'Backspace' || event.key === 'Enter';
  if (!crossesTable(view.state) || !(takes || types(event))) return false;
  clearAcross(view.state, view.dispatch);
  if (takes) event.preventDefault();
  return takes;
}

function press(view: EditorView, event: KeyboardEvent, merge: Command): boolean {
  const { state } = view;
  if (selectedCells(state) === null) return view.editable && pressAcross(view, event);
  const held = holdsCells(state);
  const command = (held ? heldKey(event, state, merge) : null) ?? tableKey(event);
  if (command !== null) {
    command(state, view.dispatch, view);
    withoutComposing(view, event);
    event.preventDefault();
    return true;
  }
  // Typing over cells would take out their borders: it goes into the last one instead.
  if (held && types(event)) letGo(state, view.dispatch);
  return held && event.key === 'Enter';
}

/** Letters that come without a key, from a pad or another program. */
function typeInstead(view: EditorView, text: string): boolean {
  if (!(holdsCells(view.state) ? letGo : clearAcross)(view.state, view.dispatch)) return false;
  view.dispatch(view.state.tr.insertText(text).scrollIntoView());
  return true;
}

function marks(state: EditorState): DecorationSet | null {
  const selected = holdsCells(state) ? selectedRectangle(state) : null;
  if (selected === null) return null;
  const cells = placesIn(selected.rectangle).flatMap(({ row, column }) => selected.grid.cells[row]?.[column] ?? []);
  return DecorationSet.create(
    state.doc,
    cells.map(({ place, node }) => Decoration.node(place, place + node.nodeSize, { class: 'picked' })),
  );
}

/** The extension. `tell` says why cells were not merged. */
export function cellBlock(tell: (sentence: string) => void): Extension {
  const merge = mergeOr(tell);
  return Extension.create({
    name: 'cellBlock',
    priority: 1100,
    addProseMirrorPlugins: () => [
      new Plugin<Held>({
        key: KEY,
        state: {
          init: () => 'none',
          apply: (tr, before) => (tr.getMeta(KEY) as Held | undefined) ?? (tr.selectionSet && !tr.docChanged ? 'none' : before),
        },
        props: {
          handleKeyDown: (view, event) => press(view, event, merge),
          handleTextInput: (view, _from, _to, text) => typeInstead(view, text),
          decorations: marks,
          attributes: (state): Record<string, string> => (holdsCells(state) ? { class: 'picking' } : {}),
        },
      }),
    ],
  });
}

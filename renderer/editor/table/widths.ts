/** Widths of columns: dragged at their borders, or moved by keys. What the eye sees is measured first, so that the other columns stay where they are. */

import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type Command, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { NODES } from '../../../shared/collab/schema.ts';
import { LEAST_WIDTH, WHOLE_WIDTH } from '../../../shared/collab/table.ts';
import { changeOf } from '../change.ts';
import { setWidths } from './commands.ts';
import { gridOf, selectedCells, selectedRectangle } from './grid.ts';

/** Pixels around a border that take hold of it. */
const NEAR = 4;
/** Thousandths of the line for one key. */
const STEP = 10;

/** Widths as they are seen, in thousandths of the line. */
function measured(table: HTMLElement): number[] {
  const line = table.parentElement?.clientWidth ?? 0;
  const left = Number.parseFloat(getComputedStyle(table).marginLeft) || 0;
  const columns = [...table.querySelectorAll(':scope > colgroup > col')].map((column) => column.getBoundingClientRect().width);
  // A table without widths takes the whole line, but for the hair of its border.
  const whole = table.classList.contains('sized') ? line - left : columns.reduce((sum, width) => sum + width, 0);
  return columns.map((width) => (width / Math.max(1, whole)) * WHOLE_WIDTH);
}

/** The border behind a column moved by so much: the next column gives way, or with `alone` the table does. */
function moved(widths: readonly number[], column: number, by: number, alone: boolean): number[] {
  const [own = 0, next] = [widths[column], widths[column + 1]];
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const most = alone || next === undefined ? WHOLE_WIDTH - whole : next - LEAST_WIDTH;
  const step = Math.max(LEAST_WIDTH - own, Math.min(by, most));
  return widths.map((width, i) => (i === column ? width + step : i === column + 1 && !alone ? width - step : width));
}

function tableDom(view: EditorView, place: number): HTMLElement | null {
  const dom = view.nodeDOM(place);
  return dom instanceof HTMLElement ? dom : null;
}

/** Narrower (−1) or wider (+1): the border behind the selected columns. */
export function nudgeWidth(by: 1 | -1 | 0, alone: boolean): Command {
  return (state, dispatch, view) => {
    const selected = selectedRectangle(state);
    const dom = selected === null || view === undefined ? null : tableDom(view, selected.grid.place);
    if (selected === null || dom === null) return false;
    const { rectangle, grid } = selected;
    const last = rectangle.column + rectangle.columns - 1;
    setWidths(grid.place, moved(measured(dom), last, by * STEP, alone))(state, dispatch);
    return true;
  };
}

/** All columns of the caret's table as wide as each other. */
export const evenWidths: Command = (state, dispatch) => {
  const selected = selectedCells(state);
  if (selected === null) return false;
  const { place, columns } = selected.grid;
  return setWidths(
    place,
    Array.from({ length: columns }, () => WHOLE_WIDTH / columns),
  )(state, dispatch);
};

/** A border that can be taken hold of. */
interface Border {
  readonly table: HTMLElement;
  readonly place: number;
  readonly column: number;
}

/** The border of a column under the pointer; the one at the left of a cell belongs to the cell before it. */
function borderAt(view: EditorView, event: MouseEvent): Border | null {
  const cell = event.target instanceof Element ? event.target.closest('td') : null;
  const table = cell?.closest('table');
  if (cell === null || cell === undefined || !(table instanceof HTMLElement) || !view.dom.contains(table)) return null;
  const { left, right } = cell.getBoundingClientRect();
  const behind = right - event.clientX <= NEAR;
  if (!behind && event.clientX - left > NEAR) return null;
  const $at = view.state.doc.resolve(view.posAtDOM(cell, 0));
  if ($at.depth < 3) return null;
  const grid = gridOf($at.node(1), $at.before(1));
  const [row, from] = [$at.index(1), $at.index(2)];
  const span = grid.spans.find((one) => one.row === row && one.column === from);
  const column = behind ? from + (span?.columns ?? 1) - 1 : from - 1;
  return column < 0 ? null : { table, place: grid.place, column };
}

/** The place of the table whose border is dragged; null while none is, and where the table went. */
const KEY = new PluginKey<number | null>('dragged-table');

/** Where the dragged table stands after a transaction; its place is lost where the table is not the one it was. */
function follow(tr: Transaction, before: number | null): number | null {
  const told = tr.getMeta(KEY) as number | null | undefined;
  if (told !== undefined) return told;
  if (before === null || !tr.docChanged) return before;
  const { pos, deleted } = changeOf(tr).mapResult(before, 1);
  return deleted || tr.doc.nodeAt(pos)?.type.name !== NODES.table ? null : pos;
}

/** Takes hold of a border. */
export function takeBorder(place: number): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setMeta(KEY, place));
    return true;
  };
}

/** Lets go of it: the table gets these widths wherever others moved it; nothing happens where it went, or has other columns now. */
export function letBorderGo(widths: readonly number[] | null): Command {
  return (state, dispatch) => {
    const place = KEY.getState(state) ?? null;
    const table = place === null ? null : state.doc.nodeAt(place);
    const same = place !== null && table !== null && widths !== null && gridOf(table, place).columns === widths.length;
    if (same && setWidths(place, widths)(state, (tr) => dispatch?.(tr.setMeta(KEY, null)))) return true;
    dispatch?.(state.tr.setMeta(KEY, null));
    return false;
  };
}

function drag(view: EditorView, { table, place, column }: Border, start: MouseEvent): void {
  const widths = measured(table);
  const line = (table.getBoundingClientRect().width / widths.reduce((sum, width) => sum + width, 0)) * WHOLE_WIDTH;
  const at = (event: MouseEvent): number[] => moved(widths, column, ((event.clientX - start.clientX) / Math.max(1, line)) * WHOLE_WIDTH, event.ctrlKey);
  const guide = document.createElement('div');
  guide.className = 'column-guide';
  const show = (event: MouseEvent): void => {
    const box = table.getBoundingClientRect();
    const shift = ((at(event)[column] ?? 0) - (widths[column] ?? 0)) * (line / WHOLE_WIDTH);
    const [top, left] = [box.top, start.clientX + shift];
    guide.style.cssText = `top:${top}px;left:${left}px;height:${box.height}px`;
  };
  const end = (event: MouseEvent): void => {
    window.removeEventListener('mousemove', show);
    guide.remove();
    if (!view.isDestroyed) letBorderGo(event.clientX === start.clientX ? null : at(event))(view.state, view.dispatch);
  };
  takeBorder(place)(view.state, view.dispatch);
  document.body.append(guide);
  show(start);
  window.addEventListener('mousemove', show);
  window.addEventListener('mouseup', end, { once: true });
}

/** The extension: borders of columns can be dragged. */
export const ColumnWidths = Extension.create({
  name: 'columnWidths',
  addProseMirrorPlugins: () => [
    new Plugin<number | null>({
      key: KEY,
      state: { init: () => null, apply: follow },
      props: {
        handleDOMEvents: {
          mousemove(view, event) {
            view.dom.classList.toggle('at-border', borderAt(view, event) !== null);
            return false;
          },
          mousedown(view, event) {
            const border = event.button === 0 ? borderAt(view, event) : null;
            if (border === null) return false;
            event.preventDefault();
            drag(view, border, event);
            return true;
          },
        },
      },
    }),
  ],
});

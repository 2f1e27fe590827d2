/** The table in the page: columns as wide as they say, drawn beside the cells so that a width changes no cell. */

import type { NodeViewRenderer } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { FACES } from '../../../shared/collab/content.ts';
import { WHOLE_WIDTH } from '../../../shared/collab/table.ts';
import { levelOf } from '../levels.ts';
import { askedWidth } from './grid.ts';
import { wordShares } from './word-widths.ts';

/** Widths of the columns in thousandths of the line, 0 where the words decide. */
export function widthsOf(table: ProseNode): number[] {
  const columns = Math.max(0, ...table.children.map((row) => row.childCount));
  return Array.from({ length: columns }, (_, column) => askedWidth(table.firstChild?.maybeChild(column) ?? undefined));
}

function drawColumns(columns: HTMLElement, table: HTMLElement, node: ProseNode): void {
  const widths = widthsOf(node);
  const free = widths.every((width) => width === 0);
  const words = FACES.map((face) => ({ face, shares: free ? wordShares(node, widths.length, face) : [] }));
  const asked = widths.some((width) => width > 0);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const open = widths.includes(0);
  table.classList.toggle('sized', asked);
  table.style.setProperty('--share', asked && !open ? String(Math.min(WHOLE_WIDTH, whole) / WHOLE_WIDTH) : '1');
  const share = (width: number, i: number, shares: readonly number[]): number =>
    width > 0 ? (open ? width / 10 : (width / whole) * 100) : (shares[i] ?? 0) * 100;
  const wide = widths.map((width, i) => words.map(({ shares }) => share(width, i, shares).toFixed(3)));
  // A letter that makes no column wider leaves them as they are: the table would be laid out anew.
  if (columns.dataset['wide'] === wide.join(' ')) return;
  columns.dataset['wide'] = wide.join(' ');
  columns.replaceChildren(
    ...wide.map((faces) => {
      const column = document.createElement('col');
      words.forEach(({ face }, i) => {
        if (Number(faces[i]) > 0) column.style.setProperty(`--${face}`, `${faces[i]}%`);
      });
      return column;
    }),
  );
}

/** The view of a table node. */
export const tableView: NodeViewRenderer = ({ node: first }) => {
  const dom = document.createElement('table');
  const columns = document.createElement('colgroup');
  const contentDOM = document.createElement('tbody');
  dom.append(columns, contentDOM);
  const draw = (node: ProseNode): void => {
    dom.className = node.attrs['header'] === true ? 'grid headed' : 'grid';
    dom.dataset['header'] = String(node.attrs['header'] === true);
    dom.dataset['level'] = String(levelOf(node.attrs['level']));
    drawColumns(columns, dom, node);
  };
  draw(first);
  return {
    dom,
    contentDOM,
    update(node) {
      if (node.type !== first.type) return false;
      draw(node);
      return true;
    },
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
  };
};

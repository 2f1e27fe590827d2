/** The editor's nodes: exactly the shape of the rooms, one block type with kind and level as attributes (DESIGN §5). */

import { Node } from '@tiptap/core';
import { CELL, NODES } from '../../shared/collab/schema.ts';
import { kindOf, levelOf } from './levels.ts';
import { rowsOfHtml } from './table/html.ts';
import { tableView } from './table/view.ts';

/** The document is blocks, tables and pictures (`picture/node.ts`). */
export const Doc = Node.create({ name: 'doc', topNode: true, content: `(${NODES.block} | ${NODES.table} | ${NODES.picture})+` });

/** A line of text: kind and level say how it is marked. */
export const Block = Node.create({
  name: NODES.block,
  content: 'inline*',
  defining: true,
  addAttributes: () => ({
    kind: { default: 'item', parseHTML: (element: HTMLElement) => kindOf(element.dataset['kind'] ?? 'item') },
    level: { default: 1, parseHTML: (element: HTMLElement) => levelOf(element.dataset['level']) },
  }),
  parseHTML: () => [{ tag: 'p' }, { tag: 'div[data-kind]' }, { tag: 'li' }, { tag: 'h1' }, { tag: 'h2' }, { tag: 'h3' }],
  renderHTML: ({ node }) => ['p', { class: 'block', 'data-kind': kindOf(node.attrs['kind']), 'data-level': String(levelOf(node.attrs['level'])) }, 0],
});

/** A table hangs at a level; its first row may be a head. */
export const Table = Node.create({
  name: NODES.table,
  content: `${NODES.row}+`,
  isolating: true,
  addAttributes: () => ({
    level: { default: 1, parseHTML: (element: HTMLElement) => levelOf(element.dataset['level']) },
    header: { default: true, parseHTML: (element: HTMLElement) => element.dataset['header'] !== 'false' },
  }),
  addNodeView: () => tableView,
  parseHTML: () => [{ tag: 'table', getContent: rowsOfHtml }],
  renderHTML: ({ node }) => [
    'table',
    {
      class: node.attrs['header'] === true ? 'grid headed' : 'grid',
      'data-header': String(node.attrs['header'] === true),
      'data-level': String(levelOf(node.attrs['level'])),
    },
    ['tbody', 0],
  ],
});

/** A row of cells. */
export const Row = Node.create({ name: NODES.row, content: `${NODES.cell}+`, parseHTML: () => [{ tag: 'tr' }], renderHTML: () => ['tr', 0] });

/** A number an attribute says, null where it says none: what is not said stays out of the room. */
function saidNumber(name: string): {
  readonly default: null;
  parseHTML: (element: HTMLElement) => number | null;
  renderHTML: (attributes: Record<string, unknown>) => object;
} {
  return {
    default: null,
    parseHTML: (element) => (/^\d{1,4}$/.test(element.dataset[name] ?? '') ? Number(element.dataset[name]) : null),
    renderHTML: (attributes) => (attributes[name] === null ? {} : { [`data-${name}`]: String(attributes[name]) }),
  };
}

/** A cell holds text only. A merged one says how far it reaches; the cells under it stay, empty. */
export const Cell = Node.create({
  name: NODES.cell,
  content: 'inline*',
  // Breaks of its lines are letters: what is typed and pasted keeps them.
  whitespace: 'pre',
  isolating: true,
  addAttributes: () => ({ [CELL.across]: saidNumber(CELL.across), [CELL.down]: saidNumber(CELL.down), [CELL.width]: saidNumber(CELL.width) }),
  parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
  renderHTML: ({ HTMLAttributes }) => ['td', HTMLAttributes, 0],
});

/** The editor's nodes: exactly the shape of the rooms, one block type with kind and level as attributes (DESIGN §5). */

import { Node } from '@tiptap/core';
import { NODES } from '../../shared/collab/schema.ts';

/** The document is blocks and tables. */
export const Doc = Node.create({ name: 'doc', topNode: true, content: '(block | table)+' });

/** A line of text: kind and level say how it is marked. */
export const Block = Node.create({
  name: NODES.block,
  content: 'inline*',
  group: 'block',
  defining: true,
  addAttributes: () => ({
    kind: { default: 'item', parseHTML: (element: HTMLElement) => element.dataset['kind'] ?? 'plain' },
    level: { default: 1, parseHTML: (element: HTMLElement) => Number(element.dataset['level'] ?? 1) },
  }),
  parseHTML: () => [{ tag: 'p' }, { tag: 'div[data-kind]' }],
  renderHTML: ({ node }) => ['div', { class: 'block', 'data-kind': String(node.attrs['kind']), 'data-level': String(node.attrs['level']) }, 0],
});

/** A table hangs at a level; its first row may be a head. */
export const Table = Node.create({
  name: NODES.table,
  content: 'row+',
  group: 'block',
  isolating: true,
  addAttributes: () => ({ level: { default: 1 }, header: { default: true } }),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ node }) => ['table', { class: node.attrs['header'] === true ? 'grid head' : 'grid', 'data-level': String(node.attrs['level']) }, ['tbody', 0]],
});

/** A row of cells. */
export const Row = Node.create({ name: NODES.row, content: 'cell+', parseHTML: () => [{ tag: 'tr' }], renderHTML: () => ['tr', 0] });

/** A cell holds text only. */
export const Cell = Node.create({
  name: NODES.cell,
  content: 'inline*',
  isolating: true,
  parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
  renderHTML: () => ['td', 0],
});

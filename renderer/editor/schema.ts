/** The editor's nodes: exactly the shape of the rooms, one block type with kind and level as attributes (DESIGN §5). */

import { Node } from '@tiptap/core';
import type { BlockKind } from '../../shared/collab/content.ts';
import { NODES } from '../../shared/collab/schema.ts';

/** Kinds of the one block type, in the order of the menu. */
export const BLOCK_KINDS = ['item', 'plain', 'square', 'circle', 'dash', 'dot', 'note'] as const satisfies readonly BlockKind[];

/** A kind that is known, `plain` for anything else. */
export function kindOf(value: unknown): BlockKind {
  return BLOCK_KINDS.find((kind) => kind === value) ?? 'plain';
}

/** A level 1–8, 1 for anything else. */
export function levelOf(value: unknown): number {
  const level = Number(value);
  return Number.isInteger(level) && level >= 1 && level <= 8 ? level : 1;
}

/** The document is blocks and tables. */
export const Doc = Node.create({ name: 'doc', topNode: true, content: `(${NODES.block} | ${NODES.table})+` });

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
  parseHTML: () => [{ tag: 'table' }],
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

/** A cell holds text only. */
export const Cell = Node.create({
  name: NODES.cell,
  content: 'inline*',
  isolating: true,
  parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
  renderHTML: () => ['td', 0],
});

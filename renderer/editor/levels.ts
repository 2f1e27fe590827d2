/** Kinds and levels of lines as the editor knows them. */

import type { BlockKind } from '../../shared/collab/content.ts';

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

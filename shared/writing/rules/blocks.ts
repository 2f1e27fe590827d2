/** The writing rules over the blocks of a paper, quick to run again after a keystroke: what did not change is not read again. */

import type { Block, Inline } from '../../collab/content.ts';
import { singleNumber } from './attachment.ts';
import { endsWithMark } from './end.ts';
import { typedMark } from './items.ts';
import { apart, lintText } from './lint.ts';
import type { Finding } from './rule.ts';

/** A finding with its place: index of the block, and row and column where the block is a table. */
export interface BlockFinding extends Finding {
  readonly block: number;
  readonly cell: { readonly row: number; readonly column: number } | null;
}

/** Looks at the blocks of one paper again and again. */
export interface Linter {
  /** Every finding in the order of the text. Places are UTF-16 within the block's (or cell's) plain text. */
  readonly lint: (blocks: readonly Block[]) => BlockFinding[];
}

function textOf(inlines: readonly Inline[]): string {
  return inlines.length === 1 ? (inlines[0]?.text ?? '') : inlines.map((inline) => inline.text).join('');
}

/** 끝. belongs to the form: one typed in the body would be printed twice. */
function typedEnd(text: string): Finding[] {
  if (!endsWithMark(text)) return [];
  const start = text.search(/[-–—<〈([“"]?\s*끝[^끝]*$/);
  const from = text.slice(0, start).trimEnd().length;
  return [{ code: 'END_TYPED', start: from, end: text.length, found: text.slice(from), fix: '' }];
}

/** What only a block can have wrong: its own marks, and the attachment list that goes on in the next one. */
function ofBlock(text: string, kind: Extract<Block, { type: 'block' }>['kind'], next: string, look: (text: string) => readonly Finding[]): Finding[] {
  const own = [...typedEnd(text), ...(kind === 'item' ? typedMark(text) : []), ...singleNumber(text, next)];
  return own.length === 0 ? [...look(text)] : apart([...own, ...look(text)]);
}

function findingsOf(block: Block, next: Block | undefined, index: number, look: (text: string) => readonly Finding[]): BlockFinding[] {
  if (block.type === 'table') {
    return block.rows.flatMap((row, r) =>
      row.flatMap((cell, column) => look(textOf(cell)).map((finding) => ({ ...finding, block: index, cell: { row: r, column } }))),
    );
  }
  if (block.type === 'picture') return [];
  const after = next?.type === 'block' ? textOf(next.inlines) : '';
  return ofBlock(textOf(block.inlines), block.kind, after, look).map((finding) => ({ ...finding, block: index, cell: null }));
}

/** A linter that remembers the texts of its last look. */
export function createLinter(): Linter {
  let remembered = new Map<string, readonly Finding[]>();
  return {
    lint(blocks) {
      const seen = new Map<string, readonly Finding[]>();
      const look = (text: string): readonly Finding[] => {
        const known = seen.get(text) ?? remembered.get(text) ?? lintText(text);
        seen.set(text, known);
        return known;
      };
      const found = blocks.flatMap((block, i) => findingsOf(block, blocks[i + 1], i, look));
      remembered = seen;
      return found;
    },
  };
}

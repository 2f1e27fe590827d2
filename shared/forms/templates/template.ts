/** A template: what a new paper of its kind begins with. */

import type { Block, BlockKind, FormId } from '../../collab/content.ts';

/** One template. `title` is proposed and may be changed; `use` says when to take it. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly form: FormId;
  readonly use: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** 명조 where papers begin in it. */
  readonly face?: 'serif';
}

/** A line of a template: kind, level, text. */
export function line(kind: BlockKind, level: number, text: string): Block {
  return { type: 'block', kind, level, inlines: text === '' ? [] : [{ text }] };
}

/** A table with a head and empty rows below it. */
export function emptyTable(head: readonly string[], rows: number): Block {
  const cells = head.map((text) => [{ text }]);
  return { type: 'table', level: 1, header: true, rows: [cells, ...Array.from({ length: rows }, () => head.map(() => []))] };
}

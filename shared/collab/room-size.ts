/** How long a text may be that comes in at once: an import or a paste is one message of its section's room, and the room takes a message of so many bytes. */

import type { Block, Inline } from './content.ts';

/** Bytes of one message a room takes; the server's own default. */
export const MESSAGE_MOST = 8 << 20;

/** Bytes of a line that is one piece without marks, of which each piece has so many, and of a letter: Hangul has three in UTF-8, and no UTF-16 unit has more. */
const BLOCK_BYTES = 100;
const PIECE_BYTES = 32;
const LETTER_BYTES = 3;
const LINES = 20_000;
const STEP = 100_000;

/** What comes in at once: so many lines, and as many letters as a message has room for beside them (a page has about 1,500, so 300 pages are a fifth of it). */
export const DRAFT_MOST = { lines: LINES, letters: Math.floor((MESSAGE_MOST - LINES * BLOCK_BYTES) / LETTER_BYTES / STEP) * STEP } as const;

/** What is told where a text is longer. */
export const TOO_LONG = `글이 너무 깁니다(글자 ${DRAFT_MOST.letters / 10_000}만 자, ${DRAFT_MOST.lines / 10_000}만 줄까지. 굵은 글자와 표의 칸은 더 셉니다).`;

function pieceBytes({ text, bold, underline, article, note }: Inline): number {
  const marks = [bold, underline].filter((mark) => mark === true).length + (article === undefined ? 0 : 1) + (note === undefined ? 0 : 1);
  const said = text.length + 2 * ((article?.law.length ?? 0) + (article?.article.length ?? 0)) + (note?.length ?? 0);
  return said * LETTER_BYTES + PIECE_BYTES + marks * 100;
}

const lineBytes = (inlines: readonly Inline[]): number => inlines.reduce((sum, inline) => sum + pieceBytes(inline), BLOCK_BYTES - PIECE_BYTES);

function blockBytes(block: Block): number {
  if (block.type === 'block') return lineBytes(block.inlines);
  if (block.type === 'picture') return 500 + block.alt.length * LETTER_BYTES;
  const cells = block.rows.flatMap((row) => row.map((cell) => lineBytes(cell)));
  return cells.reduce((sum, bytes) => sum + bytes, BLOCK_BYTES * (1 + block.rows.length) + 150 * (block.spans?.length ?? 0) + 60 * (block.widths?.length ?? 0));
}

/** Bytes these blocks take in a room at most. */
export function roomBytes(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + blockBytes(block), 0);
}

/** Whether these blocks may come in at once. */
export function fitsRoom(blocks: readonly Block[]): boolean {
  return blocks.length <= DRAFT_MOST.lines && roomBytes(blocks) <= MESSAGE_MOST;
}

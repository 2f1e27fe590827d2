/** What stands beside the letters of a body, as letters: numbers of footnotes, articles that words refer to, merged cells, pictures. For exports and comparisons. */

import type { Block, Inline, LawAddress, PictureBlock, TableBlock } from '../collab/content.ts';
import { coveredBy } from '../collab/table.ts';

/** A footnote with its number, which is computed, never stored. */
export interface Footnote {
  readonly mark: string;
  readonly text: string;
}

/** Mark of the n-th footnote (from 1). */
export function noteMark(n: number): string {
  return `${n})`;
}

/** `「청년고용촉진 특별법」 제5조제1항`. */
export function articleWords({ law, article }: LawAddress): string {
  return `「${law}」 ${article}`;
}

/** Pieces of every paragraph and cell, in reading order. */
export function inlinesIn(block: Block): readonly (readonly Inline[])[] {
  if (block.type === 'picture') return [];
  return block.type === 'block' ? [block.inlines] : block.rows.flat();
}

/** Blocks of another kind of pieces. */
export function mapInlines(block: Block, change: (inlines: readonly Inline[]) => readonly Inline[]): Block {
  if (block.type === 'picture') return block;
  if (block.type === 'block') return { ...block, inlines: change(block.inlines) };
  return { ...block, rows: block.rows.map((row) => row.map(change)) };
}

/** All footnotes of a body with their numbers. */
export function footnotesOf(blocks: readonly Block[]): Footnote[] {
  const notes = blocks.flatMap((block) => inlinesIn(block).flatMap((inlines) => inlines.flatMap(({ note }) => (note === undefined ? [] : [note]))));
  return notes.map((text, i) => ({ mark: noteMark(i + 1), text }));
}

/** The body with the numbers of its footnotes as letters behind their words, and the footnotes. */
export function numberedNotes(blocks: readonly Block[]): { readonly blocks: Block[]; readonly notes: Footnote[] } {
  let n = 0;
  const numbered = blocks.map((block) =>
    mapInlines(block, (inlines) =>
      inlines.flatMap(({ note, ...inline }) =>
        note === undefined ? [inline] : [inline, { text: noteMark((n += 1)), ...(inline.bold === true ? { bold: true } : {}) }],
      ),
    ),
  );
  return { blocks: numbered, notes: footnotesOf(blocks) };
}

const textOf = (inlines: readonly Inline[]): string => inlines.map(({ text }) => text).join('');

/** Letters of pieces; an article that the words do not say themselves stands behind them in brackets. */
export function wordsOf(inlines: readonly Inline[]): string {
  const written = inlines.map(({ text, article }, i) => {
    const goesOn = article !== undefined && sameAddress(inlines[i + 1]?.article, article);
    return article === undefined || goesOn || saysItself(inlines, i, article) ? text : `${text}〔${articleWords(article)}〕`;
  });
  return written.join('');
}

function sameAddress(a: LawAddress | undefined, b: LawAddress): boolean {
  return a?.law === b.law && a.article === b.article;
}

/** Whether the words up to this piece name the article. */
function saysItself(inlines: readonly Inline[], last: number, address: LawAddress): boolean {
  let first = last;
  while (sameAddress(inlines[first - 1]?.article, address)) first -= 1;
  const bare = (text: string): string => text.replace(/[\s「」｢｣]/g, '');
  return bare(textOf(inlines.slice(first, last + 1))) === bare(articleWords(address));
}

/** A picture as a line. */
export function pictureWords({ alt, share, sha256 }: PictureBlock): string {
  return `[그림: ${alt === '' ? '설명 없음' : alt} · 폭 ${share / 10}% · ${sha256.slice(0, 8)}]`;
}

/** Rows of a table as letters. A cell under a merged one points to where its words stand: `←` or `↑`. */
export function tableWords({ rows, spans = [] }: TableBlock): string[][] {
  return rows.map((row, r) =>
    row.map((cell, column) => {
      const span = coveredBy(spans, r, column);
      return span === undefined ? wordsOf(cell) : span.row === r ? '←' : '↑';
    }),
  );
}

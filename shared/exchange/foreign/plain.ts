/** Plain text and Markdown without a front matter: one line a block, pipe and tab tables. */

import type { Inline } from '../../collab/content.ts';
import { parseInlines } from '../markdown/inlines.ts';
import { createPaper, type ForeignText } from './paper.ts';

function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|').trim());
}

const isRule = (cells: readonly string[]): boolean => cells.every((cell) => /^:?-+:?$/.test(cell));

/** Reads a text; `markdown` where `#`, `**` and `|` mean something. */
export function readPlain(source: string, markdown: boolean, continues = false): ForeignText {
  const paper = createPaper(continues);
  const inlines = (text: string): Inline[] => (markdown ? parseInlines(text) : [{ text }]);
  let rows: string[][] = [];
  const flush = (): void => {
    const header = rows[1] !== undefined && isRule(rows[1]);
    const kept = rows.filter((cells) => !isRule(cells));
    if (kept.length > 0) {
      paper.table({ rows: kept.map((row) => row.map(inlines)), header: header || (!markdown && kept.length > 1), spans: [], widths: [], pictures: [] });
    }
    rows = [];
  };
  for (const line of source.split(/\r\n|\r|\n/)) {
    const tabbed = !markdown && line.trim().includes('\t') && line.trim().split('\t').length > 1;
    if ((markdown && line.trimStart().startsWith('|')) || tabbed) {
      rows.push(tabbed ? line.split('\t') : cellsOf(line));
      continue;
    }
    flush();
    const heading = markdown ? /^(#{1,6})\s+(.*?)\s*#*$/.exec(line) : null;
    if (heading === null) paper.line(inlines(line));
    else if (heading[1] === '#') paper.title(inlines(heading[2] ?? ''));
    else paper.line(inlines(heading[2] ?? '').map((one) => ({ ...one, bold: true })));
  }
  flush();
  return paper.finish();
}

/** Body lines of an imported document: item marks give levels, pipes give tables, the rest are plain lines. */

import type { Block, BlockKind, Inline } from '../../collab/content.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { markOf } from '../../writing/numbering.ts';

/** How many marks of a level belong to no other level. */
const COUNTS = [99, 42, 99, 42, 99, 42, 35, 14] as const;
const ITEM_MARKS: ReadonlyMap<string, { readonly level: number; readonly n: number }> = new Map(
  COUNTS.flatMap((count, i) => Array.from({ length: count }, (_, k) => [markOf(i + 1, k + 1), { level: i + 1, n: k + 1 }] as const)),
);
/** `12. 1.∼12. 18.` is a date, though `12.` is also a mark. */
const STARTS_WITH_DATE = /^\d{1,2}\. ?\d{1,2}\.(?:[∼~\s(]|$)/;
const KINDS: readonly (readonly [RegExp, BlockKind, number])[] = [
  [/^□\s*/, 'square', 1], [/^[ㅇ○]\s+/, 'circle', 2], [/^-\s+/, 'dash', 3], [/^[ㆍ·]\s*/, 'dot', 4], [/^※\s*/, 'note', 2],
];

/** `**bold**` and `__underline__` inside a line. */
export function parseInlines(line: string): Inline[] {
  const found: Inline[] = [];
  for (const match of line.matchAll(/\*\*([^*]+)\*\*|__([^_]+)__|((?:(?!\*\*|__).)+|.)/gsu)) {
    const inline: Inline = match[1] !== undefined ? { text: match[1], bold: true } : match[2] !== undefined ? { text: match[2], underline: true } : { text: match[3] ?? '' };
    const last = found.at(-1);
    if (last !== undefined && last.bold === inline.bold && last.underline === inline.underline) found[found.length - 1] = { ...last, text: last.text + inline.text };
    else found.push(inline);
  }
  return found.map((inline) => ({ ...inline, text: inline.text.normalize('NFC') })).filter((inline) => inline.text !== '');
}

/**
 * The item a line is, if it is one; `counters` hold the last number of every level. Numbers are computed when printed, so one out of
 * order is refused: taking it off would change what the text says.
 */
function parseItem(line: string, counters: number[], number: number): Result<Block | null, 'BODY_LINE'> {
  const [, mark = '', rest = ''] = /^([①-⑳㉑-㉟㊱-㊿㉮-㉻]|\S+)\s*(.*)$/u.exec(line) ?? [];
  const found = ITEM_MARKS.get(mark);
  if (found === undefined) return ok(null);
  const expected = (counters[found.level] ?? 0) + 1;
  if (found.n !== expected && STARTS_WITH_DATE.test(line)) return ok(null);
  if (found.n !== expected) return err('BODY_LINE', `항목 기호의 차례가 맞지 않습니다(${number}째 줄 ${mark}). 문서는 만들지 않았습니다. ${markOf(found.level, expected)}로 고치십시오.`);
  counters[found.level] = found.n;
  counters.fill(0, found.level + 1);
  return ok({ type: 'block', kind: 'item', level: found.level, inlines: parseInlines(rest) });
}

function parseLine(trimmed: string): Block {
  for (const [pattern, kind, level] of KINDS) {
    const match = pattern.exec(trimmed);
    if (match !== null) return { type: 'block', kind, level, inlines: parseInlines(trimmed.slice(match[0].length)) };
  }
  return { type: 'block', kind: 'plain', level: 1, inlines: parseInlines(trimmed) };
}

/** Cells between bars; `\\|` is a bar in a cell. */
function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|').trim());
}

/** A table stands as far in as the item it follows. */
function parseTable(lines: readonly string[], level: number, firstLine: number): Result<Block, 'BODY_LINE'> {
  const header = lines[1] !== undefined && cellsOf(lines[1]).every((cell) => /^:?-+:?$/.test(cell));
  const rows = lines.filter((_, i) => !(header && i === 1)).map(cellsOf);
  const width = rows[0]?.length ?? 0;
  const odd = rows.findIndex((row) => row.length !== width);
  if (odd >= 0) {
    return err('BODY_LINE', `표의 칸 수가 첫 줄과 다릅니다(${firstLine + odd + (header && odd > 0 ? 1 : 0)}째 줄). 문서는 만들지 않았습니다. 그 줄의 칸을 ${width}개로 맞추십시오.`);
  }
  return ok({ type: 'table', level, header, rows: rows.map((row) => row.map(parseInlines)) });
}

/** 끝. is computed when printed, so the one in the last line is taken off. */
function withoutEnd(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.map((line, i) => (i === last && !line.trim().startsWith('|') ? line.replace(/(?:^|\s+)끝\.\s*$/, '') : line));
}

/** Blocks of a body. `firstLine` is the number of its first line in the file, for sentences. */
export function parseBody(body: string, firstLine: number): Result<Block[], 'BODY_LINE'> {
  const lines = withoutEnd(body.split(/\r\n|\r|\n/));
  const counters = new Array<number>(9).fill(0);
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] ?? '';
    if (line.trim() === '') {
      i += 1;
    } else if (line.trim().startsWith('|')) {
      const start = i;
      while ((lines[i] ?? '').trim().startsWith('|')) i += 1;
      const before = blocks.findLast((block) => block.type === 'block' && block.kind === 'item');
      const table = parseTable(lines.slice(start, i), before?.level ?? 1, firstLine + start);
      if (!table.ok) return table;
      blocks.push(table.value);
    } else {
      const item = parseItem(line.trim(), counters, firstLine + i);
      if (!item.ok) return item;
      blocks.push(item.value ?? parseLine(line.trim()));
      i += 1;
    }
  }
  return ok(blocks);
}

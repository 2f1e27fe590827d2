/** Body lines of an imported document: item marks give levels, pipes give tables, the rest are plain lines. */

import type { Block, Inline, TableBlock } from '../../collab/content.ts';
import { cellOf } from '../../collab/cell-lines.ts';
import { coveredBy, isReadable, spansInEffect, WHOLE_WIDTH, type Span } from '../../collab/table.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { looksDated, readBullet, readMark } from '../../writing/item-mark.ts';
import { markOf } from '../../writing/numbering.ts';
import { ESCAPED, parseInlines } from './inlines.ts';

/** One line of text with the wrapped lines below it. `column` is how far in it begins. */
interface Line {
  readonly text: string;
  readonly column: number;
  readonly number: number;
}

/** What the items so far say: last number of every level, the last item, and how many lines without number came since. */
interface Seen {
  readonly counters: number[];
  last: { readonly level: number; readonly column: number };
  since: number;
}

function columnOf(line: string): number {
  return Array.from(/^\s*/.exec(line)?.[0] ?? '').reduce((sum, space) => sum + (space === '\t' ? 4 : space === '\u3000' ? 2 : 1), 0);
}

/** Whether a line begins a block of its own by the way it looks. */
export function looksMarked(line: string): boolean {
  return (readMark(line) !== null && !looksDated(line)) || readBullet(line) !== null;
}

function refused(line: Line, mark: string, what: string, todo: string): Result<never, 'BODY_LINE'> {
  return err('BODY_LINE', `${what}(${line.number}째 줄 ${mark}). 문서는 만들지 않았습니다. ${todo}`);
}

/** Why a mark cannot stand where it stands: a level left out, or indented against its level. A single item has no mark, so a plain line may stand for one. */
function misplaced(line: Line, mark: string, level: number, { last, since }: Seen): Result<never, 'BODY_LINE'> | null {
  if (level > last.level + 1 + since) return refused(line, mark, '항목 기호가 단계를 건너뛰었습니다', `${markOf(last.level + 1, 1)} 기호를 쓰십시오.`);
  const against = (line.column > last.column && level <= last.level) || (line.column < last.column && level >= last.level);
  if (last.level === 0 || !against) return null;
  return refused(line, mark, '항목 기호와 들여쓰기가 맞지 않습니다', '같은 단계는 같은 자리에, 아래 단계는 더 들여 쓰십시오.');
}

/**
 * The item a line is, if it is one. Numbers are computed when printed, so one out of order is refused: taking it off would change
 * what the text says.
 */
function parseItem(line: Line, seen: Seen): Result<Block | null, 'BODY_LINE'> {
  const found = readMark(line.text);
  if (found === null) return ok(null);
  const { level, mark, n } = found;
  const expected = (seen.counters[level] ?? 0) + 1;
  if (n !== expected && looksDated(line.text)) return ok(null);
  if (n !== expected) return refused(line, mark, '항목 기호의 차례가 맞지 않습니다', `${markOf(level, expected)}로 고치십시오.`);
  const wrong = misplaced(line, mark, level, seen);
  if (wrong !== null) return wrong;
  seen.counters[level] = n;
  seen.counters.fill(0, level + 1);
  seen.last = { level, column: line.column };
  seen.since = 0;
  return ok({ type: 'block', kind: 'item', level, inlines: parseInlines(found.rest) });
}

/** A backslash before a line that only looks like an item, a table or widths. */
export const ESCAPE_OF_LINE = new RegExp(`^\\\\(?!${ESCAPED})`);

/** Three columns in are one level, as in the items of the format; `\\1.` at the start of a plain line is no mark. */
function parseLine({ text, column }: Line): Block {
  const bullet = readBullet(text);
  if (bullet !== null) return { type: 'block', kind: bullet.kind, level: bullet.level, inlines: parseInlines(bullet.rest) };
  return { type: 'block', kind: 'plain', level: Math.min(8, 1 + Math.floor(column / 3)), inlines: parseInlines(text.replace(ESCAPE_OF_LINE, '')) };
}

/** Cells between bars; `\\|` is a bar in a cell. */
function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|').trim());
}

/** Widths of the columns, written above their table. One blank stands between two numbers, so that a line can be read in one way only. */
const WIDTHS = /^<!-- 칸 너비 (\d{1,4}(?: \d{1,4})*) -->$/;

/** Merges as cells say them: `<` belongs to the cell at its left, `^` to the one above. */
function spansOf(rows: readonly (readonly string[])[]): Span[] | null {
  const beginning = rows.map((row) => row.map((): { row: number; column: number } | null => null));
  const spans = new Map<string, { row: number; column: number; rows: number; columns: number }>();
  for (const [r, row] of rows.entries()) {
    for (const [column, cell] of row.entries()) {
      const before = cell === '<' ? beginning[r]?.[column - 1] : cell === '^' ? beginning[r - 1]?.[column] : { row: r, column };
      if (before === undefined || before === null || beginning[r] === undefined) return null;
      beginning[r][column] = before;
      const key = `${before.row} ${before.column}`;
      const span = spans.get(key) ?? { ...before, rows: 1, columns: 1 };
      spans.set(key, { ...span, rows: Math.max(span.rows, r - before.row + 1), columns: Math.max(span.columns, column - before.column + 1) });
    }
  }
  const merged = [...spans.values()].filter((span) => span.rows * span.columns > 1);
  // Rectangles that are whole lie beside each other.
  if (merged.reduce((sum, span) => sum + span.rows * span.columns, 0) > rows.length * (rows[0]?.length ?? 0)) return null;
  const whole = merged.every((span) =>
    Array.from({ length: span.rows * span.columns }, (_, i) => beginning[span.row + Math.floor(i / span.columns)]?.[span.column + (i % span.columns)]).every(
      (place) => place?.row === span.row && place.column === span.column,
    ),
  );
  return whole ? merged : null;
}

/** Lines of a cell: `<br>` parts them where no backslash stands before it. */
function linesIn(cell: string): string[] {
  const lines = [''];
  for (const [piece] of cell.matchAll(/\\.|<br ?\/?>|[^\\<]+|[\\<]/gisu)) {
    if (/^<br/i.test(piece)) lines.push('');
    else lines[lines.length - 1] += piece;
  }
  return lines;
}

/** The cells with their merges; null where what belongs together is no rectangle. */
function mergedCells(rows: readonly (readonly string[])[]): Pick<TableBlock, 'rows' | 'spans'> | null {
  const asked = spansOf(rows);
  if (asked === null) return null;
  const spans = spansInEffect(asked, { rows: rows.length, columns: rows[0]?.length ?? 0, filled: () => false });
  const cells = rows.map((row, r) =>
    row.map((cell, column): Inline[] => (coveredBy(spans, r, column) === undefined ? cellOf(linesIn(cell).map(parseInlines)) : [])),
  );
  return { rows: cells, ...(spans.length === 0 ? {} : { spans }) };
}

/** A table stands as far in as the item it follows. */
function parseTable(lines: readonly string[], level: number, firstLine: number, widths: readonly number[]): Result<Block, 'BODY_LINE'> {
  const header = lines[1] !== undefined && cellsOf(lines[1]).every((cell) => /^:?-+:?$/.test(cell));
  const rows = lines.filter((_, i) => !(header && i === 1)).map(cellsOf);
  const width = rows[0]?.length ?? 0;
  const odd = rows.findIndex((row) => row.length !== width);
  if (odd >= 0) {
    return err(
      'BODY_LINE',
      `표의 칸 수가 첫 줄과 다릅니다(${firstLine + odd + (header && odd > 0 ? 1 : 0)}째 줄). 문서는 만들지 않았습니다. 그 줄의 칸을 ${width}개로 맞추십시오.`,
    );
  }
  if (!isReadable(rows.length, width))
    return err(
      'BODY_LINE',
      `표가 너무 큽니다(${firstLine}째 줄부터의 표, ${rows.length}줄 ${width}칸). 문서는 만들지 않았습니다. 5,000줄, 200칸, 모두 20만 칸 안에서 나누거나 파일로 붙이십시오.`,
    );
  const cells = mergedCells(rows);
  if (cells === null)
    return err(
      'BODY_LINE',
      `합친 칸(< ^)이 네모를 이루지 않습니다(${firstLine}째 줄부터의 표). 문서는 만들지 않았습니다. 왼쪽 칸에 이어진 칸은 <, 위 칸에 이어진 칸은 ^로 맞추십시오.`,
    );
  const wide = widths.length === width && widths.every((one) => one <= WHOLE_WIDTH) && widths.some((one) => one > 0) ? { widths } : {};
  return ok({ type: 'table', level, header, ...cells, ...wide });
}

/** 끝. is computed when printed, so the one in the last line is taken off. */
function withoutEnd(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.map((line, i) => (i === last && !line.trim().startsWith('|') ? line.replace(/(?:^|(?<!\s)\s+)끝\.\s*$/, '') : line));
}

/** Lines without the empty ones; a line without mark, further in than the one right above it, goes on with that one. */
function logicalLines(lines: readonly string[], firstLine: number): Line[] {
  const found: (Omit<Line, 'text'> & { readonly texts: string[] })[] = [];
  for (const [i, raw] of lines.entries()) {
    const [text, column] = [raw.trim(), columnOf(raw)];
    const above = found.at(-1);
    const joins =
      above !== undefined &&
      (lines[i - 1] ?? '').trim() !== '' &&
      above.texts[0]?.startsWith('|') !== true &&
      !text.startsWith('|') &&
      column > above.column &&
      !looksMarked(text);
    if (text === '') continue;
    if (joins) above.texts.push(text);
    else found.push({ texts: [text], column, number: firstLine + i });
  }
  return found.map(({ texts, ...line }) => ({ ...line, text: texts.join(' ') }));
}

/** Blocks of a body. `firstLine` is the number of its first line in the file, for sentences. */
export function parseBody(body: string, firstLine: number): Result<Block[], 'BODY_LINE'> {
  const lines = logicalLines(withoutEnd(body.split(/\r\n|\r|\n/)), firstLine);
  const seen: Seen = { counters: new Array<number>(9).fill(0), last: { level: 0, column: 0 }, since: 0 };
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length;) {
    const above = WIDTHS.exec(lines[i]?.text ?? '');
    if (above !== null && lines[i + 1]?.text.startsWith('|') === true) i += 1;
    const start = i;
    while (lines[i]?.text.startsWith('|') === true && (i === start || lines[i]?.number === (lines[i - 1]?.number ?? 0) + 1)) i += 1;
    const line = lines[start];
    if (line === undefined) break;
    const block =
      i > start
        ? parseTable(
            lines.slice(start, i).map(({ text }) => text),
            Math.max(1, seen.last.level),
            line.number,
            (above?.[1] ?? '').split(' ').map(Number),
          )
        : parseItem(line, seen);
    if (!block.ok) return block;
    if (block.value === null) seen.since += 1;
    blocks.push(block.value ?? parseLine(line));
    i = Math.max(i, start + 1);
  }
  return ok(blocks);
}

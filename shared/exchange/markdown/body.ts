/** Body lines of an imported document: item marks give levels, pipes give tables, the rest are plain lines. */

import type { Block, BlockKind, Inline } from '../../collab/content.ts';
import { err, ok, type Result } from '../../lib/result.ts';

const LEVELS: readonly RegExp[] = [
  /^\d{1,3}\.\s+/, /^[가-힣]\.\s+/, /^\d{1,3}\)\s+/, /^[가-힣]\)\s+/, /^\(\d{1,3}\)\s+/, /^\([가-힣]\)\s+/, /^[\u2460-\u2473\u3251-\u325f]\s*/, /^[\u326e-\u327b]\s*/,
];
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

function parseLine(line: string): Block {
  const trimmed = line.trim();
  for (const [i, pattern] of LEVELS.entries()) {
    const match = pattern.exec(trimmed);
    if (match !== null) return { type: 'block', kind: 'item', level: i + 1, inlines: parseInlines(trimmed.slice(match[0].length)) };
  }
  for (const [pattern, kind, level] of KINDS) {
    const match = pattern.exec(trimmed);
    if (match !== null) return { type: 'block', kind, level, inlines: parseInlines(trimmed.slice(match[0].length)) };
  }
  return { type: 'block', kind: 'plain', level: 1, inlines: parseInlines(trimmed) };
}

function cellsOf(line: string): Inline[][] {
  return line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => parseInlines(cell.trim()));
}

/** A table hangs below the item it follows, one level in. */
function parseTable(lines: readonly string[], level: number, firstLine: number): Result<Block, 'BODY_LINE'> {
  const header = /^\|?[\s:|-]+\|?$/.test(lines[1]?.trim() ?? '');
  const rows = lines.filter((_, i) => !(header && i === 1)).map(cellsOf);
  const width = rows[0]?.length ?? 0;
  const odd = rows.findIndex((row) => row.length !== width);
  if (odd >= 0) {
    return err('BODY_LINE', `표의 칸 수가 첫 줄과 다릅니다(${firstLine + odd + (header && odd > 0 ? 1 : 0)}째 줄). 문서는 만들지 않았습니다. 그 줄의 칸을 ${width}개로 맞추십시오.`);
  }
  return ok({ type: 'table', level, header, rows });
}

/** Blocks of a body. `firstLine` is the number of its first line in the file, for sentences. */
export function parseBody(body: string, firstLine: number): Result<Block[], 'BODY_LINE'> {
  const lines = body.replaceAll('\r\n', '\n').split('\n');
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
      blocks.push(parseLine(line));
      i += 1;
    }
  }
  return ok(blocks);
}

/** A paper being read from a foreign format: lines and tables become blocks, typed marks become kind and level, losses are counted. */

import type { Block, BlockKind, Face, Inline, TableBlock } from '../../collab/content.ts';
import { cellOf } from '../../collab/cell-lines.ts';
import { LEAST_WIDTH, spansInEffect, WHOLE_WIDTH, type Span } from '../../collab/table.ts';
import { looksDated, readBullet, readMark } from '../../writing/item-mark.ts';
import { notesOf, type Note, type NoteKind } from './notes.ts';
import { createPictures, type FoundPicture, type KeptPicture } from './pictures.ts';
import { dropBack, dropFront, linesOf, notesAmong, textOf } from './pieces.ts';

/** What a file gives: a title where it has one, blocks, and what was lost or changed. */
export interface ForeignText {
  readonly title: string | null;
  /** Which block says the title, where one does; a title the format marks stands in no block. */
  readonly titleBlock: number | null;
  readonly blocks: readonly Block[];
  /** What most of its letters stand in; 고딕 where the format is not asked. */
  readonly face: Face;
  readonly notes: readonly Note[];
  /** Files of the pictures among the blocks, each once. */
  readonly pictures: readonly KeptPicture[];
}

/** Kind and level the format itself gives a line, as its numbering says. */
export interface Given {
  readonly kind: BlockKind;
  readonly level: number;
}

/** A picture that stood in a cell, and in which one, counted from 1. A cell holds lines of text only (docs/decisions/018). */
export interface CellPicture {
  readonly row: number;
  readonly column: number;
  /** Null where its file is not at hand. */
  readonly picture: FoundPicture | null;
}

/** A table as a format has it: the full grid, merged cells, and widths of the columns in any unit, none where the format says nothing. */
export interface FoundTable {
  readonly rows: readonly (readonly (readonly Inline[])[])[];
  readonly header: boolean;
  readonly spans: readonly Span[];
  readonly widths: readonly number[];
  /** What stood in its cells and stands behind it now. */
  readonly pictures: readonly CellPicture[];
}

/** Takes what a reader finds, in reading order. */
export interface Paper {
  /** A paragraph; line breaks in it begin further lines. `given` null where only its text can tell. */
  readonly line: (inlines: readonly Inline[], given?: Given | null) => void;
  /** The title of the paper as the format marks it; a second one is a line. */
  readonly title: (inlines: readonly Inline[]) => void;
  readonly table: (found: FoundTable) => void;
  /** A picture in a line of its own; one that may not come in is counted as lost. */
  readonly picture: (found: FoundPicture) => void;
  readonly note: (kind: NoteKind, count?: number) => void;
  readonly finish: () => ForeignText;
}

/** Marks as typed: what number comes next on every level. A text that goes on with another may begin a level anywhere. */
function createMarks(note: (kind: NoteKind) => void, continues: boolean) {
  const counters = new Array<number>(9).fill(0);
  return (inlines: readonly Inline[]): Block => {
    const text = textOf(inlines);
    const item = looksDated(text) ? null : readMark(text);
    const bullet = item === null && !looksDated(text) ? readBullet(text) : null;
    if (bullet !== null) return { type: 'block', kind: bullet.kind, level: bullet.level, inlines: dropFront(inlines, text.length - bullet.rest.length) };
    if (item === null) return { type: 'block', kind: 'plain', level: 1, inlines };
    const before = counters[item.level] ?? 0;
    const begins = continues && before === 0;
    if (begins && item.n > 1) note('RENUMBERED');
    if (item.n !== before + 1 && !begins) {
      note('ORDER');
      return { type: 'block', kind: 'plain', level: item.level, inlines };
    }
    counters[item.level] = item.n;
    counters.fill(0, item.level + 1);
    return { type: 'block', kind: 'item', level: item.level, inlines: dropFront(inlines, text.length - item.rest.length) };
  };
}

/** 끝. is computed when printed, so the one behind everything is taken off. */
function withoutEnd(blocks: readonly Block[]): readonly Block[] {
  const last = blocks.at(-1);
  if (last?.type !== 'block') return blocks;
  const found = /(?:^|(?<!\s)\s+)끝\.$/.exec(textOf(last.inlines));
  if (found === null) return blocks;
  const inlines = dropBack(last.inlines, found[0].length);
  return [...blocks.slice(0, -1), ...(inlines.length === 0 ? [] : [{ ...last, inlines }])];
}

/** `제  목   …` near the head of an official paper names its title. */
function titleLine(blocks: readonly Block[]): { readonly at: number; readonly title: string } | null {
  for (const [at, block] of blocks.slice(0, 12).entries()) {
    const found = block.type === 'block' ? /^제\s*목(?:\s*[:：])?\s+(\S.{0,290})$/.exec(textOf(block.inlines)) : null;
    if (found !== null) return { at, title: (found[1] ?? '').trim() };
  }
  return null;
}

/** Widths in thousandths of the line; null where the format says none, or all the same: then the words decide. */
function shares(given: readonly number[], columns: number): number[] | null {
  const whole = given.reduce((sum, width) => sum + width, 0);
  if (given.length !== columns || columns > WHOLE_WIDTH / LEAST_WIDTH || !given.every((width) => Number.isFinite(width) && width > 0)) return null;
  if (Math.max(...given) <= Math.min(...given) * 1.1) return null;
  return given.map((width) => Math.max(LEAST_WIDTH, Math.round((width / whole) * WHOLE_WIDTH)));
}

/** Rows of equal width; paragraphs and breaks of a cell are its lines. */
function tableBlock({ rows, header, spans: asked, widths: given }: FoundTable, level: number): TableBlock | null {
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width === 0) return null;
  const cell = (inlines: readonly Inline[]): Inline[] => {
    const lines = linesOf(inlines).filter((line) => line.length > 0);
    return cellOf(lines);
  };
  const cells = rows.map((row) => Array.from({ length: width }, (_, i) => cell(row[i] ?? [])));
  const filled = (row: number, column: number): boolean => (cells[row]?.[column] ?? []).length > 0;
  const spans = spansInEffect(asked, { rows: cells.length, columns: width, filled });
  const widths = shares(given, width);
  return { type: 'table', level, header, rows: cells, ...(spans.length === 0 ? {} : { spans }), ...(widths === null ? {} : { widths }) };
}

/** Tables and pictures: they stand at the level of the item above them. */
function createWide(blocks: Block[], note: (kind: NoteKind) => void): Pick<Paper, 'table' | 'picture'> & { readonly pictures: () => readonly KeptPicture[] } {
  const pictures = createPictures();
  const levelNow = (): number => blocks.findLast((block) => block.type === 'block' && block.kind === 'item')?.level ?? 1;
  return {
    pictures: pictures.kept,
    table(found) {
      const level = levelNow();
      const block = tableBlock(found, level);
      if (block !== null) blocks.push(block);
      let said = '';
      for (const { row, column, picture } of found.pictures) {
        const moved = picture === null ? null : pictures.keep(picture, level);
        note(moved === null ? 'PICTURE' : 'CELL_PICTURE');
        if (moved === null) continue;
        const from = `(위 표의 ${row}행 ${column}열에 있던 그림)`;
        if (from !== said) blocks.push({ type: 'block', kind: 'plain', level, inlines: [{ text: from }] });
        blocks.push(moved);
        said = from;
      }
    },
    picture(found) {
      const block = pictures.keep(found, levelNow());
      if (block === null) note('PICTURE');
      else blocks.push(block);
    },
  };
}

/** An empty paper; `continues` where its text goes into another. */
export function createPaper(continues = false): Paper {
  const blocks: Block[] = [];
  const counts = new Map<NoteKind, number>();
  const note = (kind: NoteKind, count = 1): void => void counts.set(kind, (counts.get(kind) ?? 0) + count);
  const marked = createMarks(note, continues);
  let title: string | null = null;
  /** A title has no footnotes. */
  const untitled = (inlines: readonly Inline[]): void => void (notesAmong(inlines) > 0 && note('TITLE_NOTE', notesAmong(inlines)));
  const add = (inlines: readonly Inline[], given: Given | null): void => {
    for (const [i, line] of linesOf(inlines).entries()) {
      if (line.length === 0) continue;
      if (given !== null) blocks.push({ type: 'block', kind: i === 0 ? given.kind : 'plain', level: given.level, inlines: line });
      else blocks.push(marked(line));
    }
  };
  const { pictures, ...wide } = createWide(blocks, note);
  return {
    line: (inlines, given = null) => add(inlines, given),
    title(inlines) {
      const text = linesOf(inlines).map(textOf).join(' ').trim();
      if (title !== null || text === '' || text.length > 300) return add(inlines, null);
      title = text;
      untitled(inlines);
    },
    ...wide,
    note,
    finish() {
      const found = title === null ? titleLine(blocks) : null;
      const named = found === null ? undefined : blocks[found.at];
      if (!continues && named?.type === 'block') untitled(named.inlines);
      return {
        title: title ?? found?.title ?? null,
        titleBlock: found?.at ?? null,
        blocks: withoutEnd(blocks),
        face: 'sans',
        notes: notesOf(counts),
        pictures: pictures(),
      };
    },
  };
}

/** The blocks of a text that becomes a document of its own: its title stands in the form. */
export function bodyOf({ blocks, titleBlock }: ForeignText): readonly Block[] {
  return titleBlock === null ? blocks : blocks.toSpliced(titleBlock, 1);
}

/** The blocks of a text that goes into a document: its title is a line like any other. */
export function wholeOf({ blocks, title, titleBlock }: ForeignText): readonly Block[] {
  if (title === null || titleBlock !== null) return blocks;
  return [{ type: 'block', kind: 'plain', level: 1, inlines: [{ text: title, bold: true }] }, ...blocks];
}

/** Blocks of a section's room: paragraphs, tables with the merges in effect, pictures. */

import * as Y from 'yjs';
import { PICTURE_TYPES, type Block, type Inline, type PictureBlock, type TableBlock } from './content.ts';
import { canonicalText, inlinesOf, Malformed, notesHere, type NotesHere } from './read-text.ts';
import { bodyOf, CELL, NODES } from './schema.ts';
import { coveredBy, isReadable, spansInEffect, TABLE_MOST, WHOLE_WIDTH, type Span } from './table.ts';

/** A table without cells says nothing and cannot be drawn. */
function isDrawn(block: Block): boolean {
  return block.type !== 'table' || (block.rows[0]?.length ?? 0) > 0;
}

/** The same of a table as it stands in a room. */
export function isDrawnTable(table: Y.XmlElement): boolean {
  return table.toArray().some((row) => row instanceof Y.XmlElement && row.length > 0);
}

function elements(node: Y.XmlElement | Y.XmlFragment, name: string): Y.XmlElement[] {
  return node.toArray().map((child) => {
    if (!(child instanceof Y.XmlElement) || child.nodeName !== name) throw new Malformed(name);
    return child;
  });
}

function levelOf(node: Y.XmlElement): number {
  const written: unknown = node.getAttribute('level') ?? 1;
  const level = typeof written === 'string' && /^[1-8]$/.test(written) ? Number(written) : written;
  if (typeof level !== 'number' || !Number.isInteger(level) || level < 1 || level > 8) throw new Malformed('level');
  return level;
}

/** One person may add a row while another adds a column: short rows are filled with empty cells. A few cells can ask for more than anybody could hold. */
function rectangular(rows: readonly (readonly Inline[][])[]): Inline[][][] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (!isReadable(rows.length, width)) throw new Malformed('table');
  return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, (): Inline[] => [])]);
}

/** A whole number an attribute says, `unset` where it says nothing. */
function numberOf(node: Y.XmlElement, name: string, unset: number, most: number): number {
  const value: unknown = node.getAttribute(name) ?? unset;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < unset || value > most) throw new Malformed(name);
  return value;
}

function spansOf(cells: readonly (readonly Y.XmlElement[])[], rows: readonly (readonly Inline[][])[]): Span[] {
  const asked = cells.flatMap((row, r) =>
    row.map((cell, column): Span => ({
      row: r,
      column,
      rows: numberOf(cell, CELL.down, 1, TABLE_MOST.rows),
      columns: numberOf(cell, CELL.across, 1, TABLE_MOST.columns),
    })),
  );
  const filled = (row: number, column: number): boolean => (rows[row]?.[column] ?? []).some(({ text, note }) => note !== undefined || text.trim() !== '');
  return spansInEffect(
    asked.filter(({ rows: down, columns }) => down * columns > 1),
    { rows: rows.length, columns: rows[0]?.length ?? 0, filled },
  );
}

function tableOf(node: Y.XmlElement, notes: NotesHere): TableBlock {
  const header: unknown = node.getAttribute('header');
  const cells = elements(node, NODES.row).map((row) => elements(row, NODES.cell));
  const rows = rectangular(cells.map((row) => row.map((cell) => inlinesOf(cell, notes))));
  const spans = spansOf(cells, rows);
  const widths = (rows[0] ?? []).map((_, column) => {
    const cell = cells[0]?.[column];
    return cell === undefined ? 0 : numberOf(cell, CELL.width, 0, WHOLE_WIDTH);
  });
  return {
    type: 'table',
    level: levelOf(node),
    header: header === true || header === 'true',
    rows: spans.length === 0 ? rows : rows.map((row, r) => row.map((cell, column) => (coveredBy(spans, r, column) === undefined ? cell : []))),
    ...(spans.length === 0 ? {} : { spans }),
    ...(widths.every((width) => width === 0) ? {} : { widths }),
  };
}

function pictureOf(node: Y.XmlElement): PictureBlock {
  const said = (name: string): string => {
    const value: unknown = node.getAttribute(name) ?? '';
    if (typeof value !== 'string') throw new Malformed(name);
    return canonicalText(value);
  };
  const [sha256, mediaType] = [said('sha256'), PICTURE_TYPES.find((type) => type === said('mediaType'))];
  if (mediaType === undefined || !/^[0-9a-f]{64}$/.test(sha256)) throw new Malformed('picture');
  const number = (name: string, most: number): number => numberOf(node, name, 1, most);
  const pixels = { width: number('width', 100_000), height: number('height', 100_000) };
  return {
    type: 'picture',
    level: levelOf(node),
    sha256,
    mediaType,
    size: number('size', 2 ** 31),
    ...pixels,
    share: number('share', WHOLE_WIDTH),
    alt: said('alt'),
  };
}

function blockOf(node: unknown, notes: NotesHere): Block {
  if (!(node instanceof Y.XmlElement)) throw new Malformed('node');
  if (node.nodeName === NODES.block) {
    const kind = node.getAttribute('kind') ?? 'plain';
    return { type: 'block', kind: kind as 'plain', level: levelOf(node), inlines: inlinesOf(node, notes) };
  }
  if (node.nodeName === NODES.picture) return pictureOf(node);
  if (node.nodeName !== NODES.table) throw new Malformed(node.nodeName);
  return tableOf(node, notes);
}

/** Every block that says something, empty lines too. */
export function blocksOf(section: Y.Doc): Block[] {
  const notes = notesHere(section);
  return bodyOf(section)
    .toArray()
    .map((node) => blockOf(node, notes))
    .filter(isDrawn);
}

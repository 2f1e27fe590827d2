import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Block, TableBlock } from '../../../../shared/collab/content.ts';
import { readSection } from '../../../../shared/collab/read.ts';
import { CELL } from '../../../../shared/collab/schema.ts';
import {
  blankFrom,
  covers,
  coveredBy,
  headRows,
  isReadable,
  rectangleAround,
  spanAt,
  spansInEffect,
  TABLE_MOST,
  widthsIn,
  type Span,
} from '../../../../shared/collab/table.ts';
import { appendBlocks } from '../../../../shared/collab/write.ts';
import { contentSchema } from '../../../../shared/verify/content-schema.ts';
import { contentOf } from '../../../../shared/collab/content.ts';
import { bodyOf } from '../../../../shared/collab/schema.ts';
import { sample } from './contents.ts';

const at = (row: number, column: number, rows: number, columns: number): Span => ({ row, column, rows, columns });
const empty = { rows: 4, columns: 4, filled: () => false };

describe('merges', () => {
  test('TAB-1 a merge that would hide words, meets an earlier one or takes one cell is not in effect; one over the edge is cut there', () => {
    expect(spansInEffect([at(2, 2, 9, 9), at(0, 0, 2, 2)], empty)).toEqual([at(0, 0, 2, 2), at(2, 2, 2, 2)]);
    expect(spansInEffect([at(0, 0, 2, 2), at(1, 1, 2, 2), at(3, 3, 1, 1), at(9, 9, 2, 2)], empty)).toEqual([at(0, 0, 2, 2)]);
    const said = { ...empty, filled: (row: number, column: number): boolean => row === 0 && column <= 1 };
    expect(spansInEffect([at(0, 0, 1, 2), at(0, 1, 2, 1)], said)).toEqual([at(0, 1, 2, 1)]);
  });

  test('TAB-1 whatever is asked, what is in effect lies in the grid, covers nothing twice and nothing that says something', () => {
    const span = fc.record({ row: fc.nat(5), column: fc.nat(5), rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 6 }) });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }), (asked, said) => {
        const grid = { rows: 4, columns: 5, filled: (row: number, column: number): boolean => said[row * 5 + column] === true };
        const spans = spansInEffect(asked, grid);
        for (let row = 0; row < 4; row++)
          for (let column = 0; column < 5; column++) {
            const over = spans.filter((one) => covers(one, row, column));
            expect(over.length).toBeLessThanOrEqual(1);
            if (over.some((one) => one.row !== row || one.column !== column)) expect(grid.filled(row, column)).toBe(false);
          }
        expect(spans.every((one) => one.row + one.rows <= 4 && one.column + one.columns <= 5 && one.rows * one.columns > 1)).toBe(true);
        expect(spansInEffect(spans, grid)).toEqual(spans);
      }),
    );
  });

  test('TAB-2 a head is as deep as the merged cells of the first row', () => {
    const rows = [[], [], []];
    expect(headRows({ header: true, rows, spans: [at(0, 0, 2, 1)] })).toBe(2);
    expect(headRows({ header: true, rows })).toBe(1);
    expect(headRows({ header: true, rows, spans: [at(0, 0, 3, 1)] })).toBe(1);
    expect(headRows({ header: false, rows, spans: [at(0, 0, 2, 1)] })).toBe(0);
  });

  test('TAB-3 a selection grows until it cuts no merged cell', () => {
    expect(rectangleAround([at(0, 1, 2, 2), at(2, 2, 1, 2)], { row: 1, column: 0 }, { row: 1, column: 1 })).toEqual(at(0, 0, 2, 3));
    expect(rectangleAround([at(0, 1, 2, 2), at(1, 0, 2, 1)], { row: 0, column: 0 }, { row: 1, column: 1 })).toEqual(at(0, 0, 3, 3));
  });

  test('TAB-4 widths: what is asked, the rest shared; too much gives way together', () => {
    const even = (free: number[], left: number): number[] => free.map(() => left / free.length);
    expect(widthsIn([250, 0, 250], 400, even)).toEqual([100, 200, 100]);
    expect(widthsIn([300, 300], 100, even)).toEqual([30, 30]);
    expect(widthsIn([1000, 1000], 100, even)).toEqual([50, 50]);
    const [first = 0, second = 0] = widthsIn([1000, 0], 100, even);
    expect(first + second).toBeCloseTo(100);
    expect(second).toBeGreaterThanOrEqual(9);
  });
});

describe('the bounds of a table', () => {
  test('TAB-7 however many merges are asked for, however large, as much is done as the table is large', () => {
    const grid = { rows: 250, columns: 200, filled: (row: number, column: number) => row === 249 && column === 199 };
    const asked = Array.from({ length: 250 * 200 - 1 }, (_, i) => at(Math.floor(i / 200), i % 200, TABLE_MOST.rows, TABLE_MOST.columns));
    expect(spansInEffect(asked, grid)).toEqual([]);
    const all = spansInEffect(asked, { ...grid, filled: () => false });
    expect(all).toEqual([at(0, 0, 250, 200)]);
    const pairs = asked.filter(({ column }) => column % 2 === 0).map((span) => ({ ...span, rows: 1, columns: 2 }));
    const spans = spansInEffect(pairs, { ...grid, filled: () => false });
    expect(spans).toHaveLength(25_000);
    let covered = 0;
    for (let row = 0; row < 250; row++)
      for (let column = 0; column < 200; column++) if (coveredBy(spans, row, column) !== undefined && spanAt(spans, row, column) === undefined) covered += 1;
    expect(covered).toBe(25_000);
  });

  test('TAB-7 a table beyond the bounds is read by nobody: not in a room, however few cells ask for it, and not in a content', () => {
    expect([isReadable(5000, 40), isReadable(1000, 200), isReadable(5001, 1), isReadable(1, 201), isReadable(1001, 200)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(spansInEffect([at(0, 0, 2, 2)], { rows: 2, columns: 201, filled: () => false })).toEqual([]);
    const long = (length: number): readonly [][][] => Array.from({ length }, (_, row) => Array.from({ length: row === 0 ? 200 : 1 }, () => []));
    expect(readSection(section({ type: 'table', level: 1, header: false, rows: long(900) })).ok).toBe(true);
    expect(readSection(section({ type: 'table', level: 1, header: false, rows: long(1001) }))).toMatchObject({ code: 'CONTENT_INVALID' });
    const marked: Block = { type: 'block', kind: 'plain', level: 1, inlines: [{ text: '글', note: '각주' }] };
    const table = (rows: TableBlock['rows']): Block[] => [marked, { type: 'table', level: 1, header: false, rows }];
    const reads = (blocks: Block[]): boolean => contentSchema.safeParse(contentOf(sample.fields, blocks, [])).success;
    expect(reads(table([[[]], [[]]]))).toBe(true);
    for (const rows of [long(2), [], [[], []], [Array.from({ length: 201 }, () => [])]]) expect(reads(table(rows))).toBe(false);
  });

  test('FORM-9 the empty rows a table closes with begin behind every merged cell that reaches into them, and what those reach into', () => {
    expect([blankFrom([true, false, false], []), blankFrom([true, false, true], []), blankFrom([false, false], []), blankFrom([], [])]).toEqual([
      1, -1, -1, -1,
    ]);
    expect(blankFrom([true, false, false], [at(0, 0, 2, 1)])).toBe(2);
    expect(blankFrom([true, false, false], [at(1, 0, 2, 1)])).toBe(1);
    expect(blankFrom([true, false, false, false], [at(0, 1, 2, 1), at(1, 0, 2, 1)])).toBe(3);
  });
});

const GRID: TableBlock = {
  type: 'table',
  level: 1,
  header: true,
  rows: [
    [[{ text: '구분' }], [{ text: '계' }], []],
    [[], [{ text: '가' }], [{ text: '나' }]],
  ],
  spans: [at(0, 0, 2, 1), at(0, 1, 1, 2)],
  widths: [200, 300, 500],
};

function section(block: Block): Y.Doc {
  const doc = new Y.Doc();
  appendBlocks(doc, [block]);
  return doc;
}

const cellOf = (doc: Y.Doc, row: number, column: number): Y.XmlElement =>
  ((bodyOf(doc).get(0) as Y.XmlElement).get(row) as Y.XmlElement).get(column) as Y.XmlElement;
const tableIn = (doc: Y.Doc): TableBlock => {
  const read = readSection(doc);
  const block = read.ok ? read.value[0] : undefined;
  if (block?.type !== 'table') throw new Error('no table');
  return block;
};

describe('tables in a room', () => {
  test('TAB-5 what is written is read: merges, widths; a content with them is version 4 of schema 2, one without stays what it was', () => {
    expect(tableIn(section(GRID))).toEqual(GRID);
    const content = contentOf(sample.fields, [GRID], []);
    expect([content.v, content.schemaVersion, contentSchema.safeParse(content).success]).toEqual([4, 2, true]);
    const { spans: _, widths: __, ...bare } = GRID;
    expect(contentOf(sample.fields, [bare], [])).toMatchObject({ v: 1, schemaVersion: 1 });
    for (const wrong of [
      { ...content, v: 1, schemaVersion: 1 },
      { ...content, blocks: [bare] },
      { ...content, blocks: [{ ...GRID, spans: [at(0, 0, 2, 2)] }] },
      { ...content, blocks: [{ ...GRID, widths: [1] }] },
      { ...content, blocks: [{ ...GRID, widths: [0, 0, 0] }] },
    ])
      expect(contentSchema.safeParse(wrong).success).toBe(false);
  });

  test('TAB-6 words typed under a merge by somebody else come to light, and the merge is back once they are gone', () => {
    const one = section({ ...GRID, spans: [], widths: [] } as TableBlock);
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
    cellOf(one, 0, 0).setAttribute(CELL.down, 2 as unknown as string);
    cellOf(other, 1, 0).insert(0, [new Y.XmlText('동시에 쓴 글')]);
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
    expect(tableIn(one)).toEqual(tableIn(other));
    expect(tableIn(one).spans).toBeUndefined();
    expect(tableIn(one).rows[1]?.[0]).toEqual([{ text: '동시에 쓴 글' }]);
    cellOf(one, 1, 0).delete(0, 1);
    expect(tableIn(one).spans).toEqual([at(0, 0, 2, 1)]);
  });

  test('TAB-6 two or three who merge, type, put in and take out rows and columns at once read the same table, with every letter', () => {
    const act = fc.record({
      who: fc.nat(2),
      what: fc.constantFrom('merge', 'type', 'row', 'column', 'part', 'sync'),
      row: fc.nat(3),
      column: fc.nat(3),
      size: fc.integer({ min: 1, max: 3 }),
    });
    const GRID4: TableBlock = { type: 'table', level: 1, header: true, rows: Array.from({ length: 3 }, () => Array.from({ length: 3 }, () => [])) };
    const params = { numRuns: 150 };
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 24 }), (acts) => {
        const first = section(GRID4);
        const docs = [first, new Y.Doc(), new Y.Doc()];
        const meet = (): void => docs.forEach((from) => docs.forEach((to) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from))));
        meet();
        let typed = 0;
        for (const { who, what, row, column, size } of acts) {
          const doc = docs[who] ?? first;
          const table = bodyOf(doc).get(0) as Y.XmlElement;
          const line = table.get(row % table.length) as Y.XmlElement;
          const cell = line.get(column % line.length) as Y.XmlElement;
          if (what === 'merge') doc.transact(() => [CELL.across, CELL.down].forEach((name) => cell.setAttribute(name, size as unknown as string)));
          if (what === 'part') doc.transact(() => [CELL.across, CELL.down].forEach((name) => cell.removeAttribute(name)));
          if (what === 'type') {
            cell.insert(0, [new Y.XmlText(`글${(typed += 1)};`)]);
          }
          if (what === 'row') {
            const made = new Y.XmlElement('row');
            made.insert(
              0,
              Array.from({ length: line.length }, () => new Y.XmlElement('cell')),
            );
            table.insert(row % table.length, [made]);
          }
          if (what === 'column') (table.toArray() as Y.XmlElement[]).forEach((one) => one.insert(Math.min(column, one.length), [new Y.XmlElement('cell')]));
          if (what === 'sync') meet();
        }
        meet();
        const read = docs.map(tableIn);
        expect(read[1]).toEqual(read[0]);
        expect(read[2]).toEqual(read[0]);
        const letters =
          read[0]?.rows
            .flat(2)
            .map(({ text }) => text)
            .join('') ?? '';
        for (let n = 1; n <= typed; n++) expect(letters).toContain(`글${n};`);
      }),
      params,
    );
  });
});

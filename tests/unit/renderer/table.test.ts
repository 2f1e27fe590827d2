import { EditorState, type Command } from '@tiptap/pm/state';
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  addColumn,
  addRow,
  clearCells,
  mergeCells,
  removeColumn,
  removeRow,
  setWidths,
  splitCells,
  toggleHead,
} from '../../../renderer/editor/table/commands.ts';
import { fillCells } from '../../../renderer/editor/table/fill.ts';
import { gridOf, placesIn, selectedRectangle } from '../../../renderer/editor/table/grid.ts';
import { breakCell, leaveTable, moveCell, stepCell } from '../../../renderer/editor/table/moves.ts';
import { readSection } from '../../../shared/collab/read.ts';
import { bodyOf } from '../../../shared/collab/schema.ts';
import { run, schema, section, select, stateOf, THREE, words } from './tables.ts';

/** Words of the grid, `.` under a merged cell. */
function shown(state: EditorState): string[] {
  const { cells, spans } = gridOf(state.doc.child(0), 0);
  const under = new Set(
    spans.flatMap((span) =>
      placesIn(span)
        .slice(1)
        .map(({ row, column }) => `${row} ${column}`),
    ),
  );
  return cells.map((row, r) => row.map(({ node }, column) => (under.has(`${r} ${column}`) ? '.' : node.textContent || '_')).join(' '));
}

describe('commands on tables', () => {
  test('TBL-1 merging joins the words in reading order, splitting gives the cells back', () => {
    const merged = run(select(stateOf(section(THREE)), [0, 1], [1, 2]), mergeCells);
    expect(shown(merged)).toEqual(['가 나 다 마 바 .', '라 . .', '사 아 자']);
    expect(shown(run(merged, splitCells))).toEqual(['가 나 다 마 바 _', '라 _ _', '사 아 자']);
  });

  test('TBL-2 a row or column through a merged cell makes it larger, one beside it does not', () => {
    const merged = run(select(stateOf(section(THREE)), [0, 0], [1, 1]), mergeCells);
    expect(shown(run(select(merged, [0, 2]), addRow('below')))).toEqual(['가 나 라 마 . 다', '. . _', '. . 바', '사 아 자']);
    expect(shown(run(select(merged, [0, 0]), addRow('below')))).toEqual(['가 나 라 마 . 다', '. . 바', '_ _ _', '사 아 자']);
    expect(shown(run(select(merged, [2, 0]), addColumn('right')))).toEqual(['가 나 라 마 . . 다', '. . . 바', '사 _ 아 자']);
    expect(shown(run(select(merged, [2, 2]), addColumn('left')))).toEqual(['가 나 라 마 . _ 다', '. . _ 바', '사 아 _ 자']);
  });

  test('TBL-3 taking out the first line of a merged cell keeps its words', () => {
    const merged = run(select(stateOf(section(THREE)), [0, 0], [1, 1]), mergeCells);
    expect(shown(run(select(merged, [0, 2]), removeRow))).toEqual(['가 나 라 마 . 바', '사 아 자']);
    expect(shown(run(select(merged, [2, 0]), removeColumn))).toEqual(['가 나 라 마 다', '. 바', '아 자']);
    expect(shown(run(select(merged, [0, 0]), removeRow))).toEqual(['사 아 자']);
  });

  test('TBL-4 widths: a new column takes half of its neighbour; they stay when the first row goes', () => {
    const sized = run(select(stateOf(section(THREE)), [0, 0]), setWidths(0, [200, 300, 500]));
    const widths = (state: EditorState): unknown[] =>
      state.doc
        .child(0)
        .child(0)
        .children.map(({ attrs }) => attrs['width'] as unknown);
    expect(widths(run(select(sized, [1, 2]), addColumn('right')))).toEqual([200, 300, 250, 250]);
    expect(widths(run(select(sized, [0, 0]), removeRow))).toEqual([200, 300, 500]);
    expect(widths(run(select(sized, [0, 0]), addRow('above')))).toEqual([200, 300, 500]);
  });

  test('TBL-8 a copied table goes into the cells from the selected one on, with rows and columns added; merged cells in the way stop it', () => {
    const copied = stateOf(
      section(
        words([
          ['1', '2'],
          ['3', '4'],
        ]),
      ),
    ).doc.child(0);
    expect(shown(run(select(stateOf(section(THREE)), [0, 1]), fillCells(copied)))).toEqual(['가 1 2', '라 3 4', '사 아 자']);
    const grown = run(select(stateOf(section(THREE)), [2, 2]), fillCells(copied));
    expect(shown(grown)).toEqual(['가 나 다 _', '라 마 바 _', '사 아 1 2', '_ _ 3 4']);
    expect(grown.selection.$head.parent.textContent).toBe('4');
    const merged = run(select(stateOf(section(THREE)), [0, 0], [1, 1]), mergeCells);
    let changed = false;
    expect([fillCells(copied)(select(merged, [1, 2]), () => void (changed = true)), changed]).toEqual([true, true]);
    expect(fillCells(copied)(select(merged, [0, 0]), () => undefined)).toBe(false);
  });

  test('TBL-5 Tab passes merged cells once, behind the last one adds a row; arrows step over merged cells', () => {
    const merged = run(select(stateOf(section(THREE)), [0, 0], [1, 1]), mergeCells);
    const at = (state: EditorState): unknown => selectedRectangle(state)?.rectangle;
    expect(at(run(select(merged, [0, 0]), moveCell(1, 'grow')))).toMatchObject({ row: 0, column: 2 });
    expect(at(run(select(merged, [0, 2]), moveCell(1, 'grow')))).toMatchObject({ row: 1, column: 2 });
    expect(at(run(select(merged, [0, 0]), stepCell(1, 0)))).toMatchObject({ row: 2, column: 0 });
    const grown = run(select(merged, [2, 2]), moveCell(1, 'grow'));
    expect([shown(grown).length, at(grown)]).toMatchObject([4, { row: 3, column: 0 }]);
    expect(run(select(merged, [2, 2]), moveCell(1, 'leave')).selection.$head.node(1).type.name).toBe('block');
  });
});

/** A syllable nobody else types: beside an equal letter, the binding cannot tell which of the two is new. */
const own = (n: number): string => String.fromCodePoint(0xb0c0 + n * 28);

/** Everything this person can do to the table. */
const ACTS = {
  merge: mergeCells,
  split: splitCells,
  below: addRow('below'),
  above: addRow('above'),
  right: addColumn('right'),
  left: addColumn('left'),
  widths: setWidths(0, [200, 300, 500]),
  head: toggleHead,
} as const satisfies Readonly<Record<string, Command>>;

const cell = fc.tuple(fc.nat(5), fc.nat(5));
const act = fc.record({
  who: fc.nat(2),
  from: cell,
  to: cell,
  what: fc.constantFrom(...(Object.keys(ACTS) as (keyof typeof ACTS)[]), 'type' as const, 'meet' as const),
});

describe('two or three at one table', () => {
  test('TBL-6 whatever they do at once, all see the same full table and every letter that was typed', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 4, maxLength: 20 }), (acts) => {
        const docs = [section(THREE), new Y.Doc(), new Y.Doc()];
        const meet = (): void => docs.forEach((from) => docs.forEach((to) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from))));
        meet();
        let typed = 0;
        for (const { who, from, to, what } of acts) {
          const doc = docs[who] ?? new Y.Doc();
          const body = bodyOf(doc);
          if (what === 'meet') {
            meet();
            continue;
          }
          const { doc: root, meta } = initProseMirrorDoc(body, schema);
          const state = select(EditorState.create({ doc: root }), from, what === 'type' ? from : to);
          const typing: Command = (now, dispatch) => {
            dispatch?.(now.tr.insertText(own((typed += 1)), now.selection.head));
            return true;
          };
          const next = run(state, what === 'type' ? typing : ACTS[what]);
          next.doc.check();
          doc.transact(() => updateYFragment(doc, body, next.doc, meta));
        }
        meet();
        const read = docs.map((doc) => readSection(doc));
        expect(read[1]).toEqual(read[0]);
        expect(read[2]).toEqual(read[0]);
        const table = read[0]?.ok === true ? read[0].value[0] : undefined;
        if (table?.type !== 'table') throw new Error('no table');
        const letters = table.rows
          .flat(2)
          .map(({ text }) => text)
          .join('');
        for (let n = 1; n <= typed; n++) expect(letters).toContain(own(n));
        for (const word of '가나다라마바사아자') expect(letters).toContain(word);
      }),
      { numRuns: 120 },
    );
  });

  test('TBL-7 what one clears while another types: the new letters stay', () => {
    const one = section(THREE);
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
    const change = (doc: Y.Doc, command: Command, at: readonly [number, number]): void => {
      const { doc: root, meta } = initProseMirrorDoc(bodyOf(doc), schema);
      const next = run(select(EditorState.create({ doc: root }), at), command);
      doc.transact(() => updateYFragment(doc, bodyOf(doc), next.doc, meta));
    };
    change(one, clearCells, [1, 1]);
    change(other, (state, dispatch) => (dispatch?.(state.tr.insertText('새', state.selection.head)), true), [1, 1]);
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
    expect(shown(stateOf(one))[1]).toBe('라 새 바');
  });
});

describe('lines of a cell', () => {
  test('CELL-1 Enter puts a break where the caret is; in a line of the body it does nothing, and Shift-Esc leaves the table', () => {
    const state = select(stateOf(section(THREE)), [1, 1]);
    const broken = run(run(state, breakCell), (before, dispatch) => {
      dispatch?.(before.tr.insertText('글'));
      return true;
    });
    expect(broken.selection.$head.parent.textContent).toBe('\n글마');
    expect(shown(broken)).toHaveLength(3);
    const out = run(broken, leaveTable);
    expect(out.selection.$head.node(1).type.name).toBe('block');
    expect(breakCell(out, () => undefined)).toBe(false);
  });
});

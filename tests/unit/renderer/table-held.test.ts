import { Fragment, Slice, type Node as ProseNode } from '@tiptap/pm/model';
import { EditorState, TextSelection, type Plugin, type Transaction } from '@tiptap/pm/state';
import type { DecorationSet, EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOf } from '../../../renderer/editor/end-mark.ts';
import { insertNodes } from '../../../renderer/editor/insert.ts';
import { cellBlock } from '../../../renderer/editor/table/cell-block.ts';
import { takeCells } from '../../../renderer/editor/table/clipboard.ts';
import { addColumn, mergeCells } from '../../../renderer/editor/table/commands.ts';
import { fillCells } from '../../../renderer/editor/table/fill.ts';
import { gridOf } from '../../../renderer/editor/table/grid.ts';
import { TableMarks } from '../../../renderer/editor/table/marks.ts';
import { ColumnWidths, letBorderGo, takeBorder } from '../../../renderer/editor/table/widths.ts';
import { dropInTable, putInTable } from '../../../renderer/editor/table/put.ts';
import { readSection } from '../../../shared/collab/read.ts';
import { endMark, printBody } from '../../../shared/forms/body.ts';
import { run, schema, section, select, stateOf, THREE, words } from './tables.ts';

/** What knows which cells are held. */
const holding = (): Plugin[] => cellBlock(() => undefined).config.addProseMirrorPlugins?.call({} as never) ?? [];

describe('what is selected in tables, taken out and replaced', () => {
  const at = (doc: ProseNode, from: number, to: number): EditorState => {
    const state = EditorState.create({ doc, plugins: holding() });
    return state.apply(state.tr.setSelection(TextSelection.create(doc, from, to)));
  };
  const block = (text: string): ProseNode => schema.node('block', null, text === '' ? [] : [schema.text(text)]);
  const sheet = (): ProseNode => schema.node('doc', null, [block('앞글'), stateOf(section(THREE)).doc.child(0), block('뒷글')]);
  const placeOf = (doc: ProseNode, text: string): number => {
    let found = -1;
    doc.descendants((node, place) => void (node.isTextblock && node.textContent === text && (found = place + 1)));
    return found;
  };
  const said = (doc: ProseNode): string[] =>
    doc.children.flatMap((node) =>
      node.type.name === 'table' ? node.children.map((row) => row.children.map((cell) => cell.textContent || '_').join(' ')) : node.textContent,
    );
  const open = (...nodes: readonly ProseNode[]): Slice => new Slice(Fragment.from(nodes), 1, 1);
  /** The cells from one word to another, selected. */
  const cellsAt = (from: string, to: string): EditorState => {
    const doc = sheet();
    return at(doc, placeOf(doc, from), placeOf(doc, to) + 1);
  };

  test('TBL-10 cutting selected cells empties them, cutting what enters a table takes whole lines and the words of cells; no cell goes', () => {
    const cut = (state: EditorState): readonly [string[], Record<string, string>] => {
      const put: Record<string, string> = {};
      const clipboardData = { clearData: () => undefined, setData: (type: string, text: string) => void (put[type] = text) };
      let next = state;
      const view = {
        state,
        editable: true,
        dispatch: (tr: Transaction) => void (next = next.apply(tr)),
        serializeForClipboard: () => ({ dom: { innerHTML: 'html' }, text: 'text' }),
      };
      const taken = takeCells(view as unknown as EditorView, { clipboardData, preventDefault: () => undefined } as unknown as ClipboardEvent, true);
      return [taken ? said(next.doc) : ['left to the editor'], put];
    };
    const whole = { 'text/html': 'html', 'text/plain': 'text' };
    expect(cut(cellsAt('나', '마'))).toEqual([['앞글', '가 _ 다', '라 _ 바', '사 아 자', '뒷글'], whole]);
    const doc = sheet();
    expect(cut(at(doc, 2, placeOf(doc, '마') + 1))).toEqual([['앞', '_ _ _', '_ _ 바', '사 아 자', '뒷글'], whole]);
    expect(cut(at(doc, placeOf(doc, '뒷글') + 1, placeOf(doc, '아')))).toEqual([['앞글', '가 나 다', '라 마 바', '사 _ _', '글'], whole]);
    expect(cut(at(doc, 1, 3))[0]).toEqual(['left to the editor']);
  });

  test('TBL-10 what is pasted over selected cells fills them: one text each of them, a table or lines from the first one on', () => {
    const put = (state: EditorState, slice: Slice): string[] => said(run(state, putInTable(slice)).doc);
    expect(put(cellsAt('나', '마'), open(block('새')))).toEqual(['앞글', '가 새 다', '라 새 바', '사 아 자', '뒷글']);
    expect(put(cellsAt('가', '마'), open(block('1\t2'), block('3\t4')))).toEqual(['앞글', '1 2 다', '3 4 바', '사 아 자', '뒷글']);
    expect(put(cellsAt('마', '자'), open(block('위'), block('아래')))).toEqual(['앞글', '가 나 다', '라 위 바', '사 아래 자', '뒷글']);
    const two = stateOf(section(words([['1'], ['2']]))).doc.child(0);
    expect(put(cellsAt('나', '다'), new Slice(Fragment.from(two), 0, 0))).toEqual(['앞글', '가 1 다', '라 2 바', '사 아 자', '뒷글']);
  });

  test('TBL-10 what is pasted where the caret stands in a cell stays in it: several lines are lines of it, a table fills from there, what no cell holds stands behind', () => {
    const doc = sheet();
    const caret = at(doc, placeOf(doc, '마') + 1, placeOf(doc, '마') + 1);
    const put = (slice: Slice): string[] => said(run(caret, putInTable(slice)).doc);
    expect(put(open(block('x'), block('y')))[2]).toBe('라 마x\ny 바');
    expect(put(new Slice(Fragment.from([block('x')]), 0, 0))[2]).toBe('라 마x 바');
    expect(put(open(block('x\ty')))[2]).toBe('라 x y');
    const picture = schema.node('picture');
    expect(put(new Slice(Fragment.from([block('x'), picture]), 0, 0))).toEqual(['앞글', '가 나 다', '라 마 바', '사 아 자', 'x', '', '뒷글']);
    expect(said(run(cellsAt('가', '마'), insertNodes([block('z')])).doc)).toEqual(['앞글', '가 나 다', '라 마 바', '사 아 자', 'z', '뒷글']);
  });

  test('TBL-10 what is dragged out of cells leaves them empty, and what is dropped into one tears nothing', () => {
    const drop = (state: EditorState, word: string, slice: Slice, moved: boolean): string[] => {
      const view = { state, dispatch: (tr: Transaction) => void (view.state = view.state.apply(tr)) };
      return dropInTable(view, placeOf(state.doc, word) + 1, slice, moved) ? said(view.state.doc) : ['left to the editor'];
    };
    const column = new Slice(Fragment.from(stateOf(section(words([['나'], ['마']]))).doc.child(0)), 0, 0);
    expect(drop(cellsAt('나', '마'), '다', column, true)).toEqual(['앞글', '가 _ 나', '라 _ 마', '사 아 자', '뒷글']);
    expect(drop(cellsAt('나', '마'), '뒷글', column, true).slice(0, 3)).toEqual(['앞글', '가 _ 다', '라 _ 바']);
    const doc = sheet();
    expect(drop(at(doc, 1, 3), '마', open(block('앞글')), true)).toEqual(['', '가 나 다', '라 마앞글 바', '사 아 자', '뒷글']);
    expect(drop(at(doc, 1, 1), '마', new Slice(Fragment.from([block('x'), block('y')]), 0, 0), false)[2]).toBe('라 마x\ny 바');
    expect(drop(at(doc, 1, 3), '뒷글', open(block('앞글')), true)).toEqual(['left to the editor']);
  });
});

describe('a table on the sheet', () => {
  test('FORM-16 이하 빈칸 stands on the sheet in the cell where it stands on paper, whatever is merged', () => {
    const reach = fc.integer({ min: 1, max: 3 });
    const asked = fc.array(fc.record({ row: fc.nat(3), column: fc.nat(2), rows: reach, columns: reach }), { maxLength: 3 });
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), asked, (said, spans) => {
        const rows = Array.from({ length: 4 }, (_, row) => Array.from({ length: 3 }, (__, column) => (said[row * 3 + column] === true ? '말' : '')));
        const doc = section({ ...words(rows), spans });
        const read = readSection(doc);
        const blocks = read.ok ? read.value : [];
        const { body } = printBody(blocks, 0);
        const printed = body.flatMap((part) => (part.type === 'table' ? part.rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join(''))) : []));
        const end = endOf(stateOf(doc).doc);
        expect(end?.kind).toBe(endMark(blocks, 0) === 'table-blank' ? 'blank' : 'below');
        const { cells } = gridOf(stateOf(doc).doc.child(0), 0);
        const at = cells.findIndex((row) => end?.kind === 'blank' && row[0]?.place === end.from);
        expect(at).toBe(printed.findIndex(([first]) => first === '이하 빈칸'));
      }),
    );
  });

  test('TAB-7 a table that would be beyond the bounds is not made; one that is has no merged cells', () => {
    const wide = (columns: number): EditorState => stateOf(section(words([Array.from({ length: columns }, () => ''), ['']])));
    expect([addColumn('right')(select(wide(199), [0, 0])), addColumn('right')(select(wide(200), [0, 0]))]).toEqual([true, false]);
    expect(fillCells(wide(2).doc.child(0))(select(wide(200), [0, 199]))).toBe(false);
    const doc = section({ ...words([Array.from({ length: 201 }, () => '')]), spans: [{ row: 0, column: 0, rows: 1, columns: 2 }] });
    expect(gridOf(stateOf(doc).doc.child(0), 0).spans).toEqual([]);
  });

  test('UNDO-2 a table that is only moved, by what others type before it, is not read again', () => {
    const table = run(select(stateOf(section(THREE)), [0, 0], [1, 1]), mergeCells).doc.child(0);
    const before = gridOf(table, 0);
    const after = gridOf(table, 5);
    expect([after.spans === before.spans, after.spans.length, after.cells[2]?.[2]?.place]).toEqual([true, 1, (before.cells[2]?.[2]?.place ?? 0) + 5]);
  });

  test('TBL-11 a border that is dragged while a colleague writes is that of the same table when it is let go; where the table went, nothing is resized', () => {
    const plugins = ColumnWidths.config.addProseMirrorPlugins?.call({} as never) ?? [];
    const [first, second] = [words([['가', '나']]), words([['다', '라']])].map((table) => stateOf(section(table)).doc.child(0));
    if (first === undefined || second === undefined) throw new Error('no tables');
    const line = (text: string): ProseNode => schema.node('block', null, [schema.text(text)]);
    const drag = (become: readonly ProseNode[], widths: readonly number[]): unknown[] => {
      const doc = schema.node('doc', null, [line('앞'), first, second]);
      const held = run(EditorState.create({ doc, plugins }), takeBorder(doc.child(0).nodeSize + first.nodeSize));
      const { tr } = held;
      const after = held.apply(tr.replaceWith(0, doc.content.size, [...become]).setMeta(ySyncPluginKey, { isChangeOrigin: true }));
      const end = run(after, letBorderGo(widths));
      return end.doc.children.flatMap((node) =>
        node.type.name === 'table' ? (node.firstChild?.children.map(({ attrs }) => attrs['width'] as unknown) ?? []) : [],
      );
    };
    const none = [null, null];
    expect(drag([line('앞에 쓴 글'), line('또'), first, second], [300, 700])).toEqual([...none, 300, 700]);
    expect(drag([line('앞'), line('사이'), second], [300, 700])).toEqual([300, 700]);
    expect(drag([line('앞'), first, line('뒤')], [300, 700])).toEqual(none);
    expect(drag([line('앞'), first, second], [300, 300, 400])).toEqual([...none, ...none]);
  });

  test('UNDO-2 a letter in a cell changes the look of its table only where it changes a look', () => {
    const [plugin] = TableMarks.config.addProseMirrorPlugins?.call({} as never) ?? [];
    if (plugin === undefined) throw new Error('no plugin');
    const doc = stateOf(
      section(
        words([
          ['구분', '수'],
          ['가', '12'],
          ['나', ''],
        ]),
      ),
    ).doc;
    const looks = (state: EditorState): string[] =>
      (plugin.getState(state) as DecorationSet)
        .find()
        .map(({ from, spec, ...rest }) => `${from} ${JSON.stringify({ spec, rest })}`)
        .toSorted();
    const type = (text: string, at: number) => {
      const before = EditorState.create({ doc, plugins: [plugin] });
      const after = before.apply(before.tr.insertText(text, at));
      expect(looks(after)).toEqual(looks(EditorState.create({ doc: after.doc, plugins: [plugin] })));
    };
    doc.descendants((node, place) => {
      if (node.type.name === 'cell') for (const text of ['글', '7', ' ']) type(text, place + 1 + node.content.size);
    });
  });
});

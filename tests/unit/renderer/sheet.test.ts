import { Schema } from '@tiptap/pm/model';
import { expect, it } from 'vitest';
import { openFormFonts, setIn } from '../../../electron/backend/pdf/fonts.ts';
import { boxGrid, boxLines, underPost } from '../../../renderer/editor/box-grid.ts';
import { endOf } from '../../../renderer/editor/end-mark.ts';
import { markWidth } from '../../../renderer/editor/mark-width.ts';

const box = (position: string, concur = false) => ({ marks: '', position, differs: false, lines: [], mine: false, concur });

it('FORM-16 boxes stand as in the PDF: 협조자 on a line of their own, agencies named where several sign, as many across as the longest post lets', () => {
  const one = [{ agency: '고용노동부', boxes: [box('주무관'), box('운영지원과장', true), box('과장')] }];
  expect(
    boxLines(one)
      .flat()
      .map(({ label, boxes }) => [label, boxes.map(({ position }) => position)]),
  ).toEqual([
    ['', ['주무관', '과장']],
    ['협조자', ['운영지원과장']],
  ]);
  const two = [...one, { agency: '교육부', boxes: [box('국장')] }];
  expect(
    boxLines(two)
      .flat()
      .map(({ label }) => label),
  ).toEqual(['고용노동부', '협조자', '교육부']);
  expect(boxGrid(boxLines([{ agency: '', boxes: [box('과장')] }]).flat())).toEqual({ label: 0, across: 3 });
  const many = boxLines([{ agency: '', boxes: Array.from({ length: 9 }, (_, i) => box(`${i}담당관`)) }]).flat();
  expect(boxGrid(many).across).toBe(6);
  expect(boxGrid(boxLines([{ agency: '', boxes: Array.from({ length: 6 }, () => box('가나다라마바사아자차카타파하거너')) }]).flat()).across).toBe(3);
  expect(underPost(['전결', '11. 24.', '정민호'])).toEqual([
    { mark: '전결', text: '11. 24.', small: true },
    { mark: '', text: '정민호', small: false },
  ]);
  expect(underPost(['출장'])).toEqual([{ mark: '', text: '출장', small: false }]);
});

it('FORM-16 the text stands 1타 behind its mark, however wide that is', () => {
  expect(['1.', '10.', '가.', '가)', '(1)', '(가)', '①', '□'].map((mark) => markWidth(mark))).toEqual([0.833, 1.388, 1.198, 1.258, 1.231, 1.596, 1, 1]);
  const { regular } = setIn(openFormFonts(), 'serif');
  for (const mark of ['1.', '10.', '17.', '가.', '가)', '(1)', '(가)', '①', '㉮', '□', '-'])
    expect(markWidth(mark, 'serif')).toBeCloseTo(regular.width(mark, 1), 2);
});

const schema = new Schema({
  nodes: {
    doc: { content: '(block | table | picture)+' },
    text: {},
    block: { content: 'text*' },
    picture: {},
    table: { content: 'row+' },
    row: { content: 'cell+' },
    cell: { content: 'text*' },
  },
});
const block = (text: string) => schema.node('block', null, text === '' ? [] : [schema.text(text)]);
const table = (...rows: readonly (readonly string[])[]) =>
  schema.node(
    'table',
    null,
    rows.map((row) =>
      schema.node(
        'row',
        null,
        row.map((text) => schema.node('cell', null, text === '' ? [] : [schema.text(text)])),
      ),
    ),
  );
const end = (...nodes: ReturnType<typeof block>[]) => endOf(schema.node('doc', null, nodes));

it('FORM-16 끝. is drawn behind the last line that says something, below a full table or a picture, and 이하 빈칸 in one filled half-way', () => {
  expect(end(block('가'), block('나다'), block(''))).toEqual({ kind: 'line', from: 3, to: 7 });
  expect(end(block(''))).toBeNull();
  const full = table(['가', '나'], ['다', '']);
  expect(end(block('가'), full)).toEqual({ kind: 'below', at: 3 + full.nodeSize });
  expect(end(block('가'), schema.node('picture'))).toEqual({ kind: 'below', at: 4 });
  const half = table(['가', '나'], ['', ''], ['', '']);
  const found = end(half);
  expect(found).toMatchObject({ kind: 'blank' });
  const at = found?.kind === 'blank' ? schema.node('doc', null, [half]).nodeAt(found.from) : null;
  expect([at?.type.name, at?.nodeSize, at?.textContent]).toEqual(['cell', 2, '']);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { cellLines, cellOf } from '../../../../shared/collab/cell-lines.ts';
import type { Block, Content, Inline, TableBlock } from '../../../../shared/collab/content.ts';
import { readContent } from '../../../../shared/collab/read.ts';
import { writeContent } from '../../../../shared/collab/write.ts';
import { bodyOf } from '../../../../shared/exchange/foreign/paper.ts';
import { readForeign } from '../../../../shared/exchange/foreign/read.ts';
import { toHwpx } from '../../../../shared/exchange/hwpx/write.ts';
import { bodyMarkdown } from '../../../../shared/exchange/markdown/write.ts';
import { parseBody } from '../../../../shared/exchange/markdown/body.ts';
import { toPlainText } from '../../../../shared/exchange/text/write.ts';
import { sample } from './contents.ts';

const table = (...cells: Inline[][]): TableBlock => ({ type: 'table', level: 1, header: false, rows: [cells] });
const TWO = table([{ text: '첫 줄\n둘째 줄' }], [{ text: '굵은', bold: true }, { text: '\n가는 줄\n' }, { text: '끝', underline: true }]);

describe('lines of a cell', () => {
  test('CELL-1 a break is a letter of the text: rooms and contents say it as they are, in the version they had', () => {
    const rooms = { main: new Y.Doc(), sections: new Map([['s1', new Y.Doc()]]) };
    const content: Content = { ...sample, v: 1, schemaVersion: 1, blocks: [TWO] };
    writeContent(rooms, content);
    const read = readContent(rooms);
    expect(read).toMatchObject({ ok: true, value: { v: content.v, schemaVersion: content.schemaVersion, blocks: [TWO] } });
  });

  test('CELL-1 lines and their cell are the same both ways, with every letter, mark and footnote', () => {
    const piece = fc.record(
      { text: fc.string({ unit: fc.constantFrom('가', '\n', ' '), minLength: 1, maxLength: 6 }), bold: fc.constant(true as const), note: fc.constant('각주') },
      { requiredKeys: ['text'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (cell) => {
        const lines = cellLines(cell);
        const again = cellOf(lines);
        expect(cellLines(again)).toEqual(lines);
        expect(again.map(({ text }) => text).join('')).toBe(cell.map(({ text }) => text).join(''));
      }),
    );
    expect(cellLines(TWO.rows[0]?.[1] ?? []).map((line) => line.map(({ text }) => text).join('|'))).toEqual(['굵은', '가는 줄', '끝']);
  });

  test('CELL-2 Markdown writes a break as <br> and reads it; one that was typed stays typed', () => {
    const typed = table([{ text: 'a\\\n<br> 와 <BR/>' }], [{ text: '\n' }], [{ text: '하나', bold: true }, { text: '\n둘' }]);
    for (const block of [TWO, typed]) {
      const read = parseBody(bodyMarkdown([block]), 1);
      const rows =
        read.ok && read.value[0]?.type === 'table' ? read.value[0].rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join(''))) : read;
      expect(rows).toEqual(block.rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join(''))));
    }
  });

  test('CELL-3 HWPX has a paragraph for each line and is read again as the same lines; plain text has blanks', () => {
    const content = { fields: { title: '표', via: '', recipients: [] }, blocks: [TWO] as Block[], attachments: [] } as unknown as Content;
    const read = readForeign({ name: 'a.hwpx', bytes: toHwpx({ content, agency: '부', senders: [] }, '2026-11-30'), continues: false }, () => '');
    if (!read.ok) throw new Error(read.code);
    const [again] = bodyOf(read.value).filter((block) => block.type === 'table');
    expect(again?.rows.map((row) => row.map((cell) => cellLines(cell).map((line) => line.map(({ text }) => text).join(''))))).toEqual([
      [
        ['첫 줄', '둘째 줄'],
        ['굵은', '가는 줄', '끝'],
      ],
    ]);
    expect(read.value.notes).toEqual([]);
    expect(toPlainText(content)).toContain('첫 줄 둘째 줄\t굵은 가는 줄 끝');
  });
});

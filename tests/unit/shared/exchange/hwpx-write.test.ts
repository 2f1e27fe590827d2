import { HwpDocument } from '@rhwp/core';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import type { Block, Content } from '../../../../shared/collab/content.ts';
import { bodyOf } from '../../../../shared/exchange/foreign/paper.ts';
import { readForeign } from '../../../../shared/exchange/foreign/read.ts';
import { toHwpx } from '../../../../shared/exchange/hwpx/write.ts';
import { rhwpDocument } from '../../../support/hwpx-by-rhwp.ts';

const line = (level: number, text: string, more: object = {}): Block => ({ type: 'block', kind: 'item', level, inlines: [{ text, ...more }] });
const table: Block = {
  type: 'table',
  level: 1,
  header: true,
  rows: [
    [[{ text: '구분' }], [{ text: '수' }]],
    [[{ text: '과 & <팀>' }], [{ text: '3' }]],
  ],
};
const content = (blocks: readonly Block[], labels: readonly string[] = [], recipients: readonly string[] = []): Content =>
  ({ fields: { title: '협업 계획', via: '', recipients }, blocks, attachments: labels.map((label) => ({ label })) }) as unknown as Content;
const write = (blocks: readonly Block[], labels?: readonly string[], recipients?: readonly string[]): Uint8Array =>
  toHwpx({ content: content(blocks, labels, recipients), agency: '고용노동부', senders: ['고용노동부장관', '교육부장관'] }, '2026-11-23');
const eye = (bytes: Uint8Array): string => new HwpDocument(bytes).getTextFileText().replace(/\r\n/g, '\n');

beforeAll(() => void rhwpDocument());

test('HWPX-1 another program opens it and reads the same lines and cells, in order', () => {
  const text = eye(
    write([line(1, '하나', { bold: true }), line(2, '아래'), line(2, '또'), line(1, '둘'), table], ['계획 1부.', '목록 1부.'], ['교육부장관', '법무부장관']),
  );
  const wanted = [
    '고용노동부',
    '수신  수신자 참조',
    '제목  협업 계획',
    '1. 하나',
    '가. 아래',
    '나. 또',
    '2. 둘',
    '구분',
    '과 & <팀>',
    '붙임  1. 계획 1부.',
    '2. 목록 1부.  끝.',
    '교육부장관',
    '수신자  교육부장관, 법무부장관',
  ];
  let at = 0;
  for (const words of wanted) {
    const found = text.indexOf(words, at);
    expect([words, found >= 0]).toEqual([words, true]);
    at = found + words.length;
  }
  expect(new HwpDocument(write([table])).pageCount()).toBe(1);
});

test('HWPX-6 the face survives: 고딕 as 함초롬돋움, 명조 as 함초롬바탕, with the names of agencies in the face of the form', () => {
  const faced = (face: object): Uint8Array => {
    const paper = content([line(1, '협업정원을 운영함'), table]);
    return toHwpx({ content: { ...paper, fields: { ...paper.fields, ...face } }, agency: '고용노동부', senders: [] }, '2026-11-23');
  };
  const readBack = (bytes: Uint8Array) => {
    const read = readForeign({ name: '글.hwpx', bytes, continues: false }, () => '');
    if (!read.ok) throw new Error(read.message);
    return [read.value.face, read.value.notes.map(({ kind }) => kind)];
  };
  const head = (bytes: Uint8Array): string => strFromU8(unzipSync(bytes)['Contents/header.xml'] ?? new Uint8Array(0));
  expect([readBack(faced({})), readBack(faced({ face: 'serif' }))]).toEqual([
    ['sans', []],
    ['serif', ['FACE']],
  ]);
  const named = head(faced({ face: 'serif' }))
    .replace('함초롬바탕', '휴먼명조')
    .replace('함초롬돋움', '맑은 고딕');
  const bytes = faced({ face: 'serif' });
  const files = unzipSync(bytes);
  expect(readBack(zipSync({ ...files, 'Contents/header.xml': strToU8(named) }))).toEqual(['serif', ['FACE']]);
  expect(readBack(zipSync({ ...files, 'Contents/header.xml': strToU8(named.replaceAll('휴먼명조', 'Noto Sans CJK')) }))).toEqual(['sans', []]);
  expect(head(faced({}))).not.toBe(named);
  expect(eye(bytes)).toContain('협업정원을 운영함');
});

test('HWPX-2 the kind of the package stands first and unpacked; the same paper gives the same bytes', () => {
  const bytes = write([line(1, '하나')]);
  expect(strFromU8(bytes.subarray(30, 38))).toBe('mimetype');
  expect(strFromU8(bytes.subarray(38, 57))).toBe('application/hwp+zip');
  expect(write([line(1, '하나')])).toEqual(bytes);
  expect(strFromU8(unzipSync(bytes)['Preview/PrvText.txt'] ?? new Uint8Array(0))).toContain('하나  끝.');
});

test('HWPX-4 merged cells, widths and footnotes are read again, and another program opens them', () => {
  const merged: Block = {
    ...table,
    header: false,
    rows: [
      [[{ text: '구분', note: '표의 각주' }], []],
      [[{ text: '과' }], [{ text: '3' }]],
    ],
    spans: [{ row: 0, column: 0, rows: 1, columns: 2 }],
    widths: [300, 700],
  } as Block;
  const noted: Block = { type: 'block', kind: 'item', level: 1, inlines: [{ text: '하나', note: '각주 & 글' }, { text: ' 뒤' }] };
  const bytes = write([noted, line(1, '둘'), merged]);
  const read = readForeign({ name: 'a.hwpx', bytes, continues: false }, () => '');
  if (!read.ok) throw new Error(read.message);
  const blocks = bodyOf(read.value);
  expect(blocks).toContainEqual(noted);
  expect(blocks).toContainEqual({ ...merged, header: true });
  expect(read.value.notes).toEqual([]);
  const text = eye(bytes);
  // Its plain text leaves footnotes out.
  for (const words of ['하나', ' 뒤', '구분', '과']) expect(text).toContain(words);
});

test('HWPX-3 what comes back otherwise is what the rule says: levels that no mark tells, heads of tables, articles and pictures', () => {
  const of = (kind: 'item' | 'plain' | 'square', level: number, text: string, more: object = {}): Block => ({
    type: 'block',
    kind,
    level,
    inlines: [{ text, ...more }],
  });
  const plain = (text: string): Block => of('plain', 1, text);
  const picture: Block = { type: 'picture', level: 1, sha256: 'a'.repeat(64), mediaType: 'image/png', size: 1, width: 1, height: 1, share: 500, alt: '조직도' };
  const again = (blocks: readonly Block[]): readonly Block[] => {
    const read = readForeign({ name: 'a.hwpx', bytes: write(blocks, ['계획 1부.']), continues: false }, () => '');
    if (!read.ok) throw new Error(read.message);
    return bodyOf(read.value).slice(3, 3 + blocks.length);
  };
  expect(again([of('item', 1, '혼자')])).toEqual([plain('혼자')]);
  expect(again([plain('글'), of('plain', 3, '들여 쓴 글'), plain('1. 항목 같은 글'), of('square', 3, ' 네모 ')])).toEqual([
    plain('글'),
    plain('들여 쓴 글'),
    of('item', 1, '항목 같은 글'),
    of('square', 1, '네모'),
  ]);
  expect(again([of('plain', 1, '제3조', { article: { law: '지방자치법', article: '제3조' } }), picture])).toEqual([plain('제3조'), plain('[그림: 조직도]')]);
  const bold = (words: readonly string[]): object[][] => words.map((text) => [{ text, bold: true }]);
  expect(again([table])).toEqual([{ ...table, rows: [bold(['구분', '수']), [[{ text: '과 & <팀>' }], [{ text: '3' }]]] }]);
  expect(again([{ ...table, header: false }])).toEqual([{ ...table, header: true }]);
});

test('HWPX-3 what is written is read again as the same blocks, whatever the letters', () => {
  const letters = fc
    .string({ unit: fc.constantFrom('가', '나', 'a', '&', '<', '"', '\u0001', '★', ' '), minLength: 1, maxLength: 12 })
    .map((text) => `글${text}글`);
  fc.assert(
    fc.property(fc.array(letters, { minLength: 2, maxLength: 6 }), (texts) => {
      const blocks = [...texts.map((text) => line(1, text)), table];
      const read = readForeign({ name: 'a.hwpx', bytes: write(blocks), continues: false }, () => '');
      if (!read.ok) throw new Error(read.message);
      expect(read.value.title).toBe('협업 계획');
      const wanted = blocks.map((block) =>
        block.type !== 'block' ? block : { ...block, inlines: block.inlines.map(({ text }) => ({ text: text.replaceAll('\u0001', '') })) },
      );
      const [head, ...rest] = bodyOf(read.value).slice(3);
      expect([head, ...rest].slice(0, texts.length)).toEqual(wanted.slice(0, -1));
      expect(rest.at(-1)).toMatchObject({ type: 'table', header: true });
    }),
    { numRuns: 60 },
  );
});

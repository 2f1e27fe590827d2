import { expect, test } from 'vitest';
import type { Block, Content } from '../../../../shared/collab/content.ts';
import { readPlain } from '../../../../shared/exchange/foreign/plain.ts';
import { bodyOf } from '../../../../shared/exchange/foreign/paper.ts';
import { toPlainText } from '../../../../shared/exchange/text/write.ts';

const line = (level: number, text: string): Block => ({ type: 'block', kind: 'item', level, inlines: [{ text }] });
const table: Block = {
  type: 'table',
  level: 1,
  header: true,
  rows: [
    [[{ text: '가' }], [{ text: '나' }]],
    [[{ text: '1' }], []],
  ],
};
const paper = (
  blocks: readonly Block[],
  labels: readonly string[],
  recipients: readonly string[] = [],
): Pick<Content, 'fields' | 'blocks' | 'attachments'> => ({
  fields: { title: '협업 계획', via: '', recipients } as unknown as Content['fields'],
  blocks,
  attachments: labels.map((label) => ({ label })) as unknown as Content['attachments'],
});

test('TXT-1 head, marks with their indent, tables by tabs, 붙임 and 끝. as printed', () => {
  const text = toPlainText(
    paper([line(1, '하나'), line(2, '아래'), line(2, '또'), line(1, '둘'), table], ['계획 1부.', '목록 1부.'], ['교육부장관', '법무부장관']),
  );
  expect(text.split('\n')).toEqual([
    '수신  수신자 참조',
    '(경유)',
    '제목  협업 계획',
    '',
    '1. 하나',
    '  가. 아래',
    '  나. 또',
    '2. 둘',
    '가\t나',
    '1\t',
    '',
    '붙임  1. 계획 1부.',
    '      2. 목록 1부.  끝.',
    '',
    '수신자  교육부장관, 법무부장관',
    '',
  ]);
});

test('TXT-2 끝. stands behind the last line, or in a line of its own behind a table', () => {
  expect(toPlainText(paper([line(1, '하나')], []))).toContain('하나  끝.\n');
  expect(toPlainText(paper([table], []))).toContain('1\t\n끝.\n');
});

test('TXT-3 what was written is read again as the same lines', () => {
  const blocks = [line(1, '하나'), line(2, '아래'), line(2, '또'), line(1, '둘')];
  const read = readPlain(toPlainText(paper(blocks, [])), false);
  expect(read.title).toBe('협업 계획');
  expect(bodyOf(read).slice(-4)).toEqual(blocks);
});

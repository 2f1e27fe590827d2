import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Block } from '../../../../shared/collab/content.ts';
import { parseBody } from '../../../../shared/exchange/markdown/body.ts';
import { createLinter } from '../../../../shared/writing/rules/blocks.ts';
import type { RuleCode } from '../../../../shared/writing/rules/rule.ts';
import { lintSource } from '../../../../shared/writing/rules/source.ts';

const fixture = (path: string): string => readFileSync(new URL(`../../../fixtures/${path}`, import.meta.url), 'utf8');
const item = (text: string, level = 1): Block => ({ type: 'block', kind: 'item', level, inlines: [{ text }] });

describe('a paper in the editor', () => {
  test('LINT-6 findings carry block and cell', () => {
    const table: Block = { type: 'table', level: 1, header: true, rows: [[[{ text: '구분' }], [{ text: '2026.6.1.' }]]] };
    const split: Block = { type: 'block', kind: 'plain', level: 1, inlines: [{ text: '2026.' }, { text: '6.', bold: true }, { text: '1.' }] };
    expect(
      createLinter()
        .lint([item('회의'), table, split])
        .map(({ code, block, cell }) => [code, block, cell]),
    ).toEqual([
      ['DATE_SPACE', 1, { row: 0, column: 1 }],
      ['DATE_SPACE', 2, null],
    ]);
  });

  test('END-3 끝. typed in the body', () => {
    expect(
      createLinter()
        .lint([item('바랍니다.  끝.')])
        .map(({ code, start, fix }) => [code, start, fix]),
    ).toEqual([['END_TYPED', 5, '']]);
    expect(
      createLinter()
        .lint([item('바랍니다. 끝')])
        .map(({ code }) => code),
    ).toEqual(['END_TYPED']);
  });

  test('ITEM-3 a mark typed in an item, but no date', () => {
    expect(
      createLinter()
        .lint([item('1. 관련'), item('가. 기간', 2), item('12. 1.∼12. 18. 접수'), item('2026. 6. 1. 개최')])
        .map(({ code, found }) => [code, found]),
    ).toEqual([
      ['ITEM_TYPED', '1. '],
      ['ITEM_TYPED', '가. '],
    ]);
  });

  test('ATT-3 a number is right where the next line goes on with 2.', () => {
    const codes = (blocks: readonly Block[]): RuleCode[] =>
      createLinter()
        .lint(blocks)
        .map(({ code }) => code);
    const plain = (text: string): Block => ({ type: 'block', kind: 'plain', level: 1, inlines: [{ text }] });
    expect(codes([plain('붙임  1. 계획서 1부.'), plain('2. 목록 1부.')])).toEqual([]);
    expect(codes([plain('붙임  1. 계획서 1부.'), plain('다른 줄')])).toEqual(['ATTACH_SINGLE']);
  });

  test('LINT-6 a second look gives the same, and 300 pages take well under a second', () => {
    const page = parseBody(fixture('samples/youth-jobs-joint.md').split('---\n').slice(2).join('---\n'), 1);
    if (!page.ok) throw new Error(page.message);
    const pages = Array.from({ length: 300 }, (_, n) =>
      page.value.map((block) => (block.type !== 'block' ? block : { ...block, inlines: [...block.inlines, { text: ` ${n}` }] })),
    ).flat();
    const faulty = [...pages, item('2026.6.19. 개최')];
    const linter = createLinter();
    const started = performance.now();
    const first = linter.lint(faulty);
    const whole = performance.now() - started;
    const again = performance.now();
    expect(linter.lint([...faulty, item('2026. 6. 19 개최')])).toHaveLength(first.length + 1);
    const second = performance.now() - again;
    expect(first.map(({ code }) => code)).toEqual(['DATE_SPACE']);
    expect(whole).toBeLessThan(1000);
    expect(second).toBeLessThan(100);
  });
});

describe('a file', () => {
  test('LINT-7 lines, columns, tables, front matter and signs of bold', () => {
    const source = [
      '---',
      'title: 2026.6.1. 회의',
      'lead: 1492000',
      '---',
      '1. 가',
      '3. 나',
      '',
      '| 구분 | 2026.6.2. |',
      '|---|---|',
      '  **장소** : 세종',
    ].join('\n');
    expect(lintSource(source).map(({ code, line, column }) => [code, line, column])).toEqual([
      ['DATE_SPACE', 2, 8],
      ['ITEM_ORDER', 6, 1],
      ['DATE_SPACE', 8, 8],
      ['COLON_SPACE', 10, 9],
    ]);
  });

  test('END-2 text behind 끝. in a document', () => {
    expect(lintSource('---\ntitle: 가\n---\n바랍니다.  끝.\n더 있습니다.').map(({ code, line }) => [code, line])).toEqual([['END_NOT_LAST', 4]]);
  });
});

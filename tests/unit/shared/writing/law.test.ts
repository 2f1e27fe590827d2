import { describe, expect, test } from 'vitest';
import type { Block } from '../../../../shared/collab/content.ts';
import { diffLines, plainLines } from '../../../../shared/writing/diff.ts';
import { articleOf, citationsIn } from '../../../../shared/writing/law.ts';
import { footnotesOf, numberedNotes, pictureWords, tableWords, wordsOf } from '../../../../shared/writing/plain-blocks.ts';

const said = (text: string): string[] => citationsIn(text).map(({ start, end, address }) => `${text.slice(start, end)} = ${address.law} ${address.article}`);

describe('law articles', () => {
  test('LAW-1 articles are found as papers name them, `같은 법` by the law named before', () => {
    expect(said('「청년고용촉진 특별법」 제5조제1항과 같은 법 제7조의2에 따라')).toEqual([
      '「청년고용촉진 특별법」 제5조제1항 = 청년고용촉진 특별법 제5조제1항',
      '같은 법 제7조의2 = 청년고용촉진 특별법 제7조의2',
    ]);
    expect(said('「행정업무의 운영 및 혁신에 관한 규정」(이하 “규정”) 제10조 제3항 제2호가목')).toEqual([
      '「행정업무의 운영 및 혁신에 관한 규정」(이하 “규정”) 제10조 제3항 제2호가목 = 행정업무의 운영 및 혁신에 관한 규정 제10조제3항제2호가목',
    ]);
    for (const none of ['「협업 계획」에 따라', '제5조제1항', '같은 법 제7조', '「법」 제조']) expect(said(none)).toEqual([]);
  });

  test('LAW-5 같은 법 is the law named last, with an article or without; where that is not sure, nothing is found', () => {
    const after = (between: string): string[] => said(`「청년고용촉진 특별법」 제5조${between} 같은 법 제28조`).slice(1);
    const [youth, local] = ['같은 법 제28조 = 청년고용촉진 특별법 제28조', '같은 법 제28조 = 지방자치법 제28조'];
    for (const between of [
      '의 계획과 「지방자치법」에 따른 협의는',
      '와 「지방자치법」(이하 “법”)의 협의는',
      '와 「지방자치법」 제3조,',
      '와 「지방자치법」 제3조, 같은 법 제4조의',
    ])
      expect(after(between).at(-1)).toBe(local);
    for (const between of [
      '에 따른 「협업 계획」은',
      '에 따른 「추진 방법」은',
      '를 정하는 방법은',
      '의 사회복지법인은',
      '에 따른 입법예고와 법률의',
      ' 및 같은 법 시행령에 따라',
      '와 동법에',
    ])
      expect(after(between)).toEqual([youth]);
    for (const between of [
      '와 「지방자치법 시행령」에 따른',
      '와 「지방자치법 시행령(대통령령)」에 따른',
      '와 「지방자치법 시행령」 제3조의',
      '와 지방자치법에 따른',
      '와 지방자치법 제3조의',
      '와 민법 제3조의',
      '와 국제사법 제3조의',
      '와 「행정 절차에 관한 규정」의',
    ])
      expect(after(between).filter((one) => one.startsWith('같은 법 제28조'))).toEqual([]);
    expect(said('「지방자치법」에 따른 협의는 같은 법 제28조')).toEqual([local]);
    expect(said(`「지방자치법」 ${'가'.repeat(100_000)} 같은 법 제28조`)).toEqual([local]);
  });

  test('LAW-2 an article has one spelling; what is none is none', () => {
    expect(['제 5 조 제1항', '제5조의2', '제5조제1항제3호의2나목'].map(articleOf)).toEqual(['제5조제1항', '제5조의2', '제5조제1항제3호의2나목']);
    for (const none of ['', '5조', '제5', '제5조제1', '제5조 등']) expect(articleOf(none)).toBeNull();
  });

  test('LAW-3 exported words say the article where they do not themselves', () => {
    const article = { law: '법', article: '제5조' };
    expect(wordsOf([{ text: '「법」 ', article }, { text: '제5조', bold: true, article }, { text: '와 ' }, { text: '그 규정', article }])).toBe(
      '「법」 제5조와 그 규정〔「법」 제5조〕',
    );
  });
});

describe('변경 전후', () => {
  const grid = (spans: readonly object[], widths?: readonly number[]): Block =>
    ({
      type: 'table',
      level: 1,
      header: true,
      rows: [
        [[{ text: '가' }], []],
        [[{ text: '나' }], [{ text: '다' }]],
      ],
      ...(spans.length === 0 ? {} : { spans }),
      ...(widths === undefined ? {} : { widths }),
    }) as unknown as Block;
  const lines = (before: Block, after: Block): string[] =>
    diffLines(plainLines([before]), plainLines([after])).map(({ kind, pieces }) => `${kind} ${pieces.map(({ text }) => text).join('')}`);

  test('DIFF-4 a merge, a width, a footnote, a picture and the article of a link are seen in the comparison', () => {
    const across = { row: 0, column: 0, rows: 1, columns: 2 };
    expect(lines(grid([]), grid([across]))).toEqual(['changed 가 | ←', 'same 나 | 다']);
    expect(lines(grid([]), grid([], [250, 750]))[0]).toBe('added [표 칸 너비 25% · 75%]');
    const text = (inlines: readonly object[]): Block => ({ type: 'block', kind: 'plain', level: 1, inlines }) as unknown as Block;
    expect(lines(text([{ text: '말' }]), text([{ text: '말', note: '각주' }]))).toContain('added 각주 1) 각주');
    const article = (name: string) => ({ law: '법', article: name });
    expect(lines(text([{ text: '규정', article: article('제5조') }]), text([{ text: '규정', article: article('제6조') }])).join()).toContain(
      'changed 규정〔「법」 제56조〕',
    );
    const picture = (sha256: string) =>
      ({ type: 'picture', level: 1, sha256, mediaType: 'image/png', size: 1, width: 1, height: 1, share: 500, alt: '그림' }) as const;
    expect(pictureWords(picture('ab'.repeat(32)))).toBe('[그림: 그림 · 폭 50% · abababab]');
    expect(lines(picture('ab'.repeat(32)), picture('cd'.repeat(32))).join()).toContain('cdcdcdcd');
  });

  test('DIFF-4 numbers of footnotes run through the body, tables too', () => {
    const table = {
      ...grid([{ row: 0, column: 0, rows: 2, columns: 1 }]),
      rows: [
        [[{ text: '가', note: '표' }], []],
        [[], [{ text: '다' }]],
      ],
    } as unknown as Block;
    const line: Block = { type: 'block', kind: 'plain', level: 1, inlines: [{ text: '말', bold: true, note: '줄' }] };
    expect(footnotesOf([line, table])).toEqual([
      { mark: '1)', text: '줄' },
      { mark: '2)', text: '표' },
    ]);
    expect(numberedNotes([line]).blocks).toEqual([
      {
        ...line,
        inlines: [
          { text: '말', bold: true },
          { text: '1)', bold: true },
        ],
      },
    ]);
    expect(table.type === 'table' && tableWords(table)).toEqual([
      ['가', ''],
      ['↑', '다'],
    ]);
  });
});

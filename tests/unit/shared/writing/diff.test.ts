import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, plainLines } from '../../../../shared/writing/diff.ts';

const side = (lines: ReturnType<typeof diffLines>, not: 'removed' | 'added'): string[] =>
  lines
    .filter((line) => line.kind !== not)
    .map((line) =>
      line.pieces
        .filter((piece) => piece.kind !== not)
        .map((piece) => piece.text)
        .join(''),
    );

describe('diff', () => {
  it('DIFF-1 both texts can be read out of the difference, whatever they are', () => {
    const word = fc.constantFrom('협업', '정원', '운영', '3명', '계획 수립', '', '※', '가. 나. ');
    const text = fc.array(
      fc.array(word, { maxLength: 5 }).map((words) => words.join(' ')),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        expect(side(lines, 'added')).toEqual(before);
        expect(side(lines, 'removed')).toEqual(after);
      }),
      { numRuns: 300 },
    );
  });

  it('DIFF-2 a line that changed a little is one line with pieces', () => {
    const [line] = diffLines(['1. 협업정원 3명을 파견한다.'], ['1. 협업정원 5명을 파견한다.']);
    expect(line?.kind).toBe('changed');
    expect(line?.pieces.filter((piece) => piece.kind === 'added').map((piece) => piece.text.trim())).toEqual(['5']);
  });

  it('DIFF-3 blocks are shown with their numbers, tables row by row', () => {
    const text = (value: string) => [{ text: value }];
    expect(
      plainLines([
        { type: 'block', kind: 'item', level: 1, inlines: text('관련') },
        { type: 'block', kind: 'item', level: 1, inlines: text('내용') },
        {
          type: 'table',
          level: 1,
          header: true,
          rows: [
            [text('기관'), text('인원')],
            [text('교육부'), []],
          ],
        },
      ]),
    ).toEqual(['1. 관련', '2. 내용', '기관 | 인원', '교육부 | ']);
  });
});

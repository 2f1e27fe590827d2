import { expect, it } from 'vitest';
import { sideRows } from '../../../renderer/stranded/side-rows.ts';
import { diffLines } from '../../../shared/writing/diff.ts';

const rows = (before: readonly string[], after: readonly string[]) =>
  sideRows(diffLines(before, after).map(({ kind, pieces }) => ({ kind, pieces: [...pieces] }))).map(({ kind, before: left, after: right }) => [
    kind,
    left?.map(({ text }) => text).join('') ?? null,
    right?.map(({ text }) => text).join('') ?? null,
  ]);

it('DIFF-5 side by side every line of both sides stands once, in order, what was replaced beside what replaced it', () => {
  expect(rows(['가', '회의는 3시에 한다', '나', '다'], ['가', '회의는 4시에 한다', '다', '라'])).toEqual([
    ['same', '가', '가'],
    ['changed', '회의는 3시에 한다', '회의는 4시에 한다'],
    ['removed', '나', null],
    ['same', '다', '다'],
    ['added', null, '라'],
  ]);
  const [before, after] = [
    ['하나하나', '둘둘둘', '셋'],
    ['ABCDEFG', '셋', '넷'],
  ];
  const table = rows(before, after);
  expect(table.flatMap(([, left]) => left ?? [])).toEqual(before);
  expect(table.flatMap(([, , right]) => right ?? [])).toEqual(after);
  expect(rows([], [])).toEqual([]);
});

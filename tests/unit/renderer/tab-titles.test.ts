import { expect, test } from 'vitest';
import { tabTitles } from '../../../renderer/app/places.ts';

test('V3 open papers of one title are told apart in their tabs, as a copy and what it was copied from', () => {
  const papers = ['계획', '결과', '계획', '', '', '계획'].map((title, i) => ({ documentId: String(i), title }));
  expect(tabTitles(papers)).toEqual(['계획', '결과', '계획 (2)', '', '', '계획 (3)']);
});

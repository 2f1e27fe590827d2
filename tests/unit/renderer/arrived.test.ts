import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { hasArrived } from '../../../renderer/editor/arrived.ts';
import { appendBlocks } from '../../../shared/collab/write.ts';

function part(...lines: string[]): Y.Doc {
  const doc = new Y.Doc();
  if (lines.length > 0)
    appendBlocks(
      doc,
      lines.map((text) => ({ type: 'block', kind: 'item', level: 1, inlines: [{ text }] })),
    );
  return doc;
}

it('LK1 a fixed paper has come once all its blocks are here, also where nobody wrote in one of its parts', () => {
  expect(hasArrived([part('하나', '둘'), part()], 2)).toBe(true);
  expect(hasArrived([part('하나', '둘'), part('')], 2)).toBe(true);
  expect(hasArrived([part(), part()], 2)).toBe(false);
  expect(hasArrived([part('하나', '둘'), part()], 3)).toBe(false);
});

it('LK1 where nothing is known of the fixed text, every part waits for its own', () => {
  expect(hasArrived([part('하나'), part()], null)).toBe(false);
  expect(hasArrived([part('하나'), part('둘')], null)).toBe(true);
});

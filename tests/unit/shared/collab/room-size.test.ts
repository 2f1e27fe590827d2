import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Block, Inline } from '../../../../shared/collab/content.ts';
import { DRAFT_MOST, fitsRoom, MESSAGE_MOST, roomBytes } from '../../../../shared/collab/room-size.ts';
import { appendBlocks } from '../../../../shared/collab/write.ts';
import { seedOf } from '../../../support/seed.ts';

const SEED = seedOf();
console.log(`seed of the texts: ${SEED}`);

/** What a room is sent when these blocks come in at once. */
function sent(blocks: readonly Block[]): number {
  const room = new Y.Doc();
  appendBlocks(room, blocks);
  return Y.encodeStateAsUpdate(room).length;
}

const lines = (count: number, letters: number): Block[] =>
  Array.from({ length: count }, (_, i) => ({
    type: 'block',
    kind: 'item',
    level: 1,
    inlines: [{ text: '가'.repeat(Math.floor((letters * (i + 1)) / count) - Math.floor((letters * i) / count)) }],
  }));

const inline: fc.Arbitrary<Inline> = fc.record(
  {
    text: fc.string({ unit: fc.constantFrom('가', 'a', '𠀀', '★'), maxLength: 6 }),
    bold: fc.constant(true as const),
    underline: fc.constant(true as const),
    article: fc.constant({ law: '지방자치법', article: '제3조' }),
    note: fc.constantFrom('각주', '긴 각주의 글'),
  },
  { requiredKeys: ['text'], noNullPrototype: true },
);
const cells = fc.array(fc.array(inline, { maxLength: 3 }), { minLength: 2, maxLength: 2 });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    type: fc.constant('block' as const),
    kind: fc.constantFrom('item' as const, 'square' as const),
    level: fc.integer({ min: 1, max: 8 }),
    inlines: fc.array(inline, { maxLength: 4 }),
  }),
  fc
    .array(cells, { minLength: 2, maxLength: 3 })
    .chain((rows) =>
      fc.constantFrom<Block>(
        { type: 'table', level: 1, header: true, rows },
        { type: 'table', level: 1, header: false, rows, widths: [300, 700], spans: [{ row: 0, column: 0, rows: 2, columns: 2 }] },
      ),
    ),
  fc.constant<Block>({
    type: 'picture',
    level: 1,
    sha256: 'a'.repeat(64),
    mediaType: 'image/jpeg',
    size: 10 << 20,
    width: 5000,
    height: 5000,
    share: 1000,
    alt: '조직도',
  }),
);

test('ROOM-1 the longest text that comes in fits one message, whatever it is made of', () => {
  const longest = lines(DRAFT_MOST.lines, DRAFT_MOST.letters);
  expect(fitsRoom(longest)).toBe(true);
  expect(sent(longest)).toBeLessThan(MESSAGE_MOST);
  expect([fitsRoom(lines(DRAFT_MOST.lines + 1, 0)), fitsRoom(lines(DRAFT_MOST.lines, DRAFT_MOST.letters * 1.1))]).toEqual([false, false]);
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), (blocks) => {
      expect(sent(blocks)).toBeLessThanOrEqual(roomBytes(blocks) + 100);
    }),
    { numRuns: 60, seed: SEED },
  );
});

import { expect, test } from 'vitest';
import type { Block } from '../../../shared/collab/content.ts';
import { createJoint } from '../../../renderer/editor/parts/joint.ts';
import { added, moved, restored, taken } from '../../../renderer/parts/part-rows.ts';

const item: Block = { type: 'block', kind: 'item', level: 1, inlines: [] };

test('SEC-1 each part knows the lines and footnotes of the others, and is called only where they changed', () => {
  const joint = createJoint();
  joint.arrange(['a', 'b', 'c']);
  const [a, b, c] = ['a', 'b', 'c'].map((id) => joint.place(id));
  if (a === undefined || b === undefined || c === undefined) throw new Error('no place');
  const calls: string[] = [];
  const stops = Object.entries({ a, b, c }).map(([id, place]) => place.follow(() => calls.push(id)));
  a.tell({ lines: [item, item], notes: 2 });
  expect(calls.splice(0)).toEqual(['b', 'c']);
  a.tell({ lines: [item, { ...item }], notes: 2 });
  expect(calls).toEqual([]);
  c.tell({ lines: [item], notes: 1 });
  expect(calls.splice(0)).toEqual(['a', 'b']);
  expect([a.around(), b.around(), c.around()].map(({ before, after }) => [before.length, after.length])).toEqual([
    [0, 1],
    [2, 1],
    [2, 0],
  ]);
  expect([a, b, c].map((place) => place.notesBefore())).toEqual([0, 2, 2]);
  // The paper ends behind the last part that says something.
  expect([a, b, c].map((place) => place.ends())).toEqual([false, false, true]);
  c.tell({ lines: [], notes: 0 });
  expect([a, b, c].map((place) => place.ends())).toEqual([true, false, false]);
  calls.splice(0);
  joint.arrange(['b', 'a']);
  expect(calls.splice(0)).toEqual(['a', 'b', 'c']);
  expect(b.around()).toEqual({ before: [], after: [item, item] });
  stops.forEach((stop) => stop());
  a.tell({ lines: [], notes: 0 });
  expect(calls).toEqual([]);
});

test('SEC-1 a body that is one text has nothing around it and ends where it ends', () => {
  const joint = createJoint();
  joint.arrange(['s1']);
  const place = joint.place('s1');
  place.tell({ lines: [], notes: 0 });
  expect([place.around(), place.notesBefore(), place.ends()]).toEqual([{ before: [], after: [] }, 0, true]);
});

test('RT13 rows of 본문 나누기 are moved within their bounds, added at the end, taken out and put back', () => {
  const rows = added(added([], 'a'), 'b');
  const keys = (list: typeof rows): string[] => list.map(({ key }) => key);
  expect([keys(moved(rows, 'b', -1)), keys(moved(rows, 'a', -1)), keys(moved(rows, 'b', 1)), keys(moved(rows, 'z', 1))]).toEqual([
    ['b', 'a'],
    ['a', 'b'],
    ['a', 'b'],
    ['a', 'b'],
  ]);
  const [first] = rows;
  if (first === undefined) throw new Error('no row');
  expect(keys(restored(taken(rows, 'a'), first))).toEqual(['b', 'a']);
});

import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { addReply, addThread, closeThread, COMMENT_LIMITS, openThreads, readThreads, type NewThread } from '../../../../shared/collab/comments.ts';

const by = { agency: '1492000', position: '행정사무관', name: '김하나' };
const at = (minute: number): string => `2026-11-23T01:${String(minute).padStart(2, '0')}:00.000Z`;
const anchor = { section: 's1', start: '{}', end: '{}', quote: '열람 범위' };
const thread = (minute: number, more: Partial<NewThread> = {}): NewThread => ({
  kind: 'comment',
  anchor,
  by,
  at: at(minute),
  text: '근거를 적어 주십시오.',
  proposal: '',
  calls: [],
  ...more,
});

function sync(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
}

test('COM-1 threads come in the order they began, with answers and how they stand', () => {
  const room = new Y.Doc();
  addThread(room, 'b', thread(2, { kind: 'suggestion', proposal: '조정 결과' }));
  addThread(room, 'a', thread(1));
  addReply(room, 'a', { by, at: at(3), text: '넣었습니다.', calls: ['lee'] });
  expect(readThreads(room).map(({ id, kind, state, replies }) => [id, kind, state, replies.length])).toEqual([
    ['a', 'comment', 'open', 1],
    ['b', 'suggestion', 'open', 0],
  ]);
  closeThread(room, 'a', { state: 'resolved', by, at: at(4) });
  expect(openThreads(room).map(({ id }) => id)).toEqual(['b']);
  closeThread(room, 'a', { state: 'open', by, at: at(5) });
  expect(openThreads(room)).toHaveLength(2);
});

test('COM-2 two who write apart lose nothing, and both see one end', () => {
  const [a, b] = [new Y.Doc(), new Y.Doc()];
  addThread(a, 'x', thread(1));
  sync(a, b);
  addReply(a, 'x', { by, at: at(2), text: '하나', calls: [] });
  addReply(b, 'x', { by, at: at(2), text: '둘', calls: [] });
  addThread(b, 'y', thread(3));
  closeThread(a, 'x', { state: 'resolved', by, at: at(4) });
  closeThread(b, 'x', { state: 'rejected', by, at: at(4) });
  sync(a, b);
  expect(readThreads(a)).toEqual(readThreads(b));
  expect(readThreads(a).map(({ id, replies }) => [id, replies.length])).toEqual([
    ['x', 2],
    ['y', 0],
  ]);
});

test('COM-3 whatever anybody wrote into the room, reading gives the threads that are some', () => {
  const room = new Y.Doc();
  const threads = room.getMap('threads');
  threads.set('text', 'x');
  threads.set('empty', new Y.Map());
  const bad = new Y.Map<unknown>();
  bad.set('head', { ...thread(1), at: '언젠가' });
  threads.set('bad', bad);
  addThread(room, 'long', thread(2, { text: '가'.repeat(COMMENT_LIMITS.text + 5) }));
  (threads.get('long') as Y.Map<unknown>).set('closing', { state: '?' });
  (threads.get('long') as Y.Map<Y.Array<unknown>>).get('replies')?.push([{ text: 1 }, 'x']);
  expect(readThreads(room).map(({ id, state, text, replies }) => [id, state, text.length, replies.length])).toEqual([['long', 'open', COMMENT_LIMITS.text, 0]]);
  addReply(room, 'gone', { by, at: at(1), text: 'x', calls: [] });
  closeThread(room, 'gone', { state: 'resolved', by, at: at(1) });
});

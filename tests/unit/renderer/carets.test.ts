import { afterEach, expect, test, vi } from 'vitest';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { withoutOwnMoves } from '../../../renderer/editor/carets.ts';

afterEach(() => void vi.useRealTimers());

test('PRE-2 a colleague who moves is told of at once, one’s own caret in the pause, and nothing after the end', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const [own, other] = [new Awareness(new Y.Doc()), new Awareness(new Y.Doc())];
  const carets = withoutOwnMoves(own);
  const told: number[][] = [];
  const listen = ({ added, updated }: { readonly added: readonly number[]; readonly updated: readonly number[] }): void =>
    void told.push([...added, ...updated]);
  carets.on('change', listen);
  for (const at of [1, 2, 3]) carets.setLocalStateField('cursor', at);
  expect([told, own.getLocalState()]).toEqual([[], { cursor: 3 }]);
  other.setLocalStateField('cursor', 7);
  applyAwarenessUpdate(own, encodeAwarenessUpdate(other, [other.clientID]), 'room');
  expect([told, carets.getStates().size]).toEqual([[[other.clientID]], 2]);
  carets.setLocalStateField('cursor', 4);
  vi.runAllTimers();
  expect(told).toEqual([[other.clientID], [own.clientID]]);
  carets.off('change', listen);
  carets.setLocalStateField('cursor', 5);
  vi.runAllTimers();
  expect(told).toHaveLength(2);
  for (const one of [own, other]) one.destroy();
});

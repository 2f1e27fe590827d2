import { Plugin, type EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { afterEach, expect, test, vi } from 'vitest';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { afterTheLetter, withoutOwnMoves } from '../../../renderer/editor/carets.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

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

test('PRE-2 the own caret is worked out once the letter is painted, however many came before; after a colleague’s change at once; and nothing after the end', async () => {
  const frames: (() => void)[] = [];
  vi.stubGlobal('window', { setTimeout, clearTimeout });
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  let worked = 0;
  const plugin = afterTheLetter(new Plugin({ view: () => ({ update: () => void (worked += 1) }) }));
  const viewAfter = (theirs: boolean): EditorView => ({ isDestroyed: false, state: stateWith(theirs) }) as unknown as EditorView;
  const own = viewAfter(false);
  const carets = plugin.spec.view?.(own);
  for (let letters = 0; letters < 3; letters += 1) carets?.update?.(own, own.state);
  expect(worked).toBe(0);
  frames.splice(0).forEach((draw) => draw());
  await vi.waitFor(() => expect(worked).toBe(1));
  carets?.update?.(viewAfter(true), own.state);
  expect(worked).toBe(2);
  carets?.update?.(own, own.state);
  carets?.destroy?.();
  frames.splice(0).forEach((draw) => draw());
  await new Promise((done) => setImmediate(done));
  expect(worked).toBe(2);
});

/** A state as far as the binding says whose change it came from. */
function stateWith(isChangeOrigin: boolean): EditorState {
  const key = (ySyncPluginKey as unknown as { readonly key: string }).key;
  return { [key]: { isChangeOrigin } } as unknown as EditorState;
}

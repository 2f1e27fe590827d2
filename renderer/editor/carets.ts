/** Carets of colleagues, worked out when one of theirs moves. */

import type { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import { createAfterPaint } from './after-paint.ts';

/** Who came, moved and left, by client id. */
interface Moved {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}
type Listener = (moved: Moved, origin: unknown) => void;

/** After the last own key. */
const PAUSE_MS = 150;

/**
 * The room's awareness for the library's carets. One's own caret moves at every key, and the library would work out all carets and go through the sheet a second
 * time before the letter is painted. It is told of in the pause: then it puts back the carets it took away when one's own act changed lines.
 */
export function withoutOwnMoves(awareness: Awareness): Awareness {
  const told = new Map<Listener, Listener>();
  const on = (event: 'change' | 'update', listener: Listener): void => {
    let timer = 0;
    const later: Listener = (moved, origin) => {
      globalThis.clearTimeout(timer);
      const others = [moved.added, moved.updated, moved.removed].flat().some((client) => client !== awareness.clientID);
      if (others) listener(moved, origin);
      else timer = Number(globalThis.setTimeout(listener, PAUSE_MS, moved, origin));
    };
    told.set(listener, later);
    awareness.on(event, later);
  };
  const off = (event: 'change' | 'update', listener: Listener): void => awareness.off(event, told.get(listener) ?? listener);
  return Object.assign(Object.create(awareness) as Awareness, { on, off });
}

/** Whether what stands in the sheet now came from a colleague. */
const isTheirs = ({ state }: EditorView): boolean =>
  (ySyncPluginKey.getState(state) as { readonly isChangeOrigin: boolean } | undefined)?.isChangeOrigin === true;

/** The library's carets, with the place of one's own worked out once the letter is on the screen: it is counted through all lines. After a colleague's change it is told at once. */
export function afterTheLetter(plugin: Plugin): Plugin {
  const viewOf = plugin.spec.view;
  if (viewOf === undefined) return plugin;
  plugin.spec.view = (view) => {
    const inner = viewOf(view);
    const later = createAfterPaint(() => {
      if (!view.isDestroyed) inner.update?.(view, view.state);
    });
    return {
      update: (now, before) => (isTheirs(now) ? inner.update?.(now, before) : later.ask()),
      destroy() {
        later.stop();
        inner.destroy?.();
      },
    };
  };
  return plugin;
}

/**
 * Lines that are far from the window when a sheet opens are laid out in its pauses, some at a time, until all are (`sheet.css`, `.near`). The browser could leave them until
 * they come near, but then it would look at every one of them at every key (docs/benchmarks.md: 1.4 ms at 50 pages). Their heights were told before, so that next to nothing
 * moves; what does, the browser takes out of the way of what is read.
 */

import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** Lines at a time: some fifty milliseconds, nine times at 300 pages. In smaller pieces the whole takes two and three times as long. */
const SLICE = 500;

const FAR = '.block:not(.near)';

/** Marks the next lines as laid out; false where none was left. The library must not take the mark for something that was typed. */
function unfoldSome(view: EditorView): boolean {
  const lines = [...view.dom.querySelectorAll(FAR)].slice(0, SLICE);
  const { domObserver } = view as unknown as { readonly domObserver: { readonly stop: () => void; readonly start: () => void } };
  domObserver.stop();
  for (const line of lines) line.classList.add('near');
  domObserver.start();
  return lines.length === SLICE;
}

function unfolding(view: EditorView) {
  let asked = 0;
  const ask = (): void => {
    if (asked === 0) asked = requestIdleCallback(step);
  };
  const step = (): void => {
    asked = 0;
    if (view.isDestroyed) return;
    // Nothing touches a line in which a syllable is open.
    if (view.composing || unfoldSome(view)) ask();
  };
  ask();
  return {
    update: ({ state }: EditorView, before: { readonly doc: { readonly childCount: number } }): void => {
      if (state.doc.childCount !== before.doc.childCount) ask();
    },
    destroy: () => cancelIdleCallback(asked),
  };
}

/** The extension of a sheet that is worked on. */
export const Unfolding = Extension.create({ name: 'unfolding', addProseMirrorPlugins: () => [new Plugin({ view: unfolding })] });

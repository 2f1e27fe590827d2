/** Yjs in the editor: sync, per-person undo, carets of colleagues with agency badge and post. */

import { Extension } from '@tiptap/core';
import { redo, undo, yCursorPlugin, ySyncPlugin, yUndoPlugin } from '@tiptap/y-tiptap';
import { bodyOf } from '../../shared/collab/schema.ts';
import type { HostProvider } from './provider.ts';

/** What a colleague's awareness says. */
export interface CaretUser {
  readonly name: string;
  readonly position: string;
  readonly badge: string;
  readonly strand: number;
}

function caret(user: CaretUser): HTMLElement {
  const bar = document.createElement('span');
  bar.className = `caret L${user.strand}`;
  const flag = document.createElement('i');
  const badge = document.createElement('b');
  badge.textContent = user.badge;
  flag.append(badge, user.position);
  bar.append(flag);
  return bar;
}

/** The extension for one room. */
export function together(provider: HostProvider): Extension {
  return Extension.create({
    name: 'together',
    addProseMirrorPlugins: () => [
      ySyncPlugin(bodyOf(provider.doc)),
      yCursorPlugin(provider.awareness, {
        cursorBuilder: (user: CaretUser) => caret(user),
        selectionBuilder: (user: CaretUser) => ({ class: `selx L${user.strand}` }),
      }),
      yUndoPlugin(),
    ],
    addKeyboardShortcuts() {
      const run = (command: typeof undo) => () => command(this.editor.state);
      return { 'Mod-z': run(undo), 'Mod-y': run(redo), 'Shift-Mod-z': run(redo) };
    },
  });
}

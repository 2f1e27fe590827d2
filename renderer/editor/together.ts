/** Yjs in the editor: sync, undo of one's own acts only, carets of colleagues with agency badge and post. */

import { Extension, type Content, type Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { EditorState, type Plugin } from '@tiptap/pm/state';
import { initProseMirrorDoc, redo, undo, yCursorPlugin, ySyncPlugin, yUndoPlugin, yUndoPluginKey } from '@tiptap/y-tiptap';
import type { Doc, UndoManager, XmlFragment } from 'yjs';
import { bodyOf, notesOf } from '../../shared/collab/schema.ts';
import { afterTheLetter, withoutOwnMoves } from './carets.ts';
import { keptViews } from './kept-views.ts';
import type { HostProvider } from './provider.ts';
import type { CaretUser } from './use-room.ts';

/** A colleague's caret: a bar in the agency's tone with a flag that shows for a moment after it moved. */
function caret(user: CaretUser, client: number): HTMLElement {
  const bar = document.createElement('span');
  bar.className = `caret L${user.strand}`;
  bar.dataset['client'] = String(client);
  const flag = document.createElement('i');
  const badge = document.createElement('b');
  badge.textContent = user.badge;
  flag.append(badge, user.position);
  bar.append(flag);
  return bar;
}

/** Starts the flag's two seconds again. */
function showFlags(clients: readonly number[]): void {
  for (const client of clients) {
    for (const flag of document.querySelectorAll(`.caret[data-client="${client}"] i`)) for (const animation of flag.getAnimations()) animation.play();
  }
}

/**
 * Undo of one's own acts. Tiptap makes the views of all plugins a second time, and the plugin ends its manager with its first view, so
 * nothing was ever undone: the second view takes the manager up again. A step ends by the own typing alone: the binding would end it at
 * the first moved caret after every letter of a colleague. Footnotes that are taken out go with their words, and come back with them.
 */
function livingUndo(doc: Doc): Plugin {
  const plugin = yUndoPlugin();
  const viewOf = plugin.spec.view;
  if (viewOf === undefined) return plugin;
  plugin.spec.view = (view) => {
    const { undoManager } = yUndoPluginKey.getState(view.state) as { undoManager: UndoManager };
    undoManager.trackedOrigins.add(undoManager);
    undoManager.addToScope(notesOf(doc));
    undoManager.stopCapturing = () => {
      if (undoManager.undoing) undoManager.lastChange = 0;
    };
    undoManager.doc.on('afterTransaction', undoManager.afterTransactionHandler);
    return viewOf(view);
  };
  return plugin;
}

/**
 * The state an editor over this text begins with: an empty sheet, which the plugins that come next find filled. The library draws the text before it knows the
 * plugins, and goes through all lines once more for what they mark.
 */
function emptyBefore(doc: Node): EditorState {
  const whole = EditorState.create({ doc });
  const empty = EditorState.create({ schema: doc.type.schema });
  return Object.assign(empty, { reconfigure: whole.reconfigure.bind(whole) });
}

/**
 * The room's text as the editor begins with it, and what the binding knows of it. Without it the library draws an empty sheet, and the text when the binding first looks.
 * `createNodeViews` makes the views of all nodes anew when the sheet comes into the page; ours need nothing of the page, and the whole text would be drawn again.
 */
function beginWith(editor: Editor, fragment: XmlFragment): ReturnType<typeof initProseMirrorDoc>['mapping'] | undefined {
  if (fragment.length === 0) return undefined;
  const { doc, mapping } = initProseMirrorDoc(fragment, editor.schema);
  editor.options.content = doc as unknown as Content;
  Object.assign(editor, { editorState: emptyBefore(doc) });
  editor.createNodeViews = () => undefined;
  return mapping;
}

/** The extension for one room; a reader follows the text and the carets too. */
export function together(provider: HostProvider): Extension {
  const moved = ({ updated }: { readonly updated: number[] }): void => {
    // One's own caret has no flag, and moves at every key.
    const others = updated.filter((client) => client !== provider.awareness.clientID);
    if (others.length > 0) requestAnimationFrame(() => showFlags(others));
  };
  let known: ReturnType<typeof beginWith>;
  return Extension.create({
    name: 'together',
    onBeforeCreate({ editor }) {
      known = beginWith(editor, bodyOf(provider.doc));
    },
    onCreate: () => provider.awareness.on('change', moved),
    onDestroy: () => provider.awareness.off('change', moved),
    addProseMirrorPlugins: () => [
      ySyncPlugin(bodyOf(provider.doc), known === undefined ? {} : { mapping: known }),
      afterTheLetter(
        yCursorPlugin(withoutOwnMoves(provider.awareness), {
          cursorBuilder: caret,
          selectionBuilder: (user: CaretUser) => ({ class: `selx L${user.strand}` }),
        }),
      ),
      livingUndo(provider.doc),
      keptViews(),
    ],
    addKeyboardShortcuts() {
      const run = (act: typeof undo) => () => {
        act(this.editor.state);
        return true;
      };
      return { 'Mod-z': run(undo), 'Mod-y': run(redo), 'Shift-Mod-z': run(redo) };
    },
  });
}

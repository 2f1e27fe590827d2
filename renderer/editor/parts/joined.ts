/** Ties an editor to its place among the parts of a body: it tells what it holds, and looks again when the others changed. */

import { Extension } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Block } from '../../../shared/collab/content.ts';
import { NODES } from '../../../shared/collab/schema.ts';
import { lineChangeOf } from '../change.ts';
import { bareBlock } from '../item-marks.ts';
import { AROUND } from './around.ts';
import type { PartPlace } from './joint.ts';

/** Lines without their words, up to the last that says something: empty ones at the end are no content. */
export function linesOf(doc: ProseNode): Block[] {
  const last = doc.children.findLastIndex((node) => node.type.name !== NODES.block || node.textContent.trim() !== '');
  return doc.children.slice(0, last + 1).map(bareBlock);
}

/** Whether a line of its own end began or ceased to say something: only that and other lines change what is told. */
function saysElse(tr: Transaction): boolean {
  if (!tr.docChanged) return false;
  const [before, now] = [tr.before.lastChild, tr.doc.lastChild];
  return lineChangeOf(tr) === null || (before?.textContent.trim() === '') !== (now?.textContent.trim() === '');
}

/** The extension; `notes` counts the footnotes that say something. */
export function joined(place: PartPlace, notes: (view: EditorView) => number): Extension {
  return Extension.create({
    name: 'joined',
    addProseMirrorPlugins: () => [
      new Plugin<{ readonly lines: readonly Block[] }>({
        key: AROUND,
        state: {
          init: (_config, state) => ({ lines: linesOf(state.doc) }),
          apply: (tr, before) => (saysElse(tr) ? { lines: linesOf(tr.doc) } : before),
        },
        view(view) {
          const tell = (): void => place.tell({ lines: (AROUND.getState(view.state) as { lines: readonly Block[] }).lines, notes: notes(view) });
          const stop = place.follow(() => {
            if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(AROUND, true));
          });
          tell();
          return { update: tell, destroy: stop };
        },
      }),
    ],
  });
}

/** The recorded editing of a paper (B4), typed through an editor's own model: one transaction per edit, in one line of text. */

import type { Page } from 'playwright-core';
import { readPatches } from '../sync/trace.ts';

interface View {
  readonly state: {
    readonly tr: Steps;
    readonly doc: { readonly firstChild: { readonly textContent: string } | null; readonly content: { readonly size: number } };
  };
  dispatch(tr: Steps): void;
}
interface Steps {
  insertText(text: string, from: number, to?: number): Steps;
  delete(from: number, to: number): Steps;
}

/** Milliseconds for so many edits, in a document that holds an empty line when it begins. */
export async function typeTrace(page: Page, edits: number): Promise<number> {
  const patches = readPatches(edits);
  return page.evaluate((all) => {
    const found = document.querySelector('.ProseMirror') as (Element & { readonly editor?: { readonly view: View } }) | null;
    const view = found?.editor?.view;
    if (view === undefined) throw new Error('no editor');
    const began = performance.now();
    for (const [at, deleted, inserted] of all) {
      const { tr } = view.state;
      if (deleted > 0) tr.delete(1 + at, 1 + at + deleted);
      if (inserted !== '') tr.insertText(inserted, 1 + at);
      view.dispatch(tr);
    }
    return performance.now() - began;
  }, patches);
}

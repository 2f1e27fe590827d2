/** Going to a place of the draft: a field of the panel, the title on the sheet, or words of the body. */

import type { Editor } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { NODES } from '../../shared/collab/schema.ts';
import { shownNotes } from './notes/marks.ts';
import { linesOf } from './parts/joined.ts';
import type { CheckPlace } from '../../shared/api/check-view.ts';

/** Where the text of a block or cell begins; null where the body has changed since. */
function textPlace(doc: ProseNode, { block, row, column }: Pick<CheckPlace, 'block' | 'row' | 'column'>): { start: number; size: number } | null {
  let at = 0;
  let node = doc;
  for (const index of [block, row, column]) {
    if (index === null) break;
    const child = node.maybeChild(index);
    if (child === null) return null;
    for (let i = 0; i < index; i++) at += node.child(i).nodeSize;
    at += 1;
    node = child;
  }
  return node.isTextblock ? { start: at, size: node.content.size } : null;
}

/** Where a picture stands; null where there is none at that place. */
function picturePlace(doc: ProseNode, { block }: Pick<CheckPlace, 'block'>): number | null {
  if (block === null || doc.maybeChild(block)?.type.name !== NODES.picture) return null;
  return Array.from({ length: block }, (_, i) => doc.child(i).nodeSize).reduce((sum, size) => sum + size, 0);
}

const FIELDS = { title: 'sheet-title', summary: 'info-summary', keywords: 'info-keywords', attachments: 'attachments' } as const;

/** The field of a footnote, by its index among those of all parts that say something. */
function noteFieldId(editors: readonly Editor[], index: number | null): string {
  const notes = editors.flatMap(({ state }) => shownNotes(state)).filter(({ mark }) => mark !== '');
  return `note-${notes[index ?? 0]?.id ?? ''}`;
}

/** The part a block of the whole paper stands in, and which one it is there. */
function partOf(editors: readonly Editor[], block: number | null): { readonly editor: Editor; readonly block: number } | null {
  let left = block ?? 0;
  for (const editor of editors) {
    const { length } = editors.length < 2 ? { length: Number.POSITIVE_INFINITY } : linesOf(editor.state.doc);
    if (left < length) return { editor, block: left };
    left -= length;
  }
  return null;
}

/** Brings a footnote that stands nowhere into sight, with the focus on the button that puts it back. */
function showLost(words: string): void {
  const all = [...document.querySelectorAll('.lost-notes li')];
  const found = all.find((item) => item.firstElementChild?.textContent === words) ?? all[0];
  found?.scrollIntoView({ block: 'center' });
  found?.querySelector('button')?.focus();
}

/** Selects the words at a place, or puts the focus into the field that holds them. */
export function jumpTo(editors: readonly Editor[], asked: CheckPlace): void {
  const part = asked.in === 'body' ? partOf(editors, asked.block) : null;
  const editor = part?.editor ?? null;
  const place = part === null ? asked : { ...asked, block: part.block };
  if (place.in === 'body') {
    const picture = editor === null ? null : picturePlace(editor.state.doc, place);
    if (editor !== null && picture !== null) {
      editor.chain().setNodeSelection(picture).scrollIntoView().run();
      return;
    }
    const text = editor === null ? null : textPlace(editor.state.doc, place);
    if (editor === null || text === null) return;
    const at = (offset: number): number => text.start + Math.min(offset, text.size);
    editor
      .chain()
      .setTextSelection({ from: at(place.start), to: at(place.end) })
      .focus()
      .scrollIntoView()
      .run();
    return;
  }
  if (place.in === 'lostNotes') return showLost(place.label);
  const id = place.in === 'notes' ? noteFieldId(editors, place.block) : FIELDS[place.in];
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.setSelectionRange(place.start, place.end);
}

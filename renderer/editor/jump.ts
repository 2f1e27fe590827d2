/** Going to a place of the draft: a field of the panel, the title on the sheet, or words of the body. */

import type { Editor } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { NODES } from '../../shared/collab/schema.ts';
import { shownNotes } from './notes/marks.ts';
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

/** The field of a footnote, by its index among those that say something. */
function noteFieldId(editor: Editor | null, index: number | null): string {
  const notes = editor === null ? [] : shownNotes(editor.state).filter(({ mark }) => mark !== '');
  return `note-${notes[index ?? 0]?.id ?? ''}`;
}

/** Selects the words at a place, or puts the focus into the field that holds them. */
export function jumpTo(editor: Editor | null, place: CheckPlace): void {
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
  const id = place.in === 'notes' ? noteFieldId(editor, place.block) : FIELDS[place.in];
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.setSelectionRange(place.start, place.end);
}

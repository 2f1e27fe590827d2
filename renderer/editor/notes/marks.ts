/** Footnotes in the text: marks on the words they belong to, numbered as they are printed. The number is drawn beside the last letter and is no part of the text. */

import { Extension, Mark, type Editor } from '@tiptap/core';
import { Fragment, Slice, type Node as ProseNode } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import * as Y from 'yjs';
import { MARKS, notesOf } from '../../../shared/collab/schema.ts';
import { noteMark } from '../../../shared/writing/plain-blocks.ts';
import { differingIn, stretchOf } from '../change.ts';
import { koNotes } from '../../i18n/ko-notes.ts';

/** The mark of the words before a footnote's number. What is typed behind them is not theirs. */
export const Note = Mark.create({
  name: MARKS.note,
  inclusive: false,
  addAttributes: () => ({
    id: {
      default: '',
      parseHTML: (element: HTMLElement) => element.dataset['note'] ?? '',
      renderHTML: ({ id }: Record<string, unknown>) => ({ 'data-note': String(id) }),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-note]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 0],
});

/** A footnote where its number stands: `mark` is '' until it says something. */
export interface PlacedNote {
  readonly id: string;
  readonly mark: string;
  /** Place behind its last letter. */
  readonly at: number;
}

interface Known {
  readonly notes: readonly PlacedNote[];
  readonly marks: DecorationSet;
}

const KEY = new PluginKey<Known>('notes');

function idOf(node: ProseNode): string {
  const id: unknown = node.marks.find((mark) => mark.type.name === MARKS.note)?.attrs['id'];
  return typeof id === 'string' ? id : '';
}

/** The text of a footnote, null where there is none of that id. */
export function noteText(section: Y.Doc, id: string): Y.Text | null {
  const text = notesOf(section).get(id);
  return text instanceof Y.Text ? text : null;
}

/** Where footnotes end in a line or table, from its beginning. */
type Ends = ReadonlyMap<string, number>;

/** A line nobody changed is not gone through again. */
const endsKnown = new WeakMap<ProseNode, Ends>();

function endsIn(top: ProseNode): Ends {
  const found = endsKnown.get(top);
  if (found !== undefined) return found;
  const ends = new Map<string, number>();
  top.descendants((node, place) => {
    const id = node.isText ? idOf(node) : '';
    if (id === '') return;
    ends.delete(id);
    ends.set(id, 1 + place + node.nodeSize);
  });
  endsKnown.set(top, ends);
  return ends;
}

/** Footnotes in reading order. An id in several places counts at the last, as in the fixed content. */
export function notesIn(doc: ProseNode, section: Y.Doc): PlacedNote[] {
  if (notesOf(section).size === 0) return [];
  const ends = new Map<string, number>();
  doc.forEach((top, place) => {
    for (const [id, at] of endsIn(top)) {
      ends.delete(id);
      ends.set(id, place + at);
    }
  });
  let n = 0;
  return [...ends].flatMap(([id, at]) => {
    const text = noteText(section, id);
    if (text === null) return [];
    return [{ id, at, mark: text.toString().trim() === '' ? '' : noteMark((n += 1)) }];
  });
}

function known(doc: ProseNode, section: Y.Doc): Known {
  const notes = notesIn(doc, section);
  const marks = notes.map(({ at, mark }) => Decoration.inline(at - 1, at, { class: 'note-ref', 'data-mark': mark === '' ? '*' : mark }));
  return { notes, marks: DecorationSet.create(doc, marks) };
}

/** Footnotes after a change: where no line that changed has one, they are only moved along. */
function moved(before: Known, tr: Transaction, section: Y.Doc): Known {
  const { gone, come } = differingIn(tr);
  if ([...gone, ...come].some((top) => endsIn(top).size > 0)) return known(tr.doc, section);
  if (before.notes.length === 0) return before;
  const mapping = stretchOf(tr);
  return { notes: before.notes.map((note) => ({ ...note, at: mapping.map(note.at, -1) })), marks: before.marks.map(mapping, tr.doc) };
}

/** Footnotes as the sheet shows them now. */
export function shownNotes(state: EditorState): readonly PlacedNote[] {
  return KEY.getState(state)?.notes ?? [];
}

/** A new footnote's id: nobody else makes the same at the same time. */
export function newNote(section: Y.Doc, text: string): string {
  const id = `${section.clientID.toString(36)}-${crypto.randomUUID().slice(0, 8)}`;
  section.transact(() => notesOf(section).set(id, new Y.Text(text)), 'field');
  return id;
}

/** The last letter before the end of the selection, and the footnote it has already. */
function letterBefore(state: EditorState): { readonly from: number; readonly to: number; readonly id: string } | null {
  const { $to } = state.selection;
  const before = $to.parent.isTextblock ? $to.nodeBefore : null;
  const letter = Array.from(before?.text ?? '').at(-1) ?? '';
  return before === null || letter.trim() === '' ? null : { from: $to.pos - letter.length, to: $to.pos, id: idOf(before) };
}

/** Whether a footnote could stand here. */
export function mayNote(state: EditorState): boolean {
  return letterBefore(state) !== null;
}

/** A footnote behind the selected words; the one that stands there already is gone to. `onNote` gets its id. */
export function insertNote(section: Y.Doc, onNote: (id: string) => void): Command {
  return (state, dispatch) => {
    const letter = letterBefore(state);
    const type = state.schema.marks[MARKS.note];
    if (letter === null || type === undefined) return false;
    if (letter.id !== '' && noteText(section, letter.id) !== null) {
      onNote(letter.id);
      return true;
    }
    if (dispatch === undefined) return true;
    const id = newNote(section, '');
    dispatch(state.tr.addMark(letter.from, letter.to, type.create({ id })));
    onNote(id);
    return true;
  };
}

/** Takes a footnote's number out of the text; its words come back where that is undone. */
export function removeNote(id: string): Command {
  return (state, dispatch) => {
    const type = state.schema.marks[MARKS.note];
    const { tr } = state;
    state.doc.descendants((node, place) => {
      if (node.isText && idOf(node) === id && type !== undefined) tr.removeMark(place, place + node.nodeSize, type);
    });
    if (!tr.docChanged) return false;
    dispatch?.(tr);
    return true;
  };
}

/** The caret behind a footnote's number. */
export function goToNote(editor: Editor, id: string): void {
  const note = shownNotes(editor.state).find((one) => one.id === id);
  if (note === undefined) return;
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, note.at)).scrollIntoView());
  editor.view.focus();
}

/** Pasted text: words copied from here get footnotes of their own with the same text; those of other documents cannot come along. */
function pasted(slice: Slice, state: EditorState, section: Y.Doc, onNotes: (notes: readonly string[]) => void): Slice {
  const here = new Set(notesIn(state.doc, section).map(({ id }) => id));
  const fresh = new Map<string, string>();
  let lost = 0;
  const own = (node: ProseNode): ProseNode => {
    if (!node.isText) return node.copy(mapped(node.content));
    const id = idOf(node);
    if (id === '') return node;
    const text = noteText(section, id);
    const others = node.marks.filter((mark) => mark.type.name !== MARKS.note);
    if (text === null) lost += 1;
    if (text === null || !here.has(id)) return text === null ? node.mark(others) : node;
    const made = fresh.get(id) ?? newNote(section, text.toString());
    fresh.set(id, made);
    return node.mark(state.schema.marks[MARKS.note]?.create({ id: made }).addToSet(others) ?? others);
  };
  const mapped = (content: Fragment): Fragment => Fragment.from(content.content.map(own));
  const result = new Slice(mapped(slice.content), slice.openStart, slice.openEnd);
  if (lost > 0) onNotes([koNotes.lost(lost)]);
  return result;
}

/** The extension over one section. `writes` null for a reader's sheet. */
export function noteMarks(
  section: Y.Doc,
  writes: { readonly onNote: (id: string) => void; readonly onNotes: (notes: readonly string[]) => void } | null,
): Extension {
  return Extension.create({
    name: 'noteMarks',
    addKeyboardShortcuts() {
      if (writes === null) return {};
      return { 'Mod-Alt-f': () => insertNote(section, writes.onNote)(this.editor.state, this.editor.view.dispatch) || true };
    },
    addProseMirrorPlugins: () => [
      new Plugin<Known>({
        key: KEY,
        state: {
          init: (_config, state) => known(state.doc, section),
          apply: (tr, before) => (tr.getMeta(KEY) !== undefined ? known(tr.doc, section) : tr.docChanged ? moved(before, tr, section) : before),
        },
        view(view) {
          const notes = notesOf(section);
          const changed = (): void => {
            // The text of the same moment may still be on its way into the sheet.
            queueMicrotask(() => !view.isDestroyed && view.dispatch(view.state.tr.setMeta(KEY, true)));
          };
          notes.observeDeep(changed);
          return { destroy: () => notes.unobserveDeep(changed) };
        },
        props: {
          decorations: (state) => KEY.getState(state)?.marks,
          ...(writes === null ? {} : { transformPasted: (slice, view) => pasted(slice, view.state, section, writes.onNotes) }),
        },
      }),
    ],
  });
}

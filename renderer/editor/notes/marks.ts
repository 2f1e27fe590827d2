/** Footnotes in the text: marks on the words they belong to, numbered as they are printed. The number is drawn beside the last letter and is no part of the text. */

import { Extension, Mark, type Editor } from '@tiptap/core';
import { Fragment, Slice, type Node as ProseNode, type ResolvedPos } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { MARKS, notesOf } from '../../../shared/collab/schema.ts';
import { noteMark } from '../../../shared/writing/plain-blocks.ts';
import { differingIn, stretchOf } from '../change.ts';
import { koNotes } from '../../i18n/ko-notes.ts';
import { aroundChanged } from '../parts/around.ts';
import { ALONE, type PartPlace } from '../parts/joint.ts';
import { dropNote, lostIn, newlyLost, type LostNote } from './lost.ts';

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
  readonly lost: readonly LostNote[];
  /** Of those, what is told of this moment. */
  readonly newly: readonly LostNote[];
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

/** Footnotes in reading order, counted on from the parts before. An id in several places counts at the last, as in the fixed content. */
export function notesIn(doc: ProseNode, section: Y.Doc, before = 0): PlacedNote[] {
  if (notesOf(section).size === 0) return [];
  const ends = new Map<string, number>();
  doc.forEach((top, place) => {
    for (const [id, at] of endsIn(top)) {
      ends.delete(id);
      ends.set(id, place + at);
    }
  });
  let n = before;
  return [...ends].flatMap(([id, at]) => {
    const text = noteText(section, id);
    if (text === null) return [];
    return [{ id, at, mark: text.toString().trim() === '' ? '' : noteMark((n += 1)) }];
  });
}

function known(doc: ProseNode, section: Y.Doc, place: PartPlace): Omit<Known, 'newly'> {
  const notes = notesIn(doc, section, place.notesBefore());
  const marks = notes.map(({ at, mark }) => Decoration.inline(at - 1, at, { class: 'note-ref', 'data-mark': mark === '' ? '*' : mark }));
  return { notes, lost: lostIn(section, notes), marks: DecorationSet.create(doc, marks) };
}

/** Footnotes after a change: where no line that changed has one, they are only moved along. */
function follow(before: Known, tr: Transaction, section: Y.Doc, place: PartPlace): Known {
  const { gone, come } = differingIn(tr);
  const [newly, asked] = [[], tr.getMeta(KEY) !== undefined || aroundChanged(tr)];
  if (!asked && !tr.docChanged) return before.newly.length === 0 ? before : { ...before, newly };
  if (asked || [...gone, ...come].some((top) => endsIn(top).size > 0)) {
    const now = known(tr.doc, section, place);
    const lost = now.lost.filter(({ id }) => !before.lost.some((one) => one.id === id));
    // What is cut is about to be pasted.
    const own = tr.getMeta(ySyncPluginKey) === undefined && tr.getMeta('uiEvent') !== 'cut';
    return { ...now, newly: newlyLost(section, before.notes, lost, own) };
  }
  if (before.notes.length === 0) return { ...before, newly };
  const mapping = stretchOf(tr);
  const notes = before.notes.map((note) => ({ ...note, at: mapping.map(note.at, -1) }));
  return { notes, lost: before.lost, newly, marks: before.marks.map(mapping, tr.doc) };
}

/** Footnotes as the sheet shows them now. */
export function shownNotes(state: EditorState): readonly PlacedNote[] {
  return KEY.getState(state)?.notes ?? [];
}

/** Footnotes whose words stand nowhere. */
export function lostNotes(state: EditorState): readonly LostNote[] {
  return KEY.getState(state)?.lost ?? [];
}

/** A new footnote's id: nobody else makes the same at the same time. */
export function newNote(section: Y.Doc, text: string): string {
  const id = `${section.clientID.toString(36)}-${crypto.randomUUID().slice(0, 8)}`;
  section.transact(() => notesOf(section).set(id, new Y.Text(text)), 'field');
  return id;
}

/** A letter a footnote could stand behind, and the footnote it has already. */
interface Letter {
  readonly from: number;
  readonly to: number;
  readonly id: string;
}

/** The last letter before a place, blanks between them passed over. */
function letterBehind($at: ResolvedPos): Letter | null {
  const text = $at.parent.isTextblock ? $at.parent.textBetween(0, $at.parentOffset) : '';
  const letter = Array.from(text.trimEnd()).at(-1) ?? '';
  const to = $at.start() + text.trimEnd().length;
  const node = $at.parent.nodeAt(text.trimEnd().length - letter.length);
  return letter === '' || node === null ? null : { from: to - letter.length, to, id: idOf(node) };
}

/** Whether a footnote could stand here. */
export function mayNote(state: EditorState): boolean {
  return letterBehind(state.selection.$to) !== null;
}

/** A footnote behind the selected words; the one that stands there already is gone to. `onNote` gets its id. */
export function insertNote(section: Y.Doc, onNote: (id: string) => void): Command {
  return (state, dispatch) => {
    const letter = letterBehind(state.selection.$to);
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

/** Takes a footnote out of the text with its words; undo brings both back. */
export function removeNote(section: Y.Doc, id: string): Command {
  return (state, dispatch) => {
    const type = state.schema.marks[MARKS.note];
    const { tr } = state;
    state.doc.descendants((node, place) => {
      if (node.isText && idOf(node) === id && type !== undefined) tr.removeMark(place, place + node.nodeSize, type);
    });
    if (!tr.docChanged) return false;
    if (dispatch === undefined) return true;
    // The words first: without them nothing is lost.
    dropNote(section, id);
    dispatch(tr);
    return true;
  };
}

/** Puts a footnote that stands nowhere behind the letter before the caret; not where another one stands. */
export function placeNote(id: string): Command {
  return (state, dispatch) => {
    const letter = letterBehind(state.selection.$to);
    const type = state.schema.marks[MARKS.note];
    if (letter === null || type === undefined || shownNotes(state).some((note) => note.id === letter.id)) return false;
    dispatch?.(state.tr.addMark(letter.from, letter.to, type.create({ id })).scrollIntoView());
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

/** What the footnotes of a sheet tell who writes on it. */
export interface NoteTells {
  readonly onNote: (id: string) => void;
  readonly onNotes: (notes: readonly string[]) => void;
  readonly onSay: (sentence: string) => void;
}

/** Looks again when words of footnotes change, and tells of those that came to stand nowhere. */
function watch(view: EditorView, section: Y.Doc, tell: ((sentence: string) => void) | null) {
  const notes = notesOf(section);
  const changed = (): void => {
    // The text of the same moment may still be on its way into the sheet.
    queueMicrotask(() => !view.isDestroyed && view.dispatch(view.state.tr.setMeta(KEY, true)));
  };
  notes.observeDeep(changed);
  return {
    update: ({ state }: EditorView, before: EditorState): void => {
      const newly = KEY.getState(state)?.newly ?? [];
      if (newly.length > 0 && newly !== KEY.getState(before)?.newly) tell?.(koNotes.lostNow(newly.map(({ text }) => text)));
    },
    destroy: () => notes.unobserveDeep(changed),
  };
}

/** The extension over one section at its place. `writes` null for a reader's sheet. */
export function noteMarks(section: Y.Doc, writes: NoteTells | null, place: PartPlace = ALONE): Extension {
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
          init: (_config, state) => ({ ...known(state.doc, section, place), newly: [] }),
          apply: (tr, before) => follow(before, tr, section, place),
        },
        view: (view) => watch(view, section, writes?.onSay ?? null),
        props: {
          decorations: (state) => KEY.getState(state)?.marks,
          ...(writes === null ? {} : { transformPasted: (slice, view) => pasted(slice, view.state, section, writes.onNotes) }),
        },
      }),
    ],
  });
}

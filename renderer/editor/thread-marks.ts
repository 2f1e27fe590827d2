/** Comments and suggestions on the sheet: their words are marked, and found again wherever they moved. */

import { Extension, type Editor } from '@tiptap/core';
import { Plugin, PluginKey, TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { Anchor, Thread } from '../../shared/collab/comments.ts';

/** Where an open thread's words stand now. */
export interface ThreadPlace {
  readonly from: number;
  readonly to: number;
}

interface Marked {
  /** The section these words stand in. */
  readonly section: string;
  readonly threads: readonly Thread[];
  readonly places: ReadonlyMap<string, ThreadPlace>;
  readonly marks: DecorationSet;
}

interface Bound {
  readonly doc: Y.Doc;
  readonly type: Y.XmlFragment;
  readonly binding: { readonly mapping: Parameters<typeof absolutePositionToRelativePosition>[2] } | null;
}

const KEY = new PluginKey<Marked>('threads');
const nothing = (section: string): Marked => ({ section, threads: [], places: new Map(), marks: DecorationSet.empty });

function boundOf(state: EditorState): Bound | undefined {
  return ySyncPluginKey.getState(state) as Bound | undefined;
}

/** The anchor of the selected words; null where nothing in one line or cell is selected. */
export function anchorOf(state: EditorState): Anchor | null {
  const { $from, $to, empty } = state.selection;
  const bound = boundOf(state);
  if (empty || !$from.sameParent($to) || !$from.parent.isTextblock || bound?.binding == null) return null;
  const { type, binding, doc } = bound;
  // The beginning holds on to the letter behind it and the end to the letter before it: what is typed beside the words is not theirs.
  const at = (place: number, side: 0 | -1): string | null => {
    const near = absolutePositionToRelativePosition(place, type, binding.mapping) as Y.RelativePosition;
    const found = Y.createAbsolutePositionFromRelativePosition(near, doc);
    return found === null ? null : JSON.stringify(Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(found.type, found.index, side)));
  };
  const [start, end] = [at($from.pos, 0), at($to.pos, -1)];
  if (start === null || end === null) return null;
  return { section: KEY.getState(state)?.section ?? '', start, end, quote: state.doc.textBetween($from.pos, $to.pos) };
}

type Mapping = Parameters<typeof absolutePositionToRelativePosition>[2];

/**
 * Where a position of a thread stands in the sheet; somebody else wrote it, it may be anything. It is asked for by the letter before it: by the letter behind it the
 * library takes the first place of the sheet for a mistake, and words there would count as taken out.
 */
export function placeAt(doc: Y.Doc, type: Y.XmlFragment, mapping: Mapping, position: string): number | null {
  try {
    const found = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(JSON.parse(position)), doc);
    if (found === null) return null;
    return relativePositionToAbsolutePosition(doc, type, Y.createRelativePositionFromTypeIndex(found.type, found.index, -1), mapping);
  } catch {
    return null;
  }
}

const placeOf = ({ doc, type, binding }: Bound, position: string): number | null => (binding === null ? null : placeAt(doc, type, binding.mapping, position));

function placesOf(bound: Bound | undefined, section: string, threads: readonly Thread[], size: number): Map<string, ThreadPlace> {
  return new Map(
    threads.flatMap(({ id, anchor, state }) => {
      if (bound === undefined || state !== 'open' || anchor.section !== section) return [];
      const [from, to] = [placeOf(bound, anchor.start), placeOf(bound, anchor.end)];
      return from === null || to === null || from >= to || to > size ? [] : [[id, { from, to }] as const];
    }),
  );
}

function proposed(thread: Thread): HTMLElement {
  const ins = document.createElement('ins');
  ins.className = 'proposed';
  ins.textContent = thread.proposal;
  return ins;
}

function marked(bound: Bound | undefined, section: string, threads: readonly Thread[], tr: Transaction): Marked {
  const places = placesOf(bound, section, threads, tr.doc.content.size);
  const marks = threads.flatMap((thread) => {
    const place = places.get(thread.id);
    if (place === undefined) return [];
    const words = Decoration.inline(place.from, place.to, { class: thread.kind === 'comment' ? 'commented' : 'replaced' });
    return thread.kind === 'suggestion' && thread.proposal !== ''
      ? [words, Decoration.widget(place.to, () => proposed(thread), { side: 1, key: thread.id })]
      : [words];
  });
  return { section, threads, places, marks: DecorationSet.create(tr.doc, marks) };
}

function moved(before: Marked, tr: Transaction): Marked {
  const places = [...before.places].flatMap(([id, { from, to }]) => {
    const place = { from: tr.mapping.map(from, 1), to: tr.mapping.map(to, -1) };
    return place.from < place.to ? [[id, place] as const] : [];
  });
  return { ...before, places: new Map(places), marks: before.marks.map(tr.mapping, tr.doc) };
}

/** Tells the sheet which threads there are. */
export function showThreads(editor: Editor, threads: readonly Thread[]): void {
  if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(KEY, threads));
}

/** Places of open threads by id. */
export function threadPlaces(state: EditorState): ReadonlyMap<string, ThreadPlace> {
  return KEY.getState(state)?.places ?? new Map();
}

/** Selects the words of a thread. */
export function goToThread(id: string): Command {
  return (state, dispatch) => {
    const place = threadPlaces(state).get(id);
    if (place === undefined) return false;
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, place.from, place.to)).scrollIntoView());
    return true;
  };
}

/** Puts the proposed words in the place of those it is about; false where they are gone. */
export function takeSuggestion({ id, proposal }: Thread): Command {
  return (state, dispatch) => {
    const place = threadPlaces(state).get(id);
    if (place === undefined) return false;
    const { tr } = state;
    dispatch?.((proposal === '' ? tr.delete(place.from, place.to) : tr.insertText(proposal, place.from, place.to)).scrollIntoView());
    return true;
  };
}

/** The next open thread behind the caret, the first one after the last. */
const nextThread: Command = (state, dispatch) => {
  const places = [...threadPlaces(state)].toSorted(([, a], [, b]) => a.from - b.from);
  const next = places.find(([, { from }]) => from > state.selection.from) ?? places[0];
  return next === undefined ? false : goToThread(next[0])(state, dispatch);
};

/** The extension of a section; Shift F7 goes to the next one, as F7 does to the next finding. */
export const threadMarks = (section: string): Extension =>
  Extension.create({
    name: 'threadMarks',
    addKeyboardShortcuts() {
      return { 'Shift-F7': () => nextThread(this.editor.state, this.editor.view.dispatch) || true };
    },
    addProseMirrorPlugins: () => [
      new Plugin<Marked>({
        key: KEY,
        state: {
          init: () => nothing(section),
          apply(tr, before, _, state) {
            const threads = tr.getMeta(KEY) as readonly Thread[] | undefined;
            // What comes from colleagues replaces the whole sheet: positions of Yjs find the words again, mapping does not.
            if (threads !== undefined || tr.getMeta(ySyncPluginKey) !== undefined) return marked(boundOf(state), section, threads ?? before.threads, tr);
            return tr.docChanged ? moved(before, tr) : before;
          },
        },
        props: { decorations: (state) => KEY.getState(state)?.marks },
      }),
    ],
  });

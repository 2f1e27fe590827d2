/** Finding and replacing in the sheet: every match is marked, one of them is the present one. */

import { Extension, type Editor } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type Command, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** A match: places in the sheet. */
export interface Match {
  readonly from: number;
  readonly to: number;
}

/** What is looked for, where it stands, and which match is the present one (from 0; −1 for none). */
export interface Finding {
  readonly query: string;
  readonly matches: readonly Match[];
  readonly at: number;
}

interface Found extends Finding {
  /** The match that was asked for; −1 where the present one is another part's. */
  readonly asked: number;
  readonly marks: DecorationSet;
}

interface Asked {
  readonly query: string;
  readonly at: number;
}

const KEY = new PluginKey<Found>('find');
const NOTHING: Found = { query: '', matches: [], at: -1, asked: -1, marks: DecorationSet.empty };
/** More matches than anybody goes through are not marked. */
const MOST = 5000;

/** Small and capital letters are one; lengths stay, so places do too. */
function folded(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

/** Matches in reading order, never over the end of a line or cell. */
export function matchesOf(doc: ProseNode, query: string): Match[] {
  const wanted = folded(query.normalize('NFC'));
  const found: Match[] = [];
  if (wanted === '') return found;
  doc.descendants((node, place) => {
    if (!node.isTextblock || found.length >= MOST) return found.length < MOST;
    const text = folded(node.textContent);
    for (let at = text.indexOf(wanted); at >= 0 && found.length < MOST; at = text.indexOf(wanted, at + wanted.length)) {
      found.push({ from: place + 1 + at, to: place + 1 + at + wanted.length });
    }
    return false;
  });
  return found;
}

function look(doc: ProseNode, { query, at }: Asked): Found {
  const matches = matchesOf(doc, query);
  const now = Math.min(at, matches.length - 1);
  const marks = matches.map(({ from, to }, i) => Decoration.inline(from, to, { class: i === now ? 'found now' : 'found' }));
  return { query, matches, at: now, asked: at, marks: DecorationSet.create(doc, marks) };
}

/** What is found now. */
export function foundIn(state: EditorState): Finding {
  return KEY.getState(state) ?? NOTHING;
}

const ask = ({ state, view }: Editor, query: string, at: number): void => view.dispatch(state.tr.setMeta(KEY, { query, at } satisfies Asked));

/** Brings a match into sight where it is not. The library scrolls to a selection only while the caret is in the sheet, and here it stands in the bar. */
function show({ view }: Editor, { from }: Match): void {
  const { node } = view.domAtPos(from);
  const line = node instanceof Element ? node : node.parentElement;
  const desk = line?.closest('.desk')?.getBoundingClientRect();
  const place = line?.getBoundingClientRect();
  if (desk === undefined || place === undefined || (place.top >= desk.top && place.bottom <= desk.bottom)) return;
  line?.scrollIntoView({ block: 'center' });
}

/** Brings the present match into sight. */
export function showPresent(editors: readonly Editor[]): void {
  for (const editor of editors) {
    const { matches, at } = foundIn(editor.state);
    const match = matches[at];
    if (match !== undefined) show(editor, match);
  }
}

/** Looks for other words in all parts; the match at or behind the caret of `active` becomes the present one, else the first of the next part that has one. */
export function find(editors: readonly Editor[], active: Editor | null, query: string): void {
  const first = Math.max(0, active === null ? 0 : editors.indexOf(active));
  const found = editors.map(({ state }) => matchesOf(state.doc, query));
  const behind = found[first]?.findIndex(({ to }) => to >= (active?.state.selection.from ?? 0)) ?? -1;
  const others = [...editors.keys()].map((i) => (first + 1 + i) % editors.length).find((i) => (found[i]?.length ?? 0) > 0);
  const part = behind >= 0 ? first : (others ?? first);
  editors.forEach((editor, i) => ask(editor, query, i === part ? Math.max(0, behind) : -1));
  showPresent(editors);
}

/** How many matches all parts have, and which of them is the present one. */
export function countIn(editors: readonly Editor[]): { readonly count: number; readonly at: number } {
  const found = editors.map(({ state }) => foundIn(state));
  const part = found.findIndex(({ at }) => at >= 0);
  const before = found.slice(0, Math.max(0, part)).reduce((sum, { matches }) => sum + matches.length, 0);
  return { count: found.reduce((sum, { matches }) => sum + matches.length, 0), at: part < 0 ? -1 : before + (found[part]?.at ?? 0) };
}

/** Goes on by one or back by one through all parts, around the ends. */
export function goOn(editors: readonly Editor[], by: 1 | -1): void {
  const all = editors.flatMap((editor) => foundIn(editor.state).matches.map((match, i) => ({ editor, match, i })));
  const { at } = countIn(editors);
  const next = all[(at + by + all.length) % Math.max(1, all.length)];
  if (next === undefined) return;
  for (const editor of editors) if (editor !== next.editor) ask(editor, foundIn(editor.state).query, -1);
  const { state, view } = next.editor;
  view.dispatch(
    state.tr
      .setMeta(KEY, { query: foundIn(state).query, at: next.i } satisfies Asked)
      .setSelection(TextSelection.create(state.doc, next.match.from, next.match.to))
      .scrollIntoView(),
  );
  showPresent(editors);
}

/** Puts other words in the place of these matches, last first. */
function replace(matches: readonly Match[], words: string): Command {
  return (state, dispatch) => {
    if (matches.length === 0) return false;
    const { tr } = state;
    for (const { from, to } of matches.toReversed()) {
      if (words === '') tr.delete(from, to);
      else tr.insertText(words, from, to);
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Replaces the present match; the next one becomes present. */
export function replaceOne(words: string): Command {
  return (state, dispatch) => {
    const { matches, at } = foundIn(state);
    return replace(at < 0 ? [] : matches.slice(at, at + 1), words)(state, dispatch);
  };
}

/** Replaces every match in one step that is undone in one. */
export function replaceAll(words: string): Command {
  return (state, dispatch) => replace(foundIn(state).matches, words)(state, dispatch);
}

/** The extension; `onOpen` is told of Ctrl F with the selected words. */
export function findInSheet(onOpen: (selected: string) => void): Extension {
  return Extension.create({
    name: 'findInSheet',
    addKeyboardShortcuts() {
      return {
        'Mod-f': () => {
          const { from, to } = this.editor.state.selection;
          onOpen(this.editor.state.doc.textBetween(from, to, ' '));
          return true;
        },
      };
    },
    addProseMirrorPlugins: () => [
      new Plugin<Found>({
        key: KEY,
        state: {
          init: () => NOTHING,
          apply(tr, before) {
            const asked = tr.getMeta(KEY) as Asked | undefined;
            if (asked !== undefined) return look(tr.doc, asked);
            return tr.docChanged && before.query !== '' ? look(tr.doc, { query: before.query, at: before.asked }) : before;
          },
        },
        props: { decorations: (state) => KEY.getState(state)?.marks },
      }),
    ],
  });
}

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
  readonly marks: DecorationSet;
}

interface Asked {
  readonly query: string;
  readonly at: number;
}

const KEY = new PluginKey<Found>('find');
const NOTHING: Found = { query: '', matches: [], at: -1, marks: DecorationSet.empty };
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
  const now = matches.length === 0 ? -1 : Math.min(Math.max(0, at), matches.length - 1);
  const marks = matches.map(({ from, to }, i) => Decoration.inline(from, to, { class: i === now ? 'found now' : 'found' }));
  return { query, matches, at: now, marks: DecorationSet.create(doc, marks) };
}

/** What is found now. */
export function foundIn(state: EditorState): Finding {
  return KEY.getState(state) ?? NOTHING;
}

/** Looks for other words; the match at or behind the caret becomes the present one. */
export function find(editor: Editor, query: string): void {
  const { doc, selection, tr } = editor.state;
  const at = matchesOf(doc, query).findIndex(({ to }) => to >= selection.from);
  editor.view.dispatch(tr.setMeta(KEY, { query, at: Math.max(0, at) } satisfies Asked));
}

/** Goes on by one or back by one, around the ends. */
export function goOn(by: 1 | -1): Command {
  return (state, dispatch) => {
    const { query, matches, at } = foundIn(state);
    const next = (at + by + matches.length) % Math.max(1, matches.length);
    const match = matches[next];
    if (match === undefined) return false;
    const { tr } = state;
    dispatch?.(
      tr
        .setMeta(KEY, { query, at: next } satisfies Asked)
        .setSelection(TextSelection.create(tr.doc, match.from, match.to))
        .scrollIntoView(),
    );
    return true;
  };
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
    return replace(matches.slice(Math.max(0, at), at + 1), words)(state, dispatch);
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
            return tr.docChanged && before.query !== '' ? look(tr.doc, before) : before;
          },
        },
        props: { decorations: (state) => KEY.getState(state)?.marks },
      }),
    ],
  });
}

/** Writing rules over the sheet: underlined a moment after typing, gone to with F7, mended with Alt Enter or from the panel. */

import { Extension } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { Block, Inline } from '../../shared/collab/content.ts';
import { NODES } from '../../shared/collab/schema.ts';
import { NO_PICTURE } from './item-marks.ts';
import { createLinter, type BlockFinding, type Linter } from '../../shared/writing/rules/blocks.ts';
import { changeOf } from './change.ts';
import { kindOf, levelOf } from './levels.ts';

/** A finding at its place in the sheet. */
export interface PlacedFinding extends BlockFinding {
  readonly from: number;
  readonly to: number;
}

interface Looked {
  readonly findings: readonly PlacedFinding[];
  readonly marks: DecorationSet;
}

const KEY = new PluginKey<Looked>('writing-rules');
const NOTHING: Looked = { findings: [], marks: DecorationSet.empty };
/** Typing goes on undisturbed; the look comes in the pause. */
const PAUSE_MS = 300;

const inlinesOf = (node: ProseNode): Inline[] => (node.textContent === '' ? [] : [{ text: node.textContent }]);

/** The sheet as blocks, and where the text of each block or cell begins. */
function blocksOf(doc: ProseNode): { blocks: Block[]; placeOf: (finding: BlockFinding) => number } {
  const blocks: Block[] = [];
  const starts: (number | number[][])[] = [];
  doc.forEach((node, place) => {
    const level = levelOf(node.attrs['level']);
    if (node.type.name === NODES.block) {
      blocks.push({ type: 'block', kind: kindOf(node.attrs['kind']), level, inlines: inlinesOf(node) });
      starts.push(place + 1);
      return;
    }
    if (node.type.name === NODES.picture) {
      blocks.push(NO_PICTURE);
      starts.push(place);
      return;
    }
    const rows: Inline[][][] = [];
    const places: number[][] = [];
    node.forEach((row, rowPlace) => {
      rows.push(row.children.map(inlinesOf));
      const cells: number[] = [];
      row.forEach((_, cellPlace) => void cells.push(place + 1 + rowPlace + 1 + cellPlace + 1));
      places.push(cells);
    });
    blocks.push({ type: 'table', level, header: node.attrs['header'] === true, rows });
    starts.push(places);
  });
  const placeOf = ({ block, cell }: BlockFinding): number => {
    const start = starts[block];
    return typeof start === 'object' ? (start[cell?.row ?? 0]?.[cell?.column ?? 0] ?? 0) : (start ?? 0);
  };
  return { blocks, placeOf };
}

/** Every finding of the sheet as it is now. */
export function findingsOf(doc: ProseNode, linter: Linter): PlacedFinding[] {
  const { blocks, placeOf } = blocksOf(doc);
  return linter.lint(blocks).map((finding) => {
    const start = placeOf(finding);
    return { ...finding, from: start + finding.start, to: start + finding.end };
  });
}

/** Findings as last looked at, moved along with what was typed since. */
export function knownFindings(state: EditorState): readonly PlacedFinding[] {
  return KEY.getState(state)?.findings ?? [];
}

function looked(doc: ProseNode, findings: readonly PlacedFinding[]): Looked {
  // What lacks something is underlined at the letter before it.
  const marks = findings.map(({ from, to }) => Decoration.inline(from === to ? Math.max(0, from - 1) : from, to, { class: 'rule' }));
  return { findings, marks: DecorationSet.create(doc, marks) };
}

/** Findings that a change touches are no longer known until the next look; the others move along. No text is read: this runs at every key. */
function moved(before: Looked, tr: Transaction): Looked {
  if (before.findings.length === 0) return before;
  const mapping = changeOf(tr);
  let { findings } = before;
  for (const map of mapping.maps) {
    const changed: (readonly [number, number])[] = [];
    map.forEach((start, end) => void changed.push([start, end]));
    findings = findings.flatMap((finding) => {
      if (changed.some(([start, end]) => start <= finding.to && end >= finding.from)) return [];
      return [{ ...finding, from: map.map(finding.from, 1), to: map.map(finding.to, -1) }];
    });
  }
  return { findings, marks: before.marks.map(mapping, tr.doc) };
}

/** Mends these findings, last first, where their words are still the same. */
export function mendFindings(findings: readonly PlacedFinding[]): Command {
  return (state, dispatch) => {
    const { tr } = state;
    for (const { from, to, found, fix } of findings.toSorted((a, b) => b.from - a.from)) {
      if (fix === null || to > state.doc.content.size || state.doc.textBetween(from, to) !== found) continue;
      if (fix === '') tr.delete(from, to);
      else tr.insertText(fix, from, to);
    }
    if (!tr.docChanged) return false;
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Selects a finding's words. */
export function showFinding({ from, to }: PlacedFinding): Command {
  return (state, dispatch) => {
    if (to > state.doc.content.size) return false;
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, from, to)).scrollIntoView());
    return true;
  };
}

/** The next finding behind the caret, the first one after the last. */
const nextFinding: Command = (state, dispatch) => {
  const findings = knownFindings(state);
  const next = findings.find(({ from }) => from > state.selection.from) ?? findings[0];
  return next === undefined ? false : showFinding(next)(state, dispatch);
};

/** Mends the finding at the caret. */
const mendHere: Command = (state, dispatch) => {
  const { from, to } = state.selection;
  const here = knownFindings(state).find((finding) => finding.from <= to && finding.to >= from);
  return here === undefined ? false : mendFindings([here])(state, dispatch);
};

/** Looks again in the pause after a change; never inside a syllable. */
function watch(view: EditorView, linter: Linter) {
  let timer = 0;
  const look = (): void => {
    if (view.isDestroyed) return;
    if (view.composing) return later();
    view.dispatch(view.state.tr.setMeta(KEY, findingsOf(view.state.doc, linter)));
  };
  const later = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, PAUSE_MS);
  };
  later();
  return {
    update: (_: EditorView, before: EditorState): void => {
      if (!before.doc.eq(view.state.doc)) later();
    },
    destroy: () => window.clearTimeout(timer),
  };
}

/** The extension; a reader's sheet has none. */
export const WritingRules = Extension.create({
  name: 'writingRules',
  addKeyboardShortcuts() {
    const run = (command: Command) => (): boolean => {
      command(this.editor.state, this.editor.view.dispatch);
      return true;
    };
    return { F7: run(nextFinding), 'Alt-Enter': run(mendHere) };
  },
  addProseMirrorPlugins: () => {
    const linter = createLinter();
    return [
      new Plugin<Looked>({
        key: KEY,
        state: {
          init: () => NOTHING,
          apply(tr, before) {
            const findings = tr.getMeta(KEY) as readonly PlacedFinding[] | undefined;
            if (findings !== undefined) return looked(tr.doc, findings);
            if (!tr.docChanged) return before;
            return moved(before, tr);
          },
        },
        view: (view) => watch(view, linter),
        props: { decorations: (state) => KEY.getState(state)?.marks },
      }),
    ];
  },
});

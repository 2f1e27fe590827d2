/** Marks of items as decorations: computed by the rule, never stored. */

import { Extension } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { FACES, type Block } from '../../shared/collab/content.ts';
import { NODES } from '../../shared/collab/schema.ts';
import { marksFor } from '../../shared/writing/numbering.ts';
import { lineChangeOf } from './change.ts';
import { kindOf, levelOf } from './levels.ts';
import { rowsOf } from './line-rows.ts';
import { markWidth } from './mark-width.ts';
import { aroundChanged } from './parts/around.ts';
import { ALONE, type Around, type PartPlace } from './parts/joint.ts';

/** One block of the text as the outline and the marks need it. */
export interface OutlineBlock {
  readonly place: number;
  readonly size: number;
  readonly block: Block;
  readonly mark: string;
  readonly text: string;
}

/** A picture has no mark and no words: which one it is does not matter here. */
export const NO_PICTURE = {
  type: 'picture',
  level: 1,
  sha256: '',
  mediaType: 'image/png',
  size: 1,
  width: 1,
  height: 1,
  share: 1,
  alt: '',
} as const satisfies Block;

/** A line, table or picture as numbering needs it: without its words. */
export function bareBlock(node: ProseNode): Block {
  const level = levelOf(node.attrs['level']);
  if (node.type.name === NODES.table) return { type: 'table', level, header: node.attrs['header'] === true, rows: [] };
  if (node.type.name === NODES.picture) return NO_PICTURE;
  return { type: 'block', kind: kindOf(node.attrs['kind']), level, inlines: [] };
}

/** Texts of lines nobody changed are not put together again. */
const texts = new WeakMap<ProseNode, string>();
function textOf(node: ProseNode): string {
  const known = texts.get(node) ?? (node.type.name === NODES.block ? node.textContent : '');
  texts.set(node, known);
  return known;
}

/** All blocks with their marks by the rule, which counts on from the parts before and looks at those behind. */
export function outlineOf(doc: ProseNode, { before, after }: Around = ALONE.around()): OutlineBlock[] {
  const found: Omit<OutlineBlock, 'mark'>[] = [];
  doc.forEach((node, place) => found.push({ place, size: node.nodeSize, block: bareBlock(node), text: textOf(node) }));
  const marks = marksFor([...before, ...found.map(({ block }) => block), ...after]);
  return found.map((one, i) => ({ ...one, mark: marks[before.length + i] ?? '' }));
}

/**
 * Marks of whole lines. At every key the library asks each line for what is marked inside it, and goes through all marks of the sheet for the answer: with one
 * for each line that is the square of a paper's length. Inside a line there is none.
 */
class LineMarks extends DecorationSet {
  override forChild(): DecorationSet {
    return DecorationSet.empty;
  }
}

/** A set of marks that stand in order. Made as the library makes it inside, without its search through all lines for the line of each mark. */
function setOf(marks: readonly Decoration[]): DecorationSet {
  return marks.length === 0 ? DecorationSet.empty : (Reflect.construct(DecorationSet, [marks, []], LineMarks) as DecorationSet);
}

type Attributes = Readonly<Record<string, string>>;

/** Marks in order, and how each looks. */
interface Marked {
  readonly marks: readonly Decoration[];
  readonly looks: readonly Attributes[];
  readonly lines: readonly Looked[];
  readonly set: DecorationSet;
}

/** How a line with this mark looks in each face, and how high it is until it is laid out; null where nothing is to be said of it. */
function lookOf({ block, mark, text }: OutlineBlock): Attributes | null {
  if (block.type !== 'block') return null;
  const style = FACES.flatMap((face) => {
    const wide = mark === '' ? 0 : markWidth(mark, face) + 0.5;
    const rows = rowsOf(text, block.level - 1 + wide, face);
    return [...(mark === '' ? [] : [`--mark-${face}: ${wide.toFixed(3)}em`]), ...(rows === 1 ? [] : [`--rows-${face}: ${rows}`])];
  }).join('; ');
  if (mark === '') return style === '' ? null : { style };
  return { 'data-mark': mark, style };
}

/** A line and its look, to be known again: what comes from colleagues makes every line of the sheet anew, and its letters need not be counted again. */
interface Looked {
  readonly line: OutlineBlock;
  readonly look: Attributes | null;
}

/** The look of a line that stood there before, from the beginning or from the end; undefined where it is another one. */
function lookBefore({ block, mark, text }: OutlineBlock, before: readonly (Looked | undefined)[]): Attributes | null | undefined {
  const same = before.find((one) => one !== undefined && one.line.text === text && one.line.mark === mark && one.line.block.level === block.level);
  return same?.line.block.type === block.type ? same.look : undefined;
}

/** Lines that look alike share what says so. */
function shared(look: Attributes | null, known: Map<string, Attributes>): Attributes | null {
  if (look === null) return null;
  const name = `${look['data-mark'] ?? ''} ${look['style'] ?? ''}`;
  const found = known.get(name) ?? look;
  known.set(name, found);
  return found;
}

/** Marks of a sheet; `before` are the lines it had. */
export function markedIn(doc: ProseNode, around: Around = ALONE.around(), before: readonly Looked[] = []): Marked {
  const known = new Map<string, Attributes>();
  const looks: Attributes[] = [];
  const marks: Decoration[] = [];
  const lines: Looked[] = [];
  const outline = outlineOf(doc, around);
  for (const [i, one] of outline.entries()) {
    const stood = lookBefore(one, [before[i], before[i + before.length - outline.length]]);
    const look = stood === undefined ? shared(lookOf(one), known) : stood;
    lines.push({ line: one, look });
    if (look === null) continue;
    looks.push(look);
    marks.push(Decoration.node(one.place, one.place + one.size, look));
  }
  return { marks, looks, lines, set: setOf(marks) };
}

/** Letters within one line change no mark and move those behind; anything else is counted anew. */
export function followMarks(before: Marked, tr: Pick<Transaction, 'before' | 'doc' | 'docChanged'>, around: Around = ALONE.around()): Marked {
  if (!tr.docChanged) return before;
  const change = lineChangeOf(tr);
  if (change === null) return markedIn(tr.doc, around, before.lines);
  let [at, longer] = [Number.POSITIVE_INFINITY, 0];
  change.maps[0]?.forEach((start, end, newStart, newEnd) => ([at, longer] = [start, newEnd - newStart - (end - start)]));
  const { looks, lines } = before;
  const marks = before.marks.map((mark, i) =>
    mark.to <= at ? mark : Decoration.node(mark.from > at ? mark.from + longer : mark.from, mark.to + longer, looks[i] ?? {}),
  );
  return { marks, looks, lines, set: setOf(marks) };
}

/** The extension of a part at its place. */
export function itemMarks(place: PartPlace): Extension {
  return Extension.create({
    name: 'itemMarks',
    addProseMirrorPlugins: () => {
      const key = new PluginKey<Marked>('item-marks');
      return [
        new Plugin<Marked>({
          key,
          state: {
            init: (_config, state) => markedIn(state.doc, place.around()),
            apply: (tr, before) => (aroundChanged(tr) ? markedIn(tr.doc, place.around(), before.lines) : followMarks(before, tr, place.around())),
          },
          props: { decorations: (state) => key.getState(state)?.set },
        }),
      ];
    },
  });
}

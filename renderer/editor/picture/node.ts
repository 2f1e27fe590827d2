/** A picture on the sheet: named for who cannot see it, as wide as it is printed. */

import { Node, type NodeViewRenderer } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { NodeSelection, TextSelection, type Command } from '@tiptap/pm/state';
import type { PictureBlock } from '../../../shared/collab/content.ts';
import { NODES } from '../../../shared/collab/schema.ts';
import { WHOLE_WIDTH } from '../../../shared/collab/table.ts';
import { koPicture } from '../../i18n/ko-picture.ts';
import { levelOf } from '../levels.ts';
import type { PictureUrl } from './source.ts';

/** Attributes of the node, those of the room. */
const ATTRIBUTES = { level: 1, sha256: '', mediaType: 'image/png', size: 1, width: 1, height: 1, share: WHOLE_WIDTH, alt: '' } as const;

/** The node; its look comes from `pictureNode`. */
export const Picture = Node.create({
  name: NODES.picture,
  atom: true,
  selectable: true,
  draggable: false,
  addAttributes: () =>
    Object.fromEntries(
      Object.entries(ATTRIBUTES).map(([name, unset]) => [
        name,
        {
          default: unset,
          parseHTML: (element: HTMLElement) => {
            const said = element.dataset[name.toLowerCase()] ?? '';
            return typeof unset === 'number' ? Number(said) || unset : said;
          },
          renderHTML: (attributes: Record<string, unknown>) => ({ [`data-${name.toLowerCase()}`]: String(attributes[name]) }),
        },
      ]),
    ),
  parseHTML: () => [{ tag: 'figure[data-sha256]' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes],
});

function draw(figure: HTMLElement, image: HTMLImageElement, { attrs }: ProseNode): void {
  const alt = String(attrs['alt']);
  figure.dataset['level'] = String(levelOf(attrs['level']));
  figure.style.setProperty('--share', String(Number(attrs['share']) / WHOLE_WIDTH));
  image.alt = alt === '' ? koPicture.unnamed : alt;
  image.width = Number(attrs['width']);
  image.height = Number(attrs['height']);
}

function viewOf(urlOf: PictureUrl): NodeViewRenderer {
  return ({ node: first }) => {
    const dom = document.createElement('figure');
    dom.className = 'picture';
    const image = dom.appendChild(document.createElement('img'));
    let shown = '';
    const load = async (node: ProseNode): Promise<void> => {
      const sha256 = String(node.attrs['sha256']);
      if (sha256 === shown) return;
      shown = sha256;
      const url = await urlOf(sha256, String(node.attrs['mediaType']));
      if (shown !== sha256) return;
      dom.classList.toggle('missing', url === null);
      dom.dataset['said'] = url === null ? koPicture.missing : '';
      if (url === null) shown = '';
      else image.src = url;
    };
    draw(dom, image, first);
    void load(first);
    return {
      dom,
      update(node) {
        if (node.type !== first.type) return false;
        draw(dom, image, node);
        void load(node);
        return true;
      },
      ignoreMutation: () => true,
    };
  };
}

/** The node with its pictures fetched by `urlOf`. */
export function pictureNode(urlOf: PictureUrl): Node {
  return Picture.extend({ addNodeView: () => viewOf(urlOf) });
}

/** The selected picture and its place. */
export function selectedPicture(selection: unknown): { readonly node: ProseNode; readonly place: number } | null {
  return selection instanceof NodeSelection && selection.node.type.name === NODES.picture ? { node: selection.node, place: selection.from } : null;
}

/** Puts a picture behind the line with the caret, in the place of an empty one; it is selected, and there is a line behind it to write on. */
export function insertPicture(attributes: Omit<PictureBlock, 'type' | 'level'>): Command {
  return (state, dispatch) => {
    const { picture, block } = state.schema.nodes;
    const { $from } = state.selection;
    if (picture === undefined || block === undefined) return false;
    const top = $from.depth === 0 ? state.doc.nodeAt($from.pos) : $from.node(1);
    const [before, after] = $from.depth === 0 ? [$from.pos, $from.pos + (top?.nodeSize ?? 0)] : [$from.before(1), $from.after(1)];
    const node = picture.create({ ...attributes, level: levelOf(top?.attrs['level']) });
    const empty = top?.type === block && top.content.size === 0;
    const tr = empty ? state.tr.replaceWith(before, after, node) : state.tr.insert(after, node);
    const place = empty ? before : after;
    if (tr.doc.nodeAt(place + node.nodeSize) === null) tr.insert(place + node.nodeSize, block.create({ kind: 'plain', level: 1 }));
    dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, place)).scrollIntoView());
    return true;
  };
}

/** Enter on a picture: a line behind it. */
export const lineBehindPicture: Command = (state, dispatch) => {
  const selected = selectedPicture(state.selection);
  const block = state.schema.nodes[NODES.block];
  if (selected === null || block === undefined) return false;
  const after = selected.place + selected.node.nodeSize;
  const tr = state.tr.insert(after, block.create({ kind: 'plain', level: levelOf(selected.node.attrs['level']) }));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

/** Changes what a picture says. */
export function setPicture(place: number, change: Partial<Pick<PictureBlock, 'alt' | 'share'>>): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(place);
    if (node?.type.name !== NODES.picture) return false;
    const tr = state.tr.setNodeMarkup(place, undefined, { ...node.attrs, ...change });
    dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, place)));
    return true;
  };
}

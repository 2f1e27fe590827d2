/** HTML, pasted or from a file: paragraphs, lists and tables by what they mean, never by how they look. Nothing in it runs or is fetched. */

import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import type { Inline } from '../../collab/content.ts';
import { layGrid, type SpannedCell } from './grid.ts';
import type { NoteKind } from './notes.ts';
import { createPaper, type ForeignText, type Given, type Paper } from './paper.ts';
import { textOf } from './pieces.ts';

type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
type HtmlElement = DefaultTreeAdapterTypes.Element;
type Marks = Omit<Inline, 'text'>;

const BLOCKS = new Set(
  'address article aside blockquote body center dd details div dl dt figcaption figure footer form header hr html li main nav ol p pre section summary ul'.split(
    ' ',
  ),
);
const SKIPPED = new Set('script style head title meta link template noscript iframe select textarea input button'.split(' '));
const LOST: Readonly<Record<string, NoteKind>> = {
  img: 'PICTURE',
  svg: 'PICTURE',
  canvas: 'PICTURE',
  picture: 'PICTURE',
  math: 'EQUATION',
  object: 'OBJECT',
  embed: 'OBJECT',
  video: 'OBJECT',
  audio: 'OBJECT',
};
const DEPTH_MAX = 200;
const UNORDERED = ['square', 'circle', 'dash', 'dot'] as const;

interface Reading {
  readonly paper: Paper;
  /** Letters of the paragraph being read. */
  letters: Inline[];
  given: Given | null;
  heading: boolean;
}

const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node;

function attribute(element: HtmlElement, name: string): string {
  return element.attrs.find((one) => one.name === name)?.value ?? '';
}

/** Marks an element adds to those around it. */
function marksIn(element: HtmlElement, around: Marks): Marks {
  const style = attribute(element, 'style').toLowerCase();
  const weight = /font-weight:\s*(bold|bolder|normal|lighter|\d+)/.exec(style)?.[1] ?? '';
  // A clipboard may wrap everything in `<b style="font-weight:normal">`.
  const bold = weight === '' ? element.tagName === 'b' || element.tagName === 'strong' || around.bold === true : /bold/.test(weight) || Number(weight) >= 600;
  const underline = element.tagName === 'u' || element.tagName === 'ins' || /text-decoration[^;]*underline/.test(style) || around.underline === true;
  return { ...(bold ? { bold: true } : {}), ...(underline ? { underline: true } : {}) };
}

/** The paragraph that was being read ends. */
function flush(reading: Reading): void {
  const { letters, given, heading, paper } = reading;
  reading.letters = [];
  if (textOf(letters).trim() === '') return;
  paper.line(heading ? letters.map((one) => ({ ...one, bold: true })) : letters, given);
  reading.given = null;
}

function isHidden(element: HtmlElement): boolean {
  return /display:\s*none|mso-hide:\s*all/i.test(attribute(element, 'style'));
}

function childrenOf(element: HtmlElement, name: string): HtmlElement[] {
  return element.childNodes.filter((child): child is HtmlElement => isElement(child) && child.tagName === name);
}

function rowsOf(table: HtmlElement): HtmlElement[] {
  const groups = ['thead', 'tbody', 'tfoot'].flatMap((name) => childrenOf(table, name));
  return [...groups.flatMap((group) => childrenOf(group, 'tr')), ...childrenOf(table, 'tr')];
}

function cellText(nodes: readonly HtmlNode[], marks: Marks, paper: Paper, depth: number): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    if (node.nodeName === '#text') return [{ text: plainText(node), ...marks }];
    if (!isElement(node) || SKIPPED.has(node.tagName) || isHidden(node)) return [];
    const lost = LOST[node.tagName];
    if (lost !== undefined) paper.note(lost);
    if (node.tagName === 'br') return [{ text: '\n' }];
    if (node.tagName === 'table') paper.note('NESTED');
    if (lost !== undefined || depth > DEPTH_MAX) return [];
    if (isLink(node)) paper.note('LINK');
    const inner = cellText(node.childNodes, marksIn(node, marks), paper, depth + 1);
    return BLOCKS.has(node.tagName) || /^(?:h[1-6]|tr)$/.test(node.tagName)
      ? [...inner, { text: '\n' }]
      : node.tagName === 'td'
        ? [...inner, { text: ' ' }]
        : inner;
  });
}

function plainText(node: HtmlNode): string {
  return 'value' in node ? node.value.replace(/[ \t\r\n\f]+/g, ' ') : '';
}

function isLink(element: HtmlElement): boolean {
  return element.tagName === 'a' && /^https?:/i.test(attribute(element, 'href'));
}

/** What an element says of its width, in its own unit; 0 where it says nothing or a share. */
function widthOf(element: HtmlElement): number {
  const styled = /(?:^|;)\s*width:\s*([\d.]+)(?:px|pt|mm|cm|in)/.exec(attribute(element, 'style').toLowerCase());
  return Number(styled?.[1] ?? /^([\d.]+)(?:px)?$/.exec(attribute(element, 'width'))?.[1] ?? 0);
}

/** Widths as the columns say them (spreadsheets), else the first row with a cell for each column (Hangul). */
function widthsOf(table: HtmlElement): number[] {
  const columns = [table, ...childrenOf(table, 'colgroup')].flatMap((group) => childrenOf(group, 'col'));
  if (columns.length > 0) {
    const spread = columns.flatMap((column) => Array.from({ length: Math.min(200, Number(attribute(column, 'span')) || 1) }, () => widthOf(column)));
    return spread.slice(0, 200);
  }
  const rows = rowsOf(table).map((row) => row.childNodes.filter((cell): cell is HtmlElement => isElement(cell) && /^t[dh]$/.test(cell.tagName)));
  const plain = rows.filter((row) => row.every((cell) => (Number(attribute(cell, 'colspan')) || 1) === 1));
  return plain.toSorted((a, b) => b.length - a.length)[0]?.map(widthOf) ?? [];
}

function table(element: HtmlElement, reading: Reading, depth: number): void {
  const rows = rowsOf(element).map((row) => row.childNodes.filter((cell): cell is HtmlElement => isElement(cell) && /^t[dh]$/.test(cell.tagName)));
  const cells = rows.map((row) =>
    row.map((cell): SpannedCell => {
      const span = (name: string): number => Number(attribute(cell, name)) || 1;
      return { inlines: cellText(cell.childNodes, marksIn(cell, {}), reading.paper, depth), columns: span('colspan'), rows: span('rowspan') };
    }),
  );
  const { grid, spans, cut } = layGrid(cells);
  if (cut) reading.paper.note('DEEP');
  reading.paper.table({ rows: grid, header: grid.length > 1, spans, widths: widthsOf(element), pictures: [] });
}

/** Kind and level of a list's entries: numbered ones are items, others the marks of reports. */
function listed(tag: string, depth: number): Given {
  if (tag === 'ol') return { kind: 'item', level: Math.min(8, depth) };
  const at = Math.min(4, depth);
  return { kind: UNORDERED[at - 1] ?? 'dot', level: at };
}

interface Around {
  readonly marks: Marks;
  readonly lists: readonly string[];
  readonly depth: number;
}

function element(node: HtmlElement, reading: Reading, around: Around): void {
  const tag = node.tagName;
  const inside: Around = {
    marks: marksIn(node, around.marks),
    lists: tag === 'ol' || tag === 'ul' ? [...around.lists, tag] : around.lists,
    depth: around.depth + 1,
  };
  const lost = LOST[tag];
  if (SKIPPED.has(tag) || isHidden(node)) return;
  if (lost !== undefined || around.depth > DEPTH_MAX) return reading.paper.note(lost ?? 'DEEP');
  if (tag === 'br') return void reading.letters.push({ text: '\n' });
  if (isLink(node)) reading.paper.note('LINK');
  const heading = /^h[1-6]$/.test(tag);
  if (!BLOCKS.has(tag) && !heading && tag !== 'table') return walk(node.childNodes, reading, inside);
  flush(reading);
  if (tag === 'table') return table(node, reading, around.depth);
  if (tag === 'li') reading.given = listed(around.lists.at(-1) ?? 'ul', Math.max(1, around.lists.length));
  reading.heading = heading;
  walk(node.childNodes, reading, inside);
  flush(reading);
  reading.heading = false;
  if (tag === 'li') reading.given = null;
}

function walk(nodes: readonly HtmlNode[], reading: Reading, around: Around): void {
  for (const node of nodes) {
    if (node.nodeName === '#text') reading.letters.push({ text: plainText(node), ...around.marks });
    else if (isElement(node)) element(node, reading, around);
  }
}

/** Reads HTML; whatever stands in it, there is an answer. `continues` as in `createPaper`. */
export function readHtml(source: string, continues = false): ForeignText {
  const reading: Reading = { paper: createPaper(continues), letters: [], given: null, heading: false };
  // A clipboard's own marks say where the copied part begins.
  const part = /<!--StartFragment-->([\s\S]*)<!--EndFragment-->/.exec(source)?.[1] ?? source;
  walk(parse(/<t[drh][\s>]/i.test(part) && !/<table/i.test(part) ? `<table>${part}</table>` : part).childNodes, reading, { marks: {}, lists: [], depth: 0 });
  flush(reading);
  return reading.paper.finish();
}

/** HWPX (KS X 6101, OWPML): sections in reading order, paragraphs, tables, notes; everything else is counted as lost. */

import type { Inline } from '../../collab/content.ts';
import type { Archive } from '../archive/zip-read.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { PICTURE_MOST } from '../../policy/guard/picture.ts';
import { layGrid, type SpannedCell } from './grid.ts';
import { hwpxStyles, type HwpxStyles } from './hwpx-styles.ts';
import type { NoteKind } from './notes.ts';
import { createPaper, type ForeignText, type Paper } from './paper.ts';
import { textOf } from './pieces.ts';
import { partOf, type PartCode } from './part.ts';
import { allOf, attributeOf, childOf, DEPTH_MAX, elementsOf, nameOf, type Element } from './xml.ts';

interface Reading {
  readonly paper: Paper;
  readonly styles: HwpxStyles;
  /** Bytes of an item of the package by its id. */
  readonly media: (id: string) => Uint8Array | null;
}

/** Controls that are counted and left out. */
const LOST: Readonly<Record<string, NoteKind>> = {
  equation: 'EQUATION',
  header: 'HEADER',
  footer: 'HEADER',
  ole: 'OBJECT',
  chart: 'OBJECT',
  video: 'OBJECT',
  hiddenComment: 'COMMENT',
  memo: 'COMMENT',
};
const SHAPES = new Set(['rect', 'ellipse', 'polygon', 'arc', 'curve', 'line', 'connectLine', 'container', 'textart', 'compose', 'dutmal']);

/** Text of a `t` element: its letters and the signs it writes as elements. */
function lettersOf(t: Element): string {
  let text = '';
  for (let node = t.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === 3 || node.nodeType === 4) text += node.nodeValue ?? '';
    else if (node.nodeType === 1) {
      const name = nameOf(node as Element);
      if (name === 'lineBreak') text += '\n';
      else if (name === 'hyphen') text += '-';
      else if (name === 'tab' || name === 'nbSpace' || name === 'fwSpace') text += ' ';
      else if (name !== 'deleteBegin' && name !== 'deleteEnd') text += lettersOf(node as Element);
    }
  }
  return text;
}

/** What stands behind a paragraph that holds it: tables, text boxes, notes. */
type Behind = () => void;

/** Lines of a text that hangs on a paragraph. */
function linesIn(element: Element, reading: Reading, depth: number): Inline[][] {
  const lists = allOf(element, 'subList');
  return (lists[0] === undefined ? [] : elementsOf(lists[0])).filter((p) => nameOf(p) === 'p').map((p) => paragraph(p, reading, depth + 1, null));
}

/** A note hangs on the letters before it; a footnote stays one, an endnote becomes one. */
function footnote(element: Element, reading: Reading, depth: number): Inline[] {
  const lines = linesIn(element, reading, depth).map(textOf);
  if (nameOf(element) === 'endNote') reading.paper.note('ENDNOTE');
  return [{ text: '', note: lines.join(' ') }];
}

function textBox(shape: Element, reading: Reading, depth: number): Behind | null {
  const drawn = allOf(shape, 'drawText');
  if (drawn.length === 0) {
    reading.paper.note('OBJECT');
    return null;
  }
  reading.paper.note('TEXT_BOX');
  const lines = drawn.flatMap((text) => linesIn(text, reading, depth));
  return () => lines.forEach((line) => reading.paper.line(line));
}

function cellOf(tc: Element, reading: Reading, depth: number): SpannedCell {
  const nested = allOf(tc, 'tbl').length;
  if (nested > 0) reading.paper.note('NESTED', nested);
  const lines = linesIn(tc, reading, depth);
  const [address, span] = [childOf(tc, 'cellAddr'), childOf(tc, 'cellSpan')];
  const place = address === undefined ? {} : { row: Number(attributeOf(address, 'rowAddr')) || 0, column: Number(attributeOf(address, 'colAddr')) || 0 };
  return {
    inlines: lines.flatMap((line, i) => (i === 0 ? line : [{ text: '\n' }, ...line])),
    columns: Number(attributeOf(span, 'colSpan')) || 1,
    rows: Number(attributeOf(span, 'rowSpan')) || 1,
    ...place,
  };
}

function cellsOf(tbl: Element): Element[][] {
  const rows = elementsOf(tbl).filter((tr) => nameOf(tr) === 'tr');
  return rows.map((tr) => elementsOf(tr).filter((tc) => nameOf(tc) === 'tc'));
}

/** The table behind its paragraph. */
function table(tbl: Element, reading: Reading, depth: number): Behind {
  const cells = cellsOf(tbl);
  const { grid, spans, cut } = layGrid(cells.map((row) => row.map((tc) => cellOf(tc, reading, depth))));
  if (cut) reading.paper.note('DEEP');
  const widths: number[] = [];
  for (const tc of cells.flat()) {
    const column = Number(attributeOf(childOf(tc, 'cellAddr'), 'colAddr'));
    if (attributeOf(childOf(tc, 'cellSpan'), 'colSpan') === '1' && column < 200) widths[column] ??= Number(attributeOf(childOf(tc, 'cellSz'), 'width'));
  }
  const header = (cells[0] ?? []).some((tc) => attributeOf(tc, 'header') === '1') || grid.length > 1;
  return () => reading.paper.table({ rows: grid, header, spans, widths: Array.from(widths, (width) => width ?? 0) });
}

/** HWPUNIT in a millimetre. */
const UNIT_MM = 7200 / 25.4;

/** A picture behind its paragraph, in a line of its own. */
function picture(pic: Element, { paper, media }: Reading): Behind {
  const bytes = media(attributeOf(allOf(pic, 'img')[0], 'binaryItemIDRef'));
  const wide = Number(attributeOf(childOf(pic, 'sz'), 'width')) / UNIT_MM;
  const alt = childOf(pic, 'shapeComment')?.textContent ?? '';
  return () => (bytes === null ? paper.note('PICTURE') : paper.picture({ bytes, wide: wide > 0 ? wide : null, alt }));
}

/** One thing inside a run; the letters of tables inside cells become letters of the cell. */
function control(element: Element, reading: Reading, depth: number, behind: Behind[] | null): Inline[] {
  const name = nameOf(element);
  const lost = LOST[name];
  if (lost !== undefined) {
    reading.paper.note(lost);
    return [];
  }
  if (name === 'tbl' && behind === null) return cellsOf(element).flatMap((row) => row.flatMap((tc) => [...linesIn(tc, reading, depth).flat(), { text: ' ' }]));
  if (name === 'pic' && behind === null) reading.paper.note('PICTURE');
  else if (name === 'pic') behind?.push(picture(element, reading));
  else if (name === 'tbl') behind?.push(table(element, reading, depth));
  else if (name === 'footNote' || name === 'endNote') return footnote(element, reading, depth);
  else if (SHAPES.has(name)) {
    const after = textBox(element, reading, depth);
    if (after !== null) behind?.push(after);
  } else if (name === 'fieldBegin' && attributeOf(element, 'type') === 'HYPERLINK') reading.paper.note('LINK');
  else if (name === 'ctrl') return elementsOf(element).flatMap((child) => control(child, reading, depth, behind));
  return [];
}

/** Letters of a paragraph; what hangs on it goes into `behind`, or among the letters where that is null. */
function paragraph(p: Element, reading: Reading, depth: number, behind: Behind[] | null): Inline[] {
  if (depth > DEPTH_MAX / 4) {
    reading.paper.note('DEEP');
    return [];
  }
  return elementsOf(p).flatMap((run) => {
    if (nameOf(run) !== 'run') return [];
    const style = reading.styles.letters.get(attributeOf(run, 'charPrIDRef'));
    const marks = { ...(style?.bold === true ? { bold: true as const } : {}), ...(style?.underline === true ? { underline: true as const } : {}) };
    return elementsOf(run).flatMap((child): Inline[] =>
      nameOf(child) === 't' ? [{ text: lettersOf(child), ...marks }] : control(child, reading, depth, behind),
    );
  });
}

/** Sections as the package lists them, else by their names. */
function sectionNames(archive: Archive): string[] {
  const names = archive.entries.map((entry) => entry.name).filter((name) => /^Contents\/section\d+\.xml$/.test(name));
  return names.toSorted((a, b) => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0]));
}

/** Items of the package by their ids. */
function mediaOf(archive: Archive, manifest: Element | null): Reading['media'] {
  const items = manifest === null ? [] : allOf(manifest, 'item');
  const places = new Map(items.map((item) => [attributeOf(item, 'id'), attributeOf(item, 'href').replace(/^\//, '')]));
  return (id) => {
    const bytes = archive.read(places.get(id) ?? '', PICTURE_MOST.bytes + 1);
    return bytes.ok ? bytes.value : null;
  };
}

/** Reads an HWPX file whose archive is open. */
export function readHwpx(archive: Archive, continues: boolean): Result<ForeignText, PartCode> {
  const names = sectionNames(archive);
  if (names.length === 0)
    return err('FILE_BROKEN', '한글 문서의 본문을 찾을 수 없습니다. 아무것도 가져오지 않았습니다. 한글에서 HWPX로 다시 저장해 고르십시오.');
  const head = partOf(archive, 'Contents/header.xml');
  if (!head.ok) return head;
  const manifest = partOf(archive, 'Contents/content.hpf');
  const media = mediaOf(archive, manifest.ok ? manifest.value : null);
  const reading: Reading = { paper: createPaper(continues), styles: hwpxStyles(head.value), media };
  for (const name of names) {
    const section = partOf(archive, name);
    if (!section.ok) return section;
    for (const p of section.value === null ? [] : elementsOf(section.value)) {
      if (nameOf(p) !== 'p') continue;
      const behind: Behind[] = [];
      const letters = paragraph(p, reading, 0, behind);
      reading.paper.line(letters, reading.styles.paragraphs.get(attributeOf(p, 'paraPrIDRef')) ?? null);
      behind.forEach((tell) => tell());
    }
  }
  return ok(reading.paper.finish());
}

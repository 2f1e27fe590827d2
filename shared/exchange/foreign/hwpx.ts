/** HWPX (KS X 6101, OWPML): sections in reading order, paragraphs, tables, notes; everything else is counted as lost. */

import type { Face, Inline } from '../../collab/content.ts';
import type { Archive } from '../archive/zip-read.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { PICTURE_MOST } from '../../policy/guard/picture.ts';
import { layGrid, type SpannedCell } from './grid.ts';
import { hwpxStyles, type HwpxStyles } from './hwpx-styles.ts';
import type { NoteKind } from './notes.ts';
import { createPaper, type CellPicture, type ForeignText, type Paper } from './paper.ts';
import type { FoundPicture } from './pictures.ts';
import { textOf } from './pieces.ts';
import { partOf, type PartCode } from './part.ts';
import { allOf, attributeOf, childOf, DEPTH_MAX, elementsOf, nameOf, outermostOf, type Element } from './xml.ts';

interface Reading {
  readonly paper: Paper;
  readonly styles: HwpxStyles;
  /** Bytes of an item of the package by its id. */
  readonly media: (id: string) => Uint8Array | null;
  /** Letters so far by the face they stand in. */
  readonly faces: Record<Face, number>;
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

/** A picture of the package; null where its file is not in it. */
type Picture = FoundPicture | null;

/**
 * Where what a paragraph holds goes: `behind` it in the body; among its letters in a cell, whose pictures go to `moved`; in a note among its letters too, without
 * pictures.
 */
type Place =
  | { readonly in: 'body'; readonly behind: (() => void)[] }
  | { readonly in: 'cell'; readonly moved: (picture: Picture) => void }
  | { readonly in: 'note' };

const NOTE: Place = { in: 'note' };

/** Paragraphs of a text that hangs on another. */
function paragraphsIn(element: Element): Element[] {
  const [list] = allOf(element, 'subList');
  return (list === undefined ? [] : elementsOf(list)).filter((p) => nameOf(p) === 'p');
}

const linesIn = (element: Element, reading: Reading, depth: number, place: Place): Inline[][] =>
  paragraphsIn(element).map((p) => paragraph(p, reading, depth + 1, place));

/** A note hangs on the letters before it; a footnote stays one, an endnote becomes one. */
function footnote(element: Element, reading: Reading, depth: number): Inline[] {
  const lines = linesIn(element, reading, depth, NOTE).map(textOf);
  if (nameOf(element) === 'endNote') reading.paper.note('ENDNOTE');
  return [{ text: '', note: lines.join(' ') }];
}

/** A shape, or a group of them: text boxes give their lines, pictures stay pictures, what it shows otherwise is lost. */
function shape(element: Element, reading: Reading, depth: number, place: Place): Inline[] {
  const boxes = outermostOf(element, 'drawText');
  const pictures = outermostOf(element, 'pic', 'drawText');
  if (boxes.length === 0 && pictures.length === 0) reading.paper.note('OBJECT');
  if (boxes.length > 0) reading.paper.note('TEXT_BOX', boxes.length);
  const letters = boxes.flatMap(paragraphsIn).flatMap((p): Inline[] => {
    if (place.in !== 'body') return [{ text: ' (' }, ...paragraph(p, reading, depth + 1, place), { text: ')' }];
    const behind: (() => void)[] = [];
    const line = paragraph(p, reading, depth + 1, { in: 'body', behind });
    place.behind.push(() => reading.paper.line(line), ...behind);
    return [];
  });
  for (const pic of pictures) shown(pictureOf(pic, reading), reading, place);
  return letters;
}

function cellOf(tc: Element, reading: Reading, depth: number, moved: (picture: Picture) => void): SpannedCell {
  const nested = allOf(tc, 'tbl').length;
  if (nested > 0) reading.paper.note('NESTED', nested);
  const lines = linesIn(tc, reading, depth, { in: 'cell', moved });
  const span = childOf(tc, 'cellSpan');
  return {
    inlines: lines.flatMap((line, i) => (i === 0 ? line : [{ text: '\n' }, ...line])),
    columns: Number(attributeOf(span, 'colSpan')) || 1,
    rows: Number(attributeOf(span, 'rowSpan')) || 1,
    ...placeOf(tc),
  };
}

/** Row and column of a cell from 0, where the format says them. */
function placeOf(tc: Element): { readonly row: number; readonly column: number } | null {
  const address = childOf(tc, 'cellAddr');
  return address === undefined ? null : { row: Number(attributeOf(address, 'rowAddr')) || 0, column: Number(attributeOf(address, 'colAddr')) || 0 };
}

function cellsOf(tbl: Element): Element[][] {
  const rows = elementsOf(tbl).filter((tr) => nameOf(tr) === 'tr');
  return rows.map((tr) => elementsOf(tr).filter((tc) => nameOf(tc) === 'tc'));
}

/** The table behind its paragraph. */
function table(tbl: Element, reading: Reading, depth: number): () => void {
  const cells = cellsOf(tbl);
  const pictures: CellPicture[] = [];
  const found = cells.map((row, r) =>
    row.map((tc, c) => {
      const at = placeOf(tc) ?? { row: r, column: c };
      return cellOf(tc, reading, depth, (picture) => void pictures.push({ row: at.row + 1, column: at.column + 1, picture }));
    }),
  );
  const { grid, spans, cut } = layGrid(found);
  if (cut) reading.paper.note('DEEP');
  const widths: number[] = [];
  for (const tc of cells.flat()) {
    const column = Number(attributeOf(childOf(tc, 'cellAddr'), 'colAddr'));
    if (attributeOf(childOf(tc, 'cellSpan'), 'colSpan') === '1' && column < 200) widths[column] ??= Number(attributeOf(childOf(tc, 'cellSz'), 'width'));
  }
  const header = (cells[0] ?? []).some((tc) => attributeOf(tc, 'header') === '1') || grid.length > 1;
  return () => reading.paper.table({ rows: grid, header, spans, widths: Array.from(widths, (width) => width ?? 0), pictures });
}

/** HWPUNIT in a millimetre. */
const UNIT_MM = 7200 / 25.4;

function pictureOf(pic: Element, { media }: Reading): Picture {
  const bytes = media(attributeOf(allOf(pic, 'img')[0], 'binaryItemIDRef'));
  const wide = Number(attributeOf(childOf(pic, 'sz'), 'width')) / UNIT_MM;
  const alt = childOf(pic, 'shapeComment')?.textContent ?? '';
  return bytes === null ? null : { bytes, wide: wide > 0 ? wide : null, alt };
}

/** A picture behind its paragraph in a line of its own, or behind the table whose cell it stands in. */
function shown(picture: Picture, { paper }: Reading, place: Place): void {
  if (place.in === 'body') place.behind.push(() => (picture === null ? paper.note('PICTURE') : paper.picture(picture)));
  else if (place.in === 'cell') place.moved(picture);
  else paper.note('PICTURE');
}

/** One thing inside a run; the letters of tables inside cells become letters of the cell. */
function control(element: Element, reading: Reading, depth: number, place: Place): Inline[] {
  const name = nameOf(element);
  const lost = LOST[name];
  if (lost !== undefined) {
    reading.paper.note(lost);
    return [];
  }
  if (name === 'tbl' && place.in !== 'body') {
    return cellsOf(element).flatMap((row) => row.flatMap((tc) => [...linesIn(tc, reading, depth, place).flat(), { text: ' ' }]));
  }
  if (name === 'tbl' && place.in === 'body') place.behind.push(table(element, reading, depth));
  else if (name === 'pic') shown(pictureOf(element, reading), reading, place);
  else if (name === 'footNote' || name === 'endNote') return footnote(element, reading, depth);
  else if (SHAPES.has(name)) return shape(element, reading, depth, place);
  else if (name === 'fieldBegin' && attributeOf(element, 'type') === 'HYPERLINK') reading.paper.note('LINK');
  else if (name === 'ctrl') return elementsOf(element).flatMap((child) => control(child, reading, depth, place));
  return [];
}

/** Letters of a paragraph; what hangs on it goes where `place` says. */
function paragraph(p: Element, reading: Reading, depth: number, place: Place): Inline[] {
  if (depth > DEPTH_MAX / 4) {
    reading.paper.note('DEEP');
    return [];
  }
  return elementsOf(p).flatMap((run) => {
    if (nameOf(run) !== 'run') return [];
    const style = reading.styles.letters.get(attributeOf(run, 'charPrIDRef'));
    const marks = { ...(style?.bold === true ? { bold: true as const } : {}), ...(style?.underline === true ? { underline: true as const } : {}) };
    return elementsOf(run).flatMap((child): Inline[] => {
      if (nameOf(child) !== 't') return control(child, reading, depth, place);
      const text = lettersOf(child);
      reading.faces[style?.face ?? 'sans'] += text.trim().length;
      return [{ text, ...marks }];
    });
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
  const reading: Reading = { paper: createPaper(continues), styles: hwpxStyles(head.value), media, faces: { sans: 0, serif: 0 } };
  for (const name of names) {
    const section = partOf(archive, name);
    if (!section.ok) return section;
    for (const p of section.value === null ? [] : elementsOf(section.value)) {
      if (nameOf(p) !== 'p') continue;
      const behind: (() => void)[] = [];
      const letters = paragraph(p, reading, 0, { in: 'body', behind });
      reading.paper.line(letters, reading.styles.paragraphs.get(attributeOf(p, 'paraPrIDRef')) ?? null);
      behind.forEach((tell) => tell());
    }
  }
  const { sans, serif } = reading.faces;
  if (serif > sans && !continues) reading.paper.note('FACE');
  return ok({ ...reading.paper.finish(), face: serif > sans ? 'serif' : 'sans' });
}

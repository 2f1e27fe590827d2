/** DOCX (ECMA-376 WordprocessingML): paragraphs, lists, tables and notes; tracked changes as if accepted, everything else counted as lost. */

import type { Inline } from '../../collab/content.ts';
import type { Archive } from '../archive/zip-read.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { PICTURE_MOST } from '../../policy/guard/picture.ts';
import { docxStyles, isOn, numberingOf, type DocxStyles } from './docx-styles.ts';
import { layGrid, type SpannedCell } from './grid.ts';
import type { NoteKind } from './notes.ts';
import { createPaper, type CellPicture, type ForeignText, type Given, type Paper } from './paper.ts';
import type { FoundPicture } from './pictures.ts';
import { textOf } from './pieces.ts';
import { partOf, type PartCode } from './part.ts';
import { allOf, attributeOf, childOf, DEPTH_MAX, elementsOf, nameOf, outermostOf, type Element } from './xml.ts';

interface Reading {
  readonly paper: Paper;
  readonly styles: DocxStyles;
  /** Elements of foot- and endnotes by kind and id. */
  readonly notes: ReadonlyMap<string, Element>;
  /** Bytes of a part the text refers to by the id of a relation. */
  readonly media: (id: string) => Uint8Array | null;
}

/** What hangs on a paragraph: lines of text boxes, and pictures. */
type Hanging = { readonly inlines: readonly Inline[]; readonly given: Given | null } | { readonly picture: FoundPicture };

const LOST: Readonly<Record<string, NoteKind>> = {
  commentReference: 'COMMENT',
  oMath: 'EQUATION',
  oMathPara: 'EQUATION',
  object: 'OBJECT',
  altChunk: 'OBJECT',
};
const SIGNS: Readonly<Record<string, string>> = { tab: ' ', ptab: ' ', br: '\n', cr: '\n', noBreakHyphen: '-' };
/** Elements whose content counts as if they were not there. */
const THROUGH = new Set(['ins', 'moveTo', 'hyperlink', 'smartTag', 'fldSimple', 'sdt', 'sdtContent', 'customXml', 'bdo', 'dir']);

/** English Metric Units in a millimetre. */
const EMU_MM = 36_000;

/** Pictures of a drawing, but for those in its text boxes; how many its files are missing for is lost. */
function picturesIn(element: Element, { paper, media }: Reading): Hanging[] {
  const wide = Number(attributeOf(allOf(element, 'extent')[0], 'cx')) / EMU_MM;
  const said = allOf(element, 'docPr')[0];
  const alt = attributeOf(said, 'descr') || attributeOf(said, 'title');
  const outside = (name: string): Element[] => outermostOf(element, name, 'txbxContent');
  const named = [...outside('blip').map((blip) => attributeOf(blip, 'embed')), ...outside('imagedata').map((data) => attributeOf(data, 'id'))];
  return named.flatMap((id): Hanging[] => {
    const bytes = media(id);
    if (bytes === null) paper.note('PICTURE');
    return bytes === null ? [] : [{ picture: { bytes, wide: named.length === 1 && wide > 0 ? wide : null, alt } }];
  });
}

/** Paragraphs of a text box, those of its tables too. */
function boxLines(parent: Element): Element[] {
  return elementsOf(parent).flatMap((child) => (nameOf(child) === 'p' ? [child] : boxLines(child)));
}

/** Text boxes and pictures of a drawing hang on the paragraph; what it shows otherwise is lost. */
function drawing(element: Element, reading: Reading, hanging: Hanging[], depth: number): void {
  const boxes = outermostOf(element, 'txbxContent');
  if (boxes.length > 0) reading.paper.note('TEXT_BOX', boxes.length);
  for (const p of boxes.flatMap(boxLines)) {
    const inside: Hanging[] = [];
    hanging.push({ inlines: lettersOf(p, reading, inside, depth + 1), given: null }, ...inside);
  }
  const shown = allOf(element, 'blip').length + allOf(element, 'imagedata').length;
  if (boxes.length === 0 && shown === 0) return reading.paper.note(allOf(element, 'chart').length > 0 ? 'OBJECT' : 'PICTURE');
  hanging.push(...picturesIn(element, reading));
}

/** A note hangs on the letters before it; a footnote stays one, an endnote becomes one. */
function note(run: Element, kind: 'footnote' | 'endnote', reading: Reading, hanging: Hanging[], depth: number): Inline[] {
  const element = reading.notes.get(`${kind} ${attributeOf(run, 'id')}`);
  if (element === undefined) return [];
  if (kind === 'endnote') reading.paper.note('ENDNOTE');
  const lines = allOf(element, 'p').map((p) => textOf(lettersOf(p, reading, hanging, depth + 1)));
  return [{ text: '', note: lines.join(' ') }];
}

function inRun(element: Element, marks: Omit<Inline, 'text'>, reading: Reading, hanging: Hanging[], depth: number): Inline[] {
  const name = nameOf(element);
  if (name === 't') return [{ text: element.textContent ?? '', ...marks }];
  const sign = SIGNS[name];
  if (sign !== undefined) return attributeOf(element, 'type') === 'page' ? [] : [{ text: sign }];
  if (name === 'footnoteReference') return note(element, 'footnote', reading, hanging, depth);
  if (name === 'endnoteReference') return note(element, 'endnote', reading, hanging, depth);
  if (name === 'drawing' || name === 'pict') drawing(element, reading, hanging, depth);
  else if (name === 'AlternateContent') {
    const choice = childOf(element, 'Choice') ?? childOf(element, 'Fallback');
    return choice === undefined ? [] : elementsOf(choice).flatMap((child) => inRun(child, marks, reading, hanging, depth + 1));
  } else if (LOST[name] !== undefined) reading.paper.note(LOST[name]);
  return [];
}

function runLetters(run: Element, reading: Reading, hanging: Hanging[], depth: number): Inline[] {
  const properties = childOf(run, 'rPr');
  if (isOn(properties, 'vanish')) return [];
  const marks = { ...(isOn(properties, 'b') ? { bold: true as const } : {}), ...(isOn(properties, 'u') ? { underline: true as const } : {}) };
  return elementsOf(run).flatMap((child) => inRun(child, marks, reading, hanging, depth));
}

/** Letters of a paragraph or of what stands in one. */
function lettersOf(parent: Element, reading: Reading, hanging: Hanging[], depth: number): Inline[] {
  if (depth > DEPTH_MAX / 4) {
    reading.paper.note('DEEP');
    return [];
  }
  return elementsOf(parent).flatMap((child): Inline[] => {
    const name = nameOf(child);
    if (name === 'r') return runLetters(child, reading, hanging, depth);
    if (name === 'AlternateContent') return inRun(child, {}, reading, hanging, depth + 1);
    if (name === 'hyperlink') reading.paper.note('LINK');
    if (name === 'del' || name === 'moveFrom') reading.paper.note('DELETED');
    else if (THROUGH.has(name)) return lettersOf(child, reading, hanging, depth + 1);
    else if (LOST[name] !== undefined) reading.paper.note(LOST[name]);
    return [];
  });
}

function paragraph(p: Element, reading: Reading): void {
  const { paper, styles } = reading;
  const properties = childOf(p, 'pPr');
  const style = styles.styles.get(attributeOf(childOf(properties, 'pStyle'), 'val'));
  const numbering = numberingOf(properties) ?? style?.numbering ?? null;
  const given = numbering === null ? null : styles.given(numbering.list, numbering.depth);
  const hanging: Hanging[] = [];
  const letters = lettersOf(p, reading, hanging, 0);
  if (style?.title === true) paper.title(letters);
  else if (style?.heading === true && given === null) paper.line(letters.map((inline) => ({ ...inline, bold: true })));
  else paper.line(letters, given);
  for (const one of hanging) {
    if ('picture' in one) paper.picture(one.picture);
    else paper.line(one.inlines, one.given);
  }
}

/** Text of a cell: its paragraphs as lines, what hangs on them in brackets, a table in it as words. Its pictures go to `moved`. */
function cellText(tc: Element, reading: Reading, depth: number, moved: (picture: FoundPicture) => void): Inline[] {
  return elementsOf(tc).flatMap((child): Inline[] => {
    const name = nameOf(child);
    if (name === 'sdt' || name === 'sdtContent') return cellText(child, reading, depth + 1, moved);
    if (name === 'tbl') {
      reading.paper.note('NESTED');
      if (depth > DEPTH_MAX / 4) return [];
      return rowsOf(child).flatMap((row) => row.flatMap((cell) => [...cellText(cell, reading, depth + 1, moved), { text: ' ' }]));
    }
    if (name !== 'p') return [];
    const hanging: Hanging[] = [];
    const letters = lettersOf(child, reading, hanging, depth);
    const hung = hanging.flatMap((one) => {
      if ('picture' in one) moved(one.picture);
      return 'picture' in one || textOf(one.inlines) === '' ? [] : [{ text: ' (' }, ...one.inlines, { text: ')' }];
    });
    return [...letters, ...hung, { text: '\n' }];
  });
}

function rowsOf(tbl: Element): Element[][] {
  const rows = elementsOf(tbl).flatMap((tr) => (nameOf(tr) === 'sdt' ? allOf(tr, 'tr') : nameOf(tr) === 'tr' ? [tr] : []));
  return rows.map((tr) => elementsOf(tr).flatMap((tc) => (nameOf(tc) === 'sdt' ? allOf(tc, 'tc') : nameOf(tc) === 'tc' ? [tc] : [])));
}

/** Cells by their places. A cell that goes on from the one above (`vMerge`) makes that one a row deeper. */
function placedCells(tbl: Element, reading: Reading, moved: (picture: CellPicture) => void): SpannedCell[][] {
  let above = new Map<number, { rows: number }>();
  return rowsOf(tbl).map((row, r) => {
    const open = new Map<number, { rows: number }>();
    let column = 0;
    const cells = row.flatMap((tc): SpannedCell[] => {
      const properties = childOf(tc, 'tcPr');
      const columns = Number(attributeOf(childOf(properties, 'gridSpan'), 'val')) || 1;
      const [merge, at] = [childOf(properties, 'vMerge'), column];
      column += columns;
      const begun = merge !== undefined && attributeOf(merge, 'val') !== 'restart' ? above.get(at) : undefined;
      if (begun !== undefined) {
        begun.rows += 1;
        open.set(at, begun);
        return [];
      }
      const inlines = cellText(tc, reading, 0, (picture) => moved({ row: r + 1, column: at + 1, picture }));
      const cell = { inlines, columns, rows: 1, row: r, column: at };
      if (merge !== undefined) open.set(at, cell);
      return [cell];
    });
    above = open;
    return cells;
  });
}

function table(tbl: Element, reading: Reading): void {
  const pictures: CellPicture[] = [];
  const { grid, spans, cut } = layGrid(placedCells(tbl, reading, (picture) => void pictures.push(picture)));
  if (cut) reading.paper.note('DEEP');
  const columns = childOf(tbl, 'tblGrid');
  const widths = columns === undefined ? [] : elementsOf(columns).map((column) => Number(attributeOf(column, 'w')));
  reading.paper.table({ rows: grid, header: grid.length > 1, spans, widths, pictures });
}

function body(parent: Element, reading: Reading, depth: number): void {
  for (const child of elementsOf(parent)) {
    const name = nameOf(child);
    if (name === 'p') paragraph(child, reading);
    else if (name === 'tbl') table(child, reading);
    else if (LOST[name] !== undefined) reading.paper.note(LOST[name]);
    else if (THROUGH.has(name) && depth < DEPTH_MAX / 4) body(child, reading, depth + 1);
  }
}

function notesBy(parts: readonly (readonly ['footnote' | 'endnote', Element | null])[]): Map<string, Element> {
  return new Map(parts.flatMap(([kind, root]) => (root === null ? [] : allOf(root, kind).map((one) => [`${kind} ${attributeOf(one, 'id')}`, one] as const))));
}

/** Parts by the ids of relations; what is outside the file is never fetched. */
function mediaOf(archive: Archive, relations: Element | null): Reading['media'] {
  const inside = (relations === null ? [] : elementsOf(relations)).filter((one) => attributeOf(one, 'TargetMode') !== 'External');
  const targets = new Map(inside.map((one) => [attributeOf(one, 'Id'), attributeOf(one, 'Target')]));
  return (id) => {
    const target = targets.get(id);
    const name = target === undefined || target === '' ? null : target.startsWith('/') ? target.slice(1) : `word/${target}`;
    const bytes = name === null ? null : archive.read(name, PICTURE_MOST.bytes + 1);
    return bytes?.ok === true ? bytes.value : null;
  };
}

/** Reads a DOCX whose archive is open. */
export function readDocx(archive: Archive, continues: boolean): Result<ForeignText, PartCode> {
  const parts = new Map<string, Element | null>();
  for (const name of ['document.xml', 'styles.xml', 'numbering.xml', 'footnotes.xml', 'endnotes.xml', '_rels/document.xml.rels']) {
    const part = partOf(archive, `word/${name}`);
    if (!part.ok) return part;
    parts.set(name, part.value);
  }
  const part = (name: string): Element | null => parts.get(name) ?? parts.get(`${name}.xml`) ?? null;
  const main = childOf(part('document') ?? undefined, 'body');
  if (main === undefined)
    return err('FILE_BROKEN', '워드 문서의 본문을 찾을 수 없습니다. 아무것도 가져오지 않았습니다. 워드에서 DOCX로 다시 저장해 고르십시오.');
  const paper = createPaper(continues);
  const heads = archive.entries.filter((entry) => /^word\/(?:header|footer)\d*\.xml$/.test(entry.name)).length;
  if (heads > 0) paper.note('HEADER', heads);
  const notes = notesBy([
    ['footnote', part('footnotes')],
    ['endnote', part('endnotes')],
  ]);
  body(main, { paper, styles: docxStyles(part('styles'), part('numbering')), notes, media: mediaOf(archive, part('_rels/document.xml.rels')) }, 0);
  return ok(paper.finish());
}

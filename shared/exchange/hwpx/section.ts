/** `Contents/section0.xml`: the paper's lines and tables, marks written as text (KS X 6101). */

import type { Inline, TableBlock } from '../../collab/content.ts';
import { cellLines } from '../../collab/cell-lines.ts';
import { coveredBy, headRows, spanAt, widthsIn, type Span } from '../../collab/table.ts';
import { BORDERS, LETTERS, LINES } from './head.ts';
import { IN_LINE, pictureXml, type PackedPicture } from './picture.ts';
import { DECLARATION, element, escapeXml, NAMESPACES } from './xml.ts';

/** A4 in HWPUNIT (1/7200 inch) with the margins of the form. */
const PAGE = { width: 59_528, height: 84_186, side: 5669, top: 5669, bottom: 4252 } as const;
const TEXT_WIDTH = PAGE.width - 2 * PAGE.side;
const ROW_HEIGHT = 1900;
const LINE_HEIGHT = 1600;

/** A line of the paper: its letters, and how it stands. */
export interface PaperLine {
  readonly inlines: readonly Inline[];
  readonly line: number;
  /** Letters of pieces without marks. */
  readonly plain?: number;
}

function lettersOf({ bold, underline }: Inline, plain: number): number {
  if (bold === true) return underline === true ? LETTERS.both : LETTERS.bold;
  return underline === true ? LETTERS.underline : plain;
}

/** Ids of paragraphs and tables count through the file, footnotes by themselves. */
interface Ids {
  (): number;
  readonly note: () => number;
}

function run(inline: Inline, plain: number, id: Ids): string {
  const letters = lettersOf(inline, plain);
  const words = element('hp:run', { charPrIDRef: letters }, element('hp:t', {}, escapeXml(inline.text)));
  return inline.note === undefined ? words : words + footnoteRun(inline.note, letters, id);
}

const LIST = {
  id: '',
  textDirection: 'HORIZONTAL',
  lineWrap: 'BREAK',
  vertAlign: 'TOP',
  linkListIDRef: 0,
  linkListNextIDRef: 0,
  textWidth: 0,
  textHeight: 0,
  hasTextRef: 0,
  hasNumRef: 0,
} as const;

/** A footnote behind its words; Hangul numbers it itself. */
function footnoteRun(text: string, letters: number, id: Ids): string {
  const number = id.note();
  const own = element(
    'hp:autoNum',
    { num: number, numType: 'FOOTNOTE' },
    element('hp:autoNumFormat', { type: 'DIGIT', userChar: '', prefixChar: '', suffixChar: ')', supscript: 0 }),
  );
  const line = element('hp:run', { charPrIDRef: LETTERS.plain }, element('hp:ctrl', {}, own), element('hp:t', {}, escapeXml(` ${text}`)));
  const list = element('hp:subList', LIST, paragraph(id(), LINES.level, line));
  return element('hp:run', { charPrIDRef: letters }, element('hp:ctrl', {}, element('hp:footNote', { number, suffixChar: 41, instId: number }, list)));
}

function createIds(): Ids {
  let [next, notes] = [0, 0];
  return Object.assign(() => next++, { note: () => (notes += 1) });
}

function paragraph(id: number, line: number, ...runs: readonly string[]): string {
  const frame = { id, paraPrIDRef: line, styleIDRef: 0, pageBreak: 0, columnBreak: 0, merged: 0 };
  return element('hp:p', frame, ...(runs.length === 0 ? [element('hp:run', { charPrIDRef: LETTERS.plain }, element('hp:t', {}))] : runs));
}

function pageRun(): string {
  const margin = element('hp:margin', { header: 0, footer: 0, gutter: 0, left: PAGE.side, right: PAGE.side, top: PAGE.top, bottom: PAGE.bottom });
  const page = element('hp:pagePr', { landscape: 'WIDELY', width: PAGE.width, height: PAGE.height, gutterType: 'LEFT_ONLY' }, margin);
  const start = element('hp:startNum', { pageStartsOn: 'BOTH', page: 0, pic: 0, tbl: 0, equation: 0 });
  const frame = {
    id: '',
    textDirection: 'HORIZONTAL',
    spaceColumns: 1134,
    tabStop: 8000,
    outlineShapeIDRef: 0,
    memoShapeIDRef: 0,
    textVerticalWidthHead: 0,
    masterPageCnt: 0,
  };
  const columns = element('hp:ctrl', {}, element('hp:colPr', { id: '', type: 'NEWSPAPER', layout: 'LEFT', colCount: 1, sameSz: 1, sameGap: 0 }));
  return element('hp:run', { charPrIDRef: LETTERS.plain }, element('hp:secPr', frame, start, page), columns);
}

function cellXml(
  inlines: readonly Inline[],
  place: { row: number; column: number; width: number; head: boolean; span: Pick<Span, 'rows' | 'columns'> },
  id: Ids,
): string {
  const runs = (line: readonly Inline[]): string[] => line.map((inline) => run(inline, place.head ? LETTERS.bold : LETTERS.plain, id));
  const lines = cellLines(inlines).map((line) => paragraph(id(), place.head ? LINES.centred : LINES.cell, ...runs(line)));
  return element(
    'hp:tc',
    { name: '', header: place.head ? 1 : 0, hasMargin: 0, protect: 0, editable: 0, dirty: 0, borderFillIDRef: BORDERS.cell },
    element('hp:subList', { ...LIST, vertAlign: 'CENTER' }, ...lines),
    element('hp:cellAddr', { colAddr: place.column, rowAddr: place.row }),
    element('hp:cellSpan', { colSpan: place.span.columns, rowSpan: place.span.rows }),
    element('hp:cellSz', { width: place.width, height: Math.max(ROW_HEIGHT * place.span.rows, LINE_HEIGHT * lines.length) }),
    element('hp:cellMargin', { left: 510, right: 510, top: 141, bottom: 141 }),
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** A table over pages breaks between cells. */
const TABLE = {
  zOrder: 0,
  numberingType: 'TABLE',
  textWrap: 'TOP_AND_BOTTOM',
  textFlow: 'BOTH_SIDES',
  lock: 0,
  dropcapstyle: 'None',
  pageBreak: 'CELL',
} as const;

function tableRun(table: TableBlock, id: Ids): string {
  const columns = Math.max(1, table.rows[0]?.length ?? 1);
  const { spans = [], widths: asked = Array.from({ length: columns }, () => 0) } = table;
  const widths = widthsIn(asked, TEXT_WIDTH, (free, left) => free.map(() => left / free.length)).map(Math.floor);
  const head = headRows(table);
  const cellAt = (cell: readonly Inline[], row: number, column: number): string[] => {
    if (coveredBy(spans, row, column) !== undefined) return [];
    const span = spanAt(spans, row, column) ?? { rows: 1, columns: 1 };
    const width = sum(widths.slice(column, column + span.columns));
    return [cellXml(cell, { row, column, width, head: row < head, span }, id)];
  };
  const rows = table.rows.map((cells, row) => element('hp:tr', {}, ...cells.flatMap((cell, column) => cellAt(cell, row, column))));
  const size = { width: sum(widths), widthRelTo: 'ABSOLUTE', height: ROW_HEIGHT * rows.length, heightRelTo: 'ABSOLUTE', protect: 0 };
  const grid = { rowCnt: rows.length, colCnt: columns, cellSpacing: 0, borderFillIDRef: BORDERS.cell, noAdjust: 0 };
  const margins = { left: 0, right: 0, top: 141, bottom: 141 };
  const inside = [
    element('hp:sz', size),
    element('hp:pos', IN_LINE),
    element('hp:outMargin', margins),
    element('hp:inMargin', { ...margins, left: 510, right: 510 }),
  ];
  return element(
    'hp:run',
    { charPrIDRef: LETTERS.plain },
    element('hp:tbl', { id: id(), ...TABLE, repeatHeader: table.header ? 1 : 0, ...grid }, ...inside, ...rows),
  );
}

/** The part: lines and tables in their order; the page stands in the first paragraph. */
export function sectionXml(parts: readonly (PaperLine | TableBlock | PackedPicture)[]): string {
  const id = createIds();
  const paragraphs = parts.map((part, i) => {
    const first = i === 0 ? [pageRun()] : [];
    if ('path' in part) return paragraph(id(), LINES.level, ...first, element('hp:run', { charPrIDRef: LETTERS.plain }, pictureXml(part, TEXT_WIDTH, id())));
    if ('rows' in part) return paragraph(id(), LINES.level, ...first, tableRun(part, id));
    const runs = part.inlines.filter(({ text }) => text !== '').map((inline) => run(inline, part.plain ?? LETTERS.plain, id));
    return paragraph(id(), part.line, ...first, ...runs);
  });
  return `${DECLARATION}<hs:sec ${NAMESPACES}>${paragraphs.join('')}</hs:sec>`;
}

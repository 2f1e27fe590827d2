/** The grid the approval boxes of form 1 stand in, by the rule of the PDF (`electron/backend/pdf/foot.ts`). Pure; lengths in points. */

import type { DocumentView } from '../../shared/api/views.ts';

type Row = DocumentView['printedLike'][number];
type Box = Row['boxes'][number];

/** Width of the text on A4 with 20 mm at both sides. */
const WIDTH = 481.9;
/** A Hangul letter of the form's face, in em. */
const LETTER = 0.92;
const POST = 9.5;
const SMALLEST_POST = 8;

/** Boxes of a row, 협조자 on a line of their own (별지 제1호서식 10). */
export interface BoxLine {
  readonly label: string;
  readonly boxes: readonly Box[];
}

/** The rows as lines: an agency is named where several sign. */
export function boxLines(rows: readonly Row[]): readonly (readonly BoxLine[])[] {
  return rows.map(({ agency, boxes }) => {
    const concurrers = boxes.filter(({ concur }) => concur);
    const own = { label: rows.length > 1 ? agency : '', boxes: boxes.filter(({ concur }) => !concur) };
    return concurrers.length === 0 ? [own] : [own, { label: '협조자', boxes: concurrers }];
  });
}

/** Width of the labels and how many boxes stand side by side. */
export function boxGrid(lines: readonly BoxLine[]): { readonly label: number; readonly across: number } {
  const widest = Math.max(0, ...lines.map(({ label }) => label.length * LETTER * POST));
  const label = widest === 0 ? 0 : Math.min(96, widest + 12);
  const most = Math.max(1, ...lines.map(({ boxes }) => boxes.length));
  const longest = Math.max(0, ...lines.flatMap(({ boxes }) => boxes.map(({ marks, position }) => (marks + position).length * LETTER * SMALLEST_POST)));
  return { label, across: Math.max(3, Math.min(6, most, Math.floor((WIDTH - label) / (longest + 5)))) };
}

/** Lines below a post: `전결 11. 24.` share one, as officials write it. */
export function underPost(lines: readonly string[]): readonly { readonly mark: string; readonly text: string; readonly small: boolean }[] {
  const [mark = '', date = '', ...rest] = lines;
  const plain = (text: string) => ({ mark: '', text, small: /^\d/.test(text) || text.length > 12 });
  if (!/^(?:전결|대결|직무대리)$/.test(mark) || !/^[\d.\s]+$/.test(date)) return lines.map(plain);
  return [{ mark, text: date, small: true }, ...rest.map(plain)];
}

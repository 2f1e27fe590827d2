/** Rows of a file of 조직도 가져오기, to be written: as CSV and as JSON, under the same headings as they are read. */

import { HEADINGS } from './rows.ts';

/** A heading of the file. */
export type Heading = (typeof HEADINGS)[number];

/** One row: what stands under each heading. A list is written with `/` between in CSV, as a list in JSON. */
export type TableRow = { readonly [H in Heading]?: string | readonly string[] };

const textOf = (cell: string | readonly string[] | undefined): string => (typeof cell === 'object' ? cell.join('/') : (cell ?? ''));

const quoted = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The headings that some row uses, in the file's order. */
function used(rows: readonly TableRow[]): Heading[] {
  return HEADINGS.filter((heading) => heading === '구분' || rows.some((row) => textOf(row[heading]) !== ''));
}

/** CSV by RFC 4180 with a first line of headings. */
export function toCsv(rows: readonly TableRow[]): string {
  const headings = used(rows);
  const lines = rows.map((row) => headings.map((heading) => quoted(textOf(row[heading]))).join(','));
  return [headings.join(','), ...lines, ''].join('\r\n');
}

/** JSON: a list of objects, one row a line, so that faults name the line. */
export function toJson(rows: readonly TableRow[]): string {
  const lines = rows.map((row) => {
    const cells = HEADINGS.flatMap((heading) => (textOf(row[heading]) === '' ? [] : [[heading, row[heading]] as const]));
    return `  ${JSON.stringify(Object.fromEntries(cells))}`;
  });
  return `[\n${lines.join(',\n')}\n]\n`;
}

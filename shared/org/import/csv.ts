/** Comma separated values (RFC 4180) with the line each row began on, so that faults can name it. */

/** One row: the line it began on (from 1) and its cells, trimmed and in NFC. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What was read; `open` is the line a quotation began on that never ended, else null. */
export interface Csv {
  readonly rows: readonly CsvRow[];
  readonly open: number | null;
}

/** Length of a quoted cell from its opening quote to its closing one, or null where it never closes. */
function quotedEnd(text: string, from: number): number | null {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] !== '"') continue;
    if (text[i + 1] !== '"') return i;
    i += 1;
  }
  return null;
}

interface Cell {
  readonly text: string;
  readonly next: number;
}

function readCell(text: string, from: number): Cell | null {
  if (text[from] === '"') {
    const end = quotedEnd(text, from);
    if (end === null) return null;
    let next = end + 1;
    while (next < text.length && !/[,\r\n]/.test(text.charAt(next))) next += 1;
    return { text: text.slice(from + 1, end).replaceAll('""', '"'), next };
  }
  let next = from;
  while (next < text.length && !/[,\r\n]/.test(text.charAt(next))) next += 1;
  return { text: text.slice(from, next), next };
}

/** Reads the whole text. Rows without anything in them are passed over. */
export function parseCsv(source: string): Csv {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const rows: CsvRow[] = [];
  let [at, line, began] = [0, 1, 1];
  let cells: string[] = [];
  while (at < text.length) {
    const cell = readCell(text, at);
    if (cell === null) return { rows, open: line };
    cells.push(cell.text.normalize('NFC').trim());
    line += text.slice(at, cell.next).split('\n').length - 1;
    at = cell.next;
    const comma = text[at] === ',';
    at += 1;
    if (comma && at < text.length) continue;
    if (cells.some((one) => one !== '')) rows.push({ line: began, cells });
    cells = [];
    line += 1;
    began = line;
  }
  return { rows, open: null };
}

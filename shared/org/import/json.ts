/** The same rows as JSON: a list of objects with the Korean headings as names, each with the line it begins on. */

/** One object: the line it begins on (from 1) and its cells by name, in NFC, lists joined by `/`. */
export interface JsonRow {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** What was read, or where it stopped being readable. */
export type JsonRows = { readonly ok: true; readonly rows: readonly JsonRow[] } | { readonly ok: false; readonly line: number; readonly message: string };

/** Whether a text is meant as JSON: it begins with a list. */
export function looksLikeJson(text: string): boolean {
  return /^\uFEFF?\s*\[/.test(text);
}

/** Lines on which the items of the outermost list begin. */
function linesOf(text: string): number[] {
  const lines: number[] = [];
  let [line, depth, quoted, awaited] = [1, 0, false, false];
  for (let i = 0; i < text.length; i++) {
    const letter = text.charAt(i);
    if (letter === '\n') line += 1;
    if (quoted) {
      if (letter === '\\') i += 1;
      else if (letter === '"') quoted = false;
      continue;
    }
    if (awaited && depth === 1 && !/[\s\]]/.test(letter)) {
      lines.push(line);
      awaited = false;
    }
    if (letter === '"') quoted = true;
    if (letter === '{' || letter === '[') depth += 1;
    if (letter === '}' || letter === ']') depth -= 1;
    if (depth === 1 && (letter === ',' || lines.length === 0)) awaited = true;
  }
  return lines;
}

function cellOf(value: unknown): string | null {
  if (value === null) return '';
  if (typeof value === 'string') return value.normalize('NFC').trim();
  if (typeof value === 'number') return String(value);
  if (!Array.isArray(value) || !value.every((part) => typeof part === 'string')) return null;
  return value.map((part: string) => part.normalize('NFC').trim()).join('/');
}

/** Parses, or says on which line it could not: the engine names it, and where it only says that the text ended, it is the last. */
function parse(text: string): { readonly value: unknown } | { readonly line: number } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const line = /line (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    return { line: line === undefined ? text.trimEnd().split('\n').length : Number(line) };
  }
}

/** Reads the whole text. */
export function parseJsonRows(source: string): JsonRows {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const parsed = parse(text);
  if (!('value' in parsed)) return { ok: false, line: parsed.line, message: 'JSON으로 읽을 수 없습니다. 이 줄이나 바로 앞 줄의 쉼표와 괄호를 확인하십시오.' };
  if (!Array.isArray(parsed.value)) return { ok: false, line: 1, message: 'JSON은 줄들의 목록([ … ])이어야 합니다.' };
  const lines = linesOf(text);
  const rows: JsonRow[] = [];
  for (const [i, item] of (parsed.value as unknown[]).entries()) {
    const line = lines[i] ?? 1;
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return { ok: false, line, message: '목록의 낱낱은 { "구분": … } 꼴이어야 합니다.' };
    const cells = new Map<string, string>();
    for (const [name, value] of Object.entries(item)) {
      const cell = cellOf(value);
      if (cell === null) return { ok: false, line, message: `${name}의 값은 글이나 수, 글의 목록이어야 합니다.` };
      cells.set(name.normalize('NFC'), cell);
    }
    rows.push({ line, cells });
  }
  return { ok: true, rows };
}

/**
 * Marked text inside a line: `**bold**`, `__underlined__`, `[words](law:법률/제5조)`, `words^[footnote]`; a backslash takes the meaning from what stands in
 * `ESCAPED`. Reading and writing mirror each other.
 */

import type { Inline, LawAddress } from '../../collab/content.ts';

/** Signs that a backslash takes the meaning from. */
export const ESCAPED = '[\\\\*_|^<\\[\\]]';

const TOKEN = new RegExp(`\\\\(${ESCAPED})|(\\*+)|(_+)|([^\\\\*_]+|\\\\)`, 'gsu');
const NOTE = /\^\[((?:\\.|[^\\\]])+)\]/suy;
const LINK = /\[((?:\\.|[^\\[\]])+)\]\(law:([^()/]+)\/([^()/]+)\)/suy;

/** Ends of lines with the blanks around them, each run of blanks looked at once. */
const LINE_END = /(?<!\s)\s*[\r\n]\s*/g;

type Mark = 'bold' | 'underline';
type Marks = Omit<Inline, 'text'>;

/** A pair of two signs switches a mark; longer runs (`____` to fill in by hand) are text. */
function tokensOf(line: string): (Mark | { readonly text: string })[] {
  return [...line.matchAll(TOKEN)].map((match) => (match[2] === '**' ? 'bold' : match[3] === '__' ? 'underline' : { text: match[1] ?? match[0] }));
}

/** Signs of a mark that have no partner are text. */
function withoutPartner(tokens: readonly (Mark | { readonly text: string })[], mark: Mark): number {
  const places = tokens.flatMap((token, i) => (token === mark ? [i] : []));
  return places.length % 2 === 1 ? (places.at(-1) ?? -1) : -1;
}

function sameMarks(a: Marks, b: Marks): boolean {
  return a.bold === b.bold && a.underline === b.underline && a.article?.law === b.article?.law && a.article?.article === b.article?.article;
}

/** Adds a piece; neighbours with the same marks are one, but a footnote ends its piece. */
function add(found: Inline[], piece: Inline): void {
  const last = found.at(-1);
  if (piece.text === '') return;
  if (last !== undefined && last.note === undefined && sameMarks(last, piece)) found[found.length - 1] = { ...last, text: last.text + piece.text };
  else found.push(piece);
}

function addMarked(found: Inline[], line: string, around: Marks): void {
  const tokens = tokensOf(line);
  const loose = [withoutPartner(tokens, 'bold'), withoutPartner(tokens, 'underline')];
  const on = { bold: false, underline: false };
  for (const [i, token] of tokens.entries()) {
    if (typeof token === 'string' && !loose.includes(i)) {
      on[token] = !on[token];
      continue;
    }
    const text = typeof token === 'string' ? (token === 'bold' ? '**' : '__') : token.text;
    add(found, { text, ...(on.bold ? { bold: true } : {}), ...(on.underline ? { underline: true } : {}), ...around });
  }
}

const unescaped = (text: string): string => text.replace(/\\(.)/gsu, '$1');

/** Pieces of a line, neighbours with the same marks joined, NFC. */
export function parseInlines(line: string): Inline[] {
  const found: Inline[] = [];
  let from = 0;
  let unclosed = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '\\') {
      at += 1;
      continue;
    }
    NOTE.lastIndex = at;
    LINK.lastIndex = at;
    const behindWords = from < at || (found.length > 0 && found.at(-1)?.note === undefined);
    const note: RegExpExecArray | null = line[at] === '^' && behindWords && !unclosed ? NOTE.exec(line) : null;
    // A bracket that nothing closes is looked for once: none behind it is closed either.
    unclosed ||= note === null && behindWords && line.startsWith('^[', at) && line[at + 2] !== ']';
    const link = line[at] === '[' ? LINK.exec(line) : null;
    if (note === null && link === null) continue;
    addMarked(found, line.slice(from, at), {});
    const last = found.at(-1);
    if (note !== null && last !== undefined) found[found.length - 1] = { ...last, note: unescaped(note[1] ?? '') };
    if (link !== null) addMarked(found, link[1] ?? '', { article: { law: decoded(link[2] ?? ''), article: decoded(link[3] ?? '') } });
    from = at + (note ?? link ?? [''])[0].length;
    at = from - 1;
  }
  addMarked(found, line.slice(from), {});
  return found.map((inline) => ({ ...inline, text: inline.text.normalize('NFC') }));
}

const encoded = (text: string): string => text.replace(/[%()/\r\n]/g, (sign) => encodeURIComponent(sign).replace('(', '%28').replace(')', '%29'));
function decoded(text: string): string {
  return text.replace(/%(25|28|29|2F|0D|0A)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Only what would be read as a sign gets a backslash, so that addresses and file names stay as they are. */
function escape(text: string, linked: boolean): string {
  const signs = new RegExp(`\\\\(?=${ESCAPED}|$)|\\*\\*+|__+|^[*_]|[*_]$|\\^(?=\\[|$)${linked ? '|[[\\]]' : ''}`, 'g');
  return text.replace(LINE_END, ' ').replace(signs, (run) => run.replace(/./g, '\\$&'));
}

/** Pieces that refer to nothing; marks switch only where they change, so signs of one kind never touch. A footnote stands behind its words. */
function writeMarked(inlines: readonly Inline[], linked: boolean): string {
  let line = '';
  let before: Inline = { text: '' };
  for (const inline of [...inlines, { text: '' } satisfies Inline]) {
    line += (inline.bold === before.bold ? '' : '**') + (inline.underline === before.underline ? '' : '__') + escape(inline.text, linked);
    before = inline;
  }
  return line;
}

interface Run {
  readonly pieces: Inline[];
  readonly article: LawAddress | undefined;
  note: string | undefined;
}

/** Pieces that are written together: up to a footnote, and as long as they refer to the same. */
function runsOf(inlines: readonly Inline[]): Run[] {
  const runs: Run[] = [];
  for (const { note, ...piece } of inlines) {
    const last = runs.at(-1);
    const goesOn =
      last !== undefined && last.note === undefined && last.article?.law === piece.article?.law && last.article?.article === piece.article?.article;
    const run: Run = goesOn ? last : { pieces: [], article: piece.article, note: undefined };
    if (!goesOn) runs.push(run);
    run.pieces.push(piece);
    run.note = note;
  }
  return runs;
}

/** The pieces as one line. */
export function writeInlines(inlines: readonly Inline[]): string {
  // Words that look like an address of an article might join with a bracket before them.
  const near = inlines.some(({ text, article }) => article !== undefined || text.includes('](law:'));
  return runsOf(inlines)
    .map(({ pieces, article, note }) => {
      const words = writeMarked(pieces, near);
      const linked = article === undefined ? words : `[${words}](law:${encoded(article.law)}/${encoded(article.article)})`;
      return note === undefined ? linked : `${linked}^[${note.replace(LINE_END, ' ').replace(/[\\\]]/g, '\\$&')}]`;
    })
    .join('');
}

/** Marked text inside a line: `**bold**`, `__underlined__`; a backslash takes the meaning from `\ * _ |`. Reading and writing mirror each other. */

import type { Inline } from '../../collab/content.ts';

const TOKEN = /\\([\\*_|])|(\*+)|(_+)|([^\\*_]+|\\)/gsu;

type Mark = 'bold' | 'underline';

/** A pair of two signs switches a mark; longer runs (`____` to fill in by hand) are text. */
function tokensOf(line: string): (Mark | { readonly text: string })[] {
  return [...line.matchAll(TOKEN)].map((match) => (match[2] === '**' ? 'bold' : match[3] === '__' ? 'underline' : { text: match[1] ?? match[0] }));
}

/** Signs of a mark that have no partner are text. */
function withoutPartner(tokens: readonly (Mark | { readonly text: string })[], mark: Mark): number {
  const places = tokens.flatMap((token, i) => (token === mark ? [i] : []));
  return places.length % 2 === 1 ? (places.at(-1) ?? -1) : -1;
}

/** Pieces of a line, neighbours with the same marks joined, NFC. */
export function parseInlines(line: string): Inline[] {
  const tokens = tokensOf(line);
  const loose = [withoutPartner(tokens, 'bold'), withoutPartner(tokens, 'underline')];
  const on = { bold: false, underline: false };
  const found: Inline[] = [];
  for (const [i, token] of tokens.entries()) {
    if (typeof token === 'string' && !loose.includes(i)) {
      on[token] = !on[token];
      continue;
    }
    const text = typeof token === 'string' ? (token === 'bold' ? '**' : '__') : token.text;
    const last = found.at(-1);
    const same = last !== undefined && (last.bold === true) === on.bold && (last.underline === true) === on.underline;
    const inline: Inline = { text: same ? last.text + text : text, ...(on.bold ? { bold: true } : {}), ...(on.underline ? { underline: true } : {}) };
    if (same) found[found.length - 1] = inline;
    else found.push(inline);
  }
  return found.map((inline) => ({ ...inline, text: inline.text.normalize('NFC') }));
}

/** Only what would be read as a sign gets a backslash, so that addresses and file names stay as they are. */
function escape(text: string): string {
  const signs = /\\(?=[\\*_|]|$)|\*\*+|__+|^[*_]|[*_]$/g;
  return text.replace(/\s*[\r\n]\s*/g, ' ').replace(signs, (run) => run.replace(/./g, '\\$&'));
}

/** The pieces as one line; marks switch only where they change, so signs of one kind never touch. */
export function writeInlines(inlines: readonly Inline[]): string {
  let line = '';
  let before: Inline = { text: '' };
  for (const inline of [...inlines, { text: '' } satisfies Inline]) {
    line += (inline.bold === before.bold ? '' : '**') + (inline.underline === before.underline ? '' : '__') + escape(inline.text);
    before = inline;
  }
  return line;
}

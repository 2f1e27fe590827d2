/** Co-edited texts of a room as canonical pieces: marks, law articles, footnotes. Strict: what the schema does not know is thrown, and caught in `read.ts`. */

import * as Y from 'yjs';
import type { Inline, LawAddress } from './content.ts';
import { bodyOf, MARKS, notesOf } from './schema.ts';

const KNOWN_MARKS: ReadonlySet<string> = new Set(Object.values(MARKS));

/** Thrown by the readers of rooms, and caught at their door (`read.ts`). */
export class Malformed extends Error {}

/** One spelling for one text: NFC, and no half of a surrogate pair, which would hash like another one. */
export function canonicalText(text: string): string {
  return text.toWellFormed().normalize('NFC');
}

/** Plain text of a co-edited field; anything embedded in it would vanish, so it is refused. */
export function fieldText(value: Y.Text): string {
  const pieces = value.toDelta() as { insert: unknown }[];
  const texts = pieces.map(({ insert }) => insert).filter((insert) => typeof insert === 'string');
  if (texts.length < pieces.length) throw new Malformed('embed');
  return texts.join('');
}

/** What stands at the words of a piece: marks that are on, the article they refer to, the id of a footnote. */
interface Marks {
  readonly bold: boolean;
  readonly underline: boolean;
  readonly article: LawAddress | null;
  readonly note: string | null;
}

function textIn(value: unknown, name: string): string {
  const text: unknown = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  if (typeof text !== 'string' || text === '') throw new Malformed(name);
  return canonicalText(text);
}

/** Marks are on as `true` or as an object (y-prosemirror: `{}`); an unknown one would be seen on screen and not printed. */
function marksOf(attributes: Readonly<Record<string, unknown>>): Marks {
  const on = new Map(Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined && value !== false));
  if ([...on].some(([name, value]) => !KNOWN_MARKS.has(name) || (value !== true && typeof value !== 'object'))) throw new Malformed('mark');
  const [article, note] = [on.get(MARKS.article), on.get(MARKS.note)];
  return {
    bold: on.has(MARKS.bold),
    underline: on.has(MARKS.underline),
    article: article === undefined ? null : { law: textIn(article, 'law'), article: textIn(article, 'article') },
    note: note === undefined ? null : textIn(note, 'id'),
  };
}

type Delta = { readonly insert: unknown; readonly attributes?: Record<string, unknown> }[];

/** Footnotes of a section: the text of the one whose number stands behind this piece, or null. An id that stands in several places counts at the last. */
export type NotesHere = (text: Y.XmlText, piece: number, id: string) => string | null;

export function notesHere(section: Y.Doc): NotesHere {
  const notes = notesOf(section);
  const last = new Map<string, string>();
  const keys = new Map<Y.XmlText, number>();
  const keyOf = (text: Y.XmlText, piece: number): string => `${keys.get(text) ?? -1} ${piece}`;
  if (notes.size > 0) {
    for (const text of bodyOf(section).createTreeWalker((type) => type instanceof Y.XmlText) as Iterable<Y.XmlText>) {
      keys.set(text, keys.size);
      (text.toDelta() as Delta).forEach(({ attributes = {} }, piece) => {
        const { note } = marksOf(attributes);
        if (note !== null) last.set(note, keyOf(text, piece));
      });
    }
  }
  return (text, piece, id) => {
    const note = notes.get(id);
    if (note === undefined || last.get(id) !== keyOf(text, piece)) return null;
    if (!(note instanceof Y.Text)) throw new Malformed('note');
    const said = canonicalText(fieldText(note)).trim();
    return said === '' ? null : said;
  };
}

const sameArticle = (a: LawAddress | null | undefined, b: LawAddress | null | undefined): boolean => a?.law === b?.law && a?.article === b?.article;

/** Pieces with their marks; neighbours with the same ones joined, but a footnote's number ends its piece. */
export function inlinesOf(node: Y.XmlElement, notes: NotesHere): Inline[] {
  const merged: Inline[] = [];
  for (const child of node.toArray() as unknown[]) {
    if (!(child instanceof Y.XmlText)) throw new Malformed('text');
    for (const [i, piece] of (child.toDelta() as Delta).entries()) {
      if (typeof piece.insert !== 'string') throw new Malformed('embed');
      const { bold, underline, article, note: id } = marksOf(piece.attributes ?? {});
      const note = id === null ? null : notes(child, i, id);
      const last = merged.at(-1);
      const same =
        last !== undefined &&
        last.note === undefined &&
        (last.bold === true) === bold &&
        (last.underline === true) === underline &&
        sameArticle(last.article, article);
      const text = same ? last.text + piece.insert : piece.insert;
      const marks = { ...(bold ? { bold: true as const } : {}), ...(underline ? { underline: true as const } : {}), ...(article === null ? {} : { article }) };
      const inline: Inline = { text, ...marks, ...(note === null ? {} : { note }) };
      if (same) merged[merged.length - 1] = inline;
      else if (text !== '') merged.push(inline);
    }
  }
  return merged.map((inline) => ({ ...inline, text: canonicalText(inline.text) }));
}

/**
 * Authorship of a frozen version ◆: who put in which letters of it, as the server that took every edit knew when the content was fixed.
 * The `frozen` fact commits to it with a salt; the text travels beside as a disclosure, so that it can be withheld (it names people).
 */

import * as Y from 'yjs';
import { z } from 'zod';
import { passagesOf, type RoomAuthor } from './authors.ts';
import type { Block, Content } from './content.ts';
import { isDrawnTable } from './read-blocks.ts';
import { canonicalText, notesHere, type NotesHere } from './read-text.ts';
import { lengthOf, orderOf, type VersionRooms } from './read.ts';
import { bodyOf, fieldsOf, NODES, notesOf } from './schema.ts';

const count = z.number().int().min(0).max(10_000_000);
const runs = z.array(z.tuple([count, count]));

/** Schema of the record. A run is `[author, letters]`: place in `authors`, UTF-16 letters of the text as it was fixed. */
export const authorshipSchema = z.strictObject({
  v: z.literal(1),
  /** `person` null where the server does not know who brought the edit; `at` is when that client wrote first (RFC 3339, '' where not kept). */
  authors: z.array(z.strictObject({ person: z.string().max(200).nullable(), at: z.string().max(40) })),
  /** Texts by their place: a form field, a block, a cell of it, or a footnote of that block or cell (`note`, in order). */
  texts: z.array(
    z.union([
      z.strictObject({ field: z.string().max(40), runs }),
      z.strictObject({ block: count, row: count.optional(), column: count.optional(), note: count.optional(), runs }),
    ]),
  ),
});

/** The record. */
export type Authorship = Readonly<z.infer<typeof authorshipSchema>>;

/** One text of it. */
export type AuthoredText = Authorship['texts'][number];

type Runs = AuthoredText['runs'];
type Place = { readonly block: number; readonly row?: number; readonly column?: number };

/** Rooms of a version and whose clients wrote in each. */
export interface AuthoredRooms extends VersionRooms {
  /** Of the main room ('') or a section. */
  readonly authors: (section: string) => readonly RoomAuthor[];
}

/** Authors in the order they are met; one for each person and first day of writing. */
function createAuthors() {
  const list: { person: string | null; at: string }[] = [];
  const places = new Map<string, number>();
  return {
    list,
    of(room: ReadonlyMap<number, RoomAuthor>, client: number): number {
      const { person = null, at = '' } = room.get(client) ?? {};
      const key = `${person ?? ''} ${at}`;
      const known = places.get(key) ?? list.push({ person, at }) - 1;
      places.set(key, known);
      return known;
    },
  };
}

type OfClient = (client: number) => number;

function lettersOf(text: Y.Text): string {
  const pieces = text.toDelta() as { insert: unknown }[];
  return pieces.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}

/** Runs of one text, counted as the fixed content spells it. */
function runsOf(texts: readonly Y.Text[], authorOf: OfClient): Runs {
  const found: [number, number][] = [];
  for (const text of texts) {
    const letters = lettersOf(text);
    for (const { from, to, client } of passagesOf(text)) {
      const author = authorOf(client);
      const length = canonicalText(letters.slice(from, to)).length;
      const last = found.at(-1);
      if (last?.[0] === author) last[1] += length;
      else found.push([author, length]);
    }
  }
  return found.filter(([, length]) => length > 0);
}

const textsIn = (node: Y.XmlElement): Y.XmlText[] => node.toArray().filter((child): child is Y.XmlText => child instanceof Y.XmlText);

/** Footnotes whose number stands in these texts, in order. */
function notesIn(texts: readonly Y.XmlText[], notes: Y.Map<unknown>, here: NotesHere): Y.Text[] {
  return texts.flatMap((text) =>
    (text.toDelta() as { attributes?: { note?: { id?: string } } }[]).flatMap(({ attributes }, piece) => {
      const id = attributes?.note?.id;
      const note = id === undefined || here(text, piece, id) === null ? undefined : notes.get(id);
      return note instanceof Y.Text ? [note] : [];
    }),
  );
}

/** A paragraph or a cell: its letters, then its footnotes. */
function authoredIn(node: Y.XmlElement, place: Place, authorOf: OfClient, notes: (texts: readonly Y.XmlText[]) => Y.Text[]): AuthoredText[] {
  const texts = textsIn(node);
  const all = [{ ...place, runs: runsOf(texts, authorOf) }, ...notes(texts).map((note, i) => ({ ...place, note: i, runs: runsOf([note], authorOf) }))];
  return all.filter((one) => one.runs.length > 0);
}

function cellsOf(table: Y.XmlElement): { readonly cell: Y.XmlElement; readonly row: number; readonly column: number }[] {
  const inside = (node: Y.XmlElement): Y.XmlElement[] => node.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement);
  return inside(table).flatMap((line, row) => inside(line).map((cell, column) => ({ cell, row, column })));
}

/** Blocks of one section, counted on from `first` as the content counts them. */
function authoredBlocks(section: Y.Doc, first: number, authorOf: OfClient): AuthoredText[] {
  const [notes, here] = [notesOf(section), notesHere(section)];
  const notesAt = (texts: readonly Y.XmlText[]): Y.Text[] => notesIn(texts, notes, here);
  let next = first;
  return bodyOf(section)
    .toArray()
    .flatMap((node): AuthoredText[] => {
      if (!(node instanceof Y.XmlElement) || (node.nodeName === NODES.table && !isDrawnTable(node))) return [];
      const block = next;
      next += 1;
      if (node.nodeName !== NODES.table) return authoredIn(node, { block }, authorOf, notesAt);
      return cellsOf(node).flatMap(({ cell, row, column }) => authoredIn(cell, { block, row, column }, authorOf, notesAt));
    });
}

/** The record of a content that was just read from these rooms. */
export function authorshipOf(rooms: AuthoredRooms, content: Content): Authorship {
  const { main, sections, authors } = rooms;
  const all = createAuthors();
  const inRoom = (section: string): OfClient => {
    const room = new Map(authors(section).map((one) => [one.client, one]));
    return (client) => all.of(room, client);
  };
  const ofMain = inRoom('');
  const named = [...fieldsOf(main)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const fields = named.flatMap(([field, value]): AuthoredText[] => (value instanceof Y.Text ? [{ field, runs: runsOf([value], ofMain) }] : []));
  const blocks: AuthoredText[] = [];
  let next = 0;
  for (const id of orderOf(rooms)) {
    const section = sections.get(id);
    if (section === undefined) continue;
    const end = next + lengthOf(section);
    blocks.push(...authoredBlocks(section, next, inRoom(id)).filter((text) => 'block' in text && text.block < end));
    next = end;
  }
  const said = blocks.filter((text) => 'block' in text && text.block < content.blocks.length);
  return { v: 1, authors: all.list, texts: [...fields.filter(({ runs: own }) => own.length > 0), ...said] };
}

/** Letters each author put in, by their place in `authors`. */
export function tallyOf({ authors, texts }: Authorship): number[] {
  const tally = authors.map(() => 0);
  for (const { runs: own } of texts) for (const [author, letters] of own) tally[author] = (tally[author] ?? 0) + letters;
  return tally;
}

/** The letters of a text of the fixed content, or null where the content has no such place. */
export function textAt(content: Content, text: AuthoredText): string | null {
  if ('field' in text) {
    const value: unknown = Object.entries(content.fields).find(([name]) => name === text.field)?.[1];
    return typeof value === 'string' ? value : null;
  }
  const inlines = inlinesAt(content.blocks[text.block], text);
  if (inlines === undefined) return null;
  return text.note === undefined ? inlines.map((one) => one.text).join('') : (inlines.flatMap(({ note }) => note ?? [])[text.note] ?? null);
}

function inlinesAt(block: Block | undefined, { row, column }: { readonly row?: number | undefined; readonly column?: number | undefined }) {
  if (block?.type === 'block') return block.inlines;
  return block?.type === 'table' && row !== undefined && column !== undefined ? block.rows[row]?.[column] : undefined;
}

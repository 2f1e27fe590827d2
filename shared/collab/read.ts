/** Reading rooms into canonical content: strict and total, because anyone with 수정 may have written anything (DESIGN §5). */

import * as Y from 'yjs';
import { err, ok, type Result } from '../lib/result.ts';
import { contentSchema } from '../verify/content-schema.ts';
import { contentOf, type Attachment, type Block, type Content, type Fields, type Inline } from './content.ts';
import { attachmentsOf, bodyOf, fieldsOf, MARKS, NODES, sectionIds } from './schema.ts';

const INVALID = err('CONTENT_INVALID', '본문의 짜임을 읽을 수 없습니다. 글은 그대로 두었습니다. 온결을 새 판으로 바꾼 뒤 다시 여십시오.');

/** Thrown only inside this file, and caught at its door. */
class Malformed extends Error {}

/** One spelling for one text: NFC, and no half of a surrogate pair, which would hash like another one. */
function canonicalText(text: string): string {
  return text.toWellFormed().normalize('NFC');
}

/** Marks are on as `true` or as an object (y-prosemirror: `{}`); an unknown one would be seen on screen and not printed. */
function marksOf(attributes: Readonly<Record<string, unknown>>): { bold: boolean; underline: boolean } {
  const on = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined && value !== false);
  if (on.some(([name, value]) => (name !== MARKS.bold && name !== MARKS.underline) || (value !== true && typeof value !== 'object')))
    throw new Malformed('mark');
  return { bold: on.some(([name]) => name === MARKS.bold), underline: on.some(([name]) => name === MARKS.underline) };
}

function inlinesOf(node: Y.XmlElement): Inline[] {
  const merged: Inline[] = [];
  for (const child of node.toArray() as unknown[]) {
    if (!(child instanceof Y.XmlText)) throw new Malformed('text');
    for (const piece of child.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
      if (typeof piece.insert !== 'string') throw new Malformed('embed');
      const { bold, underline } = marksOf(piece.attributes ?? {});
      const last = merged.at(-1);
      const same = last !== undefined && (last.bold === true) === bold && (last.underline === true) === underline;
      const text = same ? last.text + piece.insert : piece.insert;
      const inline: Inline = { text, ...(bold ? { bold: true } : {}), ...(underline ? { underline: true } : {}) };
      if (same) merged[merged.length - 1] = inline;
      else if (text !== '') merged.push(inline);
    }
  }
  return merged.map((inline) => ({ ...inline, text: canonicalText(inline.text) }));
}

function elements(node: Y.XmlElement | Y.XmlFragment, name: string): Y.XmlElement[] {
  return node.toArray().map((child) => {
    if (!(child instanceof Y.XmlElement) || child.nodeName !== name) throw new Malformed(name);
    return child;
  });
}

function levelOf(node: Y.XmlElement): number {
  const written: unknown = node.getAttribute('level') ?? 1;
  const level = typeof written === 'string' && /^[1-8]$/.test(written) ? Number(written) : written;
  if (typeof level !== 'number' || !Number.isInteger(level) || level < 1 || level > 8) throw new Malformed('level');
  return level;
}

/** One person may add a row while another adds a column: short rows are filled with empty cells. */
function rectangular(rows: readonly (readonly Inline[][])[]): Inline[][][] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, (): Inline[] => [])]);
}

function blockOf(node: unknown): Block {
  if (!(node instanceof Y.XmlElement)) throw new Malformed('node');
  if (node.nodeName === NODES.block) {
    const kind = node.getAttribute('kind') ?? 'plain';
    return { type: 'block', kind: kind as 'plain', level: levelOf(node), inlines: inlinesOf(node) };
  }
  if (node.nodeName !== NODES.table) throw new Malformed(node.nodeName);
  const header: unknown = node.getAttribute('header');
  const rows = rectangular(elements(node, NODES.row).map((row) => elements(row, NODES.cell).map(inlinesOf)));
  return { type: 'table', level: levelOf(node), header: header === true || header === 'true', rows };
}

/** Plain text of a co-edited field; anything embedded in it would vanish, so it is refused. */
function fieldText(value: Y.Text): string {
  const pieces = value.toDelta() as { insert: unknown }[];
  const texts = pieces.map(({ insert }) => insert).filter((insert) => typeof insert === 'string');
  if (texts.length < pieces.length) throw new Malformed('embed');
  return texts.join('');
}

/** Every text of a checked JSON value in its one spelling. */
function canonicalValue<T>(value: T): T;
function canonicalValue(value: unknown): unknown {
  if (typeof value === 'string') return canonicalText(value);
  if (Array.isArray(value)) return value.map((item: unknown) => canonicalValue(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, canonicalValue<unknown>(item)]));
}

function fieldsJson(main: Y.Doc): Record<string, unknown> {
  return Object.fromEntries([...fieldsOf(main).entries()].map(([name, value]) => [name, value instanceof Y.Text ? fieldText(value) : value]));
}

/** A table without cells says nothing and cannot be drawn. */
function isDrawn(block: Block): boolean {
  return block.type === 'block' || (block.rows[0]?.length ?? 0) > 0;
}

/** Empty lines at the end are how people write, not content. */
function withoutEmptyTail(blocks: readonly Block[]): Block[] {
  const last = blocks.findLastIndex((block) => block.type === 'table' || block.inlines.some((inline) => inline.text.trim() !== ''));
  return blocks.slice(0, last + 1);
}

/** Blocks of one section as its room says them now. `CONTENT_INVALID` as in `readContent`. */
export function readSection(section: Y.Doc): Result<Block[], 'CONTENT_INVALID'> {
  try {
    return ok(withoutEmptyTail(bodyOf(section).toArray().map(blockOf).filter(isDrawn)));
  } catch {
    return INVALID;
  }
}

/** Form fields as the main room says them now, by name; values of any shape, for comparing and showing. */
export function readFields(main: Y.Doc): Result<Readonly<Record<string, unknown>>, 'CONTENT_INVALID'> {
  try {
    return ok(fieldsJson(main));
  } catch {
    return INVALID;
  }
}

/** The content of a draft as its rooms say it now. `CONTENT_INVALID` for any shape the schema does not know. */
export function readContent(docs: { readonly main: Y.Doc; readonly sections: ReadonlyMap<string, Y.Doc> }): Result<Content, 'CONTENT_INVALID'> {
  try {
    const blocks = sectionIds(docs.main).flatMap((id) => {
      const section = docs.sections.get(id);
      return section === undefined ? [] : bodyOf(section).toArray().map(blockOf).filter(isDrawn);
    });
    const parsed = contentSchema.safeParse(contentOf(fieldsJson(docs.main) as unknown as Fields, blocks, attachmentsOf(docs.main).toArray() as Attachment[]));
    if (!parsed.success) return INVALID;
    const content = parsed.data as Content;
    return ok(canonicalValue({ ...content, blocks: withoutEmptyTail(content.blocks) }));
  } catch {
    // Not only Malformed: Yjs itself throws on a root of another type, and a bad room must not stop the centre.
    return INVALID;
  }
}

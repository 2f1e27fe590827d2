/** Reading rooms into canonical content: strict and total, because anyone with 수정 may have written anything (DESIGN §5). */

import * as Y from 'yjs';
import { err, ok, type Result } from '../lib/result.ts';
import { contentSchema } from '../verify/capsule-schema.ts';
import { CONTENT_VERSION, SCHEMA_VERSION, type Block, type Content, type Inline } from './content.ts';
import { attachmentsOf, bodyOf, fieldsOf, MARKS, NODES, sectionIds } from './schema.ts';

const INVALID = err('CONTENT_INVALID', '본문의 짜임을 읽을 수 없습니다. 글은 그대로 두었습니다. 온결을 새 판으로 바꾼 뒤 다시 여십시오.');

/** Thrown only inside this file, and caught at its door. */
class Malformed extends Error {}

function inlinesOf(node: Y.XmlElement): Inline[] {
  const merged: Inline[] = [];
  for (const child of node.toArray()) {
    if (!(child instanceof Y.XmlText)) throw new Malformed(child.constructor.name);
    for (const piece of child.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
      if (typeof piece.insert !== 'string') throw new Malformed('embed');
      const marks = piece.attributes ?? {};
      const bold = marks[MARKS.bold] !== undefined && marks[MARKS.bold] !== null;
      const underline = marks[MARKS.underline] !== undefined && marks[MARKS.underline] !== null;
      const last = merged.at(-1);
      const same = last !== undefined && (last.bold === true) === bold && (last.underline === true) === underline;
      const text = same ? last.text + piece.insert : piece.insert;
      const inline: Inline = { text, ...(bold ? { bold: true } : {}), ...(underline ? { underline: true } : {}) };
      if (same) merged[merged.length - 1] = inline;
      else if (text !== '') merged.push(inline);
    }
  }
  return merged.map((inline) => ({ ...inline, text: inline.text.normalize('NFC') }));
}

function elements(node: Y.XmlElement | Y.XmlFragment, name: string): Y.XmlElement[] {
  return node.toArray().map((child) => {
    if (!(child instanceof Y.XmlElement) || child.nodeName !== name) throw new Malformed(name);
    return child;
  });
}

function levelOf(node: Y.XmlElement): number {
  const level = Number(node.getAttribute('level') ?? 1);
  if (!Number.isInteger(level) || level < 1 || level > 8) throw new Malformed('level');
  return level;
}

function blockOf(node: unknown): Block {
  if (!(node instanceof Y.XmlElement)) throw new Malformed('node');
  if (node.nodeName === NODES.block) {
    const kind = node.getAttribute('kind') ?? 'plain';
    return { type: 'block', kind: kind as 'plain', level: levelOf(node), inlines: inlinesOf(node) };
  }
  if (node.nodeName !== NODES.table) throw new Malformed(node.nodeName);
  const header: unknown = node.getAttribute('header');
  const rows = elements(node, NODES.row).map((row) => elements(row, NODES.cell).map(inlinesOf));
  return { type: 'table', level: levelOf(node), header: header === true || header === 'true', rows };
}

function fieldsJson(main: Y.Doc): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, value] of fieldsOf(main).entries()) out[name] = value instanceof Y.Text ? value.toString().normalize('NFC') : value;
  return out;
}

/** Empty lines at the end are how people write, not content. */
function withoutEmptyTail(blocks: readonly Block[]): Block[] {
  const last = blocks.findLastIndex((block) => block.type === 'table' || block.inlines.some((inline) => inline.text.trim() !== ''));
  return blocks.slice(0, last + 1);
}

/** The content of a draft as its rooms say it now. `CONTENT_INVALID` for any shape the schema does not know. */
export function readContent(docs: { readonly main: Y.Doc; readonly sections: ReadonlyMap<string, Y.Doc> }): Result<Content, 'CONTENT_INVALID'> {
  try {
    const blocks = sectionIds(docs.main).flatMap((id) => {
      const section = docs.sections.get(id);
      return section === undefined ? [] : bodyOf(section).toArray().map(blockOf);
    });
    const raw = { v: CONTENT_VERSION, schemaVersion: SCHEMA_VERSION, fields: fieldsJson(docs.main), blocks: withoutEmptyTail(blocks), attachments: attachmentsOf(docs.main).toArray() };
    const parsed = contentSchema.safeParse(raw);
    return parsed.success ? ok(parsed.data as Content) : INVALID;
  } catch (error) {
    if (error instanceof Malformed) return INVALID;
    throw error;
  }
}

/** Writing content into rooms: filling empty ones from an import, and changing fields and attachments. */

import * as Y from 'yjs';
import type { Attachment, Block, Content, Fields, Inline, TableBlock } from './content.ts';
import { attachmentsOf, bodyOf, CELL, fieldsOf, FIRST_SECTION, MARKS, NAMES, NODES, notesOf, picturesOf, TEXT_FIELDS } from './schema.ts';
import { spanAt } from './table.ts';

function isTextField(name: string): boolean {
  return (TEXT_FIELDS as readonly string[]).includes(name);
}

/** A footnote's number stands behind its words: their last letter carries the mark, so that what is typed before it is no part of it. */
function piecesOf(inline: Inline): readonly Inline[] {
  const last = Array.from(inline.text).at(-1) ?? '';
  const { note, ...rest } = inline;
  if (note === undefined || last.length === inline.text.length) return [inline];
  return [
    { ...rest, text: inline.text.slice(0, -last.length) },
    { ...inline, text: last },
  ];
}

function marksOf({ bold, underline, article }: Inline): Record<string, object> {
  return {
    ...(bold === true ? { [MARKS.bold]: {} } : {}),
    ...(underline === true ? { [MARKS.underline]: {} } : {}),
    ...(article === undefined ? {} : { [MARKS.article]: { ...article } }),
  };
}

/** Keeps the text of a footnote, and says its id. */
type KeepNote = (text: string) => string;

/** Ids are new to the section and to whoever writes in it at the same time. */
function keepNotes(section: Y.Doc): KeepNote {
  const notes = notesOf(section);
  let next = notes.size;
  return (text) => {
    const id = `${section.clientID.toString(36)}-${(next += 1).toString(36)}`;
    notes.set(id, new Y.Text(text));
    return id;
  };
}

function textOf(inlines: readonly Inline[], keep: KeepNote): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta(
    inlines.flatMap(piecesOf).map((inline) => ({
      insert: inline.text,
      attributes: { ...marksOf(inline), ...(inline.note === undefined ? {} : { [MARKS.note]: { id: keep(inline.note) } }) },
    })),
  );
  return text;
}

function element(name: string, attributes: Readonly<Record<string, unknown>>, children: readonly (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(0, [...children]);
  return made;
}

function tableElement(table: TableBlock, keep: KeepNote): Y.XmlElement {
  const { level, header, rows, spans = [], widths = [] } = table;
  const attributes = (row: number, column: number): Record<string, number> => {
    const span = spanAt(spans, row, column);
    const width = row === 0 ? (widths[column] ?? 0) : 0;
    const reach = span === undefined ? {} : { [CELL.across]: span.columns, [CELL.down]: span.rows };
    return { ...reach, ...(width === 0 ? {} : { [CELL.width]: width }) };
  };
  const cells = (row: TableBlock['rows'][number], r: number): Y.XmlElement[] =>
    row.map((cell, column) => element(NODES.cell, attributes(r, column), cell.length === 0 ? [] : [textOf(cell, keep)]));
  const made = rows.map((row, r) => element(NODES.row, {}, cells(row, r)));
  return element(NODES.table, { level, header }, made);
}

function blockElement(block: Block, keep: KeepNote): Y.XmlElement {
  if (block.type === 'table') return tableElement(block, keep);
  if (block.type === 'block')
    return element(NODES.block, { kind: block.kind, level: block.level }, block.inlines.length === 0 ? [] : [textOf(block.inlines, keep)]);
  const { type: _, ...attributes } = block;
  return element(NODES.picture, attributes, []);
}

/** Changes only what differs, so that another person's typing before or behind it stays. */
function replaceText(text: Y.Text, value: string): void {
  const known = text.toString();
  let start = 0;
  while (start < known.length && start < value.length && known[start] === value[start]) start += 1;
  if (/[\ud800-\udbff]/.test(known[start - 1] ?? '')) start -= 1;
  let same = 0;
  while (same < known.length - start && same < value.length - start && known[known.length - 1 - same] === value[value.length - 1 - same]) same += 1;
  if (/[\udc00-\udfff]/.test(known[known.length - same] ?? '')) same -= 1;
  if (known.length - start - same > 0) text.delete(start, known.length - start - same);
  if (value.length - start - same > 0) text.insert(start, value.slice(start, value.length - same));
}

function emptyMain(main: Y.Doc): void {
  for (const list of [main.getArray(NAMES.sections), attachmentsOf(main)]) list.delete(0, list.length);
}

/** Sets one form field: co-edited texts keep their Y.Text, others are replaced. */
export function setField<K extends keyof Fields>(main: Y.Doc, name: K, value: Fields[K]): void {
  const fields = fieldsOf(main);
  main.transact(() => {
    const known = fields.get(name);
    if (!isTextField(name)) fields.set(name, value);
    else if (known instanceof Y.Text) {
      replaceText(known, String(value));
    } else fields.set(name, new Y.Text(String(value)));
  });
}

/** Names a picture's file as one of this draft. */
export function addPicture(main: Y.Doc, sha256: string): void {
  picturesOf(main).set(sha256, true);
}

/** Adds an attachment at the end. */
export function addAttachment(main: Y.Doc, attachment: Attachment): void {
  attachmentsOf(main).push([{ ...attachment }]);
}

/** Takes out every attachment with these bytes. */
export function removeAttachment(main: Y.Doc, sha256: string): void {
  const list = attachmentsOf(main);
  main.transact(() => {
    for (let i = list.length - 1; i >= 0; i--) {
      const item = list.get(i);
      if (typeof item === 'object' && item !== null && (item as { sha256?: unknown }).sha256 === sha256) list.delete(i, 1);
    }
  });
}

function elementsOf(section: Y.Doc, blocks: readonly Block[]): Y.XmlElement[] {
  const keep = keepNotes(section);
  return blocks.map((block) => blockElement(block, keep));
}

/** Puts blocks behind everything a section holds; what others write meanwhile stays. */
export function appendBlocks(section: Y.Doc, blocks: readonly Block[]): void {
  section.transact(() => bodyOf(section).push(elementsOf(section, blocks)));
}

/** Puts blocks in the place of everything a section holds. */
export function replaceBody(section: Y.Doc, blocks: readonly Block[]): void {
  section.transact(() => {
    const body = bodyOf(section);
    body.delete(0, body.length);
    notesOf(section).clear();
    body.insert(0, elementsOf(section, blocks));
  });
}

/** What stands in one section. */
export interface SectionText {
  readonly id: string;
  readonly blocks: readonly Block[];
}

/**
 * Fills rooms with a content, one transaction a room; what stood there is replaced. Everything stands in the first section unless `listed` says the sections. The main
 * room comes last: it lists them, so that a text half written is none.
 */
export function writeContent(
  docs: { readonly main: Y.Doc; readonly sections: ReadonlyMap<string, Y.Doc> },
  content: Content,
  listed: readonly SectionText[] = [{ id: FIRST_SECTION, blocks: content.blocks }],
): void {
  for (const [id, section] of docs.sections) replaceBody(section, listed.find((one) => one.id === id)?.blocks ?? []);
  docs.main.transact(() => {
    emptyMain(docs.main);
    for (const name of Object.keys(content.fields) as (keyof Fields)[]) setField(docs.main, name, content.fields[name]);
    docs.main.getArray(NAMES.sections).push(listed.map(({ id }) => id));
    attachmentsOf(docs.main).push(content.attachments.map((attachment) => ({ ...attachment })));
    for (const block of content.blocks) if (block.type === 'picture') addPicture(docs.main, block.sha256);
  });
}

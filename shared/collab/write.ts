/** Writing content into rooms: filling empty ones from an import, and changing fields and attachments. */

import * as Y from 'yjs';
import type { Attachment, Block, Content, Fields, Inline } from './content.ts';
import { attachmentsOf, bodyOf, fieldsOf, FIRST_SECTION, MARKS, NAMES, NODES, TEXT_FIELDS } from './schema.ts';

function isTextField(name: string): boolean {
  return (TEXT_FIELDS as readonly string[]).includes(name);
}

function textOf(inlines: readonly Inline[]): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta(
    inlines.map((inline) => ({
      insert: inline.text,
      attributes: { ...(inline.bold === true ? { [MARKS.bold]: {} } : {}), ...(inline.underline === true ? { [MARKS.underline]: {} } : {}) },
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

function blockElement(block: Block): Y.XmlElement {
  if (block.type === 'block') return element(NODES.block, { kind: block.kind, level: block.level }, block.inlines.length === 0 ? [] : [textOf(block.inlines)]);
  const rows = block.rows.map((row) =>
    element(
      NODES.row,
      {},
      row.map((cell) => element(NODES.cell, {}, cell.length === 0 ? [] : [textOf(cell)])),
    ),
  );
  return element(NODES.table, { level: block.level, header: block.header }, rows);
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

/** Puts blocks behind everything a section holds; what others write meanwhile stays. */
export function appendBlocks(section: Y.Doc, blocks: readonly Block[]): void {
  section.transact(() => bodyOf(section).push(blocks.map(blockElement)));
}

/** Fills rooms with a content: one transaction a room, everything in the first section; what stood there is replaced. */
export function writeContent(docs: { readonly main: Y.Doc; readonly sections: ReadonlyMap<string, Y.Doc> }, content: Content): void {
  docs.main.transact(() => {
    emptyMain(docs.main);
    for (const name of Object.keys(content.fields) as (keyof Fields)[]) setField(docs.main, name, content.fields[name]);
    docs.main.getArray(NAMES.sections).push([FIRST_SECTION]);
    attachmentsOf(docs.main).push(content.attachments.map((attachment) => ({ ...attachment })));
  });
  for (const [id, section] of docs.sections) {
    section.transact(() => {
      const body = bodyOf(section);
      body.delete(0, body.length);
      if (id === FIRST_SECTION) body.insert(0, content.blocks.map(blockElement));
    });
  }
}

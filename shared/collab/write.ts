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
  const rows = block.rows.map((row) => element(NODES.row, {}, row.map((cell) => element(NODES.cell, {}, cell.length === 0 ? [] : [textOf(cell)]))));
  return element(NODES.table, { level: block.level, header: block.header }, rows);
}

/** Sets one form field: co-edited texts keep their Y.Text, others are replaced. */
export function setField<K extends keyof Fields>(main: Y.Doc, name: K, value: Fields[K]): void {
  const fields = fieldsOf(main);
  main.transact(() => {
    const known = fields.get(name);
    if (!isTextField(name)) fields.set(name, value);
    else if (known instanceof Y.Text) {
      if (known.toString() === value) return;
      known.delete(0, known.length);
      known.insert(0, String(value));
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

/** Fills empty rooms with a content: one transaction a room, everything in the first section. */
export function writeContent(docs: { readonly main: Y.Doc; readonly sections: ReadonlyMap<string, Y.Doc> }, content: Content): void {
  docs.main.transact(() => {
    for (const name of Object.keys(content.fields) as (keyof Fields)[]) setField(docs.main, name, content.fields[name]);
    docs.main.getArray(NAMES.sections).push([FIRST_SECTION]);
    attachmentsOf(docs.main).push(content.attachments.map((attachment) => ({ ...attachment })));
  });
  const section = docs.sections.get(FIRST_SECTION);
  section?.transact(() => bodyOf(section).insert(0, content.blocks.map(blockElement)));
}

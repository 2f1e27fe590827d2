/** Schema ◆ of a document's Yjs rooms: names of the shared types and of what may stand in them (DESIGN §5). */

import type * as Y from 'yjs';

/** Names of the shared types: the first four in the main room, `body` and `notes` in every section room. */
export const NAMES = { fields: 'fields', sections: 'sections', attachments: 'attachments', pictures: 'pictures', body: 'body', notes: 'notes' } as const;

/** Names of XML elements in a body. */
export const NODES = { block: 'block', table: 'table', row: 'row', cell: 'cell', picture: 'picture' } as const;

/** Attributes of a cell: columns and rows it takes where it is a merged one, and on cells of the first row how wide their column is. */
export const CELL = { across: 'across', down: 'down', width: 'width' } as const;

/** Marks of text, as y-prosemirror stores them: attribute name → `{}`, of `article` `{law, article}`, of `note` `{id}`. */
export const MARKS = { bold: 'bold', underline: 'underline', article: 'article', note: 'note' } as const;

/** The section every document begins with. */
export const FIRST_SECTION = 's1';

/** Fields kept as Y.Text so that two people may type in them at once. */
export const TEXT_FIELDS = ['title', 'summary'] as const;

/** Form fields of a main room. */
export function fieldsOf(main: Y.Doc): Y.Map<unknown> {
  return main.getMap(NAMES.fields);
}

/** Attachments of a main room, as JSON objects. */
export function attachmentsOf(main: Y.Doc): Y.Array<unknown> {
  return main.getArray(NAMES.attachments);
}

/**
 * Digests of the pictures that were put into this draft, each to `true`: whoever may read the draft may fetch their files. Which of them stand in the body, the body
 * says; one that was taken out stays here, because its writer may take that back.
 */
export function picturesOf(main: Y.Doc): Y.Map<unknown> {
  return main.getMap(NAMES.pictures);
}

/** Body of a section room. */
export function bodyOf(section: Y.Doc): Y.XmlFragment {
  return section.getXmlFragment(NAMES.body);
}

/** Texts of a section's footnotes by id, each a Y.Text: where one stands, the mark `note` says. */
export function notesOf(section: Y.Doc): Y.Map<unknown> {
  return section.getMap(NAMES.notes);
}

function isSectionId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9-]{1,40}$/.test(value);
}

/** Sections in reading order; a room without a list has the first section only. Unusable and repeated entries are passed over. */
export function sectionIds(main: Y.Doc): string[] {
  const ids = [...new Set(main.getArray<unknown>(NAMES.sections).toArray().filter(isSectionId))];
  return ids.length === 0 ? [FIRST_SECTION] : ids;
}

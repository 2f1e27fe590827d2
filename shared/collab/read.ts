/** Reading rooms into canonical content: strict and total, because anyone with 수정 may have written anything (DESIGN §5). */

import * as Y from 'yjs';
import { err, ok, type Result } from '../lib/result.ts';
import { contentSchema } from '../verify/content-schema.ts';
import { contentOf, type Attachment, type Block, type Content, type Fields } from './content.ts';
import { blocksOf } from './read-blocks.ts';
import { canonicalText, fieldText } from './read-text.ts';
import { attachmentsOf, fieldsOf, sectionIds } from './schema.ts';

const INVALID = err('CONTENT_INVALID', '본문의 짜임을 읽을 수 없습니다. 글은 그대로 두었습니다. 온결을 새 판으로 바꾼 뒤 다시 여십시오.');

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

/** Empty lines at the end are how people write, not content. */
function withoutEmptyTail(blocks: readonly Block[]): Block[] {
  const last = blocks.findLastIndex((block) => block.type !== 'block' || block.inlines.some((inline) => inline.text.trim() !== ''));
  return blocks.slice(0, last + 1);
}

/** Blocks of one section as its room says them now. `CONTENT_INVALID` as in `readContent`. */
export function readSection(section: Y.Doc): Result<Block[], 'CONTENT_INVALID'> {
  try {
    return ok(withoutEmptyTail(blocksOf(section)));
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
      return section === undefined ? [] : blocksOf(section);
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

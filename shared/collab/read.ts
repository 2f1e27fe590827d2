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

/** How many blocks of a section stand in the content: the empty lines it closes with are none, so a part that is not written yet adds none between the others. */
export function lengthOf(section: Y.Doc): number {
  return withoutEmptyTail(blocksOf(section)).length;
}

/** The sections' blocks one behind the other, each without its empty tail. */
function joined(blocks: readonly Block[], lengths: readonly number[]): Block[] {
  let next = 0;
  return lengths.flatMap((length) => withoutEmptyTail(blocks.slice(next, (next += length))));
}

/** Rooms of a version. `order` are the ids of its sections where its trail says them (맡은 부분); the main room's own list counts where it does not. */
export interface VersionRooms {
  readonly main: Y.Doc;
  readonly sections: ReadonlyMap<string, Y.Doc>;
  readonly order?: readonly string[];
}

/** Ids of the sections of these rooms in reading order. */
export function orderOf({ main, order = [] }: Pick<VersionRooms, 'main' | 'order'>): readonly string[] {
  return order.length === 0 ? sectionIds(main) : order;
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
export function readContent(docs: VersionRooms): Result<Content, 'CONTENT_INVALID'> {
  try {
    const parts = orderOf(docs).map((id) => {
      const section = docs.sections.get(id);
      return section === undefined ? [] : blocksOf(section);
    });
    const blocks = parts.flat();
    const parsed = contentSchema.safeParse(contentOf(fieldsJson(docs.main) as unknown as Fields, blocks, attachmentsOf(docs.main).toArray() as Attachment[]));
    if (!parsed.success) return INVALID;
    const content = parsed.data as Content;
    const lengths = parts.map(({ length }) => length);
    return ok(canonicalValue({ ...content, blocks: withoutEmptyTail(joined(content.blocks, lengths)) }));
  } catch {
    // Not only Malformed: Yjs itself throws on a root of another type, and a bad room must not stop the centre.
    return INVALID;
  }
}

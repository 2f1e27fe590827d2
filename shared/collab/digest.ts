/** contentDigest ◆: RFC 6962 root over the salted parts of a frozen version (DESIGN §5). */

import { fromHex, toHex } from '../lib/bytes.ts';
import { commit } from '../trail/hash.ts';
import { merkleRoot } from '../trail/merkle.ts';
import type { Attachment, Block, Content } from './content.ts';

/** One part of a content, so that it can later be shown or withheld alone. */
export type ContentPart =
  | { readonly part: 'form'; readonly v: number; readonly schemaVersion: number }
  | { readonly part: 'field'; readonly name: string; readonly value: unknown }
  | { readonly part: 'block'; readonly index: number; readonly value: Block }
  | { readonly part: 'attachment'; readonly index: number; readonly value: Attachment };

/** Parts in their fixed order: versions, fields by name, blocks, attachments. */
export function contentParts(content: Content): ContentPart[] {
  const names = Object.keys(content.fields).sort() as (keyof Content['fields'])[];
  return [
    { part: 'form', v: content.v, schemaVersion: content.schemaVersion },
    ...names.map((name): ContentPart => ({ part: 'field', name, value: content.fields[name] })),
    ...content.blocks.map((value, index): ContentPart => ({ part: 'block', index, value })),
    ...content.attachments.map((value, index): ContentPart => ({ part: 'attachment', index, value })),
  ];
}

/** Leaf hashes (hex) of the parts under their salts; null where the number of salts or their form is wrong. */
export function partLeaves(content: Content, salts: readonly string[]): string[] | null {
  const parts = contentParts(content);
  if (parts.length !== salts.length || salts.some((salt) => !/^[0-9a-f]{32}$/.test(salt))) return null;
  return parts.map((part, i) => commit(salts[i] ?? '', part));
}

/** contentDigest in lower-case hex, or null where the salts do not fit. */
export function contentDigest(content: Content, salts: readonly string[]): string | null {
  const leaves = partLeaves(content, salts);
  return leaves === null ? null : toHex(merkleRoot(leaves.map((leaf) => fromHex(leaf))));
}

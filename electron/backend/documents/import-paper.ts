/** A Markdown paper with its attachments as the beginning of a document. */

import { contentOf, type Content } from '../../../shared/collab/content.ts';
import { parsePaperMarkdown } from '../../../shared/exchange/markdown/paper.ts';
import { err, type Result } from '../../../shared/lib/result.ts';
import type { BackendContext } from '../context.ts';
import { mediaTypeOf } from './media.ts';

/** Makes the draft. */
export type CreateDraft = (content: Content) => Promise<Result<{ documentId: string }>>;

/** Imports it. Every attachment still missing is named at once (ATTACHMENT_MISSING): they are often chosen one folder after another. */
export async function importPaper(
  context: BackendContext,
  input: { readonly markdown: string; readonly attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[] },
  create: CreateDraft,
): Promise<Result<{ documentId: string }>> {
  const { markdown, attachments: files } = input;
  const guarded = await context.intake.guard([{ name: '가져온 문서.md', bytes: new TextEncoder().encode(markdown) }, ...files]);
  if (!guarded.ok) return guarded;
  const parsed = parsePaperMarkdown(markdown, [...context.replica.directory().agencies.values()]);
  if (!parsed.ok) return parsed;
  const byName = new Map(files.map((file) => [file.name, file.bytes]));
  const wanted = parsed.value.attachments.map(({ path, label }) => {
    const name = path.split('/').at(-1) ?? path;
    return { path, name, label, bytes: byName.get(name) ?? byName.get(path) };
  });
  const missing = wanted.filter(({ bytes }) => bytes === undefined).map(({ path }) => path);
  if (missing.length > 0)
    return err('ATTACHMENT_MISSING', `붙임 파일이 더 있어야 합니다(${missing.join(', ')}). 문서는 아직 만들지 않았습니다. 이어서 그 파일을 고르십시오.`);
  const attachments: Content['attachments'][number][] = [];
  for (const { name, label, bytes = new Uint8Array(0) } of wanted)
    attachments.push({ name, label, mediaType: mediaTypeOf(name), size: bytes.length, sha256: await context.replica.putBlob(bytes) });
  const { fields, blocks } = parsed.value;
  return create(contentOf(fields, blocks, attachments));
}

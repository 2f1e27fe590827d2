/** What a document is called. */

import type { BackendContext } from '../context.ts';

/** Title of a document, for file names. */
export async function titleOf(context: BackendContext, documentId: string): Promise<string> {
  const content = await context.drafts.content(documentId);
  return content.ok && content.value.fields.title !== '' ? content.value.fields.title : '문서';
}

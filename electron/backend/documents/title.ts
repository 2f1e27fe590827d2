/** What a document is called, and what its text says of the seal. */

import type { BackendContext } from '../context.ts';

/** Title of a document, for file names. */
export async function titleOf(context: BackendContext, documentId: string): Promise<string> {
  const content = await context.drafts.content(documentId);
  return content.ok && content.value.fields.title !== '' ? content.value.fields.title : '문서';
}

/** Whether a paper goes out without the seal's image (관인생략). */
export async function omitsSeal({ drafts }: BackendContext, documentId: string): Promise<boolean> {
  const content = await drafts.content(documentId);
  return content.ok && content.value.fields.sealOmitted !== undefined;
}

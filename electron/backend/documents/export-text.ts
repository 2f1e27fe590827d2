/** A paper as Markdown or plain text, drafted or fixed. */

import type { Input, Output } from '../../../shared/api/contract.ts';
import { toMarkdown } from '../../../shared/exchange/markdown/write.ts';
import { toPlainText } from '../../../shared/exchange/text/write.ts';
import { err, type Result } from '../../../shared/lib/result.ts';
import { mayRead } from '../../../shared/policy/access.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';

/** Lets the person choose where the text is kept. */
export async function exportText(context: BackendContext, { documentId, format }: Input<'export.text'>): Promise<Result<Output<'export.text'>>> {
  const directory = context.replica.directory();
  if (!mayRead(stateOf(context.replica, documentId), directory, context.me().id)) return err('NO_DOCUMENT', '이 문서를 찾을 수 없거나 볼 권한이 없습니다.');
  const content = await context.drafts.content(documentId);
  if (!content.ok) return content;
  const text = format === 'md' ? toMarkdown(content.value, [...directory.agencies.values()]) : toPlainText(content.value);
  const title = content.value.fields.title === '' ? '문서' : content.value.fields.title;
  return context.platform.saveFile(`${title}.${format}`, new TextEncoder().encode(text));
}

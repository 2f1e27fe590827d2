/** A paper as Markdown, plain text or HWPX, drafted or fixed. */

import type { Input, Output } from '../../../shared/api/contract.ts';
import type { Content } from '../../../shared/collab/content.ts';
import { picturesIn } from '../../../shared/exchange/capsule/capsule.ts';
import { toHwpx } from '../../../shared/exchange/hwpx/write.ts';
import { toMarkdown } from '../../../shared/exchange/markdown/write.ts';
import { toPlainText } from '../../../shared/exchange/text/write.ts';
import { isUnitLetter } from '../../../shared/forms/forms.ts';
import { senderOrder, unitSender } from '../../../shared/forms/official.ts';
import { SEAL_OMITTED } from '../../../shared/forms/seal-omission.ts';
import { err, type Result } from '../../../shared/lib/result.ts';
import { mayRead } from '../../../shared/policy/access.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import { keepFile } from '../export/keep.ts';

/** Files of the body's pictures that are on this machine or come from the server now. */
async function picturesOf(context: BackendContext, content: Content): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const { sha256 } of picturesIn(content)) {
    const bytes = await context.replica.getBlob(sha256);
    if (bytes.ok) files.set(sha256, bytes.value);
  }
  return files;
}

async function bytesOf(context: BackendContext, content: Content, format: Input<'export.text'>['format']): Promise<Uint8Array> {
  const { agencies } = context.replica.directory();
  const { lead, partners } = content.fields;
  if (format === 'md') return new TextEncoder().encode(toMarkdown(content, [...agencies.values()]));
  if (format === 'txt') return new TextEncoder().encode(toPlainText(content));
  const pictures = await picturesOf(context, content);
  const own = agencies.get(lead);
  const head = own?.units.find(({ code }) => code === content.fields.leadUnit);
  if (isUnitLetter(content.fields.form))
    return toHwpx({ content, agency: own?.name ?? '', senders: [unitSender(own, head, null)], pictures }, context.now().toISOString().slice(0, 10));
  const senders = senderOrder(
    lead,
    partners.map(({ agency }) => agency),
    agencies,
  ).map(({ head }) => (content.fields.sealOmitted === undefined ? head : `${head}  ${SEAL_OMITTED}`));
  return toHwpx({ content, agency: agencies.get(lead)?.name ?? '', senders, pictures }, context.now().toISOString().slice(0, 10));
}

/** Lets the person choose where the text is kept. */
export async function exportText(context: BackendContext, { documentId, format, reason }: Input<'export.text'>): Promise<Result<Output<'export.text'>>> {
  const directory = context.replica.directory();
  if (!mayRead(stateOf(context.replica, documentId), directory, context.me().id)) return err('NO_DOCUMENT', '이 문서를 찾을 수 없거나 볼 권한이 없습니다.');
  const content = await context.drafts.content(documentId);
  if (!content.ok) return content;
  const title = content.value.fields.title === '' ? '문서' : content.value.fields.title;
  return keepFile(context, { documentId, what: 'text', file: null, reason }, `${title}.${format}`, await bytesOf(context, content.value, format));
}

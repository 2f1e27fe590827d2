/** Attachments and pictures must be at the server before the content that names them is fixed: whoever decides has to be able to open them. */

import { filesOf, type Content } from '../../../shared/collab/content.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { BackendContext } from '../context.ts';

/** Sends what waits. Code ATTACHMENT_NOT_SENT with the files the server does not have; without a line they travel before the act itself. */
export async function waitSent({ replica }: BackendContext, content: Pick<Content, 'attachments' | 'blocks'>): Promise<Result<null, 'ATTACHMENT_NOT_SENT'>> {
  if (replica.status().connection === 'offline') return ok(null);
  const left = () =>
    filesOf(content).flatMap((sha256) => {
      const label = content.attachments.find((one) => one.sha256 === sha256)?.label ?? '본문의 그림';
      const place = replica.blobPlace(sha256);
      return place.state === 'waiting' || place.state === 'refused' ? [`${label}${place.why === '' ? '' : ` (${place.why})`}`] : [];
    });
  if (left().length > 0) await replica.sendBlobs();
  const names = left();
  if (names.length === 0 || replica.status().connection === 'offline') return ok(null);
  return err(
    'ATTACHMENT_NOT_SENT',
    `붙임 파일이 아직 서버에 닿지 않아 결재를 올리지 않았습니다. 글과 파일은 이 PC에 그대로 있습니다. 다 올라간 뒤 다시 올리십시오: ${names.join(', ')}`,
  );
}

/** What a registered seal looks like: letters this program draws, or a scanned picture that lies with the server by its digest. */

import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { sentenceOf } from '../../../shared/approval/refusals.ts';
import { utf8 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { SealRecord } from '../../../shared/org/directory.ts';
import { readSealPicture, type SealPicture } from '../../../shared/policy/guard/seal-picture.ts';
import type { BackendContext } from '../context.ts';
import { sealSvg } from '../pdf/seal-image.ts';

/** Digest of the seal drawn for these letters. */
export const drawnImage = (name: string): string => sha256Hex(utf8(sealSvg(name)));

/** Whether the register's image is the one this program draws for the seal's letters. */
export function drawsImage({ name, image }: SealRecord): boolean {
  return image === drawnImage(name);
}

const AWAY = err('PICTURE_AWAY', '대장에 등록된 관인의 그림을 아직 받지 못해 날인하지 않았습니다. 서버에 연결된 뒤 다시 하십시오.');

/** The bytes of a scanned seal, as they were registered. OFFLINE where they are with the server only; other codes where nobody has them. */
export async function pictureBytes({ replica }: Pick<BackendContext, 'replica'>, { image }: SealRecord): Promise<Result<Uint8Array>> {
  return replica.getBlob(image);
}

/** What is stamped: null for letters, the picture where one was scanned. Any other image is never stamped. */
export async function lookOf(
  context: Pick<BackendContext, 'replica'>,
  record: SealRecord,
): Promise<Result<SealPicture | null, 'PICTURE_AWAY' | 'SEAL_UNREGISTERED'>> {
  if (drawsImage(record)) return ok(null);
  const bytes = await pictureBytes(context, record);
  if (!bytes.ok && bytes.code === 'OFFLINE') return AWAY;
  const read = bytes.ok ? readSealPicture(bytes.value) : null;
  return read?.ok === true ? read : err('SEAL_UNREGISTERED', sentenceOf('SEAL_UNREGISTERED'));
}

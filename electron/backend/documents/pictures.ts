/** Commands on the pictures of a body: in as a file of the draft, out as bytes to look at. */

import { addPicture } from '../../../shared/collab/write.ts';
import { picturesOf } from '../../../shared/collab/schema.ts';
import { err, ok } from '../../../shared/lib/result.ts';
import { roomRight } from '../../../shared/policy/access.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import { editable } from './editable.ts';

const UNKNOWN = err('NOT_FOUND', '이 문서의 그림이 아니거나 아직 이 PC에 오지 않았습니다. 서버에 이어진 뒤 다시 여십시오.');

/** Commands on pictures. */
export function pictureCommands(context: BackendContext): Pick<Handlers, 'pictures.add' | 'pictures.get'> {
  return {
    async 'pictures.add'({ documentId, bytes }) {
      const rooms = editable(context, documentId);
      if (!rooms.ok) return rooms;
      const judged = await context.intake.picture(bytes);
      if (!judged.ok) return judged;
      const { mediaType, width, height, bytes: kept } = judged.value;
      const sha256 = await context.replica.putBlob(kept);
      addPicture(rooms.value.main.doc, sha256);
      return ok({ sha256, mediaType, size: kept.length, width, height });
    },
    async 'pictures.get'({ documentId, sha256 }) {
      const state = stateOf(context.replica, documentId);
      if (roomRight(state, context.replica.directory(), context.me().id, 'main') === 'none') return UNKNOWN;
      const main = context.drafts.rooms(documentId)?.main.doc;
      const content = main !== undefined && picturesOf(main).has(sha256) ? null : await context.drafts.content(documentId);
      const named = content === null || (content.ok && content.value.blocks.some((block) => block.type === 'picture' && block.sha256 === sha256));
      if (!named) return UNKNOWN;
      const bytes = await context.replica.getBlob(sha256);
      return bytes.ok ? ok({ bytes: bytes.value }) : bytes;
    },
  };
}

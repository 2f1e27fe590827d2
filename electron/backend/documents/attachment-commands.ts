/** Commands on attachments: into a draft, out of it, seen here, kept outside, and where each of them is. */

import { addAttachment, removeAttachment } from '../../../shared/collab/write.ts';
import type { Attachment } from '../../../shared/collab/content.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { mayRead } from '../../../shared/policy/access.ts';
import { guardContent } from '../../../shared/policy/guard/content-guard.ts';
import { ATTACHMENT_MOST, shownKind } from '../../../shared/policy/guard/file-kind.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import { keepFile } from '../export/keep.ts';
import type { Handlers } from '../handlers.ts';
import { editable } from './editable.ts';
import { noteLook } from './look-commands.ts';
import { mediaTypeOf, TEXTS } from './media.ts';

/** Their names. */
export type AttachmentCommands = 'attachments.add' | 'attachments.remove' | 'attachments.save' | 'attachments.read' | 'attachments.places';

const TOO_LARGE = err('TOO_LARGE', `파일이 ${ATTACHMENT_MOST >> 20}MB보다 커서 붙이지 않았습니다. 나누거나 줄인 뒤 다시 넣으십시오.`);
const NOT_FOUND = err('NOT_FOUND', '이 문서의 붙임이 아닙니다.');
const NO_PREVIEW = err('NO_PREVIEW', '이 파일은 여기에서 열어 볼 수 없는 형식입니다. 내려받아 여십시오.');

/** The attachment of a paper this person may read. */
async function attachmentOf(context: BackendContext, documentId: string, sha256: string): Promise<Result<Attachment>> {
  if (!mayRead(stateOf(context.replica, documentId), context.replica.directory(), context.me().id)) return NOT_FOUND;
  const content = await context.drafts.content(documentId);
  const found = content.ok ? content.value.attachments.find((attachment) => attachment.sha256 === sha256) : undefined;
  return found === undefined ? NOT_FOUND : ok(found);
}

function draftCommands(context: BackendContext): Pick<Handlers, 'attachments.add' | 'attachments.remove'> {
  return {
    async 'attachments.add'({ documentId, name, label, bytes }) {
      const rooms = editable(context, documentId);
      if (!rooms.ok) return rooms;
      if (bytes.length > ATTACHMENT_MOST) return TOO_LARGE;
      const secret = guardContent({ attachments: [{ name, label }] }, '붙이지 않았습니다. 표시를 잘못 붙였으면 지우고 다시 하십시오.');
      if (!secret.ok) return secret;
      const guarded = await context.intake.guard([{ name, bytes }]);
      if (!guarded.ok) return guarded;
      const sha256 = context.replica.keepBlob(bytes);
      const named = { name: name.normalize('NFC'), label: label.normalize('NFC'), mediaType: mediaTypeOf(name) };
      addAttachment(rooms.value.main.doc, { ...named, size: bytes.length, sha256 });
      return ok({ sha256 });
    },
    'attachments.remove'({ documentId, sha256 }) {
      const rooms = editable(context, documentId);
      if (!rooms.ok) return rooms;
      removeAttachment(rooms.value.main.doc, sha256);
      return ok({});
    },
  };
}

/** The commands. */
export function attachmentCommands(context: BackendContext): Pick<Handlers, AttachmentCommands> {
  return {
    ...draftCommands(context),
    async 'attachments.save'({ documentId, sha256, reason }) {
      const found = await attachmentOf(context, documentId, sha256);
      if (!found.ok) return found;
      const bytes = await context.replica.getBlob(sha256);
      if (!bytes.ok) return bytes;
      const kept = await keepFile(context, { documentId, what: 'attachment', file: sha256, reason }, found.value.name, bytes.value);
      if (kept.ok && kept.value.path !== null) noteLook(context, documentId, `file/${sha256}`);
      return kept;
    },
    async 'attachments.read'({ documentId, sha256 }) {
      const found = await attachmentOf(context, documentId, sha256);
      if (!found.ok) return found;
      const bytes = await context.replica.getBlob(sha256);
      if (!bytes.ok) return bytes;
      const kind = shownKind(bytes.value) ?? (TEXTS.has(found.value.mediaType) ? ('text' as const) : null);
      if (kind === null) return NO_PREVIEW;
      noteLook(context, documentId, `file/${sha256}`);
      return ok({ kind, bytes: bytes.value });
    },
    async 'attachments.places'({ documentId }) {
      const content = await context.drafts.content(documentId);
      const listed = content.ok ? content.value.attachments : [];
      return ok({ files: listed.map(({ sha256 }) => ({ sha256, why: '', ...context.replica.blobPlace(sha256) })) });
    },
  };
}

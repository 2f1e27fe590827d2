/** 변경 전후 대비표: two versions of a document, line by line, fields first. */

import type { Output } from '../../../shared/api/contract.ts';
import { faceOf, type Content } from '../../../shared/collab/content.ts';
import { ownRevision, roomRight } from '../../../shared/policy/access.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { FACE_WORDS } from '../../../shared/forms/face.ts';
import { diffLines, plainLines } from '../../../shared/writing/diff.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import { noteLook } from './look-commands.ts';

/** A content line by line, fields first; 글꼴 only where this one or what it is held against is not set in 고딕. */
export function linesOf({ fields, blocks, attachments }: Content, against?: Content): string[] {
  const faced = fields.face !== undefined || against?.fields.face !== undefined;
  return [
    `제목  ${fields.title}`,
    `수신  ${fields.recipients.join(', ')}`,
    `문서요지  ${fields.summary}`,
    ...(faced ? [`글꼴  ${FACE_WORDS[faceOf(fields)]}`] : []),
    ...plainLines(blocks),
    ...attachments.map((one, i) => `${i === 0 ? '붙임' : '      '}  ${attachments.length > 1 ? `${i + 1}. ` : ''}${one.label}`),
  ];
}

/** The way from version `from` to version `to`; the newest may still be a draft. Codes: NO_DOCUMENT, NO_VERSION, and those of fetching a content. */
export async function compareVersions(
  context: BackendContext,
  { documentId, from, to }: { readonly documentId: string; readonly from: number; readonly to: number },
): Promise<Result<Output<'documents.compare'>>> {
  const state = stateOf(context.replica, documentId);
  const right = roomRight(state, context.replica.directory(), context.me().id, 'main');
  if (state.status === 'none' || right === 'none') return err('NO_DOCUMENT', '이 문서를 찾을 수 없습니다. 목록을 새로 받은 뒤 다시 여십시오.');
  const own = ownRevision(state, context.me().id);
  if (Math.max(from, to) > (own ?? state.version))
    return err('NO_VERSION', `이 문서에는 제${Math.max(from, to)}판이 없습니다. 지금 판은 제${state.version}판입니다.`);
  const contentOf = (version: number): Promise<Result<Content>> =>
    version === own
      ? context.drafts.written(documentId, own)
      : version === state.version
        ? context.drafts.content(documentId)
        : context.drafts.frozen(documentId, version);
  const [before, after] = await Promise.all([contentOf(from), contentOf(to)]);
  if (!before.ok) return before;
  if (!after.ok) return after;
  if (to === state.version) noteLook(context, documentId, 'diff');
  const lines = diffLines(linesOf(before.value, after.value), linesOf(after.value, before.value));
  return ok({ lines: lines.map(({ kind, pieces }) => ({ kind, pieces: [...pieces] })) });
}

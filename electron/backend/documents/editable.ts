/** Whether a person may write in a paper now. */

import { ownRevision, roomRight } from '../../../shared/policy/access.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';

const NOT_EDITABLE = err('NOT_EDITABLE', '지금은 고칠 수 없는 문서입니다. 아무것도 바뀌지 않았습니다. 내용이 확정되었거나 수정 권한이 없습니다.');

/** Main room of a draft this person may edit, or why not. */
export function editable(context: BackendContext, documentId: string): Result<ReturnType<BackendContext['drafts']['open']>> {
  const state = stateOf(context.replica, documentId);
  const own = ownRevision(state, context.me().id);
  if (own !== null) return ok(context.drafts.open(documentId, own));
  const right = roomRight(state, context.replica.directory(), context.me().id, 'main');
  return state.status === 'drafting' && right === 'edit' ? ok(context.drafts.open(documentId, state.version)) : NOT_EDITABLE;
}

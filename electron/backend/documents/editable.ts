/** Whether a person may write in a paper now. */

import { ownRevision, roomRight } from '../../../shared/policy/access.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';

const NOT_EDITABLE = err('NOT_EDITABLE', '지금은 고칠 수 없는 문서입니다. 아무것도 바뀌지 않았습니다. 내용이 확정되었거나 수정 권한이 없습니다.');

/** What is said of a text whose shape is newer than this program knows; the server refuses its edits (R7 of `sync-server/SPEC.md`). */
export const OUTDATED =
  '이 문서는 더 새로운 온결에서 쓴 것이라 여기서는 읽기만 할 수 있습니다. 이 프로그램이 모르는 부분은 보이지 않을 수 있으나 문서에는 그대로 있습니다. 온결을 새 판으로 바꾸십시오.';

type Rooms = ReturnType<BackendContext['drafts']['open']>;

const current = (rooms: Rooms): Result<Rooms> => (rooms.main.outdated() ? err('OUTDATED', OUTDATED) : ok(rooms));

/** Main room of a draft this person may edit, or why not. */
export function editable(context: BackendContext, documentId: string): Result<Rooms> {
  const state = stateOf(context.replica, documentId);
  const own = ownRevision(state, context.me().id);
  if (own !== null) return current(context.drafts.open(documentId, own));
  const right = roomRight(state, context.replica.directory(), context.me().id, 'main');
  return state.status === 'drafting' && right === 'edit' ? current(context.drafts.open(documentId, state.version)) : NOT_EDITABLE;
}

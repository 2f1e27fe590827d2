/** 함께 쓸 사람 정함: the drafter says who beside the 처리과 reads, comments or writes while the paper is drafted, signed (`rights.set`). */

import type { Grant } from '../../../shared/policy/rights.ts';
import { boundToDocument, stateOf } from '../acts/compose.ts';
import { act } from '../acts/send.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';

/** The command. STATE_MISMATCH once the paper is sent up, NOT_ALLOWED for everybody but its maker: the engine's. */
export function rightsCommands(context: BackendContext): Pick<Handlers, 'rights.set'> {
  return {
    'rights.set': ({ documentId, shares }) => {
      const grants = shares.map(({ agency, unit, person, right }): Grant => ({ agency, unit: unit === '' ? null : unit, person, right }));
      return act(context, {
        documentId,
        type: 'rights.set',
        body: { grants },
        bound: boundToDocument(stateOf(context.replica, documentId), context.me().agency),
        done: '함께 쓰는 사람을 정했습니다. 빠진 사람에게 이 문서는 바로 닫힙니다.',
      });
    },
  };
}

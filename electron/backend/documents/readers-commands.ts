/** 열람범위: set by the lead's maker, signed (RT10). */

import { laneOf } from '../../../shared/approval/state.ts';
import { boundToDocument, stateOf } from '../acts/compose.ts';
import { act } from '../acts/send.ts';
import { inUnit } from '../approval/standing.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';

/** The command. */
export function readersCommands(context: BackendContext): Pick<Handlers, 'readers.set'> {
  return {
    'readers.set': ({ documentId, range: { scope, units } }) => {
      const state = stateOf(context.replica, documentId);
      const { agency } = context.me();
      return act(context, {
        documentId,
        type: 'readers.set',
        body: { scope, units: units.map(({ agency: code, unit }) => ({ agency: code, unit })) },
        bound: boundToDocument(state, agency),
        standing: inUnit(context, laneOf(state, agency)?.unit),
        done: '열람범위를 정했습니다.',
      });
    },
  };
}

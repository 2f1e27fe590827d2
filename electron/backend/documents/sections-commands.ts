/** 맡은 부분 정함: the drafter divides the body and says who writes which part, signed (RT13). */

import { randomUUID } from 'node:crypto';
import { boundToDocument, stateOf } from '../acts/compose.ts';
import { act } from '../acts/send.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';

/** The command; a new part gets an id nobody had before. STATE_MISMATCH, NOT_ALLOWED, SECTIONS_UNSOUND: the engine's. */
export function sectionsCommands(context: BackendContext): Pick<Handlers, 'sections.set'> {
  return {
    'sections.set': ({ documentId, sections }) =>
      act(context, {
        documentId,
        type: 'sections.set',
        body: { sections: sections.map(({ id, name, agency, unit }) => ({ id: id ?? randomUUID(), name: name.trim().normalize('NFC'), agency, unit })) },
        bound: boundToDocument(stateOf(context.replica, documentId), context.me().agency),
        done: '맡은 부분을 정했습니다.',
      }),
  };
}

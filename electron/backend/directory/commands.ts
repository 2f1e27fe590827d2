/** Commands of 조직·사람: everybody reads, an administrator changes the own agency by signed entries. */

import type { Handlers } from '../handlers.ts';
import type { BackendContext } from '../context.ts';
import { invitePerson, revokePerson } from './certificates.ts';
import { historyOf, personViewOf } from './person.ts';
import { applyFile, previewFile } from './take.ts';
import { directoryViewOf } from './view.ts';

type Names = 'directory.get' | 'directory.person' | 'directory.history' | 'directory.preview' | 'directory.apply' | 'directory.revoke' | 'directory.invite';

/** Refusals: NOT_ADMIN, AGENCY_UNKNOWN, OFFLINE, LOCKED, STALE, FILE_UNREADABLE, FILE_FAULTY, PERSON_UNKNOWN, those of invitations and the server's. */
export function directoryCommands(context: BackendContext): Pick<Handlers, Names> {
  return {
    'directory.get': (input) => directoryViewOf(context, input),
    'directory.person': ({ person }) => personViewOf(context, person),
    'directory.history': ({ agency }) => historyOf(context, agency),
    'directory.preview': (input) => previewFile(context, input),
    'directory.apply': (input) => applyFile(context, input),
    'directory.revoke': ({ person }) => revokePerson(context, person),
    'directory.invite': (input) => invitePerson(context, input),
  };
}

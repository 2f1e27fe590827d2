/** Commands of 조직·사람: everybody reads, an administrator changes the own agency by signed entries. */

import type { Handlers } from '../handlers.ts';
import type { BackendContext } from '../context.ts';
import { administratorsOf, endAdministrator, inviteAdministrator } from './administrators.ts';
import { dutiesOf } from './duties.ts';
import { invitePerson, revokePerson } from './certificates.ts';
import { admitPerson, callBack, invitationsOf } from './invitations.ts';
import { historyOf, personViewOf } from './person.ts';
import { exportDirectory, recordsOf } from './records.ts';
import { applyFile, previewFile } from './take.ts';
import { unitsOf } from './units.ts';
import { directoryViewOf } from './view.ts';
import { workOf } from './work.ts';

type Names =
  | 'directory.duties'
  | 'directory.administrators'
  | 'directory.inviteAdministrator'
  | 'directory.endAdministrator'
  | 'directory.work'
  | 'directory.units'
  | 'directory.invitations'
  | 'directory.callBack'
  | 'directory.admit'
  | 'directory.records'
  | 'directory.export'
  | 'directory.get'
  | 'directory.person'
  | 'directory.history'
  | 'directory.preview'
  | 'directory.apply'
  | 'directory.revoke'
  | 'directory.invite';

/** Refusals: NOT_ADMIN, AGENCY_UNKNOWN, OFFLINE, LOCKED, STALE, FILE_UNREADABLE, FILE_FAULTY, PERSON_UNKNOWN, those of invitations and the server's. */
export function directoryCommands(context: BackendContext): Pick<Handlers, Names> {
  return {
    'directory.administrators': ({ agency }) => administratorsOf(context, agency),
    'directory.inviteAdministrator': (input) => inviteAdministrator(context, input),
    'directory.endAdministrator': (input) => endAdministrator(context, input),
    'directory.get': (input) => directoryViewOf(context, input),
    'directory.person': ({ person }) => personViewOf(context, person),
    'directory.work': ({ person }) => workOf(context, person),
    'directory.duties': ({ agency }) => dutiesOf(context, agency),
    'directory.units': () => unitsOf(context),
    'directory.invitations': () => invitationsOf(context),
    'directory.callBack': (input) => callBack(context, input),
    'directory.admit': (input) => admitPerson(context, input),
    'directory.records': ({ agency }) => recordsOf(context, agency),
    'directory.export': (input) => exportDirectory(context, input),
    'directory.history': ({ agency }) => historyOf(context, agency),
    'directory.preview': (input) => previewFile(context, input),
    'directory.apply': (input) => applyFile(context, input),
    'directory.revoke': ({ person }) => revokePerson(context, person),
    'directory.invite': (input) => invitePerson(context, input),
  };
}

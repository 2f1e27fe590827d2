/**
 * The engine: may this statement be accepted, and what follows? Pure: no clock, no I/O; the same code runs on client,
 * server and verifier (DESIGN §6). Folding is in `evolve.ts`.
 */

import { assertNever } from '../lib/assert.ts';
import { findPerson } from '../org/delegation.ts';
import type { Directory } from '../org/directory.ts';
import type { Statement } from '../trail/statement.ts';
import { decideCreated, decideLaneDesigned, decideRedrafted, decideRights, decideSubmitted } from './decide-draft.ts';
import { decideBase, decideIssued, decideOpened, decideSealed } from './decide-issue.ts';
import { decideDecided, decideReceived, decideReturned, decideWithdrawn } from './decide-step.ts';
import type { Decision } from './decision.ts';
import { refuse, type RefusalCode } from './refusals.ts';
import type { DocumentState } from './state.ts';

/** Positions resolve at the time of the act: the signer must hold the post they signed with. */
function checkActor(statement: Statement, directory: Directory): RefusalCode | null {
  const { actor, capacity } = statement;
  const person = findPerson(directory, actor.person);
  if (person === undefined || !person.certificates.includes(actor.certificate)) return 'ACTOR_UNKNOWN';
  if (person.agency !== actor.agency || person.unit !== actor.unit || person.position !== actor.position) return 'POST_CHANGED';
  return capacity.kind === 'acting' ? 'NO_DEPUTY_GRANT' : null;
}

function checkVersion(state: DocumentState, statement: Statement): RefusalCode | null {
  if (statement.type === 'document.created') return null;
  if (state.status === 'none') return 'NO_DOCUMENT';
  const expected = statement.type === 'redrafted' ? state.version + 1 : state.version;
  return statement.version === expected ? null : 'DEAD_VERSION';
}

function decideAct(state: DocumentState, statement: Statement, directory: Directory): Decision {
  switch (statement.type) {
    case 'document.created':
      return decideCreated(state, statement, directory);
    case 'rights.set':
      return decideRights(state, statement);
    case 'lane.designed':
      return decideLaneDesigned(state, statement, directory);
    case 'submitted':
      return decideSubmitted(state, statement, directory);
    case 'redrafted':
      return decideRedrafted(state, statement);
    case 'request.received':
      return decideReceived(state, statement, directory);
    case 'decided':
      return decideDecided(state, statement, directory);
    case 'returned':
      return decideReturned(state, statement);
    case 'withdrawn':
      return decideWithdrawn(state, statement);
    case 'base.fixed':
      return decideBase(state, statement, directory);
    case 'sealed':
      return decideSealed(state, statement, directory);
    case 'issued':
      return decideIssued(state, statement, directory);
    case 'opened':
      return decideOpened(state, statement, directory);
    case 'directory.put':
      return refuse('NOT_ALLOWED');
    default:
      return assertNever(statement);
  }
}

/**
 * Judges one statement against the state it arrives at. The signature and the certificate are checked before.
 * Refusals are closed codes with a sentence (`refusals.ts`).
 */
export function decide(state: DocumentState, statement: Statement, directory: Directory): Decision {
  const code = checkVersion(state, statement) ?? checkActor(statement, directory);
  return code === null ? decideAct(state, statement, directory) : refuse(code);
}

export type { Decision, FollowUp } from './decision.ts';
export { evolve, replay } from './evolve.ts';
export { initialState, type DocumentState } from './state.ts';
export type { RefusalCode } from './refusals.ts';

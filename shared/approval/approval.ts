/**
 * The engine: may this statement be accepted, and what follows? Pure: no clock, no I/O; the same code runs on client,
 * server and verifier (DESIGN §6). Folding is in `evolve.ts`, the rule of each act in `acts/`.
 */

import { findPerson } from '../org/delegation.ts';
import type { Directory } from '../org/directory.ts';
import type { Statement } from '../trail/statement.ts';
import { actRule } from './acts/index.ts';
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
  const expected = actRule(statement.type).opensVersion === true ? state.version + 1 : state.version;
  return statement.version === expected ? null : 'DEAD_VERSION';
}

/**
 * Judges one statement against the state it arrives at. The signature and the certificate are checked before.
 * Refusals are closed codes with a sentence (`refusals.ts`).
 */
export function decide(state: DocumentState, statement: Statement, directory: Directory): Decision {
  const code = checkVersion(state, statement) ?? checkActor(statement, directory);
  return code === null ? actRule(statement.type).decide(state, statement, directory) : refuse(code);
}

export type { Decision, FollowUp } from './decision.ts';
export { evolve, replay } from './evolve.ts';
export { initialState, type DocumentState } from './state.ts';
export type { RefusalCode } from './refusals.ts';

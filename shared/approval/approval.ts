/**
 * The engine: may this statement be accepted, and what follows? Pure: no clock, no I/O; the same code runs on client,
 * server and verifier (DESIGN §6). Folding is in `evolve.ts`, the rule of each act in `acts/`.
 */

import { findPerson, holds } from '../org/delegation.ts';
import type { Directory } from '../org/directory.ts';
import { deputyGrant } from '../org/deputy.ts';
import { rolesOf } from '../policy/roles.ts';
import { mayAct } from '../policy/table.ts';
import type { Capacity, Statement } from '../trail/statement.ts';
import { seoulDate } from '../writing/amount.ts';
import { actRule } from './acts/index.ts';
import type { Decision } from './decision.ts';
import { refuse, type RefusalCode } from './refusals.ts';
import { checkSigningTime } from './signing-time.ts';
import type { DocumentState } from './state.ts';

/** Days a 대결 signature may travel: longer, and nobody can tell whether it was made in its days (DESIGN §6). */
const ACTING_WINDOW_DAYS = 3;

/** Positions resolve at the time of the act: the signer must hold the post they signed with. */
function checkActor(statement: Statement, directory: Directory, receivedAt: string | null): RefusalCode | null {
  const { actor, capacity } = statement;
  const person = findPerson(directory, actor.person);
  if (person === undefined || !person.certificates.includes(actor.certificate)) return 'ACTOR_UNKNOWN';
  if (person.agency !== actor.agency || !holds(person, actor)) return 'POST_CHANGED';
  return capacity.kind === 'acting' ? checkDeputy(statement, capacity, directory, receivedAt) : null;
}

/** 대결 (영 §10③): the entry of the directory stands in the signed statement, is lawful on the day, and the signature did not travel too long. */
function checkDeputy(
  { type, actor, at }: Statement,
  { forPosition, forUnit, ground, from, until }: Extract<Capacity, { kind: 'acting' }>,
  directory: Directory,
  receivedAt: string | null,
): RefusalCode | null {
  if (actRule(type).mayAct !== true) return 'ACTING_NOT_HERE';
  const grant = deputyGrant(directory, actor.agency, { position: forPosition, unit: forUnit }, actor.person, seoulDate(at));
  if (typeof grant === 'string') return grant;
  if (grant.ground !== ground || grant.from !== from || grant.until !== until) return 'DEPUTY_SCOPE';
  const days = receivedAt === null ? 0 : Math.abs(Date.parse(receivedAt) - Date.parse(at)) / 86_400_000;
  return days > ACTING_WINDOW_DAYS ? 'ACTING_TOO_LATE' : null;
}

function checkVersion(state: DocumentState, statement: Statement): RefusalCode | null {
  if (statement.type === 'document.created') return null;
  if (state.status === 'none') return 'NO_DOCUMENT';
  const opens = actRule(statement.type).opensVersion;
  const expected = opens === undefined ? state.version : opens(state);
  return statement.version === expected ? null : 'DEAD_VERSION';
}

/** While a reviewer writes the next version nobody decides on this one; it may still be returned. */
function checkRevision(state: DocumentState, { type }: Statement): RefusalCode | null {
  return state.revision !== null && actRule(type).waitsForRevision === true ? 'REVISION_OPEN' : null;
}

/** The rights table over every act's own rule: what an act forgot to ask, nobody may do who has no role for it (`../policy/SPEC.md`). */
function checkRole(state: DocumentState, { type, actor, at }: Statement, directory: Directory): Decision | null {
  return mayAct(rolesOf(state, directory, actor.person, seoulDate(at)), type) ? null : refuse('NOT_ALLOWED');
}

/**
 * Judges one statement against the state it arrives at. The signature and the certificate are checked before.
 * `receivedAt` is when the server got it (RFC 3339), null where nobody knows. Refusals are closed codes with a sentence (`refusals.ts`).
 */
export function decide(state: DocumentState, statement: Statement, directory: Directory, receivedAt: string | null = null): Decision {
  const code = checkVersion(state, statement) ?? checkActor(statement, directory, receivedAt) ?? checkRevision(state, statement);
  if (code !== null) return refuse(code);
  const judged = actRule(statement.type).decide(state, statement, directory);
  if (!judged.ok) return judged;
  const untrue = checkSigningTime(state, statement, actRule(statement.type), receivedAt);
  return checkRole(state, statement, directory) ?? (untrue === null ? judged : refuse(untrue));
}

export type { Decision, FollowUp } from './decision.ts';
export { evolve, replay } from './evolve.ts';
export { initialState, type DocumentState } from './state.ts';
export type { RefusalCode } from './refusals.ts';

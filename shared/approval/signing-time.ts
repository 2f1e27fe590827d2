/**
 * Whether the time a signature says of itself can be true. It is printed beside the name and decides which post and which deputy counted,
 * so a clock that is off, or turned back on purpose, must not get through without a word.
 */

import { latest } from '../lib/latest.ts';
import type { Statement, StatementType } from '../trail/statement.ts';
import type { ActRule } from './acts/act-rule.ts';
import type { RefusalCode } from './refusals.ts';
import { findStep, type DocumentState } from './state.ts';
import { turnSince } from './turn-since.ts';

/** How far the clocks of two machines may be apart (ms): less than anybody notices, more than a machine that asks the time loses in a week. */
export const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** A step cannot have been judged before it had its turn; nor what was taken back before it was given. */
function stepSince(state: DocumentState, stepId: string | null): string | null {
  const found = findStep(state, stepId);
  return found === undefined ? null : latest([turnSince(state, found), found.lane.outcomes.get(found.step.id)?.at]);
}

/** What an act rests on: as its own rule says, else the turn of the step it names; null where it rests on nothing that has a time. */
function restsOn(state: DocumentState, statement: Statement, rule: ActRule<StatementType>): string | null {
  return rule.restsOn === undefined ? stepSince(state, statement.stepId) : rule.restsOn(state, statement);
}

/**
 * SIGNED_TOO_EARLY where the signature says it was made before what it rests on, SIGNED_IN_FUTURE where after the server had it; null where it can
 * be true. `receivedAt` is null where nobody knows. The order of the steps is 영 §9①·§10 and 규칙 §5②.
 */
export function checkSigningTime(state: DocumentState, statement: Statement, rule: ActRule<StatementType>, receivedAt: string | null): RefusalCode | null {
  const at = Date.parse(statement.at);
  const since = restsOn(state, statement, rule);
  if (since !== null && at < Date.parse(since) - CLOCK_TOLERANCE_MS) return 'SIGNED_TOO_EARLY';
  return receivedAt !== null && at > Date.parse(receivedAt) + CLOCK_TOLERANCE_MS ? 'SIGNED_IN_FUTURE' : null;
}

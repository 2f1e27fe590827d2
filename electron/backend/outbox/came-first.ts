/** Which act the server had before one that it refused. */

import type { RefusalCode } from '../../../shared/approval/refusals.ts';
import { findStep, type DocumentState, type EndedVersion, type StepOutcome } from '../../../shared/approval/state.ts';
import { STEP_RULES } from '../../../shared/approval/steps/index.ts';
import type { Names } from '../../../shared/org/names.ts';
import type { Statement } from '../../../shared/trail/statement.ts';
import { koreanDateTime } from '../../../shared/writing/amount.ts';
import { actorThen } from '../documents/agencies.ts';

/** Refusals that say that the paper, or the step, went on without this act. */
const LATE: ReadonlySet<string> = new Set<RefusalCode>([
  'STATE_MISMATCH',
  'DEAD_VERSION',
  'CONTENT_MISMATCH',
  'ROUTE_MISMATCH',
  'ALREADY_DECIDED',
  'NOT_YOUR_TURN',
]);

const ENDED: Readonly<Record<EndedVersion['how'], string>> = { returned: '반려', 'change-asked': '수정 요청', withdrawn: '회수' };

function decidedWord({ verdict }: StepOutcome, kind: keyof typeof STEP_RULES): string {
  return verdict === 'skipped' ? '검토 생략' : STEP_RULES[kind].label;
}

/**
 * `고용노동부 청년고용기획과 과장 2026. 11. 30. 10:27 회수`: what ended the version the statement is of, else who decided its step before it. Empty where the
 * refusal is of another kind or nobody can be named.
 */
export function cameFirst(
  code: string,
  state: DocumentState,
  names: Names,
  { version, stepId, actor }: Pick<Statement, 'version' | 'stepId' | 'actor'>,
): string {
  if (!LATE.has(code)) return '';
  const ended = state.ended.findLast((one) => one.version === version);
  if (ended !== undefined) return `${actorThen(names, ended.actor, ended.at)} ${koreanDateTime(ended.at)} ${ENDED[ended.how]}`;
  const found = findStep(state, stepId);
  const done = found?.lane.outcomes.get(found.step.id);
  if (found === undefined || done === undefined || (done.actor.person === actor.person && done.actor.certificate === actor.certificate)) return '';
  return `${actorThen(names, done.actor, done.at)} ${koreanDateTime(done.at)} ${decidedWord(done, found.step.kind)}`;
}

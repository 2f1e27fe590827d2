/** Checks of one lane before it is signed: the same findings grey the screen and make the engine refuse. */

import type { FormId } from '../collab/content.ts';
import { isUnitLetter } from '../forms/forms.ts';
import { delegationRow, headPost, peopleIn, rankOf, unitOfPost } from '../org/delegation.ts';
import type { AgencyRecord, DelegationRow, Directory } from '../org/directory.ts';
import type { DecisionBasis } from '../trail/statement.ts';
import type { RefusalCode } from './refusals.ts';
import type { LanePlan, StepPlan } from './route.ts';
import { stepsOf } from './state.ts';

/** One finding on a lane: which rule, which step (null for the lane). */
export interface LaneFinding {
  readonly code: RefusalCode;
  readonly stepId: string | null;
}

/** What a lane is checked against. */
export interface LaneContext {
  readonly directory: Directory;
  readonly role: 'lead' | 'partner';
  readonly basis: DecisionBasis;
  readonly recordFile: string;
  /** Of the paper; null where it is not known. */
  readonly form: FormId | null;
}

/** The post that lawfully decides: the delegation row's approver, else the head (영 §10①②). */
export function lawfulApprover(agency: AgencyRecord, basis: DecisionBasis): { readonly position: string; readonly row: DelegationRow | null } {
  const row = delegationRow(agency, basis);
  return { position: row?.approver ?? headPost(agency), row };
}

function checkShape(plan: LanePlan, role: 'lead' | 'partner'): LaneFinding[] {
  const steps = stepsOf(plan);
  if (steps.length === 0 || plan.stages.some((stage) => stage.length === 0)) return [{ code: 'LANE_EMPTY', stepId: null }];
  const found: LaneFinding[] = [];
  const last = plan.stages.at(-1) ?? [];
  const approvers = steps.filter((step) => step.kind === 'approve');
  const single = role === 'lead' && steps.length === 1 && steps[0]?.kind === 'draft' && steps[0].delegated;
  if (!single && (approvers.length !== 1 || last.length !== 1 || last[0]?.kind !== 'approve')) found.push({ code: 'APPROVER_MISSING', stepId: null });
  const drafts = steps.filter((step) => step.kind === 'draft');
  if (role === 'partner' && drafts.length > 0) found.push({ code: 'DRAFT_NOT_HERE', stepId: drafts[0]?.id ?? null });
  const first = plan.stages[0] ?? [];
  if (role === 'lead' && (drafts.length !== 1 || first.length !== 1 || first[0]?.kind !== 'draft')) found.push({ code: 'DRAFT_FIRST', stepId: null });
  return found;
}

function checkPost(agency: AgencyRecord, directory: Directory, step: StepPlan): LaneFinding[] {
  const unit = agency.units.find((candidate) => candidate.code === step.unit);
  const known = step.unit === null ? agency.leadership.includes(step.position) : unit?.positions.includes(step.position) === true;
  if (!known) return [{ code: 'POSITION_UNKNOWN', stepId: step.id }];
  const acted = agency.deputies?.some((entry) => entry.position === step.position && entry.unit === step.unit) === true;
  return peopleIn(directory, agency.code, step).length === 0 && !acted ? [{ code: 'POSITION_VACANT', stepId: step.id }] : [];
}

/** Ranks may not fall from stage to stage; co-operators stand outside the line of rank (영 §9②). */
function checkOrder(agency: AgencyRecord, plan: LanePlan): LaneFinding[] {
  const found: LaneFinding[] = [];
  let reached = -1;
  const seen = new Set<string>();
  for (const step of stepsOf(plan)) {
    const post = `${step.unit ?? ''}/${step.position}`;
    if (seen.has(post) && step.kind !== 'draft') found.push({ code: 'STEP_DUPLICATE', stepId: step.id });
    seen.add(post);
    if (step.kind === 'concur') continue;
    const rank = rankOf(agency, step.position);
    if (rank < reached) found.push({ code: 'RANK_ORDER', stepId: step.id });
    reached = Math.max(reached, rank);
  }
  return found;
}

/** Whether the deciding post stands where the delegation table puts it; 'above' or 'below' otherwise (영 §67 2호). A 부서 간 협조문 does not ask the table. */
export function deviationOf(agency: AgencyRecord, plan: LanePlan, basis: DecisionBasis, form: FormId | null = null): 'above' | 'below' | null {
  if (isUnitLetter(form)) return null;
  const decider = stepsOf(plan).at(-1);
  if (decider === undefined) return null;
  const difference = rankOf(agency, decider.position) - rankOf(agency, lawfulApprover(agency, basis).position);
  return difference === 0 ? null : difference > 0 ? 'above' : 'below';
}

/** The very post of the table: of the lane's own unit where that unit has it. */
function isLawful(agency: AgencyRecord, plan: LanePlan, decider: StepPlan, position: string): boolean {
  return decider.position === position && decider.unit === (unitOfPost(agency, plan.unit, position) ?? decider.unit);
}

function checkDelegation(agency: AgencyRecord, plan: LanePlan, basis: DecisionBasis): LaneFinding[] {
  const decider = stepsOf(plan).at(-1);
  if (decider === undefined) return [];
  const deviation = deviationOf(agency, plan, basis);
  // Who drafted decides alone only where the table says so: no reason stands for that (AP16).
  if (deviation !== null && decider.kind === 'draft') return [{ code: 'APPROVER_MISSING', stepId: null }];
  const found: LaneFinding[] = deviation === null ? [] : [{ code: deviation === 'above' ? 'APPROVER_ABOVE' : 'APPROVER_BELOW', stepId: decider.id }];
  const delegated = decider.position !== headPost(agency);
  return decider.delegated === delegated && (deviation !== null || isLawful(agency, plan, decider, lawfulApprover(agency, basis).position))
    ? found
    : [...found, { code: 'DELEGATION_MISMATCH', stepId: decider.id }];
}

/** Who may decide in the own name: the head of the lane's unit, or a post of the leadership below the agency's head (영 §10①, §13). */
function checkOwnName(agency: AgencyRecord, plan: LanePlan): LaneFinding[] {
  const decider = stepsOf(plan).at(-1);
  if (decider === undefined) return [];
  const head = agency.units.find(({ code }) => code === plan.unit)?.positions.at(-1);
  const own = decider.unit === null ? decider.position !== headPost(agency) : decider.unit === plan.unit && decider.position === head;
  return own && decider.kind === 'approve' && !decider.delegated ? [] : [{ code: 'SENDER_NOT_DECIDER', stepId: decider.id }];
}

/** Everything wrong with a lane; empty where it may be signed. Deviation from the table is among the findings. */
export function checkLane(plan: LanePlan, context: LaneContext): LaneFinding[] {
  const agency = context.directory.agencies.get(plan.agency);
  if (agency === undefined) return [{ code: 'PARTNERS_INVALID', stepId: null }];
  const shape = checkShape(plan, context.role);
  if (shape.length > 0) return shape;
  const file = agency.recordFiles.some((candidate) => candidate.name === context.recordFile && candidate.unit === plan.unit);
  return [
    ...stepsOf(plan).flatMap((step) => checkPost(agency, context.directory, step)),
    ...checkOrder(agency, plan),
    ...(isUnitLetter(context.form) ? checkOwnName(agency, plan) : checkDelegation(agency, plan, context.basis)),
    ...(file ? [] : [{ code: 'RECORD_FILE_UNKNOWN' as const, stepId: null }]),
  ];
}

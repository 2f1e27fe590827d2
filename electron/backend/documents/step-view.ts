/** What the acts of the chain add to a step: as whom it is acted on, 보류, 생략, 대결, and 사후보고. */

import type { HoldView, ReportView, StandingView } from '../../../shared/api/act-view.ts';
import type { DocumentRow, DocumentView, StepView } from '../../../shared/api/views.ts';
import { strandedSteps } from '../../../shared/approval/acts/lane-rerouted.ts';
import { awayUntil } from '../../../shared/approval/away.ts';
import { standingOn, stepActs } from '../../../shared/approval/step-acts.ts';
import type { StepPlan } from '../../../shared/approval/route.ts';
import { findStep, type LaneState } from '../../../shared/approval/state.ts';
import { SKIP_WORDS } from '../../../shared/forms/printed-lanes.ts';
import type { Post } from '../../../shared/org/delegation.ts';
import { absenceOf } from '../../../shared/org/deputy.ts';
import type { Standing } from '../../../shared/org/standing.ts';
import type { Actor } from '../../../shared/trail/statement.ts';
import { actorThen, postName, postThen } from './agencies.ts';
import { askerOfSource, disclosed, type ViewSource } from './source.ts';

/** A standing in words: the post that signs, and for whom, why and how long where somebody is away. */
export function standingWords({ directory, me }: Pick<ViewSource, 'directory' | 'me'>, standing: Standing): StandingView {
  const named = (post: Post): string => postName(directory, { ...post, agency: me.agency });
  const { kind, post, entry } = standing;
  if (entry === null) return { kind, post: named(post), forPost: '', ground: '', from: '', until: '' };
  return { kind, post: named(me), forPost: named(post), ground: entry.ground, from: entry.from, until: entry.until };
}

const nameOf = ({ names }: ViewSource, { agency, unit, position }: Pick<Actor, 'agency' | 'unit' | 'position'>, at: string): string =>
  postThen(names, { agency, unit, position }, at);

function holdOf(source: ViewSource, lane: LaneState, stepId: string): HoldView | null {
  const hold = lane.holds.get(stepId);
  if (hold === undefined || source.state.status !== 'in-approval') return null;
  return { who: nameOf(source, hold.actor, hold.at), at: hold.at, reason: disclosed(source, hold.reason) ?? '', until: hold.until };
}

/** Whether this person wrote the version at hand: its drafter, or the reviewer who wrote it anew (영 §9③). */
function wrote({ state, me }: ViewSource): boolean {
  const revision = state.revisions.find(({ version }) => version === state.version);
  return (revision?.actor ?? state.drafter)?.person === me.id;
}

/** The entry that says this person is away today, where they are about to act from a post of their own. */
function enteredAway({ directory, me, today }: ViewSource, standing: Standing | undefined): StepView['enteredAway'] {
  if (standing === undefined || standing.kind === 'acting') return null;
  const agency = directory.agencies.get(me.agency);
  const entry = agency === undefined ? undefined : absenceOf(agency, me.id, today);
  return entry === undefined ? null : { ground: entry.ground, from: entry.from, until: entry.until };
}

/** The part of a step's view that the acts bring. `standing` is this person's where it is their turn. */
export function stepExtras(
  source: ViewSource,
  lane: LaneState,
  step: StepPlan,
  standing: Standing | undefined,
): Pick<StepView, 'as' | 'ownDraft' | 'enteredAway' | 'deputy' | 'hold' | 'skipped' | 'stranded' | 'may'> {
  const { state, directory, today } = source;
  const outcome = lane.outcomes.get(step.id);
  const open = state.status === 'in-approval' && outcome === undefined;
  return {
    as: standing === undefined ? null : standingWords(source, standing),
    ownDraft: standing?.kind === 'acting' && wrote(source),
    deputy: outcome?.capacity.kind === 'acting' ? nameOf(source, outcome.actor, outcome.at) : null,
    enteredAway: enteredAway(source, standing),
    hold: holdOf(source, lane, step.id),
    skipped: outcome?.ground === undefined ? null : SKIP_WORDS[outcome.ground],
    stranded: open && strandedSteps(lane, directory, today).some(({ id }) => id === step.id),
    may: stepActs(state, askerOfSource(source), { lane, step }),
  };
}

/** 사후보고 of the current version, each with what this person has to do with it. */
export function reportsView(source: ViewSource): ReportView[] {
  const { state, names } = source;
  const asker = askerOfSource(source);
  return state.reports
    .filter(({ version }) => version === state.version)
    .map((report) => {
      const found = findStep(state, report.stepId);
      const { confirmed } = report;
      return {
        stepId: report.stepId,
        agencyName: names.on(report.openedAt).agencies.get(report.agency)?.name ?? report.agency,
        forPost: nameOf(source, { agency: report.agency, unit: report.forUnit, position: report.forPosition }, report.openedAt),
        deputy: nameOf(source, report.deputy, report.openedAt),
        at: report.openedAt,
        confirmed:
          confirmed === null
            ? null
            : {
                who: names.person(confirmed.actor.person, confirmed.at)?.name ?? '',
                at: confirmed.at,
                opinion: disclosed(source, confirmed.opinion?.text ?? null) ?? '',
              },
        mine: found !== undefined && stepActs(state, asker, found).includes('confirmReport'),
        awayUntil: found === undefined || confirmed !== null ? null : awayUntil(found, source.directory, source.today),
      };
    });
}

/** Whether a paper stands among this person's 사후보고: to be confirmed, or decided as deputy and not confirmed yet. */
export function reportRow(source: ViewSource): DocumentRow['report'] {
  const { state, me } = source;
  const asker = askerOfSource(source);
  const open = state.reports.filter(({ version, confirmed }) => version === state.version && confirmed === null);
  const mine = open.some(({ stepId }) => {
    const found = findStep(state, stepId);
    const standing = found === undefined ? undefined : standingOn(asker, found.lane, found.step);
    return standing !== undefined && standing.kind !== 'acting';
  });
  if (mine) return 'confirm';
  return open.some(({ deputy }) => deputy.person === me.id) ? 'reported' : null;
}

/** How the current version came back, where it did: who, why, and how many signatures are void with it. */
export function endedOf(source: ViewSource): DocumentView['ended'] {
  const { state } = source;
  const end = state.ended.at(-1);
  if (end === undefined || end.version !== state.version) return null;
  const signatures = end.signers.filter(({ stepId }) => findStep(state, stepId)?.step.kind !== 'draft').length;
  return {
    how: end.how,
    who: actorThen(source.names, end.actor, end.at),
    at: end.at,
    reason: disclosed(source, end.reason) ?? '',
    due: end.due,
    signatures,
  };
}

/** Lanes as the picture draws them: the own one while it is designed, and steps of agencies that are out of touch. Pure. */

import type { DocumentView, LaneView, StepView } from '../../shared/api/views.ts';
import type { Plan, Step } from './plan.ts';

function stepView({ id, kind, position, marks, delegated }: Step): StepView {
  return {
    ...{ id, kind, position, delegated, marks: [...marks] },
    ...{ unitName: '', person: null, state: 'todo', at: null, differs: false, opinion: null, mine: false, as: null, deputy: null, hold: null },
    ...{ ownDraft: false, enteredAway: null, due: null, since: null, opened: null, skipped: null, stranded: false, may: [] },
  };
}

/** The lanes with this plan in place of what is signed of the own one. */
export function withPlan(view: DocumentView, plan: Plan): LaneView[] {
  const stages = plan.stages.map((stage) => stage.map(stepView));
  return view.lanes.map((lane) => (lane.agency.code === view.myAgency ? { ...lane, stages } : lane));
}

/** The lanes with steps nobody can be reached on drawn as not known: their agency is out of touch, or nobody stands there (screens §2.7). */
export function withCut(lanes: readonly LaneView[], isCut: (agency: string) => boolean): LaneView[] {
  const lost = (cut: boolean, step: StepView): boolean => step.state === 'now' && (step.stranded || (cut && !step.mine));
  const drawn = (cut: boolean, step: StepView): StepView => (lost(cut, step) ? { ...step, state: 'unreachable' } : step);
  return lanes.map((lane) => ({ ...lane, stages: lane.stages.map((stage) => stage.map((step) => drawn(isCut(lane.agency.code), step))) }));
}

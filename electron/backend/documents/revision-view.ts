/** A reviewer's edit as it is shown: who writes now, and what changed for those who signed before. */

import type { OpenRevisionView, RevisionView } from '../../../shared/api/act-view.ts';
import { ownRevision } from '../../../shared/policy/access.ts';
import { askerOfSource, disclosed, type ViewSource } from './source.ts';
import { standingOn } from '../../../shared/approval/step-acts.ts';
import { findStep } from '../../../shared/approval/state.ts';
import { actorThen } from './agencies.ts';

/** The version being written now, null where none is. */
export function openRevision(source: ViewSource): OpenRevisionView | null {
  const { state, me, names } = source;
  const { revision } = state;
  if (revision === null) return null;
  const { version, at, actor } = revision;
  return { version, who: actorThen(names, actor, at), at, reason: disclosed(source, revision.reason) ?? '', mine: actor.person === me.id };
}

/** Whether one of these steps is this person's to take again. */
function takenAgain(source: ViewSource, steps: readonly string[]): boolean {
  return steps.some((stepId) => {
    const found = findStep(source.state, stepId);
    return found !== undefined && standingOn(askerOfSource(source), found.lane, found.step) !== undefined;
  });
}

/** Versions written in the chain, each with what it means for this person. */
export function revisionsOf(source: ViewSource): RevisionView[] {
  const { state, me, names } = source;
  return state.revisions.map((revision) => ({
    version: revision.version,
    from: revision.fromVersion,
    stepId: revision.stepId,
    who: actorThen(names, revision.actor, revision.at),
    at: revision.at,
    reason: disclosed(source, revision.reason) ?? '',
    told: revision.actor.person !== me.id && revision.told.some(({ person }) => person === me.id),
    again: takenAgain(source, revision.reconcur),
    seen: state.openings.some(({ person, version }) => person === me.id && version >= revision.version),
  }));
}

/** Versions that may be compared: all that were fixed, and the one this person writes. */
export function versionsOf({ state, me }: ViewSource): number[] {
  const own = ownRevision(state, me.id);
  const fixed = Array.from({ length: state.version }, (_, i) => i + 1).filter((version) => !state.dropped.includes(version));
  return own === null ? fixed : [...fixed, own];
}

/** From which post this person acts: on a step, or for a unit. */

import { standingOn } from '../../../shared/approval/step-acts.ts';
import { findStep, type DocumentState } from '../../../shared/approval/state.ts';
import { standingsOf, type Standing } from '../../../shared/org/standing.ts';
import type { BackendContext } from '../context.ts';
import { askerOf } from '../documents/asker.ts';

/** The standing on a step: own post, 겸임 or 직무대리; undefined where the step is not this person's (the engine refuses then). */
export function onStep(context: BackendContext, state: DocumentState, stepId: string): Standing | undefined {
  const found = findStep(state, stepId);
  return found === undefined ? undefined : standingOn(askerOf(context), found.lane, found.step);
}

/** The post in a unit, for those who hold one there beside their own (겸임); undefined where the own post is meant. */
export function inUnit(context: BackendContext, unit: string | undefined): Standing | undefined {
  const { directory, person, day } = askerOf(context);
  return standingsOf(directory, person, day).find(({ kind, post }) => kind !== 'acting' && post.unit === unit);
}

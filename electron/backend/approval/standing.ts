/** From which post this person acts: on a step, for a unit, or as the drafter. */

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

/** Posts of a 처리과 this person may draft from: the own one first, then those held beside it (겸임); never one that is only deputised. */
export function draftingStandings(context: Pick<BackendContext, 'me' | 'now' | 'replica'>): Standing[] {
  const { directory, person, day } = askerOf(context);
  return standingsOf(directory, person, day).filter(({ kind, post }) => kind !== 'acting' && post.unit !== null);
}

/** The post this person does the drafter's part from: the one it was begun from, else one held in the lead's 처리과, where somebody goes on in the drafter's place. */
export function asDrafter(context: Pick<BackendContext, 'me' | 'now' | 'replica'>, state: DocumentState): Standing | undefined {
  const held = draftingStandings(context);
  const { drafter, lead } = state;
  const same = held.find(({ post }) => post.unit === drafter?.unit && post.position === drafter?.position);
  return same ?? held.find(({ post }) => post.unit === lead?.unit);
}

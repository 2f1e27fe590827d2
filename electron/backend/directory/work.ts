/** 맡은 문서 (인계·인수, 영 §61): what a person has open among the papers this replica may see, and who goes on with it where they left. */

import type { Output } from '../../../shared/api/contract.ts';
import type { WorkView } from '../../../shared/api/directory-view.ts';
import { isMaker, makerOf, servesLane } from '../../../shared/approval/maker.ts';
import { heldBefore, needsMaker } from '../../../shared/approval/handover.ts';
import { currentSteps, type DocumentState } from '../../../shared/approval/state.ts';
import { STEP_RULES } from '../../../shared/approval/steps/index.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { findPerson, holds } from '../../../shared/org/delegation.ts';
import type { Person } from '../../../shared/org/directory.ts';
import { postNow } from '../../../shared/org/succession.ts';
import { mayRead } from '../../../shared/policy/access.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import { titleOf } from '../documents/title.ts';
import { turnSince } from '../../../shared/approval/turn-since.ts';
import { STATUS_TEXT } from '../documents/status.ts';

/** Papers listed at once. */
const MOST_PAPERS = 60;

type Found = Pick<WorkView, 'what' | 'left' | 'takers'>;

const namesOf = (people: readonly Person[]): string[] => people.map(({ name, position }) => `${name} ${position}`);

/** Drafts and requests a person makes, or made until they left the 처리과. */
function made({ names }: Pick<BackendContext, 'names'>, state: DocumentState, id: string): Found[] {
  const directory = names().on(null);
  return state.lanes.flatMap((lane): Found[] => {
    if (makerOf(state, lane.agency) !== id || !needsMaker(state, lane)) return [];
    const left = !servesLane(lane, id, directory) && !isMaker(state, lane.agency, id, directory);
    const people = directory.agencies.get(lane.agency)?.people ?? [];
    const takers = left ? people.filter((person) => isMaker(state, lane.agency, person.id, directory)) : [];
    return [{ what: lane.role === 'lead' ? '기안한 문서' : '담당한 결재 요청', left, takers: namesOf(takers) }];
  });
}

/** Steps that wait at the person's post, or waited there until they left it. */
function turns({ names }: Pick<BackendContext, 'names'>, state: DocumentState, who: Person): Found[] {
  const known = names();
  const directory = known.on(null);
  return state.lanes.flatMap((lane) =>
    lane.agency !== who.agency
      ? []
      : currentSteps(state, lane).flatMap((step): Found[] => {
          const post = postNow(directory.agencies.get(lane.agency), step);
          const what = `${STEP_RULES[step.kind].label} 차례`;
          if (post !== null && holds(who, post)) return [{ what, left: false, takers: [] }];
          const before = heldBefore(lane.agency, step, known, turnSince(state, { lane, step }));
          if (!before.some(({ id }) => id === who.id)) return [];
          const takers = post === null ? [] : (directory.agencies.get(lane.agency)?.people ?? []).filter((person) => holds(person, post));
          return [{ what, left: true, takers: namesOf(takers) }];
        }),
  );
}

/** What a person has open, what was handed over first. */
export async function workOf(context: BackendContext, id: string): Promise<Result<Output<'directory.work'>>> {
  const directory = context.replica.directory();
  const who = findPerson(directory, id);
  const rows: WorkView[] = [];
  if (who === undefined) return ok({ rows, more: 0 });
  for (const documentId of context.replica.documents()) {
    const state = stateOf(context.replica, documentId);
    if (!mayRead(state, directory, context.me().id)) continue;
    for (const found of [...made(context, state, id), ...turns(context, state, who)])
      rows.push({ documentId, title: await titleOf(context, documentId), status: STATUS_TEXT[state.status], ...found });
  }
  rows.sort((a, b) => Number(b.left) - Number(a.left));
  return ok({ rows: rows.slice(0, MOST_PAPERS), more: Math.max(0, rows.length - MOST_PAPERS) });
}

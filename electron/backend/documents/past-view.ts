/** 지난 판 on 보고경로: every lane as it stood when its version ended, with what was said in it. */

import type { PastVersionView } from '../../../shared/api/past-view.ts';
import { pastVersions, type PastVersion } from '../../../shared/approval/past.ts';
import type { Entry } from '../../../shared/trail/entry.ts';
import { actorThen } from './agencies.ts';
import { disclosed, type ViewSource } from './source.ts';
import { endedOf } from './step-view.ts';
import { laneView } from './view.ts';

/** A version written anew: the 협조 given before, which the lane of today does not show any more. */
function rewrittenView(source: ViewSource, { version, state, revision }: Extract<PastVersion, { how: 'rewritten' }>): PastVersionView {
  const then = { ...source, state };
  const lanes = state.lanes
    .map((lane) => laneView(then, lane))
    .map((lane) => ({ ...lane, stages: [lane.stages.flat().filter(({ id }) => revision.reconcur.includes(id))] }));
  return {
    version,
    how: 'rewritten',
    who: actorThen(source.names, revision.actor, revision.at),
    at: revision.at,
    reason: disclosed(source, revision.reason) ?? '',
    due: null,
    signatures: revision.reconcur.length,
    lanes: lanes.filter((lane) => lane.stages.flat().length > 0),
  };
}

function pastView(source: ViewSource, past: PastVersion): PastVersionView[] {
  if (past.how === 'rewritten') return [rewrittenView(source, past)];
  const then = { ...source, state: past.state };
  const ended = endedOf(then);
  if (ended === null) return [];
  const lanes = past.state.lanes.map((lane) => laneView(then, lane)).filter(({ stages, deviation }) => stages.length > 0 || deviation !== null);
  return [{ version: past.version, ...ended, lanes }];
}

/** The versions before this one, the latest first; `entries` are all of the document. */
export function pastOf(source: ViewSource, entries: () => readonly Entry[]): PastVersionView[] {
  const { state } = source;
  if (state.ended.length === 0 && state.revisions.length === 0) return [];
  return pastVersions(state.documentId, entries())
    .toReversed()
    .flatMap((past) => pastView(source, past));
}

/** Lanes a person designed before, as the trail keeps them: nothing is stored apart. */

import type { Output } from '../../../shared/api/contract.ts';
import type { LanePlan } from '../../../shared/approval/route.ts';
import type { LaneState } from '../../../shared/approval/state.ts';
import { canonical } from '../../../shared/trail/canonical.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import { titleOf } from '../documents/title.ts';

const MOST = 5;

type Past = Output<'route.propose'>['past'];

/** What makes two lanes the same route: kinds and posts in their order. */
function routeOf({ stages }: LanePlan): string {
  return canonical(stages.map((stage) => stage.map(({ kind, unit, position }) => [kind, unit, position])));
}

/** Routes this person signed for the same 처리과 in the same role, newest first, each once, and not the one of this document. */
export async function pastLanes(context: BackendContext, documentId: string, lane: LaneState): Promise<Past> {
  const found = context.replica.documents().flatMap((id) => {
    if (id === documentId) return [];
    const own = stateOf(context.replica, id).lanes.find(({ agency, unit, role }) => agency === lane.agency && unit === lane.unit && role === lane.role);
    if (own?.plan == null || own.designer?.person !== context.me().id) return [];
    const at = context.replica.entries(id).findLast(({ entry }) => entry.kind === 'statement' && entry.body.statement.type === 'lane.designed');
    return [{ id, at: at?.entry.receivedAt ?? '', plan: own.plan }];
  });
  const newest = found.toSorted((a, b) => b.at.localeCompare(a.at));
  const each = newest.filter((one, i) => newest.findIndex(({ plan }) => routeOf(plan) === routeOf(one.plan)) === i).slice(0, MOST);
  return Promise.all(each.map(async ({ id, at, plan }) => ({ title: await titleOf(context, id), at, lane: plan as Past[number]['lane'] })));
}

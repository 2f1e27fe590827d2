/** 기한: setting the days of the own lane, with a new route or later, while the paper is on its way (AP26). */

import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { LaneDueInput } from '../../../shared/api/due-view.ts';
import { refuse, sentenceOf } from '../../../shared/approval/refusals.ts';
import { laneOf } from '../../../shared/approval/state.ts';
import { dayOffName } from '../../../shared/calendar/working-days.ts';
import { officeDays } from '../../../shared/org/holidays.ts';
import { canonical } from '../../../shared/trail/canonical.ts';
import { boundToDocument, stateOf } from '../acts/compose.ts';
import { act, type Acted } from '../acts/send.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import { inUnit } from './standing.ts';

/** Signs the days of the own lane; `laneDigest` is that of a route signed just before and not yet in the trail. */
export async function setDays(context: BackendContext, documentId: string, due: LaneDueInput, laneDigest?: string): Promise<Result<Acted>> {
  const state = stateOf(context.replica, documentId);
  const lane = laneOf(state, context.me().agency);
  if (lane === undefined) return refuse('NOT_ALLOWED');
  const bound = { ...boundToDocument(state, lane.agency), ...(laneDigest === undefined ? {} : { laneDigest }) };
  const { whole, steps } = due;
  return act(context, { documentId, type: 'due.set', body: { whole, steps }, bound, standing: inUnit(context, lane.unit), done: '기한을 정했습니다.' });
}

/** A route was signed; then its days, where it has any or had others. A refusal of the days says that the route stands. */
export async function withDays(
  context: BackendContext,
  documentId: string,
  designed: Acted,
  due: LaneDueInput | undefined,
  laneDigest: string,
): Promise<Result<Acted>> {
  const lane = laneOf(stateOf(context.replica, documentId), context.me().agency);
  if (due === undefined || lane === undefined) return ok(designed);
  if (Object.keys(due.steps).length === 0 && canonical(lane.due) === canonical(due)) return ok(designed);
  const set = await setDays(context, documentId, due, laneDigest);
  if (!set.ok) return err(set.code, set.code === 'DUE_UNSOUND' ? `결재경로는 정했습니다. ${sentenceOf('DUE_UNSOUND')}` : set.message);
  return ok(set.value.state === 'waiting' ? set.value : designed);
}

/** The commands. */
export function dueCommands(context: BackendContext): Pick<Handlers, 'due.set' | 'due.dayOff'> {
  return {
    'due.set': ({ documentId, due }) => setDays(context, documentId, due),
    'due.dayOff': ({ day }) => ok({ name: dayOffName(day, officeDays(context.replica.directory())(context.me().agency)) }),
  };
}

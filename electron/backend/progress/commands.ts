/** Commands of 진행 현황: who holds a paper, whether they are in touch with the server and look at it now, and reminding them (NT1–NT3). */

import type { Output } from '../../../shared/api/contract.ts';
import { expectedEnd } from '../../../shared/approval/expected.ts';
import { nudged, tooSoon, type NudgeAsk } from '../../../shared/approval/nudge.ts';
import { isAsked, openRequests, type OpenRequest } from '../../../shared/approval/requests.ts';
import { err, ok } from '../../../shared/lib/result.ts';
import { officeDays } from '../../../shared/org/holidays.ts';
import type { WaitingReply } from '../../../shared/sync/waiting.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import { stateOf } from '../acts/compose.ts';
import { knownTimes } from '../approval/usual-times.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';

type Waiting = Output<'progress.waiting'>;

const OFFLINE = '서버에 닿지 않아 알림을 보낼 수 없습니다. 서버에 닿으면 다시 하십시오.';

function askOf(context: BackendContext, documentId: string): NudgeAsk {
  const day = seoulDate(context.now().toISOString());
  return { state: stateOf(context.replica, documentId), directory: context.replica.directory(), person: context.me().id, day };
}

/** Why this person cannot remind of a request now, in words; '' for the own turn, null where they can. */
function nudgeNot(context: BackendContext, ask: NudgeAsk, key: string, last: string | null | undefined): string | null {
  const reached = nudged(ask, key);
  if (!reached.ok) return reached.code === 'NUDGE_OWN' ? '' : reached.message;
  if (last === undefined) return OFFLINE;
  return tooSoon(last, context.now().getTime())?.message ?? null;
}

async function waiting(context: BackendContext, documentId: string): Promise<Waiting> {
  const ask = askOf(context, documentId);
  const requests: OpenRequest[] = ask.state.status === 'in-approval' ? openRequests(ask.state) : [];
  const told = requests.length === 0 ? null : await context.sync.ask<WaitingReply>('GET', `/documents/${documentId}/waiting`);
  const reply = told?.ok === true ? told.value : null;
  const holders = requests.map(({ key, lane, step }) => {
    const line = reply?.holders.find((one) => one.key === key);
    const { here = false, seenAt = null, looking = false, nudgedAt = null } = line ?? {};
    return {
      key,
      agency: lane?.agency ?? '',
      stepId: step?.id ?? null,
      here,
      seenAt,
      looking,
      nudgedAt,
      nudgeNot: nudgeNot(context, ask, key, line?.nudgedAt),
    };
  });
  return { known: reply !== null, holders, agencies: [...(reply?.agencies ?? [])] };
}

/** The commands. */
export function progressCommandsOf(context: BackendContext): Pick<Handlers, 'progress.waiting' | 'progress.expected' | 'progress.look' | 'progress.nudge'> {
  return {
    'progress.waiting': async ({ documentId }) => ok(await waiting(context, documentId)),
    async 'progress.expected'({ documentId }) {
      const days = officeDays(context.replica.directory());
      return ok(expectedEnd(stateOf(context.replica, documentId), knownTimes(context, documentId), context.now().toISOString(), days));
    },
    async 'progress.look'({ documentId, looking }) {
      const { state, directory, day } = askOf(context, documentId);
      const asker = { directory, person: context.me(), day };
      const asked = state.status === 'in-approval' && openRequests(state).some((request) => isAsked(state, request, asker));
      if (asked) await context.sync.ask('POST', `/documents/${documentId}/looking`, { looking });
      return ok({});
    },
    async 'progress.nudge'({ documentId, key }) {
      const reached = nudged(askOf(context, documentId), key);
      if (!reached.ok) return reached;
      const sent = await context.sync.ask<{ at: string }>('POST', `/documents/${documentId}/nudges`, { key });
      if (sent.ok) return ok({ sentence: '알림을 보냈습니다. 받는 사람의 알림에 나타납니다.' });
      return sent.code === 'OFFLINE' ? err('OFFLINE', OFFLINE) : sent;
    },
  };
}

/**
 * 알림 보내기 (NT1): somebody who takes part in a paper reminds whoever it waits for. It is a message and no act of the chain: it stands in no
 * trail, decides nothing, and carries no text of its own. Server and screen ask the same function. Pure.
 */

import { err, ok, type Err, type Result } from '../lib/result.ts';
import type { Directory, Person } from '../org/directory.ts';
import { findPerson } from '../org/delegation.ts';
import { rolesOf, type Role } from '../policy/roles.ts';
import { askedPeople, openRequests, type OpenRequest } from './requests.ts';
import type { DocumentState } from './state.ts';

/** The same request is reminded of at most once in this time, whoever sends it [SYS]. */
export const NUDGE_EVERY_MS = 2 * 3_600_000;

const SENTENCES = {
  NUDGE_NOT_OPEN: '그 사이에 처리되어 알릴 것이 없습니다. 알림을 보내지 않았습니다. 진행 현황을 확인하십시오.',
  NUDGE_NOT_PART: '기안자와 그 기관에서 이 문서를 맡은 사람만 알림을 보낼 수 있습니다. 알림을 보내지 않았습니다.',
  NUDGE_OWN: '본인 차례여서 알림을 보내지 않았습니다. 문서를 열어 처리하십시오.',
  NUDGE_NOBODY: '지금 그 자리에 알림을 받을 사람이 없습니다. 알림을 보내지 않았습니다. 결재경로를 확인하십시오.',
} as const;

/** Why no reminder is sent. */
export type NudgeCode = keyof typeof SENTENCES | 'NUDGE_TOO_SOON';

const refuse = (code: keyof typeof SENTENCES): Err<NudgeCode> => err(code, SENTENCES[code]);

const OWN_LANE: readonly Role[] = ['colleague', 'handler', 'partner', 'reviewer', 'concurrer', 'approver'];

/** Who reminds and on which day (`YYYY-MM-DD` in Korea). */
export interface NudgeAsk {
  readonly state: DocumentState;
  readonly directory: Directory;
  readonly person: string;
  readonly day: string;
}

const PART: readonly Role[] = ['drafter', ...OWN_LANE];

/** Whether this person takes part in the paper: writes it, handles it, stands or signed in its route, or serves in a 처리과 that has it. */
export function takesPart({ state, directory, person, day }: NudgeAsk): boolean {
  const roles = rolesOf(state, directory, person, day);
  return PART.some((role) => roles.has(role));
}

/** Whether this person may remind of a request at all: the drafter of any, others who take part of those in their own agency. */
function mayRemind({ state, directory, person, day }: NudgeAsk, request: OpenRequest): boolean {
  const roles = rolesOf(state, directory, person, day);
  if (roles.has('drafter')) return true;
  const own = findPerson(directory, person)?.agency;
  return request.lane?.agency === own && OWN_LANE.some((role) => roles.has(role));
}

/** Whom a reminder of the request reaches now. Codes: NUDGE_NOT_OPEN, NUDGE_NOT_PART, NUDGE_OWN, NUDGE_NOBODY. */
export function nudged(ask: NudgeAsk, key: string): Result<readonly Person[], NudgeCode> {
  const { state, directory, person, day } = ask;
  const request = state.status === 'in-approval' ? openRequests(state).find((one) => one.key === key) : undefined;
  if (request === undefined) return refuse('NUDGE_NOT_OPEN');
  if (!mayRemind(ask, request)) return refuse('NUDGE_NOT_PART');
  const people = askedPeople(state, request, directory, day);
  if (people.some(({ id }) => id === person)) return refuse('NUDGE_OWN');
  return people.length === 0 ? refuse('NUDGE_NOBODY') : ok(people);
}

const HOUR = new Intl.DateTimeFormat('ko-KR', { timeZone: 'Asia/Seoul', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** Whether it is too soon after the last reminder of the request (an instant, null for none): NUDGE_TOO_SOON, else null. */
export function tooSoon(last: string | null, now: number): Err<'NUDGE_TOO_SOON'> | null {
  if (last === null) return null;
  const again = Date.parse(last) + NUDGE_EVERY_MS;
  if (now >= again) return null;
  const [sent, next] = [HOUR.format(new Date(last)), HOUR.format(new Date(again))];
  return err('NUDGE_TOO_SOON', `${sent}에 알림을 보냈습니다. 같은 차례에는 두 시간에 한 번만 보냅니다. ${next}부터 다시 보낼 수 있습니다.`);
}

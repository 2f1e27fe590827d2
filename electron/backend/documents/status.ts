/** Words for where a document stands, and what this person may do with it. The engine answers; nothing is decided here. */

import type { ActName } from '../../../shared/api/views.ts';
import { servesUnit } from '../../../shared/approval/handover.ts';
import { isMaker, servesLane } from '../../../shared/approval/maker.ts';
import { openedByNext } from '../../../shared/approval/opened-first.ts';
import { mayDropRevision } from '../../../shared/approval/revision-drop.ts';
import { mayApplySeal } from '../../../shared/approval/sealing.ts';
import { standingOn, stepActs, type Asker } from '../../../shared/approval/step-acts.ts';
import { turnSince } from '../../../shared/approval/turn-since.ts';
import { currentSteps, laneOf, stepsOf, type DocumentState, type DocumentStatus, type LaneState } from '../../../shared/approval/state.ts';
import type { StepPlan } from '../../../shared/approval/route.ts';
import { STEP_RULES } from '../../../shared/approval/steps/index.ts';
import { isInternal, type Content } from '../../../shared/collab/content.ts';
import { isUnitLetter } from '../../../shared/forms/forms.ts';
import type { Directory, Person } from '../../../shared/org/directory.ts';
import type { Standing } from '../../../shared/org/standing.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import { postNow } from '../../../shared/org/succession.ts';
import { ownRevision, roomRight } from '../../../shared/policy/access.ts';
import { rolesOf } from '../../../shared/policy/roles.ts';
import { ACT_ROLES } from '../../../shared/policy/table.ts';
import type { StatementType } from '../../../shared/trail/statement.ts';
import { actorName, postName } from './agencies.ts';
import { openPlace } from './consultation-view.ts';

/** Shown words; `효력 발생` is never said before arrival. */
export const STATUS_TEXT: Readonly<Record<DocumentStatus, string>> = {
  none: '',
  drafting: '초안',
  'in-approval': '결재 중',
  returned: '반려',
  withdrawn: '회수',
  approved: '성립',
  registered: '등록',
  sealing: '관인 날인 중',
  sealed: '날인 끝',
  issued: '발신됨',
};

/** Steps that wait for this person now, each with the post they are acted on from: the own one, a 겸임, or that of somebody absent. */
export function myTurns(state: DocumentState, asker: Asker): { lane: LaneState; step: StepPlan; standing: Standing }[] {
  return state.lanes.flatMap((lane) =>
    currentSteps(state, lane)
      .filter((step) => STEP_RULES[step.kind].mayDecide)
      .flatMap((step) => {
        const standing = standingOn(asker, lane, step);
        return standing === undefined ? [] : [{ lane, step, standing }];
      }),
  );
}

/** Since when a paper lies where it lies now: the longest of its turns, a request nobody took, or its last change. */
export function heldSince(state: DocumentState): string | null {
  if (state.status !== 'in-approval') return state.status === 'issued' ? null : state.changedAt;
  const since = state.lanes.flatMap((lane) => {
    if (lane.role === 'partner' && lane.plan === null) return lane.received?.at ?? lane.requestedAt ?? [];
    return currentSteps(state, lane).flatMap((step) => turnSince(state, { lane, step }) ?? []);
  });
  return since.toSorted()[0] ?? state.changedAt;
}

/** Whether anybody but this person touched the version on its way: opened, decided, held it, or wrote it anew. */
function touched(state: DocumentState, me: Person): boolean {
  const acted = state.lanes.flatMap((lane) => [...lane.outcomes.values(), ...lane.holds.values()]).some(({ actor }) => actor.person !== me.id);
  const opened = state.openings.some((opening) => opening.version === state.version && opening.person !== me.id);
  return acted || opened || state.revision !== null || state.revisions.some((revision) => revision.version === state.version);
}

/** Acts on steps of the own lane, each once. */
function onSteps(state: DocumentState, asker: Asker): ActName[] {
  const lane = laneOf(state, asker.person.agency);
  return lane === undefined ? [] : [...new Set(stepsOf(lane.plan).flatMap((step) => stepActs(state, asker, { lane, step })))];
}

/** A version being written: its author sends or drops it, the lead's maker may drop it while its author is away (AP22). */
function revisionActs(state: DocumentState, { person, directory, day }: Asker): ActName[] {
  if (state.revision === null) return [];
  if (ownRevision(state, person.id) !== null) return ['sendRevision', 'dropRevision'];
  return mayDropRevision(state, person.id, directory, day) ? ['dropRevision'] : [];
}

function approvalActs(state: DocumentState, asker: Asker): ActName[] {
  const { person: me, directory } = asker;
  const lane = laneOf(state, me.agency);
  const acts: ActName[] = [...onSteps(state, asker), ...revisionActs(state, asker)];
  if (lane?.role === 'partner' && lane.requestedAt !== null && lane.plan === null) {
    if (lane.received === null && servesLane(lane, me.id, directory)) acts.push('receive');
    if (lane.received !== null && isMaker(state, lane.agency, me.id, directory)) acts.push('designPartner');
  }
  if (isMaker(state, state.lead?.agency, me.id, directory) && !touched(state, me)) acts.push('withdraw');
  return acts;
}

const SEOUL = new Intl.DateTimeFormat('ko-KR', {
  timeZone: 'Asia/Seoul',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Why the drafter cannot withdraw any more: who came first, and when; null where it is not asked (영 제10조: 회수는 다음 사람이 열기 전까지). */
export function withdrawNot(state: DocumentState, { directory, person: me, day }: Asker): string | null {
  if (state.status !== 'in-approval' || !isMaker(state, state.lead?.agency, me.id, directory)) return null;
  const signed = state.lanes.flatMap((lane) => [...lane.outcomes.values()].map(({ actor, at }) => ({ person: actor.person, at, did: '서명' })));
  const held = state.lanes.flatMap((lane) => [...lane.holds.values()].map(({ actor, at }) => ({ person: actor.person, at, did: '보류' })));
  const opened = openedByNext(state, directory, me.id, day).map(({ person, at }) => ({ person, at, did: '열람' }));
  const first = [...signed, ...held, ...opened].filter(({ person }) => person !== me.id).toSorted((a, b) => a.at.localeCompare(b.at))[0];
  if (first === undefined) return null;
  const who = findPerson(directory, first.person);
  return `다음 사람이 먼저 열어 회수할 수 없습니다: ${who === undefined ? '결재자' : postName(directory, who)} ${SEOUL.format(new Date(first.at))} ${first.did}.`;
}

function sealingActs(state: DocumentState, directory: Directory, me: Person): ActName[] {
  if (!mayApplySeal(state, { person: me.id, agency: me.agency, unit: me.unit }, directory)) return [];
  const lead = state.lead?.agency === me.agency;
  const done = state.seals.some((seal) => seal.agency === me.agency);
  if (state.status === 'sealed') return lead ? ['issue'] : [];
  if (state.base === null) return lead ? ['fixBase'] : [];
  if (isUnitLetter(state.form)) return lead ? ['issue'] : [];
  return !done && (lead || state.seals.length > 0) ? ['seal'] : [];
}

/** An internal paper ends with its registration: nobody outside receives it, so it is neither sealed nor sent (영 §13, 편람 내부결재). */
export function endsInside(state: DocumentState, content: Content | null): boolean {
  return state.status === 'registered' && state.base === null && content !== null && isInternal(content.fields);
}

/** Acts after which nothing more can be done before the server answered. Writing on and routes of a draft go on. */
const FINAL: ReadonlySet<StatementType> = new Set([
  'submitted',
  'decided',
  'skipped',
  'held',
  'released',
  'report.confirmed',
  'lane.rerouted',
  'change.asked',
  'revision.opened',
  'revised',
  'revision.dropped',
  'returned',
  'withdrawn',
  'redrafted',
  'request.received',
  'base.fixed',
  'sealed',
  'issued',
]);

/** Whether one of these acts, signed here and not yet at the server, stands before any other. */
export function awaitsServer(state: DocumentState, waiting: readonly StatementType[]): boolean {
  return waiting.some((type) => FINAL.has(type) || (type === 'lane.designed' && state.status !== 'drafting'));
}

/** Asking for opinions is the maker's while the paper is written or decided; answering is whoever was asked, once for each place. */
function consultationActs(state: DocumentState, { person: me, directory }: Asker, waiting: readonly StatementType[]): ActName[] {
  const going = state.status === 'drafting' || state.status === 'in-approval';
  const asks = going && isMaker(state, me.agency, me.id, directory);
  const answers = !waiting.includes('consultation.answered') && state.consultations.some((one) => openPlace({ state, me, directory }, one) !== null);
  return [...(asks ? (['consult'] as const) : []), ...(answers ? (['answer'] as const) : [])];
}

/** What this person may do now; `waiting` are the types of the own acts that wait in the outbox. */
export function actsFor(state: DocumentState, content: Content | null, asker: Asker, waiting: readonly StatementType[] = []): ActName[] {
  const open = actsOf(state, asker).filter((name) => name !== 'fixBase' || !endsInside(state, content));
  const acts = [...open, ...consultationActs(state, asker, waiting)];
  return awaitsServer(state, waiting) ? acts.filter((name) => name === 'edit' || name === 'export' || name === 'open') : acts;
}

/** Whether this person reads a paper by its 열람범위 alone: whoever is in another role of it has to do with it. */
export function isReaderOnly(state: DocumentState, { directory, person, day }: Asker): boolean {
  const roles = [...rolesOf(state, directory, person.id, day)].filter((role) => ACT_ROLES.opened.includes(role));
  return roles.length > 0 && roles.every((role) => role === 'ranged');
}

function actsOf(state: DocumentState, asker: Asker): ActName[] {
  const { directory, person: me } = asker;
  const right = roomRight(state, directory, me.id, 'main');
  if (right === 'none') return [];
  const drafter = isMaker(state, state.lead?.agency, me.id, directory);
  switch (state.status) {
    case 'drafting':
      return [...(right === 'edit' ? (['edit'] as const) : []), ...(drafter ? (['designLead', 'submit'] as const) : [])];
    case 'in-approval':
      return approvalActs(state, asker);
    case 'returned':
    case 'withdrawn':
      return drafter ? ['redraft'] : [];
    case 'registered':
    case 'sealing':
    case 'sealed':
      return [...onSteps(state, asker), ...sealingActs(state, directory, me), 'export', ...(isReaderOnly(state, asker) ? (['open'] as const) : [])];
    case 'issued': {
      const arrived = state.arrivals.some((arrival) => servesUnit(directory, arrival.agency, arrival.unit, me));
      return [...onSteps(state, asker), 'export', ...(arrived || isReaderOnly(state, asker) ? (['open'] as const) : [])];
    }
    case 'approved':
      return onSteps(state, asker);
    case 'none':
      return [];
    default:
      return state.status;
  }
}

/** One sentence: what happens next, and with whom. */
export function nextWords(state: DocumentState, directory: Directory): string {
  const name = (code: string): string => directory.agencies.get(code)?.name ?? code;
  switch (state.status) {
    case 'drafting':
      return '결재 올림 전';
    case 'in-approval': {
      if (state.revision !== null) return `${actorName(directory, state.revision.actor)} 고치는 중`;
      const open = state.lanes.flatMap((lane) => {
        if (lane.role === 'partner' && lane.requestedAt !== null && lane.received === null) return [`${name(lane.agency)} 결재 요청 수령`];
        if (lane.received !== null && lane.plan === null) return [`${name(lane.agency)} 결재경로 짜기`];
        return currentSteps(state, lane).map(
          (step) => `${name(lane.agency)} ${(postNow(directory.agencies.get(lane.agency), step) ?? step).position} ${STEP_RULES[step.kind].label}`,
        );
      });
      return open.join(' · ');
    }
    case 'returned':
      return '고쳐서 다시 올리기';
    case 'withdrawn':
      return '고쳐서 다시 올리기';
    case 'approved':
      return '등록 중';
    case 'registered':
      if (state.base !== null && isUnitLetter(state.form)) return '발송';
      return state.base === null ? '시행일 정하기' : `${name(state.lead?.agency ?? '')} 관인 날인`;
    case 'sealing':
      return `${state.lanes
        .filter((lane) => !state.seals.some((seal) => seal.agency === lane.agency))
        .map((lane) => name(lane.agency))
        .join(' · ')} 관인 날인`;
    case 'sealed':
      return '발송';
    case 'issued':
      return '';
    case 'none':
      return '';
    default:
      return state.status;
  }
}

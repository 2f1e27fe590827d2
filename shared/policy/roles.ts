/** Who somebody is on one document, in office terms (D§11 item 24): the roles that `table.ts` gives rights to. */

import { isConsulted } from '../approval/consultation.ts';
import { isMaker, servesLane } from '../approval/maker.ts';
import type { StepKind } from '../approval/route.ts';
import { stepsOf, type DocumentState, type LaneState } from '../approval/state.ts';
import { deputisedPosts } from '../org/deputy.ts';
import { findPerson, unitsOf, type Post } from '../org/delegation.ts';
import type { AgencyRecord, Directory, Person } from '../org/directory.ts';
import { postNow, unitNow } from '../org/succession.ts';
import type { Grant } from './rights.ts';

/** Every role, with the word SPEC.md and the office use for it. */
export const ROLE_WORDS = {
  member: '처리과에 있는 사람',
  drafter: '기안자',
  colleague: '주관 처리과 사람',
  handler: '관계기관 담당자',
  partner: '관계기관 처리과 사람',
  reviewer: '검토자',
  concurrer: '협조자',
  approver: '결재권자',
  clerk: '문서 수신·발신 담당자',
  receiver: '받은 곳의 문서 수신·발신 담당자',
  consulted: '의견조회를 받은 사람',
  viewer: '열람을 받은 사람',
  commenter: '의견을 받은 사람',
  editor: '수정을 받은 사람',
  ranged: '열람범위에 든 사람',
  documentRoom: '문서과',
  recordKeeper: '기록물관리책임자',
  sealKeeper: '관인 관리자',
  auditor: '감사담당자',
  administrator: '기관 관리자',
} as const;

/** A role on one document. One person may have several; somebody without any may do nothing. */
export type Role = keyof typeof ROLE_WORDS;

/** All roles, in the order of SPEC.md. */
export const ROLES = Object.keys(ROLE_WORDS) as Role[];

/** The duty that sends and receives papers and applies the e-seal in a 처리과 (규칙 §12①). */
export const DOCUMENT_CLERK = '문서 수신·발신 담당자';

const STEP_ROLE: Readonly<Record<StepKind, Role>> = { draft: 'drafter', review: 'reviewer', concur: 'concurrer', approve: 'approver' };
const GRANT_ROLE: Readonly<Record<Grant['right'], Role>> = { view: 'viewer', comment: 'commenter', edit: 'editor' };

/** Offices an agency gives by duty, unit or post; on a document they bring no right of their own (least privilege). */
function officesOf(person: Person, agency: AgencyRecord | undefined): Role[] {
  const unit = agency?.units.find(({ code }) => code === person.unit);
  return [
    ...(unit?.role === 'document-room' || person.duties.includes('문서과') ? (['documentRoom'] as const) : []),
    ...(person.duties.includes('기록물관리책임자') ? (['recordKeeper'] as const) : []),
    ...(person.duties.includes('관인 관리자') ? (['sealKeeper'] as const) : []),
    ...(unit?.role === 'auditor' || person.duties.includes('감사담당자') ? (['auditor'] as const) : []),
    ...(person.position === '기관 관리자' ? (['administrator'] as const) : []),
  ];
}

/** Offices of a person by the directory; empty for somebody it does not have. */
export function officesIn(directory: Directory, personId: string): ReadonlySet<Role> {
  const person = findPerson(directory, personId);
  return new Set(person === undefined ? [] : officesOf(person, directory.agencies.get(person.agency)));
}

/** Posts the person acts from on a day: the own one, those held beside it (겸임) and those deputised; with no day, whoever was ever entered as deputy. */
function postsOf(directory: Directory, person: Person, day: string | null): Post[] {
  const entered = (directory.agencies.get(person.agency)?.deputies ?? []).filter((entry) => entry.deputy === person.id);
  return [person, ...(person.concurrent ?? []), ...(day === null ? entered : deputisedPosts(directory, person.agency, person.id, day))];
}

/** Steps of a lane the person's posts stand at today, and those the person signed. */
function stepRoles(lane: LaneState, directory: Directory, person: Person, posts: readonly Post[]): Role[] {
  if (lane.agency !== person.agency) return [];
  return stepsOf(lane.plan).flatMap((step) => {
    const now = postNow(directory.agencies.get(lane.agency), step) ?? step;
    const stands = posts.some((post) => now.position === post.position && now.unit === post.unit);
    return stands || lane.outcomes.get(step.id)?.actor.person === person.id ? [STEP_ROLE[step.kind]] : [];
  });
}

function laneRoles(state: DocumentState, lane: LaneState, directory: Directory, person: Person): Role[] {
  if (lane.agency !== person.agency) return [];
  const serves = servesLane(lane, person.id, directory);
  const makes = isMaker(state, lane.agency, person.id, directory);
  const lead = lane.role === 'lead';
  return [
    ...(makes ? ([lead ? 'drafter' : 'handler'] as const) : []),
    ...(serves && !(lead && state.readers.scope === 'route') ? ([lead ? 'colleague' : 'partner'] as const) : []),
    ...(serves && person.duties.includes(DOCUMENT_CLERK) ? (['clerk'] as const) : []),
  ];
}

/** Shares and arrivals of a unit pass to the unit that does its work today (AP23). */
export function isOfUnit(directory: Directory, person: Person, agency: string, unit: string | null): boolean {
  const now = unit === null ? null : unitNow(directory.agencies.get(agency), unit);
  return person.agency === agency && now !== null && [person.unit, ...unitsOf(person)].includes(now);
}

function grantRoles(grants: readonly Grant[], directory: Directory, person: Person): Role[] {
  return grants
    .filter((grant) =>
      grant.person === null ? isOfUnit(directory, person, grant.agency, grant.unit) : grant.agency === person.agency && grant.person === person.id,
    )
    .map(({ right }) => GRANT_ROLE[right]);
}

/** Whether the 열람범위 of a registered paper has this person: of its agency, or of a unit that was named (기록물법 영 §28②). */
function inRange({ readers, lead, registrations }: DocumentState, directory: Directory, person: Person): boolean {
  if (registrations.length === 0) return false;
  const ofAgency = readers.scope === 'agency' && person.agency === lead?.agency;
  return ofAgency || readers.units.some(({ agency, unit }) => isOfUnit(directory, person, agency, unit));
}

/** Whether an issued paper arrived at the person's unit, where the document clerk opens it (영 §18). */
function receives(state: DocumentState, directory: Directory, person: Person): boolean {
  return person.duties.includes(DOCUMENT_CLERK) && state.arrivals.some(({ agency, unit }) => isOfUnit(directory, person, agency, unit));
}

/**
 * Every role of a person on a document; 기안자 is whoever does that part today (`laneRoles`), not the name the paper was begun under (RT12). `day` (`YYYY-MM-DD` in Korea) is the day asked about, for those who deputise; null where no clock is at
 * hand. While a paper is drafted nobody has a role from a step or an arrival yet. Empty for a person the directory does not have.
 */
export function rolesOf(state: DocumentState, directory: Directory, personId: string, day: string | null): ReadonlySet<Role> {
  const person = findPerson(directory, personId);
  if (person === undefined) return new Set();
  const drafting = state.status === 'none' || state.status === 'drafting';
  const posts = drafting ? [] : postsOf(directory, person, day);
  return new Set<Role>([
    ...(person.unit === null ? [] : (['member'] as const)),
    ...state.lanes.flatMap((lane) => laneRoles(state, lane, directory, person)),
    ...(drafting ? [] : state.lanes.flatMap((lane) => stepRoles(lane, directory, person, posts))),
    ...(isConsulted(state, person.id, directory) ? (['consulted'] as const) : []),
    ...(inRange(state, directory, person) ? (['ranged'] as const) : []),
    ...(receives(state, directory, person) ? (['receiver'] as const) : []),
    ...grantRoles(state.grants, directory, person),
    ...officesOf(person, directory.agencies.get(person.agency)),
  ]);
}

/** Proposing and checking a lane: who would lawfully decide, which posts there are, what is still wrong. */

import type { DocumentView } from '../../../shared/api/views.ts';
import { checkLane, deviationOf, lawfulApprover, type LaneFinding } from '../../../shared/approval/lane-check.ts';
import { sentenceOf } from '../../../shared/approval/refusals.ts';
import type { LanePlan, StepKind, StepPlan } from '../../../shared/approval/route.ts';
import { laneOf, stepsOf, type DocumentState } from '../../../shared/approval/state.ts';
import type { Content } from '../../../shared/collab/content.ts';
import { headPost, peopleIn, rankOf, unitOfPost } from '../../../shared/org/delegation.ts';
import type { AgencyRecord, Directory, Person } from '../../../shared/org/directory.ts';
import type { DecisionBasis } from '../../../shared/trail/statement.ts';
import { largestAmount } from '../../../shared/writing/amount.ts';
import { guardChecks } from './guards.ts';

const MARKS_NEEDED = '발의자와 보고자를 결재경로의 직위로 정하십시오.';

/** A partner decides joint papers under this unit of work of its own table. */
const JOINT_WORK = '타 기관 공동문서';

/** What the delegation table is asked with: the draft's own work and amount for the lead, joint papers for a partner. */
export function basisOf(role: 'lead' | 'partner', content: Content): DecisionBasis {
  const amount = largestAmount(content.blocks);
  return role === 'lead' ? { work: content.fields.work, amount } : { work: [JOINT_WORK], amount };
}

/** Posts of the line above a unit, from the unit's head up to the deciding post (계선). */
function lineOfPosts(agency: AgencyRecord, unitCode: string, decider: string): { position: string; unit: string | null }[] {
  const unit = agency.units.find((candidate) => candidate.code === unitCode);
  const head = unit?.positions.at(-1);
  const upper = unit?.upper === undefined ? [] : agency.leadership.slice(0, agency.leadership.indexOf(unit.upper) + 1).toReversed();
  const posts = [...(head === undefined ? [] : [{ position: head, unit: unitCode }]), ...upper.map((position) => ({ position, unit: null }))];
  return posts.filter((post) => rankOf(agency, post.position) < rankOf(agency, decider));
}

function step(
  agency: string,
  kind: StepKind,
  post: { position: string; unit: string | null },
  n: number,
  marks: StepPlan['marks'],
  delegated: boolean,
): StepPlan {
  return { id: `${agency}-${n}`, kind, position: post.position, unit: post.unit, marks, delegated };
}

/** The usual lane: drafter (lead only), the line of posts up, and who lawfully decides. */
export function proposeLane(
  agency: AgencyRecord,
  unitCode: string,
  role: 'lead' | 'partner',
  basis: DecisionBasis,
  drafter: Person,
  fields: Content['fields'],
): LanePlan {
  const { position: decider } = lawfulApprover(agency, basis);
  const marksOf = (position: string): StepPlan['marks'] => [
    ...(role === 'lead' && fields.originator === position ? (['originator'] as const) : []),
    ...(role === 'lead' && fields.reporter === position ? (['reporter'] as const) : []),
  ];
  const reviews = lineOfPosts(agency, unitCode, decider).filter((post) => post.position !== drafter.position || role === 'partner');
  const first = role === 'lead' ? [step(agency.code, 'draft', drafter, 1, marksOf(drafter.position), false)] : [];
  const middle = reviews.map((post, i) => step(agency.code, 'review', post, first.length + i + 1, marksOf(post.position), false));
  const unit = unitOfPost(agency, unitCode, decider) ?? null;
  const last = step(agency.code, 'approve', { position: decider, unit }, first.length + middle.length + 1, marksOf(decider), decider !== headPost(agency));
  return { agency: agency.code, unit: unitCode, stages: [...first, ...middle, last].map((one) => [one]) };
}

/** All posts of an agency that may stand in its lane, occupied ones only. */
export function postsOf(directory: Directory, agency: AgencyRecord): { position: string; unit: string | null; unitName: string }[] {
  const units = agency.units.flatMap((unit) => unit.positions.map((position) => ({ position, unit: unit.code as string | null, unitName: unit.name })));
  const all = [...agency.leadership.map((position) => ({ position, unit: null, unitName: '' })), ...units];
  return all.filter((post) => peopleIn(directory, agency.code, post).length > 0);
}

/** A finding as the check panel shows it; above and below the table are warnings elsewhere, here they stop. */
function shown(finding: LaneFinding, plan: LanePlan): DocumentView['checks'][number] {
  const where = stepsOf(plan).find((candidate) => candidate.id === finding.stepId)?.position;
  const sentence = sentenceOf(finding.code);
  const article = /\(([^)]*제\d+조[^)]*)\)/.exec(sentence)?.[1] ?? '';
  const [title = sentence, ...rest] = sentence.split(/(?<=\.) /);
  return { state: 'stop', title: where === undefined ? title : `${where}: ${title}`, detail: rest.join(' '), article };
}

/** Checks of a lane with what is in order said too. */
export function laneChecks(directory: Directory, plan: LanePlan, role: 'lead' | 'partner', basis: DecisionBasis, recordFile: string): DocumentView['checks'] {
  const findings = checkLane(plan, { directory, role, basis, recordFile }).map((finding) => shown(finding, plan));
  const agency = directory.agencies.get(plan.agency);
  if (agency === undefined || findings.length > 0) return findings;
  const { position, row } = lawfulApprover(agency, basis);
  const matching = agency.delegation.filter((candidate) => basis.work.includes(candidate.work)).length;
  const fits = deviationOf(agency, plan, basis) === null;
  return [
    {
      state: fits ? 'ok' : 'warn',
      title: '전결권자가 맞음',
      detail: row === null ? `맞는 전결 행이 없어 ${position}이 결재` : `맞는 행 ${matching}개 가운데 ${position}. ${row.article}`,
      article: '영 제10조제2항',
    },
  ];
}

/** 올리기 전 확인: what the drafter still has to fill in, and whether the route stands. */
export function draftChecks(state: DocumentState, content: Content | null, directory: Directory): DocumentView['checks'] {
  if (content === null || state.status !== 'drafting') return [];
  const { fields } = content;
  const need = (good: boolean, title: string, detail: string, article: string): DocumentView['checks'][number] => ({
    state: good ? 'ok' : 'stop',
    title,
    detail: good ? '' : detail,
    article,
  });
  const lane = state.lead === null ? undefined : laneOf(state, state.lead.agency);
  const route =
    lane?.plan == null || lane.basis === null
      ? [need(false, '결재경로', '결재경로를 정하십시오.', '영 제10조')]
      : laneChecks(directory, lane.plan, 'lead', basisOf('lead', content), fields.recordFile);
  const marks = new Set(stepsOf(lane?.plan ?? null).flatMap((one) => one.marks));
  return [
    need(fields.title.trim() !== '', '제목', '제목을 쓰십시오.', '시행규칙 제4조'),
    need(content.blocks.length > 0, '본문', '본문을 쓰십시오.', '시행규칙 제4조'),
    need(fields.summary.trim() !== '' && fields.keywords.length > 0, '문서요지와 키워드', '문서요지와 키워드를 쓰십시오.', '영 제5조제2항'),
    need(fields.recordFile !== '', '기록물철', '기록물철을 고르십시오.', '기록물법 시행령 제23조'),
    ...(lane?.plan == null ? [] : [need(marks.has('originator') && marks.has('reporter'), '발의자 ★와 보고자 ⊙', MARKS_NEEDED, '시행규칙 제6조제1항')]),
    ...guardChecks(content, directory),
    ...route,
  ];
}

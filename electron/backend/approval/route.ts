/** Proposing and checking a lane: who would lawfully decide, which posts there are, what is still wrong. */

import type { Output } from '../../../shared/api/contract.ts';
import type { DocumentView } from '../../../shared/api/views.ts';
import { checkLane, deviationOf, lawfulApprover, type LaneContext, type LaneFinding } from '../../../shared/approval/lane-check.ts';
import { marksOf as marksOfPost, withMarks, type MarkedPosts } from '../../../shared/approval/marks.ts';
import { sentenceOf } from '../../../shared/approval/refusals.ts';
import type { LanePlan, StepKind, StepPlan } from '../../../shared/approval/route.ts';
import { laneOf, stepsOf, type DocumentState } from '../../../shared/approval/state.ts';
import type { Content } from '../../../shared/collab/content.ts';
import { isUnitLetter } from '../../../shared/forms/forms.ts';
import { headPost, peopleIn, rankOf, unitOfPost } from '../../../shared/org/delegation.ts';
import type { AgencyRecord, Directory, Person } from '../../../shared/org/directory.ts';
import { postNow, unitNow } from '../../../shared/org/succession.ts';
import type { DecisionBasis } from '../../../shared/trail/statement.ts';
import { largestAmount } from '../../../shared/writing/amount.ts';
import { marksCheck } from './marks-check.ts';
import { omissionChecks } from './omission-checks.ts';
import { textChecks } from './text-checks.ts';
import { unitChecks } from './unit-checks.ts';

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

/** Who decides a 부서 간 협조문: the head of its 처리과, in whose name it goes unless the drafter puts a higher post (영 §10①, §13). */
function ownDecider(agency: AgencyRecord, unitCode: string): string {
  return agency.units.find(({ code }) => code === unitCode)?.positions.at(-1) ?? headPost(agency);
}

/** The posts that carry ★ and ⊙: those the lead's fields name; a partner's lane has none. */
export function markedPosts(role: 'lead' | 'partner', { originator, reporter }: Content['fields']): MarkedPosts {
  return role === 'lead' ? { originator, reporter } : { originator: '', reporter: '' };
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
  const own = isUnitLetter(fields.form);
  const decider = own ? ownDecider(agency, unitCode) : lawfulApprover(agency, basis).position;
  const alone = !own && role === 'lead' && decider === drafter.position && unitCode === drafter.unit;
  const marksOf = (position: string): StepPlan['marks'] => marksOfPost(position, markedPosts(role, fields));
  // 담당자 전결 (영 §10②): the table gives the work to the drafter's own post, so sending up decides.
  if (alone) return { agency: agency.code, unit: unitCode, stages: [[step(agency.code, 'draft', drafter, 1, marksOf(drafter.position), true)]] };
  const reviews = lineOfPosts(agency, unitCode, decider).filter((post) => post.position !== drafter.position || role === 'partner');
  const first = role === 'lead' ? [step(agency.code, 'draft', drafter, 1, marksOf(drafter.position), false)] : [];
  const middle = reviews.map((post, i) => step(agency.code, 'review', post, first.length + i + 1, marksOf(post.position), false));
  const unit = unitOfPost(agency, unitCode, decider) ?? null;
  const last = step(
    agency.code,
    'approve',
    { position: decider, unit },
    first.length + middle.length + 1,
    marksOf(decider),
    !own && decider !== headPost(agency),
  );
  return { agency: agency.code, unit: unitCode, stages: [...first, ...middle, last].map((one) => [one]) };
}

/**
 * A lane designed before, with its posts as they are called today and the marks its paper's fields name today (AP13); who goes on in place of
 * its drafter drafts from their own post (AP23).
 */
export function planToday(agency: AgencyRecord, plan: LanePlan, me: Person, posts: MarkedPosts): LanePlan {
  const today = (one: StepPlan): StepPlan => {
    const post = one.kind === 'draft' ? me : (postNow(agency, one) ?? one);
    return { ...one, unit: post.unit, position: post.position };
  };
  return withMarks({ ...plan, unit: unitNow(agency, plan.unit) ?? plan.unit, stages: plan.stages.map((stage) => stage.map(today)) }, posts);
}

/** All posts of an agency that may stand in its lane, occupied ones only. */
export function postsOf(directory: Directory, agency: AgencyRecord): Output<'route.propose'>['positions'] {
  const units = agency.units.flatMap((unit) => unit.positions.map((position) => ({ position, unit: unit.code as string | null, unitName: unit.name })));
  const all = [...agency.leadership.map((position) => ({ position, unit: null, unitName: '' })), ...units];
  return all.map((post) => ({ ...post, names: peopleIn(directory, agency.code, post).map(({ name }) => name) })).filter(({ names }) => names.length > 0);
}

/** The refusal a reason in this direction excuses (영 §67 2호). */
const EXCUSED = { above: 'APPROVER_ABOVE', below: 'APPROVER_BELOW' } as const;

/** A finding as the check panel shows it; above and below the table stop until a reason is given. */
function shown(finding: LaneFinding, plan: LanePlan, excused: 'above' | 'below' | null): DocumentView['checks'][number] {
  if (excused !== null && finding.code === EXCUSED[excused]) {
    return {
      state: 'warn',
      title: `위임전결규정보다 ${excused === 'above' ? '높은' : '낮은'} 결재권자`,
      detail: '적은 사유가 결재경로와 함께 서명됩니다.',
      article: '영 제67조제2호',
    };
  }
  const where = stepsOf(plan).find((candidate) => candidate.id === finding.stepId)?.position;
  const sentence = sentenceOf(finding.code);
  const article = /\(([^)]*제\d+조[^)]*)\)/.exec(sentence)?.[1] ?? '';
  const [title = sentence, ...rest] = sentence.split(/(?<=\.) /);
  return { state: 'stop', title: where === undefined ? title : `${where}: ${title}`, detail: rest.join(' '), article };
}

/** Checks of a lane with what is in order said too. */
export function laneChecks(context: LaneContext, plan: LanePlan, excused: 'above' | 'below' | null = null): DocumentView['checks'] {
  const { directory, basis, form } = context;
  const findings = checkLane(plan, context).map((finding) => shown(finding, plan, excused));
  const agency = directory.agencies.get(plan.agency);
  if (agency === undefined || findings.length > 0) return findings;
  if (isUnitLetter(form)) {
    const detail = `${stepsOf(plan).at(-1)?.position ?? ''} 명의로 보냄(서명생략)`;
    return [{ state: 'ok', title: '보조기관이 스스로 결재함', detail, article: '영 제10조제1항·제13조' }];
  }
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

/** 비공개 and 부분공개 say by which numbers of 정보공개법 §9①; why is asked for, because whoever answers a request later was not there (기록물법 규칙 §18). */
function disclosureChecks({ disclosure, disclosureReason = '' }: Content['fields']): DocumentView['checks'] {
  if (disclosure.kind === '공개') return [];
  const article = '기록물법 시행규칙 제18조';
  if (disclosure.grounds.length === 0) return [{ state: 'stop', title: '공개 구분', detail: '정보공개법 제9조제1항의 몇 호인지 고르십시오.', article }];
  if (disclosureReason === '') return [{ state: 'warn', title: '공개 구분', detail: `${disclosure.kind}하는 사유를 문서정보에 적으십시오.`, article }];
  return [{ state: 'ok', title: '공개 구분', detail: '', article }];
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
      : laneChecks(
          { directory, role: 'lead', basis: basisOf('lead', content), recordFile: fields.recordFile, form: state.form },
          lane.plan,
          lane.deviation?.direction ?? null,
        );
  return [
    ...unitChecks(fields, directory),
    need(fields.title.trim() !== '', '제목', '제목을 쓰십시오.', '시행규칙 제4조'),
    need(content.blocks.length > 0, '본문', '본문을 쓰십시오.', '시행규칙 제4조'),
    need(fields.summary.trim() !== '' && fields.keywords.length > 0, '문서요지와 키워드', '문서요지와 키워드를 쓰십시오.', '영 제5조제2항'),
    ...disclosureChecks(fields),
    ...omissionChecks(fields, directory),
    need(fields.recordFile !== '', '기록물철', '기록물철을 고르십시오.', '기록물법 시행령 제23조'),
    ...(lane?.plan == null ? [] : [marksCheck(lane.plan, fields)]),
    ...textChecks(content, directory),
    ...route,
  ];
}

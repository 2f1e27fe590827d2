/** Agencies, profiles, steps and lanes of the youth-jobs document, as the backend would show them. */

import type { AgencyView, LaneView, ProfileView, StepView } from '../../../shared/api/views.ts';

/** The three ministries and one more, with their strands. */
export const agencies = {
  labour: { code: '1492000', name: '고용노동부', badge: '고', strand: 1, head: '고용노동부장관' },
  education: { code: '1342000', name: '교육부', badge: '교', strand: 2, head: '교육부장관' },
  industry: { code: '1450000', name: '산업통상부', badge: '산', strand: 3, head: '산업통상부장관' },
  interior: { code: '1741000', name: '행정안전부', badge: '행', strand: 1, head: '행정안전부장관' },
} as const satisfies Record<string, AgencyView>;

function profile(id: string, agency: AgencyView, unit: string, position: string, name: string): ProfileView {
  const { code, badge } = agency;
  return { id, name, agency: { code, name: agency.name, badge }, unit, position, unlocked: false };
}

/** Profiles of the data folder. */
export const profiles: readonly ProfileView[] = [
  profile('p1', agencies.labour, '청년고용기획과', '행정사무관', '기안 담당'),
  profile('p2', agencies.labour, '청년고용기획과', '청년고용기획과장', '검토 과장'),
  profile('p3', agencies.labour, '', '고용정책실장', '검토 실장'),
  profile('p4', agencies.labour, '', '차관', '전결 차관'),
  profile('p5', agencies.education, '교육일자리총괄과', '교육행정사무관', '교육 담당'),
  profile('p6', agencies.education, '교육일자리총괄과', '교육일자리총괄과장', '교육 과장'),
  profile('p7', agencies.education, '', '평생직업교육국장', '교육 국장'),
  profile('p8', agencies.industry, '산업일자리혁신과', '행정사무관', '산업 담당'),
  profile('p9', agencies.industry, '산업일자리혁신과', '산업일자리혁신과장', '산업 과장'),
  profile('p10', agencies.interior, '협업정책과', '주무관', '행정 주무'),
];

/** A step; `at` null is not yet decided. */
export function step(
  id: string,
  kind: StepView['kind'],
  position: string,
  state: StepView['state'],
  at: string | null,
  more: Partial<StepView> = {},
): StepView {
  return { id, kind, position, unitName: '', person: null, state, at, marks: [], delegated: false, differs: false, opinion: null, mine: false, ...more };
}

function lane(agency: AgencyView, role: LaneView['role'], unitName: string, more: Partial<LaneView>): LaneView {
  return { agency, role, unitName, state: 'waiting', handler: null, rule: null, stages: [], recordFile: null, registration: null, sealed: false, ...more };
}

const MARKED = { originator: ['originator'], reporter: ['reporter'] } as const;

function leadStages(done: number, at: (n: number) => string): StepView[][] {
  const state = (n: number): StepView['state'] => (n < done ? 'signed' : n === done ? 'now' : 'todo');
  const when = (n: number): string | null => (n < done ? at(n) : null);
  return [
    [step('l1', 'draft', '행정사무관', state(0), when(0), { marks: [...MARKED.reporter] })],
    [step('l2', 'review', '청년고용기획과장', state(1), when(1), { marks: [...MARKED.originator] })],
    [
      step('l3', 'concur', '운영지원과장', state(2), when(2)),
      step('l4', 'concur', '정보화담당관', state(2), when(2), done > 2 ? { opinion: '업무관리 권한은 파견 기간에만 준다.' } : {}),
    ],
    [step('l5', 'review', '청년여성고용정책관', state(3), when(3))],
    [step('l6', 'review', '고용정책실장', state(4), when(4))],
    [step('l7', 'approve', '차관', state(5), when(5), { delegated: true })],
  ];
}

/** Lanes of the joint paper while the lead has signed `done` stages; partners not asked yet. */
export function draftingLanes(done: number, at: (n: number) => string): LaneView[] {
  return [
    lane(agencies.labour, 'lead', '청년고용기획과', {
      state: done === 0 ? 'designing' : 'running',
      rule: '고용노동부 위임전결규정 제7조 차관 전결',
      stages: leadStages(done === 0 ? -1 : done, at),
    }),
    lane(agencies.education, 'partner', '교육일자리총괄과', {}),
    lane(agencies.industry, 'partner', '산업일자리혁신과', {}),
  ];
}

/** Lanes while both partners are at work: the director general of 교육부 has the turn. */
export function partnerLanes(at: (n: number) => string, mine: boolean): LaneView[] {
  return [
    lane(agencies.labour, 'lead', '청년고용기획과', { state: 'decided', rule: '고용노동부 위임전결규정 제7조 차관 전결', stages: leadStages(6, at) }),
    lane(agencies.education, 'partner', '교육일자리총괄과', {
      state: 'running',
      handler: '교육행정사무관',
      rule: '교육부 위임전결규정 제8조 실장 전결',
      stages: [
        [
          step('e1', 'review', '교육일자리총괄과장', 'signed', at(8), {
            differs: true,
            opinion: '파견자의 열람 범위를 공동 과제 문서로 한정하는 근거를 밝혀야 함',
          }),
        ],
        [step('e2', 'review', '평생직업교육국장', 'now', null, { mine })],
        [step('e3', 'approve', '평생직업교육실장', 'todo', null, { delegated: true })],
      ],
    }),
    lane(agencies.industry, 'partner', '산업일자리혁신과', {
      state: 'running',
      handler: '행정사무관',
      rule: '산업통상부 위임전결규정 제4조 실장 전결',
      stages: [
        [step('i1', 'review', '산업일자리혁신과장', 'signed', at(8))],
        [step('i2', 'review', '산업정책관', 'signed', at(9))],
        [step('i3', 'approve', '산업정책실장', 'unreachable', null, { delegated: true })],
      ],
    }),
  ];
}

/** Lanes after 성립, registered and sealed. */
export function doneLanes(at: (n: number) => string): LaneView[] {
  const numbers = ['청년고용기획과-4127', '교육일자리총괄과-2288', '산업일자리혁신과-1903'];
  return partnerLanes(at, false).map((one, i) => ({
    ...one,
    state: 'decided' as const,
    registration: numbers[i] ?? null,
    sealed: true,
    recordFile: '2027년 청년일자리 협업정원',
    stages: one.stages.map((stage, s) => stage.map((each) => ({ ...each, state: 'signed' as const, at: each.at ?? at(9 + s) }))),
  }));
}

/** A lane of one agency alone, the n-th of three steps waiting. */
export function ownLanes(agency: AgencyView, unitName: string, now: number, mine: boolean, at: (n: number) => string): LaneView[] {
  const posts = ['교육연구사', `${unitName}장`, '평생직업교육국장'];
  const kinds = ['draft', 'review', 'approve'] as const;
  return [
    lane(agency, 'lead', unitName, {
      state: 'running',
      stages: posts.map((position, n) => [
        step(`${unitName}${n}`, kinds[n] ?? 'review', position, n < now ? 'signed' : n === now ? 'now' : 'todo', n < now ? at(n) : null, {
          mine: mine && n === now,
        }),
      ]),
    }),
  ];
}

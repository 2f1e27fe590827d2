/** Papers and lists as the backend would show them, by scene. */

import type { Output } from '../../../shared/api/contract.ts';
import type { ActName, DocumentRow, DocumentView, LaneView, TrailLine } from '../../../shared/api/views.ts';
import { mainRoom, sectionRoom } from '../../../shared/collab/protocol.ts';
import { agencies, doneLanes, draftingLanes, ownLanes, partnerLanes } from './people.ts';

/** The scenes a screen can be looked at in. */
export type Scene = 'draft' | 'review' | 'partner' | 'issued' | 'empty' | 'receive' | 'seal';

/** Id of the youth-jobs paper. */
export const PAPER = '0f6b0d6e-5d0c-4a9b-9a3e-3a1c0e4f2b11';

const HOUR = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * HOUR).toISOString();
/** Times of the story: the n-th act, oldest first. */
const at = (n: number): string => ago(96 - n * 9.7);
const DIGEST = '7c1e40b9d2a6f00d5b7c9e1f2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b93f0';

function row(id: string, title: string, lanes: LaneView[], more: Partial<DocumentRow>): DocumentRow {
  const lead = lanes[0]?.agency ?? agencies.labour;
  return {
    documentId: id,
    version: 1,
    title,
    status: 'in-approval',
    statusText: '결재 중',
    next: '',
    lead,
    unitName: lanes[0]?.unitName ?? '',
    drafter: '교육연구사',
    agencies: lanes.map((one) => one.agency),
    attachments: 0,
    opinions: 0,
    lanes,
    changedAt: ago(3),
    waitingSince: null,
    ...more,
  };
}

const TITLE = '청년일자리 정책 협업정원 운영계획 통보 및 협조 요청';
const JOINT = { drafter: '행정사무관', attachments: 2, version: 2 } as const;

/** The joint paper's row in a scene. */
export function paperRow(scene: Scene): DocumentRow {
  if (scene === 'draft' || scene === 'empty')
    return row(PAPER, TITLE, draftingLanes(0, at), { ...JOINT, version: 1, status: 'drafting', statusText: '초안', next: '결재 올림 전', changedAt: ago(0.2) });
  if (scene === 'issued') return row(PAPER, TITLE, doneLanes(at), { ...JOINT, status: 'issued', statusText: '발신됨', opinions: 2, changedAt: ago(1) });
  if (scene === 'seal')
    return row(
      PAPER,
      TITLE,
      doneLanes(at).map((one) => ({ ...one, sealed: false })),
      { ...JOINT, status: 'registered', statusText: '등록', next: '시행일 정하기', opinions: 2, changedAt: ago(1) },
    );
  if (scene === 'receive') {
    const lanes = partnerLanes(at, false).map((one) =>
      one.agency.code === agencies.education.code ? { ...one, state: 'requested' as const, handler: null, stages: [] } : one,
    );
    return row(PAPER, TITLE, lanes, { ...JOINT, next: '교육부 결재 요청 수령 · 산업통상부 산업정책실장 결재', opinions: 1, waitingSince: ago(2.05) });
  }
  return row(PAPER, TITLE, partnerLanes(at, scene === 'review'), {
    ...JOINT,
    next: '교육부 평생직업교육국장 검토 · 산업통상부 산업정책실장 결재',
    opinions: 2,
    changedAt: ago(2.05),
    waitingSince: scene === 'review' ? ago(2.05) : null,
  });
}

const OTHERS = [
  ['국회 요구자료(직업계고 졸업자 취업 통계) 제출', '중등직업교육정책과', 2, 98],
  ['2027년 상반기 파견·겸임 인력 운영 기준 제정(안)', '운영지원과', 1, 1.05],
  ['직업계고 현장실습 안전점검 결과 및 조치계획 보고', '중등직업교육정책과', 2, 22],
  ['2027년 평생교육이용권 사업 시행계획 승인', '평생교육지원과', 2, 0.7],
  ['전문대학 혁신지원사업 성과평가위원회 운영 계획', '고등직업교육정책과', 2, 30],
  ['고졸자 후속 학습 지원 모형 개발 연구용역 착수 알림', '교육일자리총괄과', 2, 46],
  ['2026년 4분기 진로직업교육 담당자 연수 결과 보고', '중등직업교육정책과', 1, 52],
] as const;

function otherRows(): DocumentRow[] {
  return OTHERS.map(([title, unit, now, hours], i) =>
    row(`00000000-0000-4000-8000-00000000000${i}`, title, ownLanes(agencies.education, unit, now, true, at), {
      attachments: i % 3,
      waitingSince: ago(hours),
      changedAt: ago(hours),
      next: `교육부 ${now === 2 ? '평생직업교육국장 결재' : `${unit}장 검토`}`,
    }),
  );
}

/** Home in a scene. */
export function lists(scene: Scene): Output<'home.list'> {
  const none = { waiting: [], progress: [], drafts: [], returned: [], inbox: [], sealing: [], done: [] };
  const paper = [paperRow(scene)];
  switch (scene) {
    case 'empty':
      return none;
    case 'draft':
      return { ...none, drafts: paper };
    case 'review':
    case 'receive':
      return {
        ...none,
        waiting: [...paper, ...otherRows()],
        progress: otherRows()
          .slice(0, 3)
          .map((one) => ({ ...one, waitingSince: null })),
      };
    case 'partner':
      return { ...none, progress: paper };
    case 'seal':
      return { ...none, sealing: paper };
    case 'issued':
      return { ...none, done: paper };
    default:
      return scene satisfies never;
  }
}

const ACTS: Readonly<Record<Scene, readonly ActName[]>> = {
  draft: ['edit', 'designLead', 'submit'],
  review: ['sign', 'return'],
  partner: ['withdraw'],
  issued: ['export'],
  empty: [],
  receive: ['receive'],
  seal: ['fixBase', 'export'],
};

function printed(view: DocumentRow): DocumentView['printedLike'] {
  return view.lanes
    .filter((lane) => lane.stages.length > 0)
    .map((lane) => ({
      agency: lane.agency.name,
      boxes: lane.stages.flat().map((step) => ({
        marks: step.marks.map((mark) => (mark === 'originator' ? '★' : '⊙')).join(''),
        position: step.position,
        differs: step.differs,
        lines: step.state === 'signed' ? (step.delegated ? ['전결', '11. 24.', '서명'] : ['서명']) : [],
        mine: step.mine,
      })),
    }));
}

/** The joint paper, whole. */
export function paper(scene: Scene): DocumentView {
  const base = paperRow(scene);
  const issued = scene === 'issued';
  const drafting = base.status === 'drafting';
  return {
    ...base,
    fields: {
      title: TITLE,
      summary: '고용노동부·교육부·산업통상부가 청년일자리 정책의 공동 추진을 위하여 협업정원 3명을 상호 파견하고 분기별로 공동 점검한다.',
      keywords: ['청년일자리', '협업정원', '상호파견', '공동점검'],
      work: ['협업정원 운영계획', '예산 1억원 이상 집행계획'],
      recipients: [
        '재정경제부장관(인력정책과장)',
        '행정안전부장관(조직기획과장)',
        '기획예산처장관(고용예산과장)',
        '인사혁신처장(인사혁신기획과장)',
        '서울특별시장(일자리정책과장)',
      ],
      via: '',
      disclosure: '공개',
      recordFile: '2027년 청년일자리 협업정원',
      retention: '10년',
      originator: '청년고용기획과장',
      reporter: '행정사무관',
      partnerOrder: 'parallel',
    },
    rooms: { main: mainRoom(PAPER, base.version), sections: [sectionRoom(PAPER, base.version, 's1')] },
    right: drafting ? 'edit' : 'view',
    myAgency: scene === 'review' || scene === 'receive' ? agencies.education.code : agencies.labour.code,
    frozen: !drafting,
    contentDigest: drafting ? null : DIGEST,
    attachmentList: [
      { name: 'operation-plan.md', label: '협업정원 운영계획 1부.', mediaType: 'text/markdown', size: 36_420, sha256: 'a'.repeat(64) },
      { name: 'task-list.csv', label: '기관별 협업과제 목록 1부.', mediaType: 'text/csv', size: 2_970, sha256: 'b'.repeat(64) },
    ],
    times: issued
      ? {
          approvedAt: ago(30),
          issuedAt: ago(4),
          recipients: [
            { name: '행정안전부장관(조직기획과장)', agency: '행정안전부', arrivedAt: ago(3.9), outside: false },
            { name: '재정경제부장관(인력정책과장)', agency: '재정경제부', arrivedAt: ago(3.9), outside: false },
            { name: '인사혁신처장(인사혁신기획과장)', agency: '인사혁신처', arrivedAt: null, outside: false },
            { name: '서울특별시장(일자리정책과장)', agency: null, arrivedAt: null, outside: true },
          ],
        }
      : { approvedAt: scene === 'seal' ? ago(30) : null, issuedAt: null, recipients: [] },
    registration: issued || scene === 'seal' ? '청년고용기획과-4127' : null,
    acts: [...ACTS[scene]],
    checks: drafting ? [...draftChecks] : [],
    printedLike: printed(base),
  };
}

const draftChecks: DocumentView['checks'] = [
  { state: 'ok', title: '제목', detail: '', article: '시행규칙 제4조' },
  { state: 'ok', title: '본문', detail: '', article: '시행규칙 제4조' },
  { state: 'stop', title: '문서요지와 키워드', detail: '문서요지와 키워드를 쓰십시오.', article: '영 제5조제2항' },
  { state: 'ok', title: '기록물철', detail: '', article: '기록물법 시행령 제23조' },
  { state: 'warn', title: '청년여성고용정책관 출장', detail: '11. 24. 오전. 검토를 생략하면 사유가 서명란에 적힙니다.', article: '영 제10조' },
  { state: 'ok', title: '전결권자가 맞음', detail: '맞는 행 2개 가운데 차관. 같은 규정 제7조', article: '영 제10조제2항' },
];

/** 처리 이력 of the joint paper. */
export function trail(scene: Scene): TrailLine[] {
  const acts = paperRow(scene).lanes.flatMap((lane) =>
    lane.stages
      .flat()
      .filter((step) => step.at !== null)
      .map((step) => ({ lane, step })),
  );
  return acts
    .toSorted((a, b) => (a.step.at ?? '').localeCompare(b.step.at ?? ''))
    .map(({ lane, step }, seq) => ({
      seq,
      at: step.at ?? '',
      receivedAt: step.id === 'i2' ? ago(1) : (step.at ?? ''),
      agency: lane.agency,
      who: step.position,
      what: { draft: '결재 올림', review: '검토', concur: '협조', approve: '전결' }[step.kind],
      detail: step.differs ? '의견 있음' : '',
      kind: 'statement' as const,
      verified: 'ok' as const,
    }));
}

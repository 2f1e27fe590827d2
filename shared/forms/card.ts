/** 문서관리카드 (별지 제6호서식) as a report: 문서정보, 보고경로 with opinions, 시행정보, 관리정보 (규칙 §20–21). */

import type { DocumentView, LaneView, StepView } from '../api/views.ts';
import type { PastVersionView } from '../api/past-view.ts';
import type { Block, Inline } from '../collab/content.ts';
import { koreanDateTime } from '../writing/amount.ts';
import { printBody } from './body.ts';
import type { CardPrint } from './print-model.ts';
import { mayOmitSeal, OMISSION_WORDS, SEAL_OMITTED } from './seal-omission.ts';

/** What a card is made from: the paper as its reader sees it, who made the card and when. */
export interface CardSource {
  readonly view: Omit<DocumentView, 'bundled' | 'past' | 'checks' | 'right'>;
  readonly past: readonly PastVersionView[];
  readonly maker: string;
  /** ISO UTC. */
  readonly at: string;
}

const KINDS: Readonly<Record<StepView['kind'], string>> = { draft: '기안', review: '검토', concur: '협조', approve: '결재' };
const STATES: Readonly<Record<StepView['state'], string>> = {
  todo: '아직',
  now: '지금 차례',
  signed: '서명',
  skipped: '생략',
  returned: '반려',
  unreachable: '확인 못함',
};
const ENDS: Readonly<Record<PastVersionView['how'], string>> = { returned: '반려', 'change-asked': '수정 요청', withdrawn: '회수', rewritten: '고쳐 씀' };
const NONE = '없음';

const piece = (text: string): readonly Inline[] => (text === '' ? [] : [{ text }]);
const heading = (text: string): Block => ({ type: 'block', kind: 'square', level: 1, inlines: piece(text) });
const line = (text: string): Block => ({ type: 'block', kind: 'plain', level: 1, inlines: piece(text) });
const time = (at: string | null): string => (at === null ? '' : koreanDateTime(at));

function table(rows: readonly (readonly string[])[], header: boolean, widths: readonly number[]): Block {
  return { type: 'table', level: 1, header, rows: rows.map((row) => row.map(piece)), widths };
}

const facts = (rows: readonly (readonly [string, string])[]): Block =>
  table(
    rows.map(([label, text]) => [label, text === '' ? NONE : text]),
    false,
    [240, 760],
  );

function infoRows({ view }: CardSource): (readonly [string, string])[] {
  const { fields } = view;
  const weight = [...(view.important ? ['중요한 문서'] : []), ...(view.majorPolicy ? ['주요 정책 사항'] : [])].join(', ');
  const disclosure = [fields.disclosure, fields.disclosureReason].filter((one) => one !== '').join(' · ');
  return [
    ['제목', view.title],
    ['주관기관·처리과', `${view.lead.name} ${view.unitName}`.trim()],
    [
      '관계기관',
      view.agencies
        .slice(1)
        .map(({ name }) => name)
        .join(', '),
    ],
    ['판', `제${view.version}판`],
    ['문서요지', fields.summary],
    ['키워드', fields.keywords.join(', ')],
    ['위임전결 업무', fields.work.join(', ')],
    ['발의자 / 보고자', [fields.originator, fields.reporter].map((one) => (one === '' ? NONE : one)).join(' / ')],
    ...(weight === '' ? [] : [['중요도', weight] as const]),
    ['공개 구분', disclosure],
    ['붙임', view.attachmentList.map(({ label, name }) => `${label} (${name})`).join('\n')],
    ['관련 문서', fields.related.map(({ title, registration }) => [registration, title].filter((one) => one !== '').join(' ')).join('\n')],
    ['내용 지문(SHA-256)', view.contentDigest ?? '확정 전'],
  ];
}

/** What was said on a step: 전결, 대결, why it was left out, the opinion. */
function saidOn(step: StepView): string {
  const marks = [...(step.delegated && step.kind === 'approve' ? ['전결'] : []), ...(step.deputy === null ? [] : [`대결 ${step.deputy}`])];
  const opinion = step.opinion === null || step.opinion === '' ? [] : [`${step.differs ? '다른 의견: ' : ''}${step.opinion}`];
  return [...marks, ...(step.skipped === null ? [] : [step.skipped]), ...opinion].join('\n');
}

function stepRow(step: StepView): string[] {
  const post = step.position.startsWith(step.unitName) ? step.position : `${step.unitName} ${step.position}`.trim();
  return [KINDS[step.kind], [post, step.person ?? ''].filter((one) => one !== '').join('\n'), STATES[step.state], time(step.at), saidOn(step)];
}

function laneBlocks(lane: LaneView): Block[] {
  const role = lane.role === 'lead' ? '주관기관' : '관계기관';
  const deviation = lane.deviation === null ? [] : [`위임전결과 다름(${lane.deviation.direction === 'above' ? '위' : '아래'}): ${lane.deviation.reason}`];
  const head = [`${lane.agency.name} (${role})`, lane.unitName, ...(lane.rule === null ? [] : [lane.rule]), ...deviation];
  const rows = lane.stages.flat().map(stepRow);
  const head2 = line(head.filter((one) => one !== '').join(' · '));
  if (rows.length === 0) return [head2, line('아직 결재경로가 없습니다.')];
  return [head2, table([['단계', '직위·성명', '처리', '일시', '의견·지시'], ...rows], true, [90, 270, 90, 200, 350])];
}

function pastBlocks(past: readonly PastVersionView[]): Block[] {
  const rows = past.map(({ version, how, who, at, reason, signatures }) => [`제${version}판`, ENDS[how], who, time(at), reason, `${signatures}`]);
  return rows.length === 0
    ? []
    : [heading('지난 판'), table([['판', '끝난 까닭', '누가', '일시', '사유', '서명'], ...rows], true, [100, 130, 200, 200, 290, 80])];
}

/** 관인 as it is on the paper. */
function sealText({ view }: CardSource): string {
  const { fields } = view;
  if (!mayOmitSeal(fields) || fields.recipients.length === 0) return NONE;
  const done = view.lanes.filter((lane) => lane.sealed).map((lane) => lane.agency.name);
  const kind = fields.sealOmitted === '' ? '날인' : `${SEAL_OMITTED}(${OMISSION_WORDS[fields.sealOmitted]})`;
  return `${kind} ${done.length}/${view.lanes.length}기관${done.length === 0 ? '' : `: ${done.join(', ')}`}`;
}

function issueBlocks(source: CardSource): Block[] {
  const { times, issue, fields } = source.view;
  const rows = times.recipients.map(({ name, arrivedAt, outside }) => [
    name,
    outside ? '이 시스템 밖' : arrivedAt === null ? '아직 도달하지 않음' : time(arrivedAt),
  ]);
  const told = facts([
    ['시행', issue.line.replace(/^시행\s*/, '')],
    ['수신', fields.recipients.length === 0 ? '내부결재' : fields.recipients.join(', ')],
    ['관인', sealText(source)],
    ['성립', time(times.approvedAt)],
    ['발송', time(times.issuedAt)],
  ]);
  return rows.length === 0 ? [told] : [told, table([['수신자', '도달(효력 발생)'], ...rows], true, [550, 450])];
}

function manageRows({ view }: CardSource): (readonly [string, string])[] {
  const lanes = view.lanes.flatMap((lane) => [
    [`${lane.agency.name} 등록번호`, lane.registration ?? '등록 전'] as const,
    [`${lane.agency.name} 기록물철`, lane.recordFile ?? (lane.role === 'lead' ? view.fields.recordFile : '')] as const,
  ]);
  return [...lanes, ['보존기간', view.fields.retention]];
}

/** The card as a print: no paper of anybody's, so it has no number, no names of senders and no seal. */
export function cardPrint(source: CardSource): CardPrint {
  const { view, past, maker, at } = source;
  const blocks = [
    heading('문서정보'),
    facts(infoRows(source)),
    heading('보고경로'),
    ...view.lanes.flatMap(laneBlocks),
    ...pastBlocks(past),
    heading('시행정보'),
    ...issueBlocks(source),
    heading('관리정보'),
    facts(manageRows(source)),
  ];
  return {
    form: 'card',
    watermark: '',
    title: '문서관리카드',
    made: `${koreanDateTime(at)} 현재 · ${maker}`,
    body: printBody(blocks, 0, false).body.map((part) => (part.type === 'table' ? { ...part, left: true as const } : part)),
    attachmentLines: [],
    end: '',
    senders: [],
    approvals: [],
    createdAt: at,
    author: maker,
    summary: view.title,
    keywords: [],
    files: [],
  };
}

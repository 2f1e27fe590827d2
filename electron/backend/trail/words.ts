/** What a signed act did, in the words of the card; a new kind of act is a line here. */

import { routeWords } from '../../../shared/approval/said.ts';
import { findStep, type DocumentState } from '../../../shared/approval/state.ts';
import { STEP_RULES } from '../../../shared/approval/steps/index.ts';
import { SKIP_WORDS } from '../../../shared/forms/printed-lanes.ts';
import { DOWNLOAD_WORDS, GROUND_WORDS } from '../../../shared/policy/download.ts';
import type { Names } from '../../../shared/org/names.ts';
import { rangeWords } from '../documents/readers-view.ts';
import { sectionWords } from '../documents/sections-view.ts';
import type { Statement, StatementType } from '../../../shared/trail/statement.ts';
import { koreanDate } from '../../../shared/writing/amount.ts';

/** What happened, and what belongs to it. */
export interface Words {
  readonly what: string;
  readonly detail: string;
}

interface Around {
  readonly state: DocumentState;
  readonly names: Names;
  /** The text behind a commitment where this person holds it, else ''. */
  readonly told: (commitment: string) => string;
}

type WordsOf = { readonly [T in StatementType]: (statement: Statement<T>, around: Around) => Words };

/** Parts of a detail that say something, one after the other; what was said stands in quotes. */
function joined(parts: readonly string[], said = ''): string {
  return [...parts, said === '' ? '' : `“${said}”`].filter((part) => part !== '').join(' · ');
}

/** An act with its reason: whoever reads the trail asks why a paper came back. */
function reasoned(what: string, reason: string, { told }: Around, more = ''): Words {
  return { what, detail: joined([more], told(reason)) };
}

const plain = (what: string) => (): Words => ({ what, detail: '' });

function decidedWords({ stepId, body, capacity }: Statement<'decided'>, { state, told }: Around): Words {
  const found = findStep(state, stepId);
  const label = found === undefined ? '서명' : STEP_RULES[found.step.kind].label;
  const { delegation, opinion } = body;
  const detail = joined([delegation?.article ?? '', opinion?.kind === 'different' ? '의견 있음' : ''], opinion === null ? '' : told(opinion.text));
  const marks = [...(body.delegation === null ? [] : ['전결']), ...(capacity.kind === 'acting' ? ['대결'] : [])];
  return { what: marks.length === 0 ? label : `${label}(${marks.join('·')})`, detail };
}

function receivedWords({ body, at }: Statement<'request.received'>, { names }: Around): Words {
  const handler = names.person(body.handler, at);
  return { what: '결재 요청 수령', detail: handler === undefined ? '' : `담당자 ${handler.position}` };
}

/** The days that were set, the whole first. */
function dueWords({ whole, steps }: Statement<'due.set'>['body'], state: DocumentState): string {
  const named = (id: string): string => findStep(state, id)?.step.position ?? '';
  const each = Object.entries(steps).map(([id, day]) => `${named(id)} ${koreanDate(day)}`.trim());
  return [...(whole === null ? [] : [`처리기한 ${koreanDate(whole)}`]), ...each].join(', ') || '정한 기한 없음';
}

function bundleWords(papers: readonly string[], documentId: string): string {
  if (papers.length === 0) return '따로 올림';
  return papers[0] === documentId ? `${papers.length}건 가운데 주된 문서` : `${papers.length}건 가운데 ${papers.indexOf(documentId) + 1}번째`;
}

const WORDS: WordsOf = {
  'document.created': plain('기안 시작'),
  'rights.set': plain('함께 쓸 사람 정함'),
  'readers.set': ({ body, at }, { names }) => ({ what: '열람범위 정함', detail: rangeWords(body, names, at) }),
  'bundle.set': ({ body, documentId }) => ({ what: '일괄기안 정함', detail: bundleWords(body.papers, documentId) }),
  'sections.set': ({ body, at }, { names }) => ({ what: '맡은 부분 정함', detail: sectionWords(body.sections, names, at) }),
  'lane.designed': ({ body }) => ({
    what: '결재경로 정함',
    detail: routeWords(body.lane.stages, ({ position }) => position),
  }),
  submitted: ({ body }) => ({ what: '결재 올림', detail: body.delegation == null ? '내용 확정' : body.delegation.article }),
  redrafted: ({ version, body: { textOf } }) => ({ what: '재기안', detail: `제${version}판${textOf === undefined ? '' : `, 제${textOf}판의 글로`}` }),
  'request.received': receivedWords,
  decided: decidedWords,
  skipped: ({ body }, { told }) => ({ what: '검토 생략', detail: joined([SKIP_WORDS[body.ground]], body.reason === null ? '' : told(body.reason)) }),
  held: ({ body }, around) => reasoned('보류', body.reason, around, body.until === null ? '' : `${koreanDate(body.until)}까지`),
  released: plain('보류 해제'),
  'report.confirmed': ({ body }, { told }) => ({ what: '사후보고 확인', detail: joined([], body.opinion === null ? '' : told(body.opinion.text)) }),
  returned: ({ body }, around) => reasoned('반려', body.reason, around),
  'due.set': ({ body }, { state }) => ({ what: '기한 정함', detail: dueWords(body, state) }),
  'change.asked': ({ body }, around) => reasoned('수정 요청', body.opinion, around, body.due === undefined ? '' : `${koreanDate(body.due)}까지`),
  'revision.opened': ({ body }, around) => reasoned('고치기 시작', body.reason, around),
  revised: ({ version, body }) => ({ what: '고친 판', detail: `제${version}판${body.reconcur.length > 0 ? ', 협조 다시 받음' : ''}` }),
  'revision.dropped': plain('고치기 그만둠'),
  'lane.rerouted': ({ body }, around) => reasoned('결재경로 고침', body.reason, around),
  'consultation.asked': ({ body }) => ({ what: '의견조회', detail: `${body.to.length}곳, ${koreanDate(body.due)}까지` }),
  'consultation.answered': ({ body }, { told }) => ({ what: '의견 제출', detail: body.opinion === null ? '의견 없음' : joined([], told(body.opinion)) }),
  'consultation.closed': plain('의견조회 마침'),
  withdrawn: ({ body }, around) => reasoned('회수', body.reason, around),
  'base.fixed': ({ body }) => ({ what: '시행일 정함', detail: koreanDate(body.enforcedOn) }),
  sealed: ({ body, at }, { names }) => ({ what: '관인 날인', detail: names.on(at).agencies.get(body.agency)?.seal?.name ?? '' }),
  issued: ({ body }) => ({ what: '발송', detail: `수신 ${body.recipients.length}곳` }),
  opened: plain('열람'),
  downloaded: ({ body }) => ({ what: `파일로 저장(${DOWNLOAD_WORDS[body.what]})`, detail: body.ground === null ? '' : GROUND_WORDS[body.ground] }),
  'directory.put': plain('조직도 고침'),
};

/** What a statement did, in words, with the names of its day; reasons where `told` knows them. */
export function statementWords(state: DocumentState, names: Names, statement: Statement, told: Around['told'] = () => ''): Words {
  const words = WORDS[statement.type] as (statement: Statement, around: Around) => Words;
  return words(statement, { state, names, told });
}

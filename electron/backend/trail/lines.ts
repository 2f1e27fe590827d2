/** 처리 이력 in words: who did what, when, and whether this machine checked it. */

import type { TrailLine } from '../../../shared/api/views.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import { findStep } from '../../../shared/approval/state.ts';
import { STEP_RULES } from '../../../shared/approval/steps/index.ts';
import { assertNever } from '../../../shared/lib/assert.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { SKIP_WORDS } from '../../../shared/forms/printed-lanes.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import type { Entry, ServerFact } from '../../../shared/trail/entry.ts';
import type { Statement } from '../../../shared/trail/statement.ts';
import { koreanDate } from '../../../shared/writing/amount.ts';
import { agencyView, postName } from '../documents/agencies.ts';
import { readingOf } from './readers.ts';

function decidedWords(state: DocumentState, { stepId, body }: Statement<'decided'>): { what: string; detail: string } {
  const found = findStep(state, stepId);
  const label = found === undefined ? '서명' : STEP_RULES[found.step.kind].label;
  const detail = body.delegation?.article ?? (body.opinion?.kind === 'different' ? '의견 있음' : '');
  return { what: body.delegation === null ? label : `${label}(전결)`, detail };
}

function postsOf(statement: Statement<'lane.designed'>): string {
  const steps = statement.body.lane.stages.flat();
  return steps.map((step) => step.position).join(' → ');
}

/** What a statement did, in words. */
export function statementWords(state: DocumentState, directory: Directory, statement: Statement): { what: string; detail: string } {
  switch (statement.type) {
    case 'document.created':
      return { what: '기안 시작', detail: '' };
    case 'rights.set':
      return { what: '함께 쓸 사람 정함', detail: '' };
    case 'lane.designed':
      return { what: '결재경로 정함', detail: postsOf(statement) };
    case 'submitted':
      return { what: '결재 올림', detail: '내용 확정' };
    case 'redrafted':
      return { what: '재기안', detail: `제${statement.version}판` };
    case 'request.received': {
      const handler = findPerson(directory, statement.body.handler);
      return { what: '결재 요청 수령', detail: handler === undefined ? '' : `담당자 ${handler.position}` };
    }
    case 'decided':
      return decidedWords(state, statement);
    case 'skipped':
      return { what: '검토 생략', detail: SKIP_WORDS[statement.body.ground] };
    case 'held':
      return { what: '보류', detail: statement.body.until === null ? '' : `${koreanDate(statement.body.until)}까지` };
    case 'released':
      return { what: '보류 해제', detail: '' };
    case 'returned':
      return { what: '반려', detail: '' };
    case 'withdrawn':
      return { what: '회수', detail: '' };
    case 'base.fixed':
      return { what: '시행일 정함', detail: koreanDate(statement.body.enforcedOn) };
    case 'sealed':
      return { what: '관인 날인', detail: directory.agencies.get(statement.body.agency)?.seal?.name ?? '' };
    case 'issued':
      return { what: '발송', detail: `수신 ${statement.body.recipients.length}곳` };
    case 'opened':
      return { what: '열람', detail: '' };
    case 'directory.put':
      return { what: '조직도 고침', detail: '' };
    default:
      return assertNever(statement);
  }
}

function factWords(directory: Directory, fact: ServerFact): { agency: string | null; what: string; detail: string } {
  switch (fact.type) {
    case 'frozen':
      return { agency: null, what: '내용 확정', detail: `제${fact.version}판` };
    case 'approved':
      return { agency: null, what: '성립', detail: '모든 기관 결재 끝' };
    case 'registered':
      return { agency: fact.agency, what: '등록', detail: `${fact.unitName}-${fact.number}` };
    case 'arrived':
      return { agency: fact.agency, what: '도달(효력 발생)', detail: fact.recipient };
    case 'delivered': {
      const person = findPerson(directory, fact.person);
      return { agency: fact.agency, what: '내려받음', detail: person === undefined ? '' : postName(directory, person) };
    }
    case 'refused':
      return { agency: fact.statement.statement.actor.agency, what: '받지 않은 서명', detail: fact.code };
    default:
      return assertNever(fact);
  }
}

/** Lines of the trail, oldest first. `verified` by log index, from the last full check. */
export function trailLines(state: DocumentState, directory: Directory, entries: readonly Entry[], verified: TrailLine['verified']): TrailLine[] {
  return entries.map((entry): TrailLine => {
    const common = { seq: entry.seq, receivedAt: entry.receivedAt, kind: entry.kind, reading: readingOf(entry) !== null, verified };
    if (entry.kind === 'serverFact') {
      const { agency, what, detail } = factWords(directory, entry.body.fact);
      return { ...common, at: entry.receivedAt, agency: agency === null ? null : agencyView(directory, state, agency), who: '기록 서버', what, detail };
    }
    const { statement } = entry.body;
    const person = findPerson(directory, statement.actor.person);
    const words = statementWords(state, directory, statement);
    return {
      ...common,
      at: statement.at,
      agency: agencyView(directory, state, statement.actor.agency),
      who: person === undefined ? statement.actor.position : postName(directory, person),
      ...words,
    };
  });
}

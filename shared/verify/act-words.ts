/** What a record says that somebody did, in a few words: for who is shown one step and no paper. */

import { koreanDateTime } from '../writing/amount.ts';
import type { Entry, ServerFact } from '../trail/entry.ts';
import type { StatementType } from '../trail/statement.ts';
import { readKnown } from './pki.ts';

/** Words of the acts, those of the rights table (`shared/policy/SPEC.md`). */
export const ACT_WORDS: Readonly<Record<StatementType, string>> = {
  'document.created': '기안 시작',
  'rights.set': '함께 쓸 사람 정함',
  'readers.set': '열람범위 정함',
  'sections.set': '맡은 부분 정함',
  'bundle.set': '일괄기안 정함',
  'lane.designed': '결재경로 정함',
  submitted: '결재 올림',
  redrafted: '재기안',
  'request.received': '결재 요청 수령',
  decided: '검토·협조·결재 서명',
  skipped: '검토 생략',
  held: '보류',
  released: '보류 해제',
  'report.confirmed': '사후보고 확인',
  returned: '반려',
  'change.asked': '수정 요청',
  'revision.opened': '고치기 시작',
  revised: '고친 판',
  'revision.dropped': '고치기 그만둠',
  'lane.rerouted': '결재경로 고침',
  'due.set': '기한 정함',
  'consultation.asked': '의견조회',
  'consultation.answered': '의견 제출',
  'consultation.closed': '의견조회 마침',
  withdrawn: '회수',
  'base.fixed': '시행일 정함',
  sealed: '관인 날인',
  issued: '발송',
  opened: '열람',
  downloaded: '파일로 저장',
  'directory.put': '조직도 고침',
};

const FACT_WORDS: Readonly<Record<ServerFact['type'], string>> = {
  frozen: '내용 확정',
  approved: '성립',
  registered: '등록',
  arrived: '도달',
  delivered: '확정본 전달',
  refused: '받지 않은 서명',
};

/** `교육일자리총괄과장 김결: 검토·협조·결재 서명, 2026. 11. 25. 10:27`; the name as the certificate has it. */
export function stepWords(entry: Entry, certificates: ReadonlyMap<string, Uint8Array>): string {
  if (entry.kind === 'serverFact') return `기록 서버: ${FACT_WORDS[entry.body.fact.type]}, ${koreanDateTime(entry.receivedAt)}`;
  const { actor, type, at } = entry.body.statement;
  const der = certificates.get(actor.certificate);
  const parsed = der === undefined ? null : readKnown(der);
  const name = parsed?.ok === true ? parsed.value.commonName : actor.person;
  return `${actor.position} ${name}: ${ACT_WORDS[type]}, ${koreanDateTime(at)}`;
}

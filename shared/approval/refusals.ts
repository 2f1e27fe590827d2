/** Closed list of reasons why an act is refused, each with the sentence the person sees (what happened, what was kept, what to do). */

import { err, type Err } from '../lib/result.ts';

const SENTENCES = {
  NO_DOCUMENT: '이 문서를 찾을 수 없습니다. 목록을 새로 받은 뒤 다시 여십시오.',
  DOCUMENT_EXISTS: '같은 문서가 이미 있습니다. 있는 문서는 그대로 두었습니다.',
  DEAD_VERSION: '이 서명은 지금 판이 아닌 판에 대한 것이어서 쓰이지 않았습니다. 지금 판을 열어 다시 판단하십시오.',
  STATE_MISMATCH: '문서의 지금 상태에서는 할 수 없는 일입니다. 먼저 들어온 처리가 그대로 남았습니다. 진행 현황을 확인하십시오.',
  CONTENT_MISMATCH: '서명한 내용과 확정된 내용이 다릅니다. 서명은 쓰이지 않았습니다. 확정된 내용을 열어 다시 서명하십시오.',
  ROUTE_MISMATCH: '서명한 결재경로와 지금 결재경로가 다릅니다. 서명은 쓰이지 않았습니다. 결재경로를 확인하고 다시 서명하십시오.',
  ACTOR_UNKNOWN: '조직도에 없는 사람이거나 등록되지 않은 인증서입니다. 처리하지 않았습니다. 기관 관리자에게 확인하십시오.',
  POST_CHANGED: '서명에 적힌 직위가 조직도와 다릅니다. 처리하지 않았습니다. 지금 직위로 다시 서명하십시오.',
  NOT_ALLOWED: '이 일을 할 권한이 없습니다. 아무것도 바뀌지 않았습니다.',
  NOT_YOUR_STEP: '이 단계를 처리할 사람이 아닙니다. 아무것도 바뀌지 않았습니다.',
  STEP_UNKNOWN: '결재경로에 없는 단계입니다. 결재경로를 확인하십시오.',
  NOT_YOUR_TURN: '앞 단계가 끝나지 않아 아직 차례가 아닙니다. 차례가 오면 결재 대기에 나타납니다.',
  ALREADY_DECIDED: '이미 처리된 단계입니다. 먼저 한 처리가 그대로 남았습니다.',
  SIGNED_TOO_EARLY: '서명에 적힌 시각이 차례가 온 때보다 앞섭니다(영 제9조제1항·제10조). 서명은 쓰이지 않았습니다. 이 PC의 시계를 맞춘 뒤 다시 서명하십시오.',
  SIGNED_IN_FUTURE:
    '서명에 적힌 시각이 서버가 받은 때보다 뒤입니다. 서명은 쓰이지 않았습니다. 이 PC의 시계를 맞춘 뒤 다시 서명하십시오. 이 PC의 시계가 맞으면 전산 담당자에게 서버의 시계를 알리십시오.',
  PARTNER_TOO_EARLY: '주관기관이 먼저 결재해야 합니다(시행규칙 제5조제2항). 주관기관 결재가 끝나면 요청이 옵니다.',
  NO_DEPUTY_GRANT: '직무대리 근거가 등록되어 있지 않아 대결할 수 없습니다(영 제10조제3항). 처리하지 않았습니다.',
  DEPUTY_NOT_LAWFUL: '직무대리는 직제 순위나 바로 위 공무원의 지정으로 정합니다(직무대리규정 제4조·제5조). 처리하지 않았습니다. 기관 관리자에게 확인하십시오.',
  DEPUTY_TWO_POSTS: '한 사람이 두 직위의 직무를 대리할 수 없습니다(직무대리규정 제6조제1항). 처리하지 않았습니다. 한쪽의 직무대리를 다시 정하십시오.',
  DEPUTY_ABSENT: '직무대리자도 자리를 비워 다른 사람이 그 직무를 대리하고 있습니다. 다시 대리할 수 없습니다(직무대리규정 제6조제8항). 처리하지 않았습니다.',
  DEPUTY_ORDER_MISSING: '15일을 넘는 직무대리는 직무대리 명령서가 있어야 합니다(직무대리규정 제6조제2항). 처리하지 않았습니다. 명령서를 등록하십시오.',
  DEPUTY_SCOPE: '서명에 적힌 직무대리 기간이나 사유가 등록된 것과 다릅니다(영 제10조제3항). 처리하지 않았습니다. 다시 서명하십시오.',
  ACTING_NOT_HERE: '직무대리는 결재경로의 검토·협조·결재만 대신합니다(영 제10조제3항). 처리하지 않았습니다. 자기 직위로 하십시오.',
  ACTING_TOO_LATE: '대결 서명이 사흘 넘게 지나 도착했습니다. 대리 기간에 한 서명인지 알 수 없어 쓰이지 않았습니다(영 제10조제3항). 다시 서명하십시오.',
  NO_REPORT: '사후보고할 대결이 없습니다(영 제10조제3항). 아무것도 바뀌지 않았습니다.',
  REPORT_TOO_EARLY:
    '자리를 비운 동안에는 사후보고를 확인하지 않습니다(영 제10조제3항). 사후보고는 열린 채로 있습니다. 직무대리 기간이 끝난 뒤 확인하고, 일찍 복귀했으면 기관 관리자가 직무대리를 끝낸 뒤에 하십시오.',
  REPORT_DONE: '이미 확인한 사후보고입니다. 먼저 한 확인이 그대로 남았습니다.',
  CONCUR_CANNOT_RETURN: '협조자는 의견만 표시할 수 있습니다(영 제9조제4항). 다른 의견을 적어 서명하십시오.',
  SKIP_REVIEW_ONLY: '검토만 사유를 적고 생략할 수 있습니다(영 제9조제1항). 협조와 결재는 생략하지 못하고 직무대리가 대신합니다.',
  ALREADY_HELD: '이미 보류한 단계입니다. 먼저 한 보류가 그대로 남았습니다.',
  NOT_HELD: '보류하지 않은 단계입니다. 아무것도 바뀌지 않았습니다.',
  CHANGE_BY_PARTNER_ONLY: '수정 요청은 관계기관이 합니다(시행규칙 제5조제2항). 주관기관 안에서는 검토자가 고치거나(영 제9조제3항) 반려하십시오.',
  CONCUR_CANNOT_EDIT: '협조자는 기안문을 고치지 못하고 의견만 표시합니다(영 제9조제4항). 다른 의견을 적어 서명하십시오.',
  CHANGE_NEEDS_REDRAFT: '주관기관이 결재한 문서는 고칠 수 없습니다(영 제17조). 고칠 점을 적어 수정을 요청하거나 반려하십시오.',
  REVISION_OPEN: '검토자가 새 판을 쓰고 있습니다(영 제9조제3항). 아무것도 바뀌지 않았습니다. 새 판이 올라온 뒤에 판단하십시오.',
  NO_REVISION: '쓰고 있는 새 판이 없습니다. 아무것도 바뀌지 않았습니다.',
  REVISION_EMPTY: '바뀐 내용이 없습니다. 앞 판이 그대로 남았습니다. 고친 뒤에 올리거나 고치기를 그만두십시오.',
  RECONCUR_UNKNOWN: '다시 받을 협조가 이미 협조한 사람이 아닙니다(영 제9조제2항). 다시 받을 협조를 고르십시오.',
  NOT_STRANDED: '맡을 사람이 없는 단계만 다른 직위로 바꿀 수 있습니다(영 제9조·제10조). 아무것도 바뀌지 않았습니다. 자리를 비운 사람은 직무대리가 대신합니다.',
  OPINION_NOT_FOR_APPROVER: '다른 의견 표시는 검토자와 협조자만 합니다(시행규칙 제6조제3항). 참고 의견으로 적으십시오.',
  DELEGATION_MISMATCH: '적은 전결 근거가 위임전결규정과 다릅니다(영 제10조제2항). 결재경로를 다시 확인하십시오.',
  APPROVER_BELOW: '결재권자가 위임전결규정보다 낮습니다(영 제67조제2호). 결재권자를 올리거나 사유를 적으십시오.',
  APPROVER_ABOVE: '결재권자가 위임전결규정보다 높습니다(영 제67조제2호). 결재권자를 맞추거나 사유를 적으십시오.',
  DEVIATION_NONE: '결재권자가 위임전결규정과 같아 따로 적을 사유가 없습니다(영 제67조제2호). 사유를 지우고 다시 정하십시오.',
  SENDER_NOT_DECIDER:
    '부서 간 협조문은 그 이름으로 보내는 보조기관이 스스로 결재합니다(영 제10조제1항·제13조). 처리과의 장이나 기관장 아래의 직위를 결재권자로 두십시오. 전결로 하지 않습니다.',
  RECIPIENT_OUTSIDE: '부서 간 협조문은 같은 기관의 부서에만 보냅니다(영 제13조). 보내지 않았습니다. 다른 기관에는 일반기안문으로 다시 기안하십시오.',
  SEAL_NOT_HERE:
    '부서 간 협조문에는 관인을 찍지 않습니다(영 제13조, 시행규칙 제11조제4항 서명생략). 아무것도 바뀌지 않았습니다. 시행일을 정한 뒤 발송하십시오.',
  LANE_EMPTY: '결재경로에 사람이 없습니다. 결재할 직위를 넣으십시오.',
  LANE_NOT_DESIGNED: '결재경로가 아직 짜이지 않았습니다. 결재경로를 먼저 정하십시오.',
  APPROVER_MISSING: '마지막 단계는 결재 한 명이어야 합니다(영 제10조). 결재권자를 넣으십시오.',
  DRAFT_FIRST: '주관기관의 결재경로는 기안자에서 시작합니다(영 제8조). 첫 단계를 기안으로 하십시오.',
  DRAFT_NOT_HERE: '관계기관의 결재경로에는 기안 단계를 둘 수 없습니다. 검토·협조·결재로 짜십시오.',
  POSITION_UNKNOWN: '그 기관에 없는 직위입니다. 조직도에 있는 직위를 고르십시오.',
  POSITION_VACANT: '지금 그 직위에 있는 사람이 없습니다. 다른 직위를 고르거나 기관 관리자에게 확인하십시오.',
  RANK_ORDER: '아래 직위가 위 직위보다 뒤에 있습니다. 낮은 직위에서 높은 직위 차례로 놓으십시오.',
  STEP_DUPLICATE: '같은 직위가 두 번 들어 있습니다. 하나만 남기십시오.',
  PARTNERS_INVALID: '관계기관이 겹치거나 조직도에 없습니다. 관계기관을 확인하십시오.',
  MARKS_MISSING: '발의자(★)와 보고자(⊙)를 정하거나 생략 근거를 고르십시오(시행규칙 제6조제1항, 영 제8조제4항).',
  RECORD_FILE_UNKNOWN: '처리과에 없는 기록물철입니다. 기록물철을 고르십시오(기록물법 시행령 제23조).',
  BUNDLE_UNSOUND: '일괄기안은 서로 다른 기안문 2건에서 20건까지 묶습니다(시행규칙 제5조제1항). 묶지 않았고 문서는 그대로입니다. 묶을 문서를 다시 고르십시오.',
  DUE_UNSOUND: '정한 날이 지난 날이거나 남아 있는 단계의 것이 아닙니다. 아무것도 바뀌지 않았습니다. 오늘이나 그 뒤의 날로 다시 정하십시오.',
  CONSULTATION_UNSOUND:
    '의견조회의 대상이나 기한이 맞지 않습니다. 보내지 않았습니다. 조직도에 있는 처리과를 한 번씩만 고르고 오늘이나 그 뒤의 날을 정하십시오.',
  CONSULTATION_OVER: '이미 끝난 의견조회입니다. 낸 의견은 기록에 들어가지 않았습니다. 낼 의견이 있으면 기안자에게 직접 알리십시오.',
  NOT_CONSULTED: '의견을 물은 처리과나 사람이 아닙니다. 아무것도 바뀌지 않았습니다.',
  ALREADY_ANSWERED: '이 처리과의 의견은 이미 냈습니다. 먼저 낸 의견이 그대로 남았습니다.',
  SECTIONS_UNSOUND:
    '맡은 부분에 조직도에 없거나 이 문서를 함께 쓰지 않는 기관이 있습니다. 부분은 앞의 것 그대로입니다. 「함께 쓰는 사람」에 그 처리과를 수정으로 더한 뒤 다시 정하십시오.',
  READERS_UNSOUND: '열람범위에 조직도에 없는 처리과가 있거나 같은 처리과가 두 번 들어 있습니다. 열람범위는 앞의 것 그대로입니다. 처리과를 다시 고르십시오.',
  WITHDRAW_TOO_LATE: '다음 사람이 이미 열어 보았거나 처리하여 회수할 수 없습니다. 문서는 그대로 진행됩니다. 고칠 점은 반려를 요청하십시오.',
  HANDLER_UNKNOWN: '담당자는 요청을 받은 처리과의 사람이어야 합니다. 처리과 사람을 고르십시오.',
  DOWNLOAD_REASON: '다른 기관의 문서나 발송한 문서는 사유를 적고 저장합니다. 저장하지 않았습니다. 사유를 고른 뒤 다시 저장하십시오.',
  BASE_MISMATCH: '날인할 문서가 바뀌었습니다. 다른 기관이 먼저 날인했습니다. 새 문서에 다시 날인하십시오.',
  LEAD_SEALS_FIRST: '주관기관이 먼저 날인합니다. 주관기관 날인이 끝나면 할 수 있습니다.',
  SEAL_UNREGISTERED: '등록되지 않은 관인은 쓸 수 없습니다(영 제36조). 관인대장을 확인하십시오.',
  SEAL_DONE: '이 기관은 이미 날인했습니다. 앞선 날인이 그대로 남았습니다.',
} as const;

/** Why an act was refused. */
export type RefusalCode = keyof typeof SENTENCES;

/** The text each refusal rests on. Codes left out are this system's own bookkeeping: nothing in the decree speaks of them. */
const ARTICLES: Partial<Record<RefusalCode, string>> = {
  DEAD_VERSION: '영 제17조',
  STATE_MISMATCH: '영 제17조',
  CONTENT_MISMATCH: '영 제17조',
  ROUTE_MISMATCH: '영 제9조·제10조',
  POST_CHANGED: '영 제10조',
  NOT_ALLOWED: '영 제8조',
  NOT_YOUR_STEP: '영 제9조·제10조',
  STEP_UNKNOWN: '영 제9조·제10조',
  NOT_YOUR_TURN: '영 제9조제1항',
  ALREADY_DECIDED: '영 제10조',
  SIGNED_TOO_EARLY: '영 제9조제1항·제10조',
  PARTNER_TOO_EARLY: '시행규칙 제5조제2항',
  DEPUTY_NOT_LAWFUL: '직무대리규정 제4조·제5조',
  DEPUTY_TWO_POSTS: '직무대리규정 제6조제1항',
  DEPUTY_ABSENT: '직무대리규정 제6조제8항',
  DEPUTY_ORDER_MISSING: '직무대리규정 제6조제2항',
  DEPUTY_SCOPE: '영 제10조제3항',
  ACTING_NOT_HERE: '영 제10조제3항',
  ACTING_TOO_LATE: '영 제10조제3항',
  NO_REPORT: '영 제10조제3항',
  REPORT_DONE: '영 제10조제3항',
  NO_DEPUTY_GRANT: '영 제10조제3항, 직무대리규정',
  CONCUR_CANNOT_RETURN: '영 제9조제4항',
  OPINION_NOT_FOR_APPROVER: '시행규칙 제6조제3항',
  DELEGATION_MISMATCH: '영 제10조제2항',
  APPROVER_BELOW: '영 제67조제2호',
  APPROVER_ABOVE: '영 제67조제2호',
  DEVIATION_NONE: '영 제67조제2호',
  SKIP_REVIEW_ONLY: '영 제9조제1항·제2항',
  CHANGE_BY_PARTNER_ONLY: '시행규칙 제5조제2항, 영 제9조제3항',
  CONCUR_CANNOT_EDIT: '영 제9조제4항',
  CHANGE_NEEDS_REDRAFT: '영 제17조',
  REVISION_OPEN: '영 제9조제3항',
  NO_REVISION: '영 제9조제3항',
  REVISION_EMPTY: '영 제9조제3항',
  RECONCUR_UNKNOWN: '영 제9조제2항',
  NOT_STRANDED: '영 제9조·제10조',
  SENDER_NOT_DECIDER: '영 제10조제1항·제13조',
  RECIPIENT_OUTSIDE: '영 제13조',
  SEAL_NOT_HERE: '영 제13조, 시행규칙 제11조제4항',
  LANE_EMPTY: '영 제10조제1항',
  LANE_NOT_DESIGNED: '영 제10조제1항',
  APPROVER_MISSING: '영 제10조제1항',
  DRAFT_FIRST: '영 제8조',
  DRAFT_NOT_HERE: '영 제8조제3항',
  RANK_ORDER: '영 제9조제1항',
  PARTNERS_INVALID: '영 제8조제3항',
  BUNDLE_UNSOUND: '시행규칙 제5조제1항',
  MARKS_MISSING: '시행규칙 제6조제1항, 영 제8조제4항',
  RECORD_FILE_UNKNOWN: '기록물법 시행령 제23조',
  HANDLER_UNKNOWN: '시행규칙 제5조제2항',
  LEAD_SEALS_FIRST: '시행규칙 제5조제2항',
  SEAL_UNREGISTERED: '영 제36조',
};

/** All codes, for the test that every one of them can be got. */
export const REFUSAL_CODES = Object.keys(SENTENCES) as RefusalCode[];

/** The refusal as a value with its sentence. */
export function refuse(code: RefusalCode): Err<RefusalCode> {
  return err(code, SENTENCES[code]);
}

/** The sentence of a code. */
export function sentenceOf(code: RefusalCode): string {
  return SENTENCES[code];
}

/** The article a refusal rests on, or null where it is this system's own bookkeeping. */
export function articleOf(code: RefusalCode): string | null {
  return ARTICLES[code] ?? null;
}

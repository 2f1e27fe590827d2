/** What a scenario calls the acts: the English word or the Korean one of the screens. */

/** The acts a scenario can name. */
export type Verb =
  | 'create'
  | 'design'
  | 'submit'
  | 'receive'
  | 'open'
  | 'download'
  | 'sign'
  | 'skip'
  | 'hold'
  | 'release'
  | 'confirmReport'
  | 'return'
  | 'askChange'
  | 'reroute'
  | 'setDue'
  | 'setReaders'
  | 'setBundle'
  | 'setSections'
  | 'openRevision'
  | 'revise'
  | 'dropRevision'
  | 'consult'
  | 'answer'
  | 'closeConsultation'
  | 'withdraw'
  | 'redraft'
  | 'fixBase'
  | 'seal'
  | 'issue'
  | 'reorganise';

/** Words and the act each of them means. */
export const VERB_NAMES: Readonly<Record<string, Verb>> = {
  create: 'create',
  기안: 'create',
  design: 'design',
  결재경로: 'design',
  submit: 'submit',
  '결재 올림': 'submit',
  receive: 'receive',
  수령: 'receive',
  open: 'open',
  열람: 'open',
  download: 'download',
  '파일로 저장': 'download',
  sign: 'sign',
  서명: 'sign',
  skip: 'skip',
  '검토 생략': 'skip',
  hold: 'hold',
  보류: 'hold',
  release: 'release',
  '보류 해제': 'release',
  confirmReport: 'confirmReport',
  '사후보고 확인': 'confirmReport',
  reorganise: 'reorganise',
  '조직 변경': 'reorganise',
  return: 'return',
  반려: 'return',
  askChange: 'askChange',
  '수정 요청': 'askChange',
  openRevision: 'openRevision',
  '고치기 시작': 'openRevision',
  revise: 'revise',
  '고친 판 올림': 'revise',
  dropRevision: 'dropRevision',
  '고치기 그만둠': 'dropRevision',
  setDue: 'setDue',
  기한: 'setDue',
  setReaders: 'setReaders',
  열람범위: 'setReaders',
  setBundle: 'setBundle',
  일괄기안: 'setBundle',
  setSections: 'setSections',
  '맡은 부분': 'setSections',
  reroute: 'reroute',
  '결재경로 고침': 'reroute',
  consult: 'consult',
  의견조회: 'consult',
  answer: 'answer',
  '의견 제출': 'answer',
  closeConsultation: 'closeConsultation',
  '의견조회 마침': 'closeConsultation',
  withdraw: 'withdraw',
  회수: 'withdraw',
  redraft: 'redraft',
  재기안: 'redraft',
  fixBase: 'fixBase',
  '시행일 정함': 'fixBase',
  seal: 'seal',
  날인: 'seal',
  issue: 'issue',
  발송: 'issue',
};

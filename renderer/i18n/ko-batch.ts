/** Words of handling several papers together. */

/** Words of the dialog and of the list's marks. */
export const koBatch = {
  marked: (n: number) => `${n}건 고름`,
  chosen: '고른 문서',
  open: '함께 서명',
  clear: '고르기 풀기',
  mark: (title: string) => `${title} 고르기`,
  title: (n: number) => `${n}건 함께 서명`,
  note: '한 건씩 본 다음 한 번에 서명합니다. 본문이 펼쳐지고 열람이 기록된 문서만 본 것이 되며, 보지 않은 문서에는 서명하지 않습니다.',
  list: '고른 문서',
  states: {
    unseen: '안 봄',
    opening: '여는 중',
    seen: '봄',
    left: '뺌',
    gone: '먼저 처리됨',
    signing: '서명 중',
    signed: '서명함',
    waiting: '보관함',
    refused: '서명 안 됨',
  },
  next: '다음 문서',
  leave: '이 문서 빼기',
  back: '다시 넣기',
  openAlone: '따로 열기',
  sign: (n: number) => `본 ${n}건에 서명`,
  signing: (at: number, total: number) => `${total}건 중 ${at}번째 서명하는 중`,
  stop: '그만두기',
  stopped: (n: number) => `그만두었습니다. ${n}건에는 서명하지 않았습니다.`,
  unseenLeft: (n: number) => `아직 보지 않은 문서가 ${n}건 있습니다. 보거나 빼면 서명할 수 있습니다.`,
  otherVersion: (version: number) => `본 뒤에 제${version}판이 되어 서명하지 않았습니다. 제${version}판을 열어 본 다음 서명하십시오.`,
  overtaken: (act: string) => `그 사이에 먼저 처리되어 서명하지 않습니다. 먼저 한 처리: ${act}.`,
  elsewhere: '그 사이에 문서가 바뀌어 내 차례가 아닙니다. 진행 현황에서 누가 언제 처리했는지 볼 수 있습니다.',
  revising: (who: string, version: number) => `${who}의 고침이 시작되어 제${version}판이 올라올 때까지 서명하지 않습니다.`,
  newVersion: (version: number) => `본 뒤에 제${version}판이 되었습니다. 다시 열어 보면 서명할 수 있습니다.`,
  nothing: '서명할 문서가 없습니다.',
  done: (signed: number, waiting: number, refused: number, gone: number) =>
    [
      signed > 0 ? `${signed}건에 서명했습니다.` : '',
      waiting > 0 ? `${waiting}건은 이 PC에 보관했다가 서버에 닿으면 보냅니다.` : '',
      refused > 0 ? `${refused}건은 서명되지 않았습니다.` : '',
      gone > 0 ? `${gone}건은 그 사이에 먼저 처리되어 서명하지 않았습니다.` : '',
    ]
      .filter((one) => one !== '')
      .join(' '),
  step: '내 단계',
  summary: '문서요지',
  recipients: '수신',
  attachments: '붙임',
  none: '없음',
} as const;

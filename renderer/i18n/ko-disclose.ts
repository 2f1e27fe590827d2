/** Words of 일부만 내보내기. */

/** The dialog. */
export const koDisclose = {
  open: '일부만 내보내기',
  title: '일부만 내보내기',
  note: '가린 부분이 있었다는 것과, 보인 부분이 서명된 그대로라는 것이 함께 증명됩니다. 문서 PDF는 들어가지 않습니다.',
  trail: '처리 이력',
  whole: '전체',
  wholeNote: '처리한 사람의 직위와 때, 수신처, 조직도가 함께 들어갑니다.',
  chosen: '고른 처리만',
  chosenNote: '고른 처리를 누가 언제 했는지만 증명합니다. 앞뒤 처리와 결재 규칙은 판단하지 않습니다.',
  steps: '증명할 처리',
  server: '기록 서버',
  parts: '내용',
  partsNote: '표시한 부분을 가립니다. 표는 칸 하나만 가릴 수 없고 표 전체를 가립니다.',
  hideAll: '모두 가리기',
  showAll: '모두 보이기',
  hideBody: '본문과 붙임 가리기',
  hidden: (hidden: number, all: number) => `${all}부분 가운데 ${hidden}부분 가림`,
  hide: (name: string) => `${name} 가리기`,
  fixed: '언제나 보임',
  texts: (n: number) => `의견과 사유의 글 ${n}건도 넣기`,
  make: '내보내기',
  making: '만드는 중',
  noStep: '증명할 처리를 하나 이상 고르십시오',
} as const;

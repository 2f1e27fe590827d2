/** Words of 찾기와 바꾸기 and of the count of letters. */

/** Words of the bar. */
export const koFind = {
  title: '찾기와 바꾸기',
  open: '찾기와 바꾸기 (Ctrl F)',
  query: '찾을 말',
  words: '바꿀 말',
  on: '다음',
  back: '앞',
  replace: '바꾸기',
  replaceAll: '모두 바꾸기',
  count: (at: number, all: number) => (all === 0 ? '없음' : `${at} / ${all}`),
  letters: (n: number) => `${n.toLocaleString('ko-KR')}자`,
  lettersNote: '빈칸을 뺀 본문 글자 수',
} as const;

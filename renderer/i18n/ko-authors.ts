/** Words of 글쓴이 표시. */

export const koAuthors = {
  show: '글쓴이 표시',
  reading: '누가 썼는지 서버에 묻는 중',
  letters: (n: number) => `${n.toLocaleString('ko-KR')}자`,
  here: '커서가 있는 대목',
  nobody: '글이 없는 자리입니다.',
  unknown: '쓴 사람이 기록에 없는 글',
  since: (time: string) => `${time}부터`,
  others: '기관이 표시되지 않는 사람',
  note: '왼쪽 띠는 그 줄을 가장 많이 쓴 기관이고, 다른 기관이 쓴 대목은 밑줄로 보입니다.',
} as const;

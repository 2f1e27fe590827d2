/** Words of 맡은 부분. */

/** The right particle behind a word, by its last syllable. */
const behind = (word: string, closed: string, open: string): string => {
  const code = word.codePointAt(word.length - 1) ?? 0;
  return code >= 0xac00 && code <= 0xd7a3 && (code - 0xac00) % 28 !== 0 ? closed : open;
};

export const koParts = {
  name: '맡은 부분',
  change: '본문 나누기',
  whole: '나누지 않음',
  title: '맡은 부분',
  note: '본문을 나누어 기관마다 맡은 부분을 씁니다. 맡은 곳만 그 부분을 고치고, 다른 사람은 의견과 수정 제안을 답니다. 종이에는 한 글로 찍히고 번호도 이어집니다.',
  list: '본문의 부분',
  nth: (n: number) => `제${n}부분`,
  label: (n: number, name: string) => (name === '' ? `제${n}부분` : `제${n}부분 ${name}`),
  partName: (n: number) => `제${n}부분 이름`,
  nameHint: '이름(화면에만 보임)',
  owner: (n: number) => `제${n}부분을 맡은 곳`,
  everybody: '함께 쓰는 사람 모두',
  together: '함께 씀',
  up: (n: number) => `제${n}부분 위로`,
  down: (n: number) => `제${n}부분 아래로`,
  remove: (n: number) => `제${n}부분 빼기`,
  removeShort: '빼기',
  add: '부분 더하기',
  removed: '뺀 부분',
  removedNote: '뺀 부분의 글은 본문에서 빠지고 이 문서에 남습니다.',
  back: (name: string) => `${name} 되돌리기`,
  backShort: '되돌리기',
  owners: '다른 기관이나 처리과에 맡기려면 먼저 「함께 쓰는 사람」에 수정으로 더하십시오.',
  save: '부분 정하기',
  saving: '정하는 중',
  readOnly: '읽기 전용',
  yours: '내가 맡은 부분',
  ownedBy: (owner: string) => `${owner}${behind(owner, '이', '가')} 맡은 부분 · 읽기 전용`,
} as const;

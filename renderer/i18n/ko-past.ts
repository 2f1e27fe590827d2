/** Words of versions that are over, and of long words folded. */

export const koSaid = {
  more: (letters: number) => `모두 보기 · ${letters.toLocaleString('ko-KR')}자`,
  less: '접기',
  full: (most: number) => `${most.toLocaleString('ko-KR')}자까지 적을 수 있습니다. 그 뒤의 글자는 들어가지 않았습니다.`,
} as const;

export const koPast = {
  title: '지난 판',
  tag: '지난 판',
  how: { returned: '반려', 'change-asked': '수정 요청', withdrawn: '회수', rewritten: '고쳐 쓰고 협조를 다시 받음' },
  due: (day: string) => `${day}까지 고쳐 달라고 함`,
  void: (signatures: number) => `서명 ${signatures}건은 쓰이지 않고 기록에 남음`,
  again: (signatures: number) => `먼저 받은 협조 ${signatures}건`,
  /** A step of a version that ended before its turn. */
  notReached: '차례 전에 끝남',
  instruction: '지시',
  count: (opinions: number, instructions: number, over: number) =>
    [[opinions, '의견'] as const, [instructions, '지시'] as const, [over, '지난 판'] as const]
      .filter(([n]) => n > 0)
      .map(([n, word]) => `${word} ${n}`)
      .join(' · '),
  nothing: '이 판에서 적은 의견이 없습니다.',
} as const;

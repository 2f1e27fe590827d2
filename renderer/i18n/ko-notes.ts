/** Words of footnotes. */
export const koNotes = {
  add: '각주 넣기',
  keys: 'Ctrl Alt F',
  list: '각주',
  hint: '각주의 글',
  text: (n: string) => `각주 ${n}의 글`,
  back: (n: number) => `각주 ${n}이 달린 곳으로`,
  remove: (n: string) => `각주 ${n} 빼기`,
  lostNow: (texts: readonly string[]) =>
    `각주 ${texts.map((text) => `「${text.length > 30 ? `${text.slice(0, 30)}…` : text}」`).join(', ')}의 자리가 없어졌습니다. 각주의 글은 본문 아래 「자리를 잃은 각주」에 두었습니다. 되돌리거나, 다시 달거나, 버리십시오.`,
  lostList: '자리를 잃은 각주',
  place: '커서 앞 글자에 달기',
  drop: '버리기',
  nowhere: '각주를 달지 않았습니다. 각주가 없는 글자 뒤에 커서를 두고 다시 누르십시오.',
  lost: (n: number) => `다른 문서의 각주 ${n}개는 글이 따라오지 않아 뺐습니다. 필요하면 다시 쓰십시오.`,
} as const;

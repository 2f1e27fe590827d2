/** Words of footnotes. */
export const koNotes = {
  add: '각주 넣기',
  keys: 'Ctrl Alt F',
  list: '각주',
  hint: '각주의 글',
  text: (n: string) => `각주 ${n}의 글`,
  back: (n: number) => `각주 ${n}이 달린 곳으로`,
  remove: (n: string) => `각주 ${n} 빼기`,
  lost: (n: number) => `다른 문서의 각주 ${n}개는 글이 따라오지 않아 뺐습니다. 필요하면 다시 쓰십시오.`,
} as const;

/** Words of the writing rules beside the sheet. */

/** Words of the panel. */
export const koRules = {
  title: '작성 규칙',
  mend: '고침',
  mendAll: '모두 고침',
  mendThis: (title: string, found: string) => `고침: ${title} ${found}`,
  takeOut: '지움',
  more: (n: number) => `그 밖에 ${n}군데`,
  keys: 'F7 다음 것으로 · Alt Enter 여기를 고침',
} as const;

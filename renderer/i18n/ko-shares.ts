/** Words of 함께 쓰는 사람. */

export const koShares = {
  name: '함께 쓰는 사람',
  change: '함께 쓰는 사람 바꾸기',
  title: '함께 쓰는 사람',
  note: '결재를 올릴 때까지 누가 이 글을 보고 고치는지 정합니다. 처리과 사람은 언제나 고칠 수 있습니다.',
  list: '지금 함께 쓰는 사람',
  none: '처리과 사람만 씁니다. 아래에서 처리과나 사람을 찾아 더하십시오.',
  partner: '관계기관',
  right: (who: string) => `${who}의 권한`,
  rights: { view: '열람', comment: '의견', edit: '수정' },
  rightsNote: '열람은 보기만, 의견은 글 옆에 의견을 달기까지, 수정은 글을 고치기까지입니다.',
  remove: (who: string) => `${who} 빼기`,
  removeShort: '빼기',
  more: '더할 처리과나 사람',
  save: '함께 쓰는 사람 정하기',
  saving: '정하는 중',
} as const;

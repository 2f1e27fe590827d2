/** Words of comments and suggestions. */

/** Words of the panel and its tools. */
export const koThreads = {
  comments: '의견',
  suggestions: '수정 제안',
  addComment: '고른 글에 의견 달기',
  addSuggestion: '고른 글에 수정 제안하기',
  selectFirst: '한 줄 안에서 글을 먼저 고르십시오.',
  text: '의견',
  reason: '까닭 (쓰지 않아도 됨)',
  proposal: '이렇게 고치기를 제안함',
  proposalNote: '모두 지우면 그 글을 빼자는 제안이 됩니다.',
  add: '달기',
  cancel: '그만두기',
  take: '받아들임',
  refuse: '받지 않음',
  takeAll: '모두 받아들임',
  resolve: '해결됨으로',
  reopen: '다시 열기',
  reply: '답하기',
  replyText: '답',
  gone: '이 글은 지워졌습니다.',
  changed: '제안한 뒤에 글이 바뀌었습니다.',
  closed: (n: number) => `마친 것 ${n}건`,
  states: { open: '', resolved: '해결됨', accepted: '받아들임', rejected: '받지 않음' },
  keys: 'F8 다음 것으로',
} as const;

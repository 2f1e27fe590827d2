/** Words of links to law articles. */
export const koLaw = {
  open: '법 조문 연결',
  bar: '법 조문 연결',
  law: '법령',
  lawHint: '예: 청년고용촉진 특별법',
  article: '조문',
  articleHint: '예: 제5조제1항',
  link: '연결',
  change: '고치기',
  unlink: '연결 빼기',
  choose: '연결할 글을 고르거나, 「법 이름」 제5조처럼 쓴 곳에 커서를 두십시오.',
  all: (n: number) => `글에 있는 조문 ${n}곳 모두 연결`,
} as const;

/** Words of an agency's templates in 조직·사람. */

export const koTemplates = {
  title: '서식',
  note: '새 문서의 「내용 틀」에 나오는 서식입니다. 기관의 서식은 관리자가 파일로 더하고, 기관의 모든 사람이 씁니다.',
  columns: { name: '이름', form: '기안문', use: '쓰는 때', from: '만든 곳', act: '할 일' },
  own: '기관',
  brought: '온결',
  add: '서식 더하기',
  addNote: '온결에서 저장한 Markdown이나 DOCX·HWPX·HTML·TXT 파일의 본문이 새 문서의 첫 글이 됩니다.',
  name: '서식 이름',
  use: '쓰는 때',
  proposed: '제안할 제목',
  form: '기안문',
  file: '파일 고르기',
  needed: '서식 이름과 파일을 정하면 더할 수 있습니다.',
  doAdd: '서명하고 더하기',
  adding: '더하는 중',
  added: (name: string) => `「${name}」 서식을 더했습니다.`,
  drop: (name: string) => `${name} 빼기`,
  dropped: (name: string) => `「${name}」 서식을 뺐습니다. 이 서식으로 만든 문서는 그대로입니다.`,
} as const;

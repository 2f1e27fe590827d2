/** Words of the forms. */

/** Words of choosing a form and of form 2's cover. */
export const koForms = {
  choose: '서식',
  template: '내용 틀',
  noTemplate: '빈 문서',
  ownTemplate: (name: string) => `${name} (기관 서식)`,
  approval: '결재',
  concurrers: '협조자',
  propose: { summary: '본문에서 요지 제안', keywords: '제목과 본문에서 키워드 제안' },
  proposeNothing: '제안할 글이 아직 없습니다. 제목과 본문을 쓴 뒤 다시 누르십시오.',
  report: '보고서 본문은 다음 쪽부터',
  sheets: { official: '일반기안문', brief: '간이기안문' },
  fields: { via: '경유', basis: '보고근거', written: '작성일' },
  hints: { via: '거쳐 보낼 기관. 없으면 비웁니다', basis: '예: 2026년 정부혁신 실행계획', written: '' },
} as const;

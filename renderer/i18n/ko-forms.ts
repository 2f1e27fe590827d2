/** Words of the forms. */

/** Words of choosing a form and of form 2's cover. */
export const koForms = {
  choose: '서식',
  approval: '결재',
  concurrers: '협조자',
  report: '보고서 본문은 다음 쪽부터',
  sheets: { official: '일반기안문', brief: '간이기안문' },
  fields: { via: '경유', basis: '보고근거', written: '작성일' },
  hints: { via: '거쳐 보낼 기관. 없으면 비웁니다', basis: '예: 2026년 정부혁신 실행계획', written: '' },
} as const;

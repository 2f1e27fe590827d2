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
  related: {
    add: '관련 문서 넣기',
    title: '관련 문서 고르기',
    note: '이 기기에 있는 문서에서 찾습니다. 고른 문서는 문서관리카드에서 바로 열립니다.',
    find: '제목, 처리과, 등록번호로 찾기',
    none: '찾는 문서가 없습니다.',
    open: (title: string) => `${title} 열기`,
    addOne: (title: string) => `${title} 넣기`,
    remove: (title: string) => `${title} 빼기`,
    unnumbered: '등록 전',
  },
  unitHint: '한 줄에 한 부서. 같은 기관의 부서에만 보냅니다',
  seal: {
    label: '관인',
    stamped: '찍음',
    note: '가벼운 문서만 생략할 수 있고 결재권자가 함께 정합니다. 관인 자리에 표시가 찍히고, 시행할 때 인영 없이 위조를 막는 전자서명만 합니다(영 제14조제3항).',
  },
  face: { label: '글꼴', note: '제목, 내용, 붙임에 씁니다. 기관명과 결문은 서식의 글꼴 그대로입니다.' },
  report: '보고서 본문은 다음 쪽부터',
  sheets: { official: '일반기안문', brief: '간이기안문', 'unit-letter': '부서 간 협조문' },
  fields: { via: '경유', basis: '보고근거', written: '작성일', disclosureReason: '공개하지 않는 사유', related: '관련 문서' },
  hints: { via: '거쳐 보낼 기관. 없으면 비웁니다', basis: '예: 2026년 정부혁신 실행계획', written: '', disclosureReason: '예: 검토 중인 정원 협의 내용' },
} as const;

/** Words of 기록물철 in 조직·사람, and of writing the directory to a file. */

/** Words of the parts of the screen. */
export const koParts = {
  label: '볼 것',
  tree: '조직도',
  duties: '전결·대리',
  records: '기록물철',
  seals: '관인',
  templates: '서식',
  administrators: '관리자',
  invitations: '초대',
} as const;

/** Words of 기록물철. */
export const koRecordFiles = {
  title: '쓰고 있는 기록물철',
  closedTitle: '종결한 기록물철',
  note: '새 문서는 처리과의 기록물철 가운데 하나에 들어갑니다. 보존기간은 단위과제마다 하나입니다.',
  none: '아직 기록물철이 없습니다. 문서를 쓰려면 처리과마다 하나는 있어야 합니다.',
  columns: { unit: '부서', name: '기록물철', work: '단위과제', retention: '보존기간', since: '만든 날', closed: '종결한 날' },
  add: '기록물철 더하기',
  addNote: '만든 날부터 그 부서의 새 문서에 쓸 수 있습니다.',
  close: '종결',
  closeOf: (name: string) => `${name} 종결`,
  closeNote: '종결하면 새 문서에는 쓸 수 없습니다. 이미 결재를 올린 문서와 등록한 문서는 그대로 이 철에 남습니다.',
  next: '같은 단위과제로 다음 철 만들기',
  why: '부서, 이름, 단위과제를 빠짐없이 적으십시오.',
  saveCsv: 'CSV로 내보내기',
  saveJson: 'JSON으로 내보내기',
  saving: '쓰는 중',
  saved: (path: string) => `조직도 전체를 ${path}에 썼습니다. 고쳐서 그대로 다시 가져올 수 있습니다.`,
} as const;

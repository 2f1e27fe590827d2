/** Words of 관계기관 while a route is designed: who takes part, in which 처리과, together or in turn. */

/** The words. */
export const koPartners = {
  label: '관계기관',
  orders: { parallel: '동시', sequence: '차례로' },
  open: '관계기관 정하기',
  title: '관계기관 정하기',
  note: '주관기관이 먼저 결재한 뒤 관계기관이 결재합니다(시행규칙 제5조제2항). 넣은 처리과는 이 초안을 함께 쓰고, 뺀 처리과에는 그 뒤의 글이 가지 않습니다.',
  none: '관계기관이 없습니다. 이 기관만 결재합니다.',
  find: '기관·처리과 찾아 넣기',
  nobody: '맞는 기관이 없습니다.',
  unitOf: (agency: string) => `${agency} 처리과`,
  up: (agency: string) => `${agency} 앞으로`,
  down: (agency: string) => `${agency} 뒤로`,
  remove: (agency: string) => `${agency} 빼기`,
  orderNote: { parallel: '주관기관 다음에 모든 관계기관이 함께 결재합니다.', sequence: '주관기관 다음에 아래 차례대로 한 기관씩 결재합니다.' },
  save: '이대로 정하기',
  saving: '정하는 중',
} as const;

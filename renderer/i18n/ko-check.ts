/** Words of 파일 확인. */

/** Words of the dialog. */
export const koCheck = {
  title: '파일 확인',
  note: '받은 PDF나 검증용 문서 묶음(.ongyeol)을 이 PC에서 확인합니다. 파일은 서버로 보내지 않고 어디에도 저장하지 않습니다.',
  pick: '파일 고르기',
  another: '다른 파일 고르기',
  checking: '확인하는 중',
  drop: '여기에 파일을 놓아도 됩니다.',
  verdicts: { valid: '이상 없음', fault: '잘못 찾음', cannot: '확인할 수 없음' },
  kinds: { capsule: '검증용 문서 묶음', pdf: '문서 PDF', other: '다른 프로그램의 PDF' },
  details: (n: number) => `확인한 것 ${n}가지`,
  at: (when: string) => `${when} 이 PC에서 확인`,
  close: '닫기',
} as const;

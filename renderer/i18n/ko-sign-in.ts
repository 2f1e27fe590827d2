/** Words for signing in with the agency's account. */

/** Words of 기관 계정 로그인. */
export const koSignIn = {
  title: '기관 계정',
  start: '기관 계정으로 로그인',
  again: '다시 확인',
  busy: '계정 서버에 묻는 중',
  open: '브라우저에서 로그인을 마치십시오. 마치면 이 화면이 저절로 이어집니다.',
  page: '로그인 화면 열기',
  stop: '그만두기',
  until: (when: string) => `${when}까지 확인됨`,
  none: '아직 확인하지 않음',
  note: '서명은 기관 계정이 아니라 언제나 본인의 인증서로 합니다.',
} as const;

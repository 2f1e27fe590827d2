/** Words for the person's key: opening it, closing the screen, changing the passphrase. */

/** Words of the key. */
export const koKey = {
  title: '인증서 열기',
  note: '인증서가 잠겨 있습니다. 암호를 넣으면 하던 일을 이어서 합니다.',
  needed: '인증서 암호를 넣으십시오.',
  screenLocked: '화면 잠김',
  screenNote: '서버와는 계속 이어져 있습니다. 쓰던 글과 보낼 서명은 그대로입니다.',
  menu: '인증서',
  lockScreen: '화면 잠그기',
  lockShort: '잠그기',
  leave: '다른 사람으로',
  asksLater: '서명할 때 암호를 묻습니다',
  openedBefore: (when: string) => `지난번 열기 ${when}`,
  failedBefore: (n: number) => `그 뒤 틀린 암호 ${n}번`,
  standing: {
    soon: (days: number) => `인증서 ${days}일 남음`,
    soonNote: (until: string) => `인증서의 유효기간이 ${until}에 끝납니다. 그 전에 기관 관리자에게 초대장을 받아 바꾸십시오.`,
    expired: '인증서 기간 끝남',
    expiredNote: (until: string) =>
      `인증서의 유효기간이 ${until}에 끝났습니다. 읽고 쓸 수는 있지만 서명할 수 없습니다. 기관 관리자에게 초대장을 받아 바꾸십시오.`,
    revoked: '폐지된 인증서',
    revokedNote: '폐지되었거나 새 인증서로 바뀐 인증서입니다. 이 PC의 글은 그대로이지만 서명할 수 없습니다. 기관 관리자에게 알리고 초대장을 받아 바꾸십시오.',
    early: '아직 시작 안 한 인증서',
    earlyNote: '인증서의 유효기간이 아직 시작되지 않아 서명할 수 없습니다. 이 PC의 날짜와 시각이 맞는지 확인하십시오.',
    valid: (until: string, days: number) => `${until}까지 유효(${days}일 남음)`,
    checked: (when: string) => `마지막으로 확인한 때 ${when}`,
    unchecked: '아직 서버에서 확인한 적이 없습니다',
  },
  change: {
    title: '인증서 암호 바꾸기',
    open: '암호 바꾸기',
    lost: '암호를 잊으면 되살릴 방법이 없습니다. 이 PC에만 있는 글도 열 수 없게 됩니다.',
    current: '지금 암호',
    next: (n: number) => `새 암호(${n}자 이상)`,
    again: '새 암호 한 번 더',
    button: '암호 바꾸기',
    changing: '바꾸는 중',
    needCurrent: '지금 암호를 넣으십시오.',
    needLonger: (n: number) => `새 암호를 ${n}자 이상 넣으십시오.`,
    needSame: '새 암호 두 개가 다릅니다.',
  },
} as const;

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

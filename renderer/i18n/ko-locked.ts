/** Words of locked devices, as the agency's administrator reads them. */

/** The words. */
export const koLocked = {
  list: '잠긴 기기',
  waitingList: '승인을 기다리는 기기',
  waiting: (n: number) => `기기 ${n}대가 승인을 기다립니다. 그 기기는 아직 아무것도 받지 못했습니다. 주인과 기기 번호를 견주어 보고 승인하거나 차단하십시오.`,
  since: (when: string, id: string) => `${when}부터 기다림 · 기기 번호 ${id.slice(0, 8)}`,
  note: (n: number) =>
    `우리 기관의 기기 ${n}대가 프로필이 복사된 흔적으로 잠겼습니다. 두 곳의 로그인은 끝났고 저장된 것은 그대로입니다. 주인과 통화해 확인하고, 인증서를 바꾼 뒤 기기와 로그인에서 다시 풀거나 차단하십시오.`,
  tried: (when: string, name: string, from: string) => {
    const where = [...(name === '' ? [] : [name]), ...(from === '' ? [] : [`주소 ${from}`])].join(', ');
    return where === '' ? `${when} 잠김` : `${when} 잠김 · 예전 비밀값으로 들어온 곳: ${where}`;
  },
  more: (n: number) => `그 밖에 ${n}대가 더 있습니다.`,
} as const;

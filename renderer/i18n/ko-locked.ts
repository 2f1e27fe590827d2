/** Words of locked devices, as the agency's administrator reads them. */

/** The words. */
export const koLocked = {
  list: '잠긴 기기',
  note: (n: number) =>
    `우리 기관의 기기 ${n}대가 프로필이 복사된 흔적으로 잠겼습니다. 두 곳의 로그인은 끝났고 저장된 것은 그대로입니다. 주인과 통화해 확인하고, 인증서를 바꾼 뒤 기기와 로그인에서 다시 풀거나 차단하십시오.`,
  tried: (when: string, name: string, from: string) => {
    const where = [...(name === '' ? [] : [name]), ...(from === '' ? [] : [`주소 ${from}`])].join(', ');
    return where === '' ? `${when} 잠김` : `${when} 잠김 · 예전 비밀값으로 들어온 곳: ${where}`;
  },
  more: (n: number) => `그 밖에 ${n}대가 더 있습니다.`,
} as const;

/** Words of a field for a day. */

export const koDay = {
  hint: '연. 월. 일.',
  pick: (what: string) => `${what} 달력에서 고르기`.trim(),
  unread: '날짜로 읽지 못했습니다. 2026. 11. 25.처럼 적으십시오.',
} as const;

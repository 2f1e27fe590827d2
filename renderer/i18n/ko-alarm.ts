/** Words of the 기록 불일치 경보. */

/** Words of the alarm. */
export const koAlarm = {
  known: '전에 확인한 기록',
  shown: '지금 보인 기록',
  head: (size: number) => `${size.toLocaleString('ko-KR')}건`,
  fingerprint: '전체 지문',
  save: '두 기록 저장',
  saved: (path: string) => `저장했습니다: ${path}`,
} as const;

/** Words of the 기록 불일치 경보. */

/** Words of the alarm. */
export const koAlarm = {
  known: '전에 확인한 기록',
  shown: '지금 보인 기록',
  head: (size: number) => `${size.toLocaleString('ko-KR')}건`,
  fingerprint: '전체 지문',
  save: '두 기록 저장',
  saved: (path: string) => `저장했습니다: ${path}`,
  decide: {
    decided: (path: string) => `정했습니다. 결정 파일: ${path}. 소속 기관의 다른 PC에서는 「결정 파일 고르기」로 이 파일을 고르면 됩니다.`,
    title: '어느 기록이 맞는지 정하기',
    which: '기록 서버가 이어 갈 기록',
    reason: '까닭(500자까지)',
    sign: '서명하고 결정 파일 저장',
    apply: '결정 파일 고르기',
    missing: '이어 갈 기록을 고르고 까닭을 적으십시오. 아직 정하지 않았습니다.',
    unsaved: '결정 파일을 저장하지 않아 아직 정하지 않았습니다.',
  },
} as const;

/** Words of days until which something is asked, and of reminders. */

/** `국장과`, `비서와`: the particle follows the last syllable. */
function withParticle(word: string): string {
  const code = word.charCodeAt(word.length - 1) - 0xac00;
  return `${word}${code >= 0 && code < 11_172 && code % 28 !== 0 ? '과' : '와'}`;
}

/** The words. */
export const koDue = {
  set: '기한',
  standard: '기준',
  standardNote: '정한 기한이 없어 처리 기준으로 셉니다. 주말과 공휴일을 뺀 근무일로 수령·경로 짜기 1일, 검토·협조·결재 2일, 재기안 3일입니다.',
  todayUntil: '오늘까지',
  over: '지남',
  whole: '처리기한',
  wholeNote: '모든 기관이 이 날까지 처리할 것을 바랍니다. 지나도 결재는 막히지 않습니다.',
  lane: '우리 기관 기한',
  laneNote: '정하지 않으면 주관기관이 정한 처리기한을 따릅니다. 지나도 결재는 막히지 않습니다.',
  steps: '단계마다',
  ofStep: (post: string) => `${post} 기한`,
  clear: (what: string) => `${what} 지우기`,
  ends: '끝나는 때',
  stopped: '멈춘 곳',
  none: '정하지 않음',
  change: '기한 바꾸기',
  title: '기한 바꾸기',
  note: '남은 단계의 기한을 바꿉니다. 바꾼 것과 바꾼 사람은 처리 이력에 남고, 결재경로와 지금까지의 서명은 그대로입니다.',
  save: '기한 정하기',
  saving: '기한에 서명하는 중',
  past: '오늘이나 그 뒤의 날을 고르십시오.',
  off: (day: string, name: string) => `${day}은 근무일이 아닙니다: ${name}.`,
  unknown: (year: number) => `${year}년부터는 음력으로 정하는 공휴일과 선거일을 알지 못해 세지 않습니다.`,
  changeBy: '언제까지 고쳐야 합니까 (정하지 않아도 됩니다)',
  wanted: (day: string) => `${day}까지 고쳐 달라고 했습니다.`,
  todayCount: '오늘까지',
  overCount: '기한 지남',
  lateWords: { 1: '하루', 2: '이틀', 3: '사흘' } as Readonly<Record<number, string>>,
  days: (n: number) => `${n}일`,
  gone: (days: string) => `${days} 지남`,
  tomorrow: '내일',
  later: (days: string) => `${days} 뒤`,
} as const;

/** Words of how long steps usually took. */
export const koUsual = {
  days: (days: number) => (days < 0.05 ? '0.1일 안' : `${days >= 9.95 ? Math.round(days) : Math.round(days * 10) / 10}일`),
  of: (days: string, papers: number) => `보통 ${days} · ${papers}건`,
  note: (papers: number) => `이 PC에 있는 지난 문서 ${papers}건에서 차례가 온 때부터 서명까지 걸린 시간의 가운데값입니다. 주말과 공휴일은 뺐습니다.`,
  partner: (papers: number) => `지난 공동 문서 ${papers}건에서는 아래와 같았습니다.`,
  expected: (days: string) => `예상 ${days}`,
  end: '예상',
  past: (papers: number) => `지난 ${papers}건`,
  endNote: '남은 단계마다 이 PC에 있는 지난 문서에서 보통 걸린 시간을 더했습니다. 기한이 아닙니다.',
  whole: (days: string, day: string) => `지난 문서로 보면 성립까지 ${days}쯤, ${day} 무렵입니다.`,
} as const;

/** Words of moving steps, said aloud as well. */
export const koMoves = {
  drag: '끌어 옮기기 (Alt ↑ ↓)',
  grip: (kind: string, post: string) => `${kind} ${post} 옮기기`,
  moved: (post: string, stage: number, stages: number) => `${post}, ${stages}단계 가운데 ${stage}번째로 옮겼습니다.`,
  beside: (post: string, others: string, stage: number) => `${post}, ${stage}번째 단계에서 ${withParticle(others)} 함께 진행합니다.`,
  same: (post: string) => `${post}, 더 옮길 수 없습니다.`,
  alone: (post: string) => `${post}, 앞에 함께 진행할 단계가 없습니다. 경로는 그대로입니다.`,
  outside: (post: string) => `${post}, 다른 기관의 경로로는 옮길 수 없습니다. 경로는 그대로입니다.`,
  removed: (post: string) => `${post}, 결재경로에서 뺐습니다.`,
  added: (post: string, stage: number) => `${post}, ${stage}번째 단계에 넣었습니다.`,
  checks: (stop: number, warn: number) => (stop + warn === 0 ? '경로 확인: 고칠 것 없음.' : `경로 확인: 고칠 것 ${stop}, 살펴볼 것 ${warn}.`),
  keys: 'Alt와 위·아래 화살표로 옮기고, P로 함께 진행하거나 따로 두고, Delete로 뺍니다. Ctrl Z로 되돌립니다.',
  undo: '경로 바꾼 것 되돌리기',
  redo: '되돌린 것 다시 하기',
  undone: '바꾼 것을 하나 되돌렸습니다.',
  redone: '되돌린 것을 다시 했습니다.',
} as const;

/** Words of the bell. */
export const koNotices = {
  devices: { locked: '기기 잠김: 프로필이 복사된 흔적', waiting: '기기가 승인을 기다립니다' },
  ownDevice: '내 기기',
  title: '알림',
  open: (n: number) => (n > 0 ? `알림, 읽지 않은 것 ${n}건` : '알림'),
  empty: '알릴 것이 없습니다.',
  emptyNote: '기한 하루 전, 기한 날, 기한이 지났을 때 한 번씩, 그리고 누가 알림을 보내거나 물은 의견에 답하면 알립니다.',
  sent: (who: string) => (who === '' ? '알림을 받음' : `${who} 보냄`),
  unread: '새 알림',
  readAll: '모두 읽음으로',
  done: '처리됨',
  kinds: {
    draft: '기안',
    review: '검토',
    concur: '협조',
    approve: '결재',
    receive: '결재 요청 수령',
    design: '결재경로 짜기',
    rewrite: '재기안',
    answer: '의견조회',
    confirm: '사후보고 확인',
    arrival: '받은 문서',
    answers: '보낸 의견조회',
  },
  /** What came of an own 의견조회. */
  came: {
    answered: (who: string) => (who === '' ? '의견이 옴' : `${who} 답함`),
    enough: (who: string) => `${who === '' ? '의견이 옴' : `${who} 답함`} · 바란 만큼 받음`,
    over: '아직 답하지 않은 곳이 있음',
  },
  stages: {
    before: '기한이 가깝습니다',
    on: '오늘까지입니다',
    over: '기한이 지났습니다',
    asked: '알림이 왔습니다',
    answered: '의견이 왔습니다',
    enough: '바란 만큼 의견이 왔습니다',
  },
  untitled: '이 기기에 없는 문서',
  desktop: '바탕화면에도 알리기',
  desktopNote: '공개하지 않는 문서는 제목을 보이지 않습니다. 여기의 목록은 꺼도 그대로 남습니다.',
  allow: '이 브라우저에서 알림 허용하기',
  denied: '이 브라우저가 알림을 막고 있습니다. 브라우저의 사이트 설정에서 허용하면 바탕화면에도 알립니다.',
} as const;

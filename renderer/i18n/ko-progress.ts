/** Words of 진행 현황: whether whoever holds a paper is in touch with the server, reminding them, and what was really opened before signing. */

/** The words. */
export const koProgress = {
  nudge: '알림 보내기',
  nudging: '보내는 중',
  nudged: (time: string) => `${time} 알림 보냄`,
  looking: '지금 보고 있음',
  shown: '문서를 열어 두는 동안 결재에 참여하는 사람에게 ‘지금 보고 있음’으로 보입니다.',
  cut: '연결 끊김',
  cutTitle: '이 기관에서 서버에 닿아 있는 사람이 없습니다.',
  last: (time: string) => `마지막 확인 ${time}`,
  never: '서버에 닿은 적 없음',
  away: (time: string) => `${time} 뒤로 서버에 닿지 않음`,
  noMatter: '서명에는 영향 없음',
  since: (time: string) => `${time}부터`,
  cutNote: '그 기관에서 서명한 것은 연결되면 합쳐지고, 먼저 서명한 시각이 그대로 남습니다.',
} as const;

/** Words of what was opened. */
export const koLooked = {
  fixed: (time: string) => `내용 확정 ${time}`,
  all: (files: number) => (files === 0 ? '본문을 열어 봄' : `본문과 붙임 ${files}건을 모두 열어 봄`),
  text: '본문을 열어 봄',
  textNot: '본문을 아직 열지 않음',
  files: (opened: number, all: number) => `붙임 ${all}건 중 ${opened}건을 열어 봄`,
  filesNot: (all: number) => `붙임 ${all}건을 아직 열지 않음`,
  diff: (from: number, to: number) => `제${from}판과 제${to}판의 대비표를 열어 봄`,
  diffNot: (from: number, to: number) => `제${from}판에서 제${to}판으로 바뀐 곳을 아직 보지 않음`,
  here: '이 PC에서 연 것만 셉니다. 열지 않은 것이 있어도 서명할 수 있습니다.',
  span: (first: string, last: string) => (first === last ? first : `${first}∼${last}`),
  open: (label: string) => `${label} 열어 보기`,
} as const;

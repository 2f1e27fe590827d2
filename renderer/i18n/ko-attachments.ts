/** Words of 붙임 파일. */

export const koAttachments = {
  limit: (most: string) => `파일 하나에 ${most}까지. 실행 파일과 비밀 표시가 있는 파일은 붙지 않습니다.`,
  tooLarge: (name: string, most: string) => `${name}: ${most}보다 커서 붙이지 않았습니다. 나누거나 줄인 뒤 다시 넣으십시오.`,
  adding: (name: string) => `${name} 살펴보는 중`,
  show: (name: string) => `${name} 보기`,
  way: (name: string) => `${name} 옮기는 중`,
  sending: (percent: number) => `서버로 보내는 중 ${percent}%`,
  coming: (percent: number) => `서버에서 받는 중 ${percent}%`,
  stopped: (percent: number) => `${percent === 0 ? '아직 서버에 없음' : `${percent}%에서 끊김`} · 이 PC에 있고, 닿으면 이어서 보냅니다`,
  noRoom: (why: string) => `아직 서버에 없음 · ${why}`,
  refused: (why: string) => `서버가 받지 않음 · ${why === '' ? '빼고 다시 넣으십시오.' : why}`,
  title: '붙임 보기',
  cut: (shown: number) => `앞의 ${shown.toLocaleString('ko-KR')}자만 보입니다. 전체는 내려받아 여십시오.`,
  opening: '파일을 여는 중입니다.',
  failed: '파일을 그리지 못했습니다. 내려받아 여십시오.',
  page: (number: number, pages: number) => `붙임 ${pages}쪽 중 ${number}쪽`,
} as const;

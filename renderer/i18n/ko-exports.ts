/** Words of exporting many papers. */

const n = (count: number): string => count.toLocaleString('ko-KR');

/** The dialog. */
export const koExports = {
  open: '묶음으로 내보내기',
  title: '묶음으로 내보내기',
  note: '고른 문서마다 검증용 문서 묶음 하나씩을 한 폴더에 넣습니다. 감사 열람으로 그대로 열 수 있습니다.',
  by: '고르는 방법',
  ways: { recordFile: '기록물철', period: '기간', papers: '문서' },
  recordFile: '기록물철',
  recordFileOf: (name: string, count: number) => `${name === '' ? '정하지 않음' : name} (${n(count)}건)`,
  from: '부터',
  until: '까지',
  papers: '문서',
  count: (count: number) => `${n(count)}건`,
  make: '내보내기',
  making: '내보내는 중',
  none: '내보낼 문서를 고르십시오',
  progress: (done: number, all: number) => `${n(all)}건 가운데 ${n(done)}건`,
  now: (title: string) => `지금: ${title}`,
  stop: '그만두기',
  stopping: '이 문서까지 쓰고 멈춥니다',
  done: (written: number, there: number) => `${n(written)}건을 썼습니다.${there > 0 ? ` 이미 있던 ${n(there)}건은 그대로 두었습니다.` : ''}`,
  left: (count: number) => `${n(count)}건이 남았습니다. 같은 폴더로 다시 내보내면 이어서 씁니다.`,
  failed: (count: number) => `내보내지 못한 문서 ${n(count)}건`,
  folder: (path: string) => `폴더: ${path}`,
  chosenName: '고른 문서',
  empty: '내보낼 수 있는 문서가 없습니다. 내용이 확정된 문서만 내보냅니다.',
} as const;

/** Words of copies of a paper: looked at, signed as 사본, its card, many at once. */

/** The words. */
export const koCopies = {
  open: '다른 사본',
  title: '사본 만들기',
  note: '관인이 찍힌 원본은 「문서 PDF」로 저장합니다. 여기서 만드는 것은 원본이 아닙니다.',
  notFinal: '확정본이 나온 뒤에 만들 수 있습니다.',
  kinds: {
    viewing: ['열람용', '쪽마다 열람용 표시와 기관·이름·시각이 찍힙니다.'],
    large: ['열람용 큰글자', '가장 작은 글자가 13포인트 이상입니다. 쪽 나눔은 원본과 다릅니다.'],
    signed: ['사본에 서명', '쪽마다 사본 표시와 원본의 지문이 찍히고, 내 인증서로 서명합니다. 확인하면 사본이라고 나옵니다.'],
    archive: ['보존용 PDF/A-1b', '관인을 그려 넣고 서명과 붙임 자료를 뺀, 오래 보존하는 형식입니다.'],
    card: ['문서관리카드', '문서정보, 의견을 적은 보고경로, 시행정보, 관리정보를 지금 그대로 담습니다.'],
  },
  save: '저장',
  saving: '만드는 중',
  all: {
    open: 'PDF로 저장',
    title: (n: number) => `${n}건 PDF로 저장`,
    note: '고른 문서의 확정본을 한 파일(ZIP)에 목록과 함께 담습니다. 저장은 문서마다 서명으로 기록합니다.',
    reason: '저장하는 까닭',
    text: '자세한 까닭',
    textNeeded: '까닭을 적으십시오.',
    many: (most: number) => `한 번에 ${most}건까지 저장합니다.`,
    save: '저장',
    busy: (done: number, total: number) => `${total}건 중 ${done}건째`,
    stop: '그만두기',
    done: (kept: number, path: string) => `${kept}건을 저장했습니다. 저장한 곳: ${path}`,
    none: '저장한 문서가 없습니다.',
    left: (n: number) => `담지 않은 문서 ${n}건`,
  },
  large: '큰글자',
  viewing: '열람용',
} as const;

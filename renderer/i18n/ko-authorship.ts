/** Words of 글쓴이 기록. */

const FIELDS: Readonly<Record<string, string>> = { title: '제목', summary: '문서요지' };

/** Where a text stands, counted from 1. */
interface Place {
  readonly field: string | null;
  readonly block: number | null;
  readonly row: number | null;
  readonly column: number | null;
  readonly note: number | null;
}

export const koAuthorship = {
  title: '글쓴이 기록',
  note: '내용을 확정할 때 서버가 남긴 기록입니다. 다시 기안하거나 결재자가 고친 판에서 그대로 가져온 글은 앞 판의 기록대로 적히고, 그 뒤에 고친 글은 고친 사람의 것으로 적힙니다.',
  none: '이 판에는 글쓴이 기록이 없습니다. 기록을 남기기 전의 서버에서 확정되었거나, 기록의 글이 이 PC에 없습니다.',
  reading: '읽는 중',
  version: '볼 판',
  writers: '쓴 사람',
  who: '사람',
  since: '쓰기 시작한 때',
  letters: '글자',
  share: '비율',
  percent: (part: number) => `${part}%`,
  unknown: '서버가 모르는 사람',
  notKept: '남아 있지 않음',
  texts: '글마다',
  where: '자리',
  text: '글',
  place: ({ field, block, row, column, note }: Place): string => {
    const body = row === null || column === null ? `본문 ${block ?? 0}` : `본문 ${block ?? 0} 표 ${row}행 ${column}열`;
    const base = field === null ? body : (FIELDS[field] ?? field);
    return note === null ? base : `${base} 각주 ${note}`;
  },
} as const;

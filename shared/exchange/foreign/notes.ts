/** What a reader could not take over, or took over differently: closed kinds, each with its sentence. */

/** Kinds of what is told after reading a file. */
export type NoteKind =
  | 'PICTURE'
  | 'CELL_PICTURE'
  | 'EQUATION'
  | 'ENDNOTE'
  | 'TITLE_NOTE'
  | 'COMMENT'
  | 'HEADER'
  | 'NESTED'
  | 'LINK'
  | 'DELETED'
  | 'TEXT_BOX'
  | 'ORDER'
  | 'RENUMBERED'
  | 'OBJECT'
  | 'DEEP'
  | 'FACE';

/** How often something happened, and the sentence that says it. */
export interface Note {
  readonly kind: NoteKind;
  readonly count: number;
  readonly sentence: string;
}

const SENTENCES: Readonly<Record<NoteKind, (n: number) => string>> = {
  PICTURE: (n) => `그림 ${n}개를 가져오지 못했습니다(PNG·JPEG가 아니거나, 너무 크거나, 각주에 든 그림). 필요하면 「그림 넣기」나 붙임으로 넣으십시오.`,
  CELL_PICTURE: (n) => `표의 칸에 있던 그림 ${n}개를 그 표 바로 뒤로 옮기고, 어느 칸의 것인지 적었습니다.`,
  EQUATION: (n) => `수식 ${n}개를 가져오지 못했습니다. 글로 쓰거나 붙임으로 넣으십시오.`,
  ENDNOTE: (n) => `미주 ${n}개를 각주로 옮겼습니다.`,
  TITLE_NOTE: (n) => `제목에 달린 각주 ${n}개를 가져오지 못했습니다. 제목에는 각주를 달 수 없으니 본문에 쓰십시오.`,
  COMMENT: (n) => `메모 ${n}개를 가져오지 않았습니다.`,
  HEADER: (n) => `머리말·꼬리말 ${n}개를 가져오지 않았습니다. 서식이 따로 찍습니다.`,
  NESTED: (n) => `표 안의 표 ${n}개를 그 칸의 글로 바꾸었습니다.`,
  LINK: (n) => `링크 ${n}개의 주소를 뺐습니다. 글은 있습니다.`,
  DELETED: (n) => `변경 추적에서 지운 것으로 표시된 글 ${n}곳을 가져오지 않았습니다.`,
  TEXT_BOX: (n) => `글상자 ${n}개의 글을 본문 줄로 옮겼습니다.`,
  ORDER: (n) => `차례가 맞지 않는 항목 기호 ${n}개를 글자 그대로 두었습니다. 확인하십시오.`,
  RENUMBERED: (n) => `1이 아닌 번호로 시작하는 항목 ${n}개를 본문의 차례에 이어 매겼습니다. 확인하십시오.`,
  OBJECT: (n) => `차트·도형 같은 개체 ${n}개를 가져오지 못했습니다. 필요하면 붙임으로 넣으십시오.`,
  DEEP: (n) => `지나치게 깊이 들어 있는 부분 ${n}곳을 가져오지 못했습니다.`,
  FACE: () => '파일의 글이 바탕·명조 계열이어서 글꼴을 명조로 두었습니다. 문서정보에서 고딕으로 바꿀 수 있습니다.',
};

/** Notes by kind, each kind once, in the order they came up first. */
export function notesOf(counts: ReadonlyMap<NoteKind, number>): Note[] {
  return [...counts].map(([kind, count]) => ({ kind, count, sentence: SENTENCES[kind](count) }));
}

/** Words of pictures on the sheet. */
export const koPicture = {
  kind: '그림',
  bring: '그림 넣기 (PNG, JPEG, 10 MB까지)',
  bar: '고른 그림',
  alt: '그림 설명',
  altHint: '그림을 보지 못하는 사람에게 들려줄 말',
  share: '폭',
  remove: '그림 빼기',
  unnamed: '설명이 없는 그림',
  missing: '그림이 아직 이 PC에 오지 않았습니다. 서버에 닿으면 보입니다.',
  foreign: (n: number) => `다른 문서의 그림 ${n}개는 붙여 넣지 않았습니다. 그림 파일로 저장해 「그림 넣기」로 넣으십시오.`,
} as const;

/** Words of tables on the sheet. */
export const koTable = {
  kind: '표',
  name: (rows: number, columns: number) => `표 ${rows}줄 ${columns}칸`,
  busy: '함께 쓰는 사람이 그 칸에 글을 쓰고 있어 합치지 않았습니다. 다 쓴 뒤에 다시 합치십시오.',
  merge: '고른 칸 합치기',
  mergeKeys: '칸을 고르고 M',
  split: '합친 칸 나누기',
  splitKeys: 'F5, S',
  head: '첫 줄을 제목 줄로 (쪽마다 되풀이)',
  even: '칸 너비를 같게',
  free: '칸 너비를 글에 맞게',
} as const;

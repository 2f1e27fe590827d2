/** Words of 개편 and 인계·인수: what becomes of a unit, and what somebody left open. */

import { withJosa } from '../../shared/lib/josa.ts';

/** Words of the reorganisation dialog. */
export const koReorganise = {
  open: '개편',
  title: '조직 개편',
  note: '바뀐 뒤에도 열린 결재경로는 이어받은 자리에서 이어지고, 예전 문서에는 그날의 이름이 남습니다.',
  unit: '부서',
  noUnits: '아직 부서가 없습니다. 먼저 조직도 파일을 가져오십시오.',
  kinds: { rename: '이름 바꿈', merge: '다른 부서에 합침', post: '자리 옮김', upper: '윗자리 바꿈' },
  kindLabel: '무엇을 바꿉니까',
  code: '부서 번호',
  codeNote: '번호가 그대로면 이름만 바뀝니다.',
  name: '새 이름',
  posts: '자리 이름',
  postsNote: '위에서 아래로',
  into: '합칠 부서',
  follows: '이어받을 자리',
  nobody: '이을 자리 없음',
  post: '옮길 자리',
  target: '옮겨 갈 부서',
  postName: '새 자리 이름',
  above: '놓을 곳',
  lowest: '맨 아래',
  aboveOf: (post: string) => `${post} 바로 위`,
  upper: '새 윗자리',
  look: '미리 보기',
  looking: '살펴보는 중',
  back: '다시 고르기',
  why: {
    name: '새 이름과 자리 이름을 빠짐없이 적으십시오.',
    same: '앞과 달라진 것이 없습니다.',
    into: '다른 부서를 고르십시오.',
  },
} as const;

/** Words of what somebody has open, and of what was handed over. */
export const koHandover = {
  tag: (name: string) => `인계 · ${name}`,
  made: (name: string, post: string) =>
    `${post} ${withJosa(name, '이/가')} 맡았던 문서입니다. 처리과를 떠나 이 처리과 사람이면 누구나 이어서 할 수 있고, 이어서 한 사람의 서명이 처리 이력에 남습니다.`,
  turn: (name: string, post: string) => `${post} ${name}의 차례로 온 문서입니다. 지금 그 자리에 있는 사람에게 넘어왔습니다.`,
  title: '맡은 문서',
  none: '이 PC에서 볼 수 있는 문서 가운데 맡고 있는 것이 없습니다.',
  note: '문서는 그 처리과 사람의 PC에서 보입니다.',
  hidden: '제목과 내용은 그 처리과 사람만 봅니다',
  left: '인계',
  leftTo: (takers: string) => `이어받을 사람: ${takers}`,
  nobody: '이어받을 사람이 없습니다. 처리과에 사람을 두거나 승계를 적어야 이어집니다.',
  open: (title: string) => `${title} 열기`,
  more: (n: number) => `그 밖에 ${n}건`,
} as const;

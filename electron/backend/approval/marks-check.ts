/** 올리기 전 확인 of ★ 발의자 and ⊙ 보고자: whether the route shows whom the fields name, and what to do where it does not. */

import type { DocumentView } from '../../../shared/api/views.ts';
import { marksBehind, marksWithoutStep, type MarkedPosts } from '../../../shared/approval/marks.ts';
import type { LanePlan } from '../../../shared/approval/route.ts';
import { stepsOf } from '../../../shared/approval/state.ts';

const WORDS = { originator: '발의자', reporter: '보고자' } as const;
const NEEDED = '발의자와 보고자를 결재경로의 직위로 정하거나, 올릴 때 생략 근거를 고르십시오(영 제8조제4항).';
const BEHIND = '문서정보의 발의자·보고자를 바꾼 뒤 결재경로를 다시 정하지 않았습니다. 결재경로에서 「이 경로로 정하기」를 누르십시오.';

/** Stops where the route still shows who was named before; left out, they need a ground that is chosen at 결재 올림 (영 §8④, 규칙 §6①). */
export function marksCheck(plan: LanePlan, posts: MarkedPosts): DocumentView['checks'][number] {
  const check = { title: '발의자 ★와 보고자 ⊙', article: '시행규칙 제6조제1항' };
  if (marksBehind(plan, posts)) return { ...check, state: 'stop', detail: BEHIND };
  const away = marksWithoutStep(plan, posts).map((mark) => `${WORDS[mark]}로 고른 ${posts[mark]}`);
  if (away.length > 0) return { ...check, state: 'warn', detail: `결재경로에 없는 직위: ${away.join(', ')}. ${NEEDED}` };
  const marks = new Set(stepsOf(plan).flatMap((step) => step.marks));
  const good = marks.has('originator') && marks.has('reporter');
  return { ...check, state: good ? 'ok' : 'warn', detail: good ? '' : NEEDED };
}

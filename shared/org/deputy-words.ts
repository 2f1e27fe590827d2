/** Why somebody may not act for a post, in the words of lists and files; signatures are refused in the engine's own words. */

import type { DeputyFault } from './deputy.ts';

/** One sentence a fault, with its article. */
export const DEPUTY_FAULTS: Readonly<Record<DeputyFault, string>> = {
  NO_DEPUTY_GRANT: '오늘 유효한 직무대리가 아닙니다.',
  DEPUTY_NOT_LAWFUL: '직무대리할 수 있는 사람이 아닙니다(직무대리규정 §4·§5).',
  DEPUTY_TWO_POSTS: '한 사람이 두 자리를 직무대리할 수 없습니다(직무대리규정 §6①).',
  DEPUTY_ABSENT: '직무대리도 자리를 비웠습니다. 다시 대리하게 할 수 없습니다(직무대리규정 §6⑧).',
  DEPUTY_ORDER_MISSING: '15일을 넘는 직무대리에는 명령서가 있어야 합니다(직무대리규정 §6②).',
};

/** 검토 (영 §9①③): may edit the draft, note a different opinion, return. */

import type { StepRule } from './step-rule.ts';

/** What a reviewer's step allows. */
export const review: StepRule = { label: '검토', mayDecide: true, mayReturn: true, mayDiffer: true, mayEdit: true, maySkip: true };

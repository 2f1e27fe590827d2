/** 결재 (영 §10): decides. A different opinion is never marked for the one who decides (규칙 §6③). */

import type { StepRule } from './step-rule.ts';

/** What an approver's step allows. */
export const approve: StepRule = { label: '결재', mayDecide: true, mayReturn: true, mayDiffer: false, mayEdit: true, maySkip: false };

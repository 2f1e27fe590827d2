/** 기안 (영 §8): signs by 결재 올림, so it is never decided or returned on its own. */

import type { StepRule } from './step-rule.ts';

/** What a drafter's step allows. */
export const draft: StepRule = { label: '기안', mayDecide: false, mayReturn: false, mayDiffer: false, mayEdit: true, maySkip: false };

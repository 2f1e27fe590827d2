/** 협조 (영 §9②④): only gives an opinion; may neither edit nor return, and cannot be skipped. */

import type { StepRule } from './step-rule.ts';

/** What a co-operator's step allows. */
export const concur: StepRule = { label: '협조', mayDecide: true, mayReturn: false, mayDiffer: true, mayEdit: false, maySkip: false };

/** Registry of step kinds: a new kind is its file and a line here. */

import type { StepKind } from '../route.ts';
import { approve } from './approve.ts';
import { concur } from './concur.ts';
import { draft } from './draft.ts';
import { review } from './review.ts';
import type { StepRule } from './step-rule.ts';

/** Rules by kind. */
export const STEP_RULES: Readonly<Record<StepKind, StepRule>> = { draft, review, concur, approve };

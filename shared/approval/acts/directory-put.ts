/** 조직도: never an act on a document; the directory is its own trail, judged by the sequencer (DESIGN §6). */

import { refuse } from '../refusals.ts';
import type { ActRule } from './act-rule.ts';

/** `directory.put`. */
export const directoryPut: ActRule<'directory.put'> = { decide: () => refuse('NOT_ALLOWED'), evolve: (state) => state };

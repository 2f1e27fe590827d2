/** Where a run has a seed, fast-check draws from it too. */

import fc from 'fast-check';
import { seedOf } from './seed.ts';

fc.configureGlobal({ seed: seedOf() });

/** Handlers of one profile's backend: a command in, a result out; the caller's profile is already chosen. */

import type { CommandName, Input, Output } from '../../shared/api/contract.ts';
import type { Result } from '../../shared/lib/result.ts';

/** One handler per command that needs an unlocked profile. */
export type Handlers = { readonly [N in CommandName]: (input: Input<N>) => Promise<Result<Output<N>>> | Result<Output<N>> };

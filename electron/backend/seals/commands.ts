/** Commands of 관인: everybody reads the register, an administrator changes it, who applies the seal takes it in. */

import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import { takeSeal } from './keep.ts';
import { registerSeal, revokeSeal, sealsOfAgency } from './register.ts';

type Names = 'seals.get' | 'seals.register' | 'seals.revoke' | 'seals.take';

/** Refusals: those of publishing and of the authority's passphrase, SEAL_NAME, SEAL_UNKNOWN, SEAL_UNREGISTERED, NOT_SAVED. */
export function sealCommands(context: BackendContext): Pick<Handlers, Names> {
  return {
    'seals.get': ({ agency }) => sealsOfAgency(context, agency),
    'seals.register': (input) => registerSeal(context, input),
    'seals.revoke': (input) => revokeSeal(context, input),
    'seals.take': (input) => takeSeal(context, input),
  };
}

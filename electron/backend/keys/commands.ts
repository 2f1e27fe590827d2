/** Commands on the person's keys: open, close, change the passphrase. */

import { ok } from '../../../shared/lib/result.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';

/** Commands of the keys. */
export function keyCommands(context: BackendContext): Pick<Handlers, 'key.unlock' | 'key.lock' | 'key.changePassphrase'> {
  return {
    async 'key.unlock'({ passphrase }) {
      const opened = await context.keyring.unlock(passphrase);
      if (!opened.ok) return opened;
      // A session may have ended meanwhile: with the key it can be had again.
      context.sync.retry();
      return ok({});
    },
    'key.lock': () => {
      context.keyring.lock();
      return ok({});
    },
    async 'key.changePassphrase'({ current, next }) {
      const changed = await context.keyring.changePassphrase(current, next);
      return changed.ok ? ok({ sentence: '인증서 암호를 바꿨습니다. 다음부터 새 암호로 여십시오. 잊으면 되살릴 방법이 없습니다.' }) : changed;
    },
  };
}

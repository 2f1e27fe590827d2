/** Commands on the person's keys: open, close, change the passphrase. */

import { err, ok } from '../../../shared/lib/result.ts';
import type { BackendContext } from '../context.ts';
import { renewHere } from '../enrolment/renew-here.ts';
import { packProfile } from '../profile/copy.ts';
import type { Handlers } from '../handlers.ts';
import { attendCommand } from './attend.ts';

/** Commands of the keys. */
export function keyCommands(
  context: BackendContext,
): Pick<Handlers, 'key.unlock' | 'key.lock' | 'key.attend' | 'key.changePassphrase' | 'key.bind' | 'key.renew' | 'profile.copy'> {
  return {
    ...attendCommand(context),
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
    async 'key.bind'({ passphrase, on }) {
      if (context.keyring.bound() === null)
        return err('VAULT_MISSING', '이 PC에는 비밀을 지키는 열쇠 보관소가 없어 묶을 수 없습니다. 아무것도 바꾸지 않았습니다.');
      const done = await context.keyring.bind(passphrase, on);
      if (!done.ok) return done;
      return ok({
        sentence: on ? '인증서를 이 PC에 묶었습니다. 복사한 프로필은 다른 PC에서 열리지 않습니다.' : '인증서를 이 PC에서 풀었습니다. 이제 암호만으로 열립니다.',
      });
    },
    'key.renew': (given) => renewHere(context, given),
    async 'profile.copy'({ passphrase }) {
      const { folder, profile, copyReplica, platform } = context;
      // Through the keyring, so that wrong passphrases slow the next try down here too.
      const proved = await context.keyring.prove(passphrase);
      if (!proved.ok) return proved;
      const packed = await packProfile({ folder, profile, copyReplica, passphrase, now: context.now() });
      const day = context.now().toISOString().slice(0, 10);
      return packed.ok ? platform.saveFile(`${profile.name} ${day}.ongyeol-profile`, packed.value) : packed;
    },
    async 'key.changePassphrase'({ current, next }) {
      const changed = await context.keyring.changePassphrase(current, next);
      return changed.ok ? ok({ sentence: '인증서 암호를 바꿨습니다. 다음부터 새 암호로 여십시오. 잊으면 되살릴 방법이 없습니다.' }) : changed;
    },
  };
}

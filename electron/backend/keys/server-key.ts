/** 서버 열쇠 정하기: the fingerprint the server shows, the ones this profile takes, and changing them with the passphrase. */

import { err, ok } from '../../../shared/lib/result.ts';
import { parsePins } from '../../../shared/sync/pin.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import { lookAtKey } from '../sync/pin.ts';

const PLAIN = err('PIN_PLAIN', '암호화된(https) 서버에만 열쇠를 정할 수 있습니다. 바뀐 것은 없습니다.');

/** The key the server shows now; null where it cannot be seen, or has none. */
async function shownKey({ serverUrl }: BackendContext): Promise<string | null> {
  if (serverUrl === null || !serverUrl.startsWith('https:')) return null;
  const seen = await lookAtKey(serverUrl);
  return seen.ok ? seen.value : null;
}

/** Commands of the server's key. Refusals: PIN_PLAIN, PIN_MALFORMED and those of the passphrase. */
export function serverKeyCommands(context: BackendContext): Pick<Handlers, 'server.key' | 'server.pin'> {
  const { serverUrl, serverPin, keyring } = context;
  return {
    async 'server.key'() {
      const secure = serverUrl?.startsWith('https:') === true;
      return ok({ server: serverUrl, secure, pins: [...serverPin.pins()], shown: await shownKey(context) });
    },
    async 'server.pin'({ passphrase, pins }) {
      const taken = pins === '' ? ok(new Set<string>()) : parsePins(pins);
      if (!taken.ok) return taken;
      if (taken.value.size > 0 && serverUrl?.startsWith('https:') !== true) return PLAIN;
      const proved = await keyring.prove(passphrase);
      if (!proved.ok) return proved;
      serverPin.set([...taken.value]);
      if (taken.value.size === 0)
        return ok({ sentence: '정해 둔 서버 열쇠를 지웠습니다. 이제 이 PC가 믿는 인증서이면 어느 열쇠의 서버와도 이어집니다.', leave: false });
      const shown = await shownKey(context);
      if (shown !== null && !taken.value.has(shown))
        return ok({ sentence: '서버 열쇠를 정했습니다. 지금 서버가 보이는 지문과 다르므로, 프로필을 다시 열면 연결하지 않습니다.', leave: true });
      return ok({ sentence: '서버 열쇠를 정했습니다. 다른 열쇠를 보이는 서버와는 잇지 않습니다.', leave: false });
    },
  };
}

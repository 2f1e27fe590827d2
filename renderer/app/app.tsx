/** The window: locked (choose a profile) or one person at work. */

import { useEffect, useState } from 'react';
import type { ProfileView } from '../../shared/api/views.ts';
import { ClientContext, type Client } from '../api/bridge.ts';
import { Message } from '../ui/dialog.tsx';
import { Profiles } from '../profiles/profiles.tsx';
import { Shell } from './shell.tsx';

/** The whole screen over a client. */
export function App({ bridge }: { readonly bridge: Client }) {
  const [profile, setProfile] = useState<ProfileView | null>(null);
  const [ready, setReady] = useState(false);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    void bridge.call('profiles.list', {}).then((answer) => {
      if (answer.ok) setProfile(answer.value.profiles.find((one) => one.id === answer.value.current) ?? null);
      setReady(true);
    });
    return bridge.onLost(() => setLost(true));
  }, [bridge]);
  return (
    <ClientContext value={bridge}>
      {lost && (
        <div className="lost">
          <Message ok={false} text="온결 프로그램과 연결이 끊겼습니다. 저장된 것은 그대로입니다. 프로그램을 다시 시작하고 이 창을 새로 여십시오." />
        </div>
      )}
      {ready &&
        (profile === null ? (
          <Profiles onOpen={setProfile} />
        ) : (
          <Shell profile={profile} onLock={() => void bridge.call('profiles.lock', {}).then(() => setProfile(null))} />
        ))}
    </ClientContext>
  );
}

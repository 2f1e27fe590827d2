/** The window: locked (choose a profile) or one person at work. */

import { useEffect, useState } from 'react';
import type { ProfileView } from '../../shared/api/views.ts';
import { AuditGate } from '../audit/audit-gate.tsx';
import { ClientContext, type Client } from '../api/bridge.ts';
import { ko } from '../i18n/ko.ts';
import { Profiles } from '../profiles/profiles.tsx';
import { KeyGate } from '../keys/key-gate.tsx';
import { Message } from '../ui/message.tsx';
import { Shell } from './shell.tsx';
import { keptFor } from './kept-for.ts';

/** The whole screen over a client. */
export function App({ bridge }: { readonly bridge: Client }) {
  const [profile, setProfile] = useState<ProfileView | null>(null);
  const [locked, setLocked] = useState(false);
  const [ready, setReady] = useState(false);
  const [lost, setLost] = useState(false);
  const [auditing, setAuditing] = useState(false);
  useEffect(() => {
    const read = (): void =>
      void bridge.call('profiles.list', {}).then((answer) => {
        if (answer.ok) {
          setLocked(answer.value.locked);
          setProfile(answer.value.profiles.find((one) => one.id === answer.value.current) ?? null);
        }
        setReady(true);
      });
    read();
    const stops = [
      bridge.onLost(() => setLost(true)),
      bridge.on('profiles.changed', read),
      // Who was moved is shown where they serve now.
      bridge.on('documents.changed', ({ documentIds }) => {
        if (documentIds.includes('directory')) read();
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [bridge]);
  const enter = (opened: ProfileView): void => {
    setLocked(false);
    keptFor(opened.id);
    setProfile(opened);
  };
  const lock = (): void => void bridge.call('profiles.lock', {}).then(() => setProfile(null));
  return (
    <ClientContext value={bridge}>
      {lost && (
        <div className="lost">
          <Message tone="bad" text={`${ko.frame.lost} ${ko.frame.lostKept}`} />
        </div>
      )}
      {/* Without its backend the window keeps nothing: it may be read, but not written in. */}
      <div className={lost ? 'whole gone' : 'whole'} inert={lost}>
        {ready &&
          (profile === null && auditing ? (
            <AuditGate onLeave={() => setAuditing(false)} />
          ) : profile === null ? (
            <Profiles onOpen={enter} onAudit={() => setAuditing(true)} />
          ) : (
            <KeyGate key={profile.id} profile={profile} lockedBefore={locked} onLeave={lock}>
              <Shell profile={profile} onLock={lock} />
            </KeyGate>
          ))}
      </div>
    </ClientContext>
  );
}

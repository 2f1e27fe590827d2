/** An act that finds the key closed asks for the passphrase once and goes on; the screen closes by itself when nobody is there. */

import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { ProfileView } from '../../shared/api/views.ts';
import { ATTEND_EVERY_MS, AWAY_MS } from '../../shared/policy/attended.ts';
import { useClient } from '../api/bridge.ts';
import { KeyContext } from '../api/key-context.ts';
import { ko } from '../i18n/ko.ts';
import { Dialog } from '../ui/dialog.tsx';
import { BrandMark, Icon } from '../ui/icons.tsx';
import { PassphraseForm } from './passphrase-form.tsx';

const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** How often this window looks whether it was left alone. Looked at, not counted down: a machine that slept was away too. */
const LOOK_MS = 5000;

/** Tells the backend that this window is in use, or for how long it was not; `away` where nobody sits at any window of this person. */
function useIdle(closed: boolean, away: () => void): void {
  const client = useClient();
  const latest = useRef({ closed, away });
  useEffect(() => {
    latest.current = { closed, away };
  });
  useEffect(() => {
    const name = crypto.randomUUID();
    let seen = Date.now();
    let told = 0;
    const here = (): void => void (seen = Date.now());
    const look = (): void => {
      const now = Date.now();
      const idle = now - seen;
      const due = seen > told ? now - told >= ATTEND_EVERY_MS : idle >= AWAY_MS;
      if (!due || latest.current.closed) return;
      told = now;
      void client.call('key.attend', { window: name, idle }).then((answer) => answer.ok && answer.value.locked && latest.current.away());
    };
    look();
    const timer = window.setInterval(look, LOOK_MS);
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, here, { passive: true });
    return () => {
      window.clearInterval(timer);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, here);
    };
  }, [client]);
}

function LockScreen({ profile, onOpened, onLeave }: { readonly profile: ProfileView; readonly onOpened: () => void; readonly onLeave: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={box} className="lock-screen" aria-label={ko.key.screenLocked} onCancel={(event) => event.preventDefault()}>
      <div className="lock-card card pad">
        <h2>
          <BrandMark size={24} /> {ko.key.screenLocked}
        </h2>
        <p className="subtle">
          {profile.agency.name} {profile.unit} · {profile.position}
        </p>
        <p className="muted cap">{ko.key.screenNote}</p>
        <PassphraseForm signs={profile.signs} onOpened={onOpened}>
          <button type="button" className="btn quiet" onClick={onLeave}>
            {ko.gate.other}
          </button>
        </PassphraseForm>
      </div>
    </dialog>
  );
}

interface GateProps {
  readonly profile: ProfileView;
  /** The screen was locked when this page was loaded. */
  readonly lockedBefore: boolean;
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** What is asked of the person at work: the passphrase for one act, or for the whole screen. That it is locked the backend knows; this shows it. */
export function KeyGate({ profile, lockedBefore, onLeave, children }: GateProps) {
  const client = useClient();
  const [asking, setAsking] = useState<((opened: boolean) => void) | null>(null);
  const [locked, setLocked] = useState(lockedBefore);
  const answer = (opened: boolean): void => {
    asking?.(opened);
    setAsking(null);
  };
  // A token's key is closed after the passphrase opened the profile: it is asked for once, and may be put off.
  useEffect(() => {
    if (profile.signs !== 'token') return;
    void client.call('status.get', {}).then((status) => {
      if (status.ok && status.value.keyUnlockedUntil === null) setAsking(() => () => undefined);
    });
  }, [client, profile.signs]);
  useEffect(() => client.on('screen.changed', (screen) => setLocked(screen.locked)), [client]);
  const close = useCallback(() => setLocked(true), []);
  const lockScreen = useCallback((): void => {
    close();
    void client.call('screen.lock', {});
  }, [client, close]);
  useIdle(locked, close);
  const key = useMemo(() => ({ ask: () => new Promise<boolean>((resolve) => setAsking(() => resolve)), lockScreen }), [lockScreen]);
  return (
    <KeyContext value={key}>
      {children}
      {asking !== null && (
        <Dialog title={ko.key.title} onClose={() => answer(false)}>
          <div className="dialog-body">
            <p className="subtle row">
              <Icon name="lock" />
              {profile.signs === 'token' ? ko.key.noteToken : ko.key.note}
            </p>
            <PassphraseForm signs={profile.signs} onOpened={() => answer(true)}>
              <button type="button" className="btn quiet" onClick={() => answer(false)}>
                {ko.close} <kbd>Esc</kbd>
              </button>
            </PassphraseForm>
          </div>
        </Dialog>
      )}
      {locked && <LockScreen profile={profile} onOpened={() => setLocked(false)} onLeave={onLeave} />}
    </KeyContext>
  );
}

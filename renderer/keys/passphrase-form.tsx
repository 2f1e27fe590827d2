/** Asking for the passphrase of the person at work, or the PIN of their token, and opening the key with it. */

import { useState, type FormEvent, type ReactNode } from 'react';
import type { ProfileView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Message } from '../ui/message.tsx';

const words = ko.key;

/** The form; `children` stand left of its button. */
export function PassphraseForm({
  signs,
  onOpened,
  children,
}: {
  readonly signs: ProfileView['signs'];
  readonly onOpened: () => void;
  readonly children?: ReactNode;
}) {
  const [passphrase, setPassphrase] = useState('');
  const { busy, said, run } = useAct();
  const unlock = async (): Promise<void> => {
    const opened = await run('key.unlock', { passphrase });
    setPassphrase('');
    if (opened !== null) onOpened();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (passphrase !== '') void unlock();
  };
  return (
    <form className="key-form" onSubmit={submit}>
      <label htmlFor="key-passphrase" className="b">
        {signs === 'token' ? words.pin : ko.gate.passphrase}
      </label>
      <input
        id="key-passphrase"
        className="field"
        type="password"
        autoComplete="current-password"
        data-autofocus
        autoFocus
        aria-invalid={said?.ok === false}
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      {said?.ok === false && <Message tone="bad" text={said.text} />}
      <div className="row key-acts">
        {children}
        <span className="sp" />
        <ActButton
          look="pri"
          busy={busy}
          busyWord={ko.gate.unlocking}
          why={passphrase === '' ? (signs === 'token' ? words.pinNeeded : words.needed) : null}
          onAct={() => void unlock()}
        >
          {ko.gate.unlock} <kbd>Enter</kbd>
        </ActButton>
      </div>
    </form>
  );
}

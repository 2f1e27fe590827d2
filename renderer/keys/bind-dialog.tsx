/** 이 PC에 묶기: the machine's key store wraps the key file once more. What cannot be had again is said before. */

import { useState } from 'react';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';

const words = ko.key.bind;

/** The dialog; `bound`: it is now, and may be taken out. */
export function BindDialog({ bound, onClose }: { readonly bound: boolean; readonly onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const { busy, said, run } = useAct();
  const act = async (): Promise<void> => {
    await run('key.bind', { passphrase, on: !bound });
    setPassphrase('');
  };
  return (
    <Dialog title={bound ? words.offTitle : words.title} onClose={onClose}>
      <div className="dialog-body">
        <p className="subtle">{bound ? words.offNote : words.note}</p>
        {!bound && <Message tone="warn" text={words.lost} />}
        <label className="key-field">
          <span className="b">{ko.gate.passphrase}</span>
          <input
            className="field"
            type="password"
            autoComplete="current-password"
            data-autofocus
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </label>
        {said !== null && <Message tone={said.ok ? 'ok' : 'bad'} text={said.text} />}
      </div>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn quiet" onClick={onClose}>
          {ko.close} <kbd>Esc</kbd>
        </button>
        {said?.ok !== true && (
          <ActButton look="pri" busy={busy} busyWord={words.busy} why={passphrase === '' ? ko.key.needed : null} onAct={() => void act()}>
            {bound ? words.offButton : words.button}
          </ActButton>
        )}
      </footer>
    </Dialog>
  );
}

/** A copy of everything this PC holds of the person, in one encrypted file. */

import { useState } from 'react';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';

const words = ko.key.copy;

/** The dialog. */
export function CopyDialog({ onClose }: { readonly onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [kept, setKept] = useState<string | null>(null);
  const { busy, said, run, clear } = useAct();
  const copy = async (): Promise<void> => {
    setKept(null);
    const done = await run('profile.copy', { passphrase });
    setPassphrase('');
    if (done !== null) setKept(done.path === null ? ko.document.card.notSaved : ko.document.card.savedAt(done.path));
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form
        className="dialog-body"
        onSubmit={(event) => {
          event.preventDefault();
          if (passphrase !== '' && !busy) void copy();
        }}
      >
        <p>{words.note}</p>
        <p className="muted">{words.device}</p>
        <label htmlFor="copy-passphrase" className="key-field">
          <span className="b">{ko.gate.passphrase}</span>
          <input
            id="copy-passphrase"
            className="field"
            type="password"
            autoComplete="current-password"
            data-autofocus
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </label>
        {kept !== null && <Message tone="ok" text={kept} onClose={() => setKept(null)} />}
        {said?.ok === false && <Message tone="bad" text={said.text} onClose={clear} />}
      </form>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn lg quiet" onClick={onClose}>
          {ko.close} <kbd>Esc</kbd>
        </button>
        <ActButton look="pri lg" busy={busy} busyWord={words.busy} why={passphrase === '' ? ko.key.needed : null} onAct={() => void copy()}>
          {words.button}
        </ActButton>
      </footer>
    </Dialog>
  );
}

/** 자료 사본에서 되돌리기: a copy of a profile becomes a profile of this PC. What happens to the device is said before. */

import { useState } from 'react';
import { LARGEST_COPY } from '../../shared/api/profile-copy.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { PickFile, type Picked } from '../keys/pick-file.tsx';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';

const words = ko.key.restore;

function missing(picked: Picked | null, passphrase: string): string | null {
  if (picked === null) return words.needFile;
  if (picked.bytes.length > LARGEST_COPY) return words.tooLarge;
  return passphrase === '' ? ko.key.needed : null;
}

/** The dialog. `onRestored`: the profiles are to be read anew. */
export function RestoreDialog({ onRestored, onClose }: { readonly onRestored: () => void; readonly onClose: () => void }) {
  const [picked, setPicked] = useState<Picked | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [name, setName] = useState<string | null>(null);
  const { busy, said, run, clear } = useAct();
  const why = missing(picked, passphrase);
  const restore = async (): Promise<void> => {
    if (picked === null) return;
    const done = await run('profile.restore', { copy: picked.bytes, passphrase });
    setPassphrase('');
    if (done === null) return;
    setName(done.name);
    onRestored();
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form
        className="dialog-body"
        onSubmit={(event) => {
          event.preventDefault();
          if (why === null && !busy) void restore();
        }}
      >
        <p>{words.note}</p>
        <p className="subtle">{words.device}</p>
        {name === null ? (
          <>
            <PickFile label={words.file} accept=".ongyeol-profile" picked={picked} onPick={setPicked} />
            <label className="key-field">
              <span className="b">{words.passphrase}</span>
              <input
                className="field"
                type="password"
                autoComplete="current-password"
                value={passphrase}
                onChange={(event) => setPassphrase(event.target.value)}
              />
            </label>
          </>
        ) : (
          <Message tone="ok" text={words.done(name)} />
        )}
        {said?.ok === false && <Message tone="bad" text={said.text} onClose={clear} />}
      </form>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn lg quiet" onClick={onClose}>
          {ko.close} <kbd>Esc</kbd>
        </button>
        {name === null && (
          <ActButton look="pri lg" busy={busy} busyWord={words.busy} why={why} onAct={() => void restore()}>
            {words.button}
          </ActButton>
        )}
      </footer>
    </Dialog>
  );
}

/** 인증서 새로 만들기: an administrator's own, with the agency's key. What ends and what does not is said before. */

import { useState } from 'react';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { fullTime } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';

const words = ko.key.renew;

function Secret({
  label,
  note,
  value,
  first = false,
  onChange,
}: {
  label: string;
  note?: string;
  value: string;
  first?: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <label className="key-field">
      <span className="b">{label}</span>
      <input
        className="field"
        type="password"
        autoComplete="current-password"
        data-autofocus={first ? true : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {note !== undefined && <span className="muted cap">{note}</span>}
    </label>
  );
}

/** The dialog. `onLeave`: the profile is to be opened again with the new key. */
export function RenewDialog({ onLeave, onClose }: { readonly onLeave: () => void; readonly onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [authority, setAuthority] = useState('');
  const [made, setMade] = useState<{ readonly until: string; readonly ended: boolean } | null>(null);
  const { busy, said, run, clear } = useAct();
  const renew = async (): Promise<void> => {
    const done = await run('key.renew', { passphrase, authority: authority === '' ? passphrase : authority });
    setPassphrase('');
    setAuthority('');
    if (done !== null) setMade(done);
  };
  return (
    <Dialog title={words.title} onClose={made === null ? onClose : onLeave}>
      <div className="dialog-body">
        <p>{words.note}</p>
        <p className="subtle">{words.old}</p>
        {made === null ? (
          <>
            <Secret first label={ko.gate.passphrase} value={passphrase} onChange={setPassphrase} />
            <Secret label={words.authority} note={words.authorityNote} value={authority} onChange={setAuthority} />
          </>
        ) : (
          <Message tone="ok" text={words.done(fullTime(made.until), made.ended)} />
        )}
        {said?.ok === false && <Message tone="bad" text={said.text} onClose={clear} />}
      </div>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn lg quiet" onClick={made === null ? onClose : onLeave}>
          {ko.close} <kbd>Esc</kbd>
        </button>
        {made === null ? (
          <ActButton look="pri lg" busy={busy} busyWord={words.busy} why={passphrase === '' ? ko.key.needed : null} onAct={() => void renew()}>
            {words.button}
          </ActButton>
        ) : (
          <button type="button" className="btn pri lg" onClick={onLeave}>
            {words.reopen}
          </button>
        )}
      </footer>
    </Dialog>
  );
}

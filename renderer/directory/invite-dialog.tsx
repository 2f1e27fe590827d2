/** 초대장 만들기: the file goes one way, the code another. The code is shown here once and nowhere else. */

import { useState, type FormEvent } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import type { PersonView } from '../../shared/api/directory-view.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { fullTime } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';

const words = ko.directory.invite;

/** A made invitation: where its file is, and the code that goes another way. */
export function MadeInvitation({ made }: { readonly made: Output<'directory.invite'> }) {
  return (
    <>
      <Message tone="ok" text={words.done(made.name, made.post)} />
      <dl className="dir-facts">
        <dt>{words.file}</dt>
        <dd className="dir-path">{made.path}</dd>
        <dt>{words.code}</dt>
        <dd className="dir-code">{made.code}</dd>
        <dt>{words.until}</dt>
        <dd>{words.onlyOnce(fullTime(made.until))}</dd>
      </dl>
      <p className="device-sure">{words.codeNote}</p>
    </>
  );
}

/** The dialog. */
export function InviteDialog({ person, onClose }: { readonly person: PersonView; readonly onClose: () => void }) {
  const act = useAct();
  const [days, setDays] = useState(7);
  const [passphrase, setPassphrase] = useState('');
  const [made, setMade] = useState<Output<'directory.invite'> | null>(null);
  const replaces = person.certificates.some(({ ended }) => ended === null);
  const invite = async (): Promise<void> => {
    const done = await act.run('directory.invite', { person: person.id, replaces, days, passphrase });
    setPassphrase('');
    if (done !== null) setMade(done);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (passphrase !== '') void invite();
  };
  return (
    <Dialog title={words.title(person.name)} sub={<p className="subtle">{words.note}</p>} onClose={onClose}>
      {made !== null ? (
        <div className="dialog-body">
          <MadeInvitation made={made} />
        </div>
      ) : (
        <form className="dialog-body" onSubmit={submit}>
          {replaces && <Message tone="warn" text={words.replaces} />}
          <label className="dir-label">
            <b>{words.days}</b> <span className="muted cap">{words.daysNote}</span>
            <input className="field" type="number" min={1} max={30} value={days} onChange={(event) => setDays(Math.round(Number(event.target.value)))} />
          </label>
          <label className="dir-label">
            <b>{words.passphrase}</b> <span className="muted cap">{words.passphraseWhy}</span>
            <input
              className="field"
              type="password"
              autoComplete="current-password"
              data-autofocus
              value={passphrase}
              onChange={(event) => setPassphrase(event.target.value)}
            />
          </label>
          {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
          <div className="row-gap">
            <span className="sp" />
            <button type="button" className="btn" onClick={onClose}>
              {ko.close}
            </button>
            <ActButton look="pri" busy={act.busy} busyWord={words.busy} why={passphrase === '' ? words.needed : null} onAct={() => void invite()}>
              {words.act}
            </ActButton>
          </div>
        </form>
      )}
    </Dialog>
  );
}

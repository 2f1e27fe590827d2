/** 관리자 초대: one more administrator, with the agency's issuing key on the way. The code is shown here once and nowhere else. */

import { useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { MadeInvitation } from './invite-dialog.tsx';
import { Passphrase } from './secret-fields.tsx';
import { ActFoot } from './act-foot.tsx';

const words = ko.directory.administrators;
const invite = ko.directory.invite;

/** The dialog. */
export function InviteAdministratorDialog({ onClose }: { readonly onClose: () => void }) {
  const act = useAct();
  const [name, setName] = useState('');
  const [days, setDays] = useState(7);
  const [passphrase, setPassphrase] = useState('');
  const [made, setMade] = useState<Output<'directory.invite'> | null>(null);
  const run = async (): Promise<void> => {
    const done = await act.run('directory.inviteAdministrator', { name, days, passphrase });
    setPassphrase('');
    if (done !== null) setMade(done);
  };
  return (
    <Dialog title={words.invite} sub={<p className="subtle">{words.inviteNote}</p>} onClose={onClose}>
      <div className="dialog-body">
        {made !== null ? (
          <MadeInvitation made={made} />
        ) : (
          <>
            <Message tone="warn" text={words.power} />
            <label className="dir-label">
              <b>{words.name}</b>
              <input className="field" maxLength={60} data-autofocus value={name} onChange={(event) => setName(event.target.value)} />
            </label>
            <label className="dir-label">
              <b>{invite.days}</b> <span className="muted cap">{invite.daysNote}</span>
              <input className="field" type="number" min={1} max={30} value={days} onChange={(event) => setDays(Math.round(Number(event.target.value)))} />
            </label>
            <Passphrase label={invite.passphrase} why={invite.passphraseWhy} value={passphrase} onText={setPassphrase} />
            {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
          </>
        )}
      </div>
      <ActFoot
        act={
          made === null
            ? {
                word: invite.act,
                busy: act.busy,
                busyWord: invite.busy,
                why: name.trim() === '' || passphrase === '' ? words.needed : null,
                run: () => void run(),
              }
            : null
        }
        onClose={onClose}
      />
    </Dialog>
  );
}

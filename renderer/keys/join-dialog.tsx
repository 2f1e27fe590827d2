/** 초대장으로 시작하기, and 인증서 바꾸기 for who has a profile: a request goes to the administrator, a certificate comes back. */

import { useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { JoinRequest } from './join-request.tsx';
import { PickFile, type Picked } from './pick-file.tsx';

const words = ko.join;

interface TakeProps {
  readonly replaces: boolean;
  readonly taken: Output<'join.take'> | null;
  readonly onTaken: (taken: Output<'join.take'>) => void;
  readonly onEnd: () => void;
}

function Take({ replaces, taken, onTaken, onEnd }: TakeProps) {
  const [picked, setPicked] = useState<Picked | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const { busy, said, run } = useAct();
  const [asked, setAsked] = useState(false);
  // A new administrator's certificate brings the agency's key, which their passphrase is to lock.
  const asks = replaces || said?.code === 'PASSPHRASE_NEEDED' || asked;
  const missing = picked === null ? words.need.certificate : asks && passphrase === '' ? words.need.passphrase : null;
  const take = async (): Promise<void> => {
    if (picked === null) return;
    setAsked(asks);
    const done = await run('join.take', { certificate: picked.bytes, passphrase });
    setPassphrase('');
    if (done !== null) onTaken(done);
  };
  if (taken !== null)
    return (
      <Message tone="ok" text={taken.replaces ? words.replaced(taken.name) : words.joined(taken.name)}>
        <button type="button" className="btn sm" onClick={onEnd}>
          {taken.replaces ? words.reopen : ko.close}
        </button>
      </Message>
    );
  return (
    <>
      <PickFile label={words.certificate} accept=".ongyeol-certificate" picked={picked} onPick={setPicked} />
      {asks && (
        <label className="key-field">
          <span className="b">{words.passphrase}</span>
          <input className="field" type="password" autoComplete="current-password" value={passphrase} onChange={(event) => setPassphrase(event.target.value)} />
        </label>
      )}
      {said?.ok === false && <Message tone="bad" text={said.text} />}
      <div className="row">
        <ActButton look="pri" busy={busy} busyWord={words.taking} why={missing} onAct={() => void take()}>
          {words.take}
        </ActButton>
      </div>
    </>
  );
}

/** The dialog. `onTaken` hears that the certificate is in: profiles are to be read anew. */
export function JoinDialog({ replaces, onTaken, onClose }: { readonly replaces: boolean; readonly onTaken: () => void; readonly onClose: () => void }) {
  const [taken, setTaken] = useState<Output<'join.take'> | null>(null);
  return (
    <Dialog
      wide
      title={replaces ? words.titleReplace : words.title}
      sub={<p className="subtle">{replaces ? words.noteReplace : words.note}</p>}
      onClose={taken === null ? onClose : onTaken}
    >
      <div className="dialog-body join-two">
        <JoinRequest replaces={replaces} />
        <section className="key-form">
          <h3>{words.second}</h3>
          <p className="muted cap">{words.secondNote}</p>
          <Take replaces={replaces} taken={taken} onTaken={setTaken} onEnd={onTaken} />
        </section>
      </div>
    </Dialog>
  );
}

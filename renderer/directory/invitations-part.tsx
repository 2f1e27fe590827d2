/** 초대 대장: what became of each invitation; calling one back, and admitting who answered with a request. */

import { useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { dayOnly } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { FilePick, Passphrase, type Picked } from './secret-fields.tsx';
import { PartHead } from './part-head.tsx';
import { ActFoot } from './act-foot.tsx';

const words = ko.directory.invitations;
const TONES = { open: 'acc', used: 'ok', unfinished: 'warn', revoked: 'bad', expired: 'warn' } as const;

function Admit({ onClose }: { readonly onClose: () => void }) {
  const act = useAct();
  const [picked, setPicked] = useState<Picked | null>(null);
  const [root, setRoot] = useState<Picked | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [made, setMade] = useState<Output<'directory.admit'> | null>(null);
  const admit = async (request: Picked): Promise<void> => {
    const done = await act.run('directory.admit', { request: request.bytes, passphrase, ...(root === null ? {} : { trust: root.bytes }) });
    setPassphrase('');
    if (done !== null) setMade(done);
  };
  return (
    <Dialog title={words.admit} sub={<p className="subtle">{words.admitNote}</p>} onClose={onClose}>
      <div className="dialog-body">
        {made !== null ? (
          <>
            <Message tone="ok" text={words.done(made.name, made.replaces)} />
            <dl className="dir-facts">
              <dt>{words.file}</dt>
              <dd className="dir-path">{made.path}</dd>
            </dl>
          </>
        ) : (
          <>
            <FilePick label={words.pick} accept=".ongyeol-request" picked={picked} onPick={setPicked} />
            <details className="dir-outside" open={root !== null || act.said?.code === 'ISSUER_UNTRUSTED'}>
              <summary>{words.outside}</summary>
              <p className="subtle cap">{words.outsideNote}</p>
              <FilePick label={words.pickRoot} accept=".pem,.crt,.cer,.der" picked={root} onPick={setRoot} />
            </details>
            <Passphrase label={words.passphrase} why={words.passphraseWhy} value={passphrase} onText={setPassphrase} />
            {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
          </>
        )}
      </div>
      <ActFoot
        act={
          made === null
            ? {
                word: words.act,
                busy: act.busy,
                busyWord: words.busy,
                why: picked === null || passphrase === '' ? words.needed : null,
                run: () => (picked === null ? undefined : void admit(picked)),
              }
            : null
        }
        onClose={onClose}
      />
    </Dialog>
  );
}

type Invitations = Output<'directory.invitations'>['invitations'];

function Rows({
  rows,
  onCallBack,
  onAdmit,
  busy,
}: {
  readonly rows: Invitations;
  readonly onCallBack: (id: string) => void;
  readonly onAdmit: () => void;
  readonly busy: boolean;
}) {
  const { columns } = words;
  return (
    <table className="tb">
      <thead>
        <tr>
          {[columns.name, columns.post, columns.made, columns.until, columns.state].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          <th scope="col">
            <span className="sr">{words.callBack}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, person, post, madeAt, until, state, replaces }) => (
          <tr key={id}>
            <td className="nw">
              <b>{name}</b> <span className="muted num line cap">{person}</span>
            </td>
            <td className="nw">{post}</td>
            <td className="nw num muted">{dayOnly(madeAt)}</td>
            <td className="nw num muted">{dayOnly(until)}</td>
            <td className="nw">
              <span className={`tag ${TONES[state]}`}>{words.states[state]}</span> {replaces && <span className="tag">{words.replaces}</span>}
            </td>
            <td>
              {state === 'unfinished' && (
                <button type="button" className="btn sm" disabled={busy} onClick={onAdmit}>
                  {words.finish}
                  <span className="sr"> {name}</span>
                </button>
              )}
              {state === 'open' && (
                <button type="button" className="btn sm" disabled={busy} aria-label={words.callBackOf(name)} onClick={() => onCallBack(id)}>
                  {words.callBack}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The part; only the administrator sees it. */
export function InvitationsPart({ onSaid }: { readonly onSaid: (sentence: string) => void }) {
  const { value, error, reload } = useQuery('directory.invitations', {}, 'directory');
  const act = useAct();
  const [admitting, setAdmitting] = useState(false);
  const callBack = async (id: string): Promise<void> => {
    const done = await act.run('directory.callBack', { id });
    reload();
    if (done !== null) onSaid(done.sentence);
  };
  const close = (): void => {
    setAdmitting(false);
    reload();
  };
  const rows = value?.invitations ?? [];
  return (
    <ScrollArea className="dir-tree dir-part" label={words.title}>
      {error !== null && <Message tone="bad" text={error} />}
      {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
      <PartHead words={words} add={{ word: words.admit, onAct: () => setAdmitting(true) }} />
      {value !== null && rows.length === 0 && <p className="muted">{words.none}</p>}
      {rows.length > 0 && <Rows rows={rows} busy={act.busy} onCallBack={(id) => void callBack(id)} onAdmit={() => setAdmitting(true)} />}
      {admitting && <Admit onClose={close} />}
    </ScrollArea>
  );
}

/** 기관 관리자: who may change the directory and issue certificates. An administrator invites one more here, and ends another; never the last. */

import { useState } from 'react';
import type { AdministratorView } from '../../shared/api/directory-view.ts';
import { useAct, useQuery, type Act } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { dayOnly } from '../ui/dates.ts';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { SureButton } from '../ui/sure-button.tsx';
import { InviteAdministratorDialog } from './invite-administrator-dialog.tsx';
import { CertificateTag } from './tree.tsx';
import { PartHead, type PartInput } from './part-head.tsx';

const words = ko.directory.administrators;

/** Ending one certificate asks once more, with what it means. */
function End({ of, act, onEnd }: { readonly of: AdministratorView; readonly act: Act; readonly onEnd: () => void }) {
  return (
    <div className="dir-end">
      <SureButton
        words={{ first: words.end, act: words.act, cancel: words.cancel, sure: words.sure }}
        busy={act.busy}
        busyWord={words.ending}
        of={of.name}
        onAct={onEnd}
      />
    </div>
  );
}

function Administrator({ of, act, onEnd }: { readonly of: AdministratorView; readonly act: Act; readonly onEnd: (() => void) | null }) {
  const { id, name, state, from, until, ended, own, certificate } = of;
  return (
    <li className={ended === null ? 'dir-admin' : 'dir-admin ended'}>
      <div>
        <h4>
          {name} <span className="muted num cap">{id}</span> {own && <span className="tag acc">{words.own}</span>}
        </h4>
        <p>
          <CertificateTag state={state} /> {from === null || until === null ? words.unseen : words.between(dayOnly(from), dayOnly(until))}
          {ended !== null && <span className="muted"> · {words.ended(dayOnly(ended))}</span>}
        </p>
        <p className="muted cap">{words.print(certificate)}</p>
      </div>
      {ended === null && onEnd !== null && (own ? <p className="muted cap dir-end">{words.ownNote}</p> : <End of={of} act={act} onEnd={onEnd} />)}
    </li>
  );
}

/** The part. `administers` where the person at work may change this agency. */
export function AdministratorsPart({ agency, administers, onSaid }: PartInput) {
  const { value, error, reload } = useQuery('directory.administrators', { agency }, 'directory');
  const act = useAct();
  const [inviting, setInviting] = useState(false);
  const end = async (certificate: string): Promise<void> => {
    const done = await act.run('directory.endAdministrator', { certificate });
    reload();
    if (done !== null) onSaid(done.sentence);
  };
  const rows = value?.administrators ?? [];
  const alone = rows.filter(({ ended }) => ended === null).length === 1;
  return (
    <ScrollArea className="dir-tree dir-part" label={words.title}>
      {error !== null && <Message tone="bad" text={error} />}
      {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
      <PartHead words={words} add={administers ? { word: words.invite, onAct: () => setInviting(true) } : null} />
      {administers && alone && <Message tone="warn" text={words.alone} />}
      {value !== null && rows.length === 0 && <p className="muted">{words.none}</p>}
      <ul className="dir-admins">
        {rows.map((one) => (
          <Administrator key={one.certificate} of={one} act={act} onEnd={administers ? () => void end(one.certificate) : null} />
        ))}
      </ul>
      {inviting && <InviteAdministratorDialog onClose={() => setInviting(false)} />}
    </ScrollArea>
  );
}

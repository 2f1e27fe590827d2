/** Groups of recipients: taken over with one press, and kept from what is chosen now. */

import { useState } from 'react';
import { useAct, useQuery } from '../api/use-query.ts';
import { koRecipients as words } from '../i18n/ko-recipients.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';

function Keep({ documentId, chosen, onKept }: { readonly documentId: string; readonly chosen: readonly string[]; readonly onKept: (name: string) => void }) {
  const [name, setName] = useState('');
  const { busy, said, run } = useAct();
  const keep = async (): Promise<void> => {
    const done = await run('recipients.keepGroup', { name: name.trim(), recipients: [...chosen], documentId });
    if (done === null) return;
    onKept(name.trim());
    setName('');
  };
  return (
    <>
      <label htmlFor="keep-group">{words.keepAs}</label>
      <div className="row">
        <input id="keep-group" className="field" placeholder={words.keepName} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        <ActButton busy={busy} why={name.trim() === '' ? words.nameFirst : null} onAct={() => void keep()}>
          {words.keep}
        </ActButton>
      </div>
      {said?.ok === false && <Message tone="bad" text={said.text} />}
    </>
  );
}

/** The part of the dialog. */
export function RecipientGroups({
  documentId,
  chosen,
  onAdd,
}: {
  readonly documentId: string;
  readonly chosen: readonly string[];
  readonly onAdd: (names: readonly string[]) => void;
}) {
  const { value, reload } = useQuery('recipients.groups', { documentId });
  const [kept, setKept] = useState<string | null>(null);
  const { run } = useAct();
  const groups = value?.groups ?? [];
  const drop = async (name: string): Promise<void> => {
    await run('recipients.dropGroup', { name });
    setKept(null);
    reload();
  };
  return (
    <section aria-label={words.groups}>
      {groups.length > 0 && <h3>{words.groups}</h3>}
      <ul className="chosen">
        {groups.map(({ name, recipients, gone }) => (
          <li key={name}>
            <button type="button" className="btn quiet sm" title={recipients.join(', ')} onClick={() => onAdd(recipients)}>
              <Icon name="plus" size={14} /> {words.group(name, recipients.length)}
            </button>
            {gone > 0 && <span className="tag warn">{words.gone(gone)}</span>}
            <button type="button" className="btn quiet sm" aria-label={words.dropGroup(name)} onClick={() => void drop(name)}>
              <Icon name="close" size={12} />
            </button>
          </li>
        ))}
      </ul>
      {chosen.length > 1 && (
        <Keep
          documentId={documentId}
          chosen={chosen}
          onKept={(name) => {
            setKept(name);
            reload();
          }}
        />
      )}
      {kept !== null && (
        <p className="muted cap" role="status">
          {words.kept(kept)}
        </p>
      )}
    </section>
  );
}

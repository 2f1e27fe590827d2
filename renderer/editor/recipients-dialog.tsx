/** Recipients from the directory, or from a group kept before; what is chosen is printed in this order. */

import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { koRecipients as words } from '../i18n/ko-recipients.ts';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { RecipientGroups } from './recipient-groups.tsx';

type Change = (chosen: readonly string[]) => void;

/** Names behind those already chosen, each once. */
export function withNames(chosen: readonly string[], names: readonly string[]): readonly string[] {
  return [...new Set([...chosen, ...names])];
}

function Found({
  view,
  query,
  chosen,
  onAdd,
}: {
  readonly view: DocumentView;
  readonly query: string;
  readonly chosen: readonly string[];
  readonly onAdd: (name: string) => void;
}) {
  const { value } = useQuery('recipients.find', { query, documentId: view.documentId });
  const found = (value?.found ?? []).filter(({ name }) => !chosen.includes(name)).slice(0, 8);
  const written = query.trim();
  const units = view.fields.form === 'unit-letter';
  return (
    <>
      <ul className="posts" aria-label={words.found}>
        {found.map(({ name, beside }) => (
          <li key={name}>
            <button type="button" className="pick" onClick={() => onAdd(name)}>
              <Icon name="plus" size={14} />
              <span className="m">{name}</span>
              <span className="muted ell">{beside}</span>
              <span className="sr">{words.add(name)}</span>
            </button>
          </li>
        ))}
      </ul>
      {value !== null && value.found.length === 0 && units && <p className="muted cap">{words.noUnit}</p>}
      {value !== null && value.found.length === 0 && written !== '' && !units && (
        <div className="row">
          <button type="button" className="btn" onClick={() => onAdd(written)}>
            {words.asWritten(written)}
          </button>
          <span className="muted cap">{words.outside}</span>
        </div>
      )}
    </>
  );
}

function Chosen({ view, chosen, onChange }: { readonly view: DocumentView; readonly chosen: readonly string[]; readonly onChange: Change }) {
  return (
    <section>
      <h3>{view.fields.form === 'unit-letter' && chosen.length === 0 ? words.unitsFirst : words.chosen(chosen.length)}</h3>
      {chosen.length > 0 && (
        <ul className="chosen">
          {chosen.map((name) => (
            <li key={name}>
              {name}
              <button type="button" className="btn quiet sm" aria-label={words.remove(name)} onClick={() => onChange(chosen.filter((one) => one !== name))}>
                <Icon name="close" size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The dialog. */
export function RecipientsDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: () => void }) {
  const [chosen, setChosen] = useState<readonly string[]>(view.fields.recipients);
  const [query, setQuery] = useState('');
  const find = view.fields.form === 'unit-letter' ? words.findUnit : words.find;
  const act = useAct();
  const save = async (): Promise<void> => {
    const done = await act.run('documents.setFields', { documentId: view.documentId, fields: { recipients: [...chosen] } });
    if (done !== null) onClose();
  };
  useShortcuts({ 'Ctrl Enter': () => void save() }, true);
  return (
    <Dialog title={words.title} sub={<p className="subtle">{view.fields.form === 'unit-letter' ? words.unitsNote : words.note}</p>} onClose={onClose}>
      <div className="dialog-body">
        <Chosen view={view} chosen={chosen} onChange={setChosen} />
        <input
          className="field"
          aria-label={find}
          placeholder={find}
          value={query}
          maxLength={100}
          data-autofocus
          onChange={(event) => setQuery(event.target.value)}
        />
        <Found
          view={view}
          query={query}
          chosen={chosen}
          onAdd={(name) => {
            setChosen(withNames(chosen, [name]));
            setQuery('');
          }}
        />
        <RecipientGroups documentId={view.documentId} chosen={chosen} onAdd={(names) => setChosen(withNames(chosen, names))} />
        {act.said?.ok === false && <Message tone="bad" text={act.said.text} />}
      </div>
      <DialogFoot word={words.done} busy={act.busy} busyWord={words.busy} onClose={onClose} onAct={() => void save()} />
    </Dialog>
  );
}

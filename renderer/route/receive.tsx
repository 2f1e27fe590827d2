/** 결재 요청 수령: a partner takes the request and names who handles it. Not 접수, which comes after issue. */

import { useState } from 'react';
import type { Acted } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Message } from '../ui/message.tsx';

/** The form in the own lane. */
export function Receive({ view, onActed }: { readonly view: DocumentView; readonly onActed: (acted: Acted) => void }) {
  const { value, error } = useQuery('approval.handlers', { documentId: view.documentId });
  const { busy, said, run } = useAct();
  const [chosen, setChosen] = useState<string | null>(null);
  const words = ko.document.route;
  const handler = chosen ?? value?.people[0]?.id ?? null;
  const receive = async (): Promise<void> => {
    const acted = handler === null ? null : await run('approval.receive', { documentId: view.documentId, handler });
    if (acted !== null) onActed(acted);
  };
  return (
    <div className="receive">
      <h3>{words.receiveTitle}</h3>
      <p className="subtle">{words.receiveNote}</p>
      <div role="radiogroup" aria-label={words.receivePick} className="people-pick">
        {value?.people.map((person) => (
          <label key={person.id} className={person.id === handler ? 'opt on' : 'opt'}>
            <input type="radio" name="handler" checked={person.id === handler} onChange={() => setChosen(person.id)} />
            <b>{person.position}</b>
            <span className="muted">{person.name}</span>
          </label>
        ))}
      </div>
      {error !== null && <Message tone="bad" text={error} />}
      {said?.ok === false && <Message tone="bad" text={said.text} />}
      <ActButton look="pri" busy={busy} busyWord={words.receiving} onAct={() => void receive()}>
        {words.receiveButton}
      </ActButton>
    </div>
  );
}

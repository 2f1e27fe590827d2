/** 접근 기록: what was done in one's own name; for auditor and administrator, what people of the agency and others did with its papers. */

import { useState } from 'react';
import type { RecordsAsk, RecordsView } from '../../shared/api/records-view.ts';
import type { DirectoryStep } from '../app/places.ts';
import { useClient } from '../api/bridge.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { Chain } from './chain.tsx';
import { Filters } from './filters.tsx';
import { RecordsTable } from './records-table.tsx';

const words = ko.records;
const ALL: RecordsAsk = { scope: 'ownRecords', person: '', document: '', day: '', act: '', before: null };

/** Pages behind the first one, as long as nothing else is asked. */
function useMore(ask: RecordsAsk, first: RecordsView | null) {
  const client = useClient();
  const key = JSON.stringify([ask, first?.rows[0]?.n]);
  const [held, setHeld] = useState<{ readonly key: string; readonly rows: RecordsView['rows']; readonly next: number | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const behind = held?.key === key ? held : null;
  const next = behind === null ? (first?.next ?? null) : behind.next;
  const more = async (): Promise<void> => {
    setBusy(true);
    const answer = await client.call('records.list', { ...ask, before: next });
    setBusy(false);
    if (answer.ok) setHeld({ key, rows: [...(behind?.rows ?? []), ...answer.value.rows], next: answer.value.next });
  };
  return { rows: [...(first?.rows ?? []), ...(behind?.rows ?? [])], next, busy, more };
}

/** The screen. */
export function RecordsScreen({ onStep }: { readonly onStep: (step: DirectoryStep) => void }) {
  const [ask, setAsk] = useState(ALL);
  const [paper, setPaper] = useState('');
  const { value, error } = useQuery('records.list', ask, 'directory');
  const [before, setBefore] = useState<RecordsView | null>(null);
  if (value !== null && value !== before) setBefore(value);
  const view = value ?? before;
  const { rows, next, busy, more } = useMore(ask, value);
  const own = ask.scope === 'ownRecords';
  return (
    <section className="records" aria-label={words.title}>
      <div className="head">
        <h1>{words.title}</h1>
        <span className="muted cap records-note">{words.note}</span>
      </div>
      <Filters
        ask={ask}
        agency={view?.agency ?? null}
        people={view?.people ?? []}
        paper={paper}
        onAsk={(asked) => {
          if (asked.document === '') setPaper('');
          setAsk({ ...asked, before: null });
        }}
      />
      {error !== null && <Message tone="bad" text={error} />}
      {view !== null && <Chain chain={view.chain} note={own ? words.ownNote : words.lookNote} />}
      <ScrollArea className="records-list" label={words.table}>
        {view === null && error === null && <p className="muted records-none">{words.loading}</p>}
        {value !== null && rows.length === 0 && <p className="muted records-none">{words.none}</p>}
        {rows.length > 0 && (
          <RecordsTable
            rows={rows}
            own={own}
            onStep={onStep}
            onPaper={(document) => {
              setPaper(document.name);
              setAsk({ ...ask, document: document.id, before: null });
            }}
          />
        )}
        {next !== null && (
          <p className="records-none">
            <ActButton busy={busy} onAct={() => void more()}>
              {words.more}
            </ActButton>
          </p>
        )}
      </ScrollArea>
    </section>
  );
}

/** 시행일 · 관인 · 발송, each only when it is this person's turn. */

import { DayInput } from '../ui/day-input.tsx';
import { useState } from 'react';
import type { Acted } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { dateValue, dayTime, shortDay } from '../ui/dates.ts';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { issueWords } from './issue-words.ts';
import { SendDialog } from './send-dialog.tsx';

const words = ko.document.card.seal;

/** The next act of sealing and issue, or nothing. */
export function SealFlow({ view, onActed }: { readonly view: DocumentView; readonly onActed: (acted: Acted) => void }) {
  const { busy, said, run, clear } = useAct();
  // Papers put up together are issued on one day (규칙 §5①): the day of the others is proposed.
  const together = view.bundled.find((paper) => paper.documentId !== view.documentId && paper.enforcedOn !== null);
  const [enforcedOn, setEnforcedOn] = useState(() => together?.enforcedOn ?? dateValue(new Date().toISOString()));
  const [asking, setAsking] = useState(false);
  const { documentId } = view;
  const tell = (acted: Acted): void => {
    clear();
    onActed(acted);
  };
  const act = async (name: 'issue.seal' | 'issue.send'): Promise<void> => {
    const acted = await run(name, { documentId });
    if (acted !== null) tell(acted);
  };
  const fix = async (): Promise<void> => {
    const acted = await run('issue.fixBase', { documentId, enforcedOn });
    if (acted !== null) tell(acted);
  };
  const told = issueWords(view);
  const may = (name: DocumentView['acts'][number]): boolean => view.acts.includes(name);
  if (!may('fixBase') && !may('seal') && !may('issue') && said?.ok !== false) return null;
  return (
    <section className="card pad seal-flow" aria-label={told.title}>
      <h2>
        <Icon name="seal" />
        {told.title}
      </h2>
      {may('fixBase') && (
        <div className="seal-act">
          <p className="subtle">{told.fixNote}</p>
          <label htmlFor="enforced">{words.enforced}</label>
          <DayInput id="enforced" value={enforcedOn} onDay={setEnforcedOn} />
          <ActButton look="pri" busy={busy} busyWord={words.fixing} onAct={() => void fix()}>
            {words.fixBase}
          </ActButton>
        </div>
      )}
      {may('fixBase') && together?.enforcedOn != null && together.enforcedOn !== enforcedOn && (
        <Message tone="warn" text={ko.bundle.otherDay(together.title ?? ko.bundle.away, shortDay(dayTime(together.enforcedOn)))} />
      )}
      {may('seal') && (
        <div className="seal-act">
          <p className="subtle">{told.sealNote}</p>
          <ActButton look="pri" busy={busy} busyWord={told.sealing} onAct={() => void act('issue.seal')}>
            {told.seal}
          </ActButton>
        </div>
      )}
      {may('issue') && (
        <div className="seal-act">
          <p className="subtle">{told.sendNote}</p>
          <ActButton look="pri" busy={busy} busyWord={words.sending} onAct={() => setAsking(true)}>
            {words.send}
          </ActButton>
          {asking && (
            <SendDialog
              view={view}
              busy={busy}
              said={said?.ok === false ? said.text : null}
              onSend={() => void act('issue.send')}
              onClose={() => setAsking(false)}
            />
          )}
        </div>
      )}
      {said?.ok === false && <Message tone="bad" text={said.text} onClose={clear} />}
    </section>
  );
}

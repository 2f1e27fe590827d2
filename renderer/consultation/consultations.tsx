/** 의견조회 on the card: what was asked, who answered what, who has not yet; ending it is its maker's. */

import type { Acted } from '../../shared/api/contract.ts';
import type { ConsultationView } from '../../shared/api/consultation-view.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { shortDay, shortTime } from '../ui/dates.ts';
import { Glyph } from '../ui/glyph.tsx';
import { Message } from '../ui/message.tsx';
import { Said } from '../ui/said.tsx';

const words = ko.consultation;

/** How many answered, and whether that is what was hoped for. */
function countWords({ to, atLeast }: ConsultationView): string {
  const answered = to.filter(({ answer }) => answer !== null).length;
  return `${words.answered(answered, to.length)} · ${answered >= atLeast ? words.enough : words.hoped(atLeast)}`;
}

function Answers({ one }: { readonly one: ConsultationView }) {
  return (
    <ol>
      {one.to.map(({ agencyName, label, answer }, place) => (
        <li key={place} className="route-row">
          <Glyph state={answer === null ? 'todo' : 'ok'} size={16} />
          <span />
          <span className="who-did">
            <b>{label}</b> <span className="subtle">{agencyName}</span>
          </span>
          <span>
            {answer === null && <span className="muted">{words.notYet}</span>}
            {answer?.late === true && <span className="tag warn">{words.late}</span>}{' '}
            {answer !== null && (answer.opinion === null ? words.hidden : answer.opinion === '' ? words.noOpinion : <Said text={answer.opinion} />)}
          </span>
          <span className="muted nw num">{answer === null ? '' : shortTime(answer.at)}</span>
        </li>
      ))}
    </ol>
  );
}

function One({ documentId, one, onActed }: { readonly documentId: string; readonly one: ConsultationView; readonly onActed: (acted: Acted) => void }) {
  const { busy, said, run } = useAct();
  const close = async (): Promise<void> => {
    const done = await run('consultation.close', { documentId, id: one.id });
    if (done !== null) onActed(done);
  };
  return (
    <section aria-label={`${words.title} ${shortTime(one.at)}`}>
      <h2 className="lane-head">
        <span className="nw">{words.title}</span>
        <span className="muted">{`${one.who} · ${countWords(one)}`}</span>
        <span className="sp" />
        <span className={one.open ? 'tag acc' : 'tag'}>
          {one.open ? `${words.state.open} · ${words.until(shortDay(one.due))}${one.overdue ? ` · ${words.over}` : ''}` : words.state.closed}
        </span>
        {one.mayClose && (
          <ActButton look="sm" busy={busy} busyWord={words.closing} onAct={() => void close()}>
            {words.close}
          </ActButton>
        )}
      </h2>
      <p className="pad">{one.question === null ? <span className="muted">{words.hidden}</span> : `“${one.question}”`}</p>
      <Answers one={one} />
      {said?.ok === false && <Message tone="bad" text={said.text} />}
    </section>
  );
}

/** All of a paper; nothing where none was asked. */
export function Consultations({ view, onActed }: { readonly view: DocumentView; readonly onActed: (acted: Acted) => void }) {
  return view.consultations.map((one) => <One key={one.id} documentId={view.documentId} one={one} onActed={onActed} />);
}

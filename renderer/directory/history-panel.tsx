/** 개편 이력: every signed entry of an agency's directory, newest first, with what it changed. */

import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { fullTime } from '../ui/dates.ts';
import { Message } from '../ui/message.tsx';

const words = ko.directory.history;

const intoView = (item: HTMLElement | null): void => item?.scrollIntoView({ block: 'center' });

/** The panel. `seq`: the entry that was asked for; it is brought into view and marked. */
export function HistoryPanel({ agency, seq }: { readonly agency: string; readonly seq: number | null }) {
  const { value, error } = useQuery('directory.history', { agency }, 'directory');
  return (
    <>
      <h2>{words.title}</h2>
      <p className="muted cap">{words.note}</p>
      {error !== null && <Message tone="bad" text={error} />}
      <ol className="dir-steps">
        {value?.steps.map((step) => (
          <li
            key={step.seq}
            className={step.seq === seq ? 'on' : ''}
            aria-current={step.seq === seq ? 'true' : undefined}
            ref={step.seq === seq ? intoView : undefined}
          >
            <b>{fullTime(step.at)}</b>
            <span className="muted line cap">
              {words.number(step.seq + 1)} · {words.by(step.by)}
            </span>
            <ul>
              {step.changes.length === 0 && <li className="muted">{words.nothing}</li>}
              {step.changes.map((change) => (
                <li key={`${change.kind}/${change.what}`}>
                  <span className="tag">{change.kind}</span> {change.what}
                </li>
              ))}
              {step.more > 0 && <li className="muted">{words.more(step.more)}</li>}
            </ul>
          </li>
        ))}
      </ol>
    </>
  );
}

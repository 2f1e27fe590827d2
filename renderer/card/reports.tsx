/** 사후보고 on the card: what a deputy decided, and who confirmed it when (영 §10③). */

import type { DocumentView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { dayWords } from '../decide/standing.tsx';
import { fullTime, shortTime } from '../ui/dates.ts';
import { Glyph } from '../ui/glyph.tsx';
import { Said } from '../ui/said.tsx';

const words = ko.acts.report;

/** The section; nothing where no deputy decided an important paper. */
export function Reports({ view }: { readonly view: DocumentView }) {
  if (view.reports.length === 0) return null;
  return (
    <section aria-label={words.title}>
      <h2 className="lane-head">{words.title}</h2>
      <ol>
        {view.reports.map(({ stepId, forPost, deputy, at, confirmed, awayUntil }) => (
          <li key={stepId} className="route-row">
            <Glyph state={confirmed === null ? 'todo' : 'ok'} size={16} />
            <span className="k">{ko.states.acting}</span>
            <span className="who-did">
              <b>{deputy}</b> <span className="subtle">{ko.acts.standing.forWhom(forPost)}</span>
            </span>
            <span>
              {confirmed === null
                ? awayUntil === null
                  ? words.open
                  : words.away(dayWords(awayUntil))
                : `${words.confirmed(confirmed.who, fullTime(confirmed.at))} `}

              {confirmed !== null && <Said text={confirmed.opinion} />}
            </span>
            <span className="muted nw num">{shortTime(at)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

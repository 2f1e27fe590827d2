/** What another agency will probably do, from its past joint papers: it designs its route itself (US1). */

import type { UsualTimes } from '../../shared/api/usual-view.ts';
import type { LaneView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';

const words = ko.usual;

/** The steps it had in its newest paper, each with its usual time where enough is known. */
export function UsualLane({ lane, usual }: { readonly lane: LaneView; readonly usual: UsualTimes['partners'][number] }) {
  return (
    <>
      <p className="lane-empty">
        {ko.document.route.ownChoiceNote(lane.agency.name)} <span className="line">{words.partner(usual.usual.of)}</span>
      </p>
      <ol className="usual-steps">
        {usual.steps.map((step, i) => (
          <li key={`${step.position}${i}`}>
            <span className="subtle">{ko.kinds[step.kind]}</span>
            <b>{step.position}</b>
            {step.delegated && <span className="tag">{ko.kinds.delegated}</span>}
            {step.usual !== null && (
              <span className="d" title={words.note(step.usual.of)}>
                {words.of(words.days(step.usual.days), step.usual.of)}
              </span>
            )}
          </li>
        ))}
      </ol>
      <p className="subtle cap usual-whole">{words.expected(words.days(usual.usual.days))}</p>
    </>
  );
}

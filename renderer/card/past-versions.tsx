/** 지난 판: every version that is over with how it ended and all that was said in it, clearly apart from the one on the desk. */

import type { PastVersionView } from '../../shared/api/past-view.ts';
import type { RevisionView } from '../../shared/api/act-view.ts';
import type { DocumentView, LaneView, StepView } from '../../shared/api/views.ts';
import { koPast } from '../i18n/ko-past.ts';
import { ko } from '../i18n/ko.ts';
import { dayOnly, dayTime, shortTime } from '../ui/dates.ts';
import { Said } from '../ui/said.tsx';
import { useNow } from '../ui/use-now.ts';
import { LaneRows } from './lane-rows.tsx';

/** Steps of a past version at which something was said, in the order of the lanes; the act that ended it is told in its head. */
export function saidIn({ lanes }: { readonly lanes: readonly LaneView[] }): StepView[] {
  return lanes.flatMap((lane) => lane.stages.flat()).filter((step) => step.state !== 'returned' && (step.opinion !== null || step.differs));
}

/** How much was said of a paper: opinions of this version and of those that are over, what reviewers had changed, and how many versions are over. */
export function saidCount({ lanes, past, revisions }: Pick<DocumentView, 'lanes' | 'past' | 'revisions'>): {
  opinions: number;
  instructions: number;
  over: number;
} {
  const over = past.filter(({ how }) => how !== 'rewritten');
  const opinions = [{ lanes }, ...past].reduce((sum, one) => sum + saidIn(one).length, 0);
  return { opinions, instructions: revisions.length, over: over.length };
}

/** What reviewers wrote anew on the way of an ended version: behind the one that ended before it. */
export function writtenIn(one: PastVersionView, { past, revisions }: Pick<DocumentView, 'past' | 'revisions'>): RevisionView[] {
  if (one.how === 'rewritten') return [];
  const before = Math.max(0, ...past.filter(({ how, version }) => how !== 'rewritten' && version < one.version).map(({ version }) => version));
  return revisions.filter(({ version }) => version > before && version <= one.version);
}

/** How it ended: by whom, when, why, and by when a change was wanted. */
function End({ past }: { readonly past: PastVersionView }) {
  const { how, who, at, reason, due, signatures } = past;
  return (
    <p className="past-end">
      <b>{koPast.how[how]}</b> {who} <span className="muted num">{shortTime(at)}</span> <Said text={reason} />
      {due !== null && <span className="subtle line">{koPast.due(dayOnly(dayTime(due)))}</span>}
      {signatures > 0 && <span className="muted cap line">{how === 'rewritten' ? koPast.again(signatures) : koPast.void(signatures)}</span>}
    </p>
  );
}

/** On the card: each with its whole 보고경로. Nothing where the first version is on the desk. */
export function PastVersions({ view: { past, revisions } }: { readonly view: Pick<DocumentView, 'past' | 'revisions'> }) {
  const now = useNow();
  if (past.length === 0) return null;
  return (
    <section className="past-versions" aria-label={koPast.title}>
      {past.map((one) => (
        <details key={`${one.version}${one.how}`} className="past-version" open>
          <summary>
            <span className="tag off">{koPast.tag}</span> <b>{ko.version(one.version)}</b> <span className="muted">{koPast.how[one.how]}</span>
          </summary>
          <End past={one} />
          {one.lanes.map((lane) => (
            <LaneRows key={lane.agency.code} lane={lane} now={now} revisions={writtenIn(one, { past, revisions })} past />
          ))}
        </details>
      ))}
    </section>
  );
}

/** Beside the lanes of 결재경로 and 진행 현황: how each ended and what was said, in short. */
export function PastSaid({ past }: { readonly past: readonly PastVersionView[] }) {
  if (past.length === 0) return null;
  return (
    <section className="sec" aria-label={koPast.title}>
      <h2>{koPast.title}</h2>
      {past.map((one) => (
        <div key={`${one.version}${one.how}`} className="past-said">
          <b>{ko.version(one.version)}</b>
          <End past={one} />
          <ul>
            {saidIn(one).map((step) => (
              <li key={step.id}>
                {ko.kinds[step.kind]} <b>{step.position}</b> {step.differs && <span className="tag warn">{ko.states.differs}</span>}{' '}
                {step.opinion !== null && <Said text={step.opinion} />}
              </li>
            ))}
          </ul>
          {saidIn(one).length === 0 && one.reason === '' && <p className="muted cap">{koPast.nothing}</p>}
        </div>
      ))}
    </section>
  );
}

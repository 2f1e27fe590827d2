/** Beside the lanes: with whom it is now, until when, how far it is, what happened last. */

import type { DocumentView, LaneView } from '../../shared/api/views.ts';
import { useQuery } from '../api/use-query.ts';
import { PastSaid } from '../card/past-versions.tsx';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { dayOnly, dayTime, lastedWords, recentTime, shortDay } from '../ui/dates.ts';
import { dayLeft, DueTag } from '../ui/due.tsx';
import { Folded } from '../ui/said.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { countWords } from '../ui/step-count.ts';
import { seenWords } from './holder.tsx';
import type { WaitingOn } from './use-waiting.ts';
import { howFar, waitingFor, type Waiting } from './waiting-for.ts';

const words = ko.document.route;

/** Whether whoever holds it has opened it since it came, and until when it is asked. */
function Held({ one, now, looking }: { readonly one: Waiting; readonly now: number; readonly looking: boolean }) {
  const looked = one.opened === null ? words.notOpened : words.openedAt(recentTime(one.opened, now));
  return (
    <>
      {looking && <b className="turn cap line">{ko.progress.looking}</b>}
      {one.reached && one.glyph !== 'held' && one.since !== null && <span className="muted cap line">{looked}</span>}
      {one.due !== null && (
        <span className="cap line">
          <DueTag due={one.due} now={now} />
        </span>
      )}
    </>
  );
}

/** Whether somebody else has the paper before their eyes; the own turn says nothing of oneself. */
function looksNow({ holder }: WaitingOn, { agency, stepId }: Waiting): boolean {
  const held = holder(agency, stepId);
  return held?.looking === true && held.nudgeNot !== '';
}

function WhoNow({ view, now, on }: { readonly view: DocumentView; readonly now: number; readonly on: WaitingOn }) {
  const waiting = waitingFor(view.lanes).map((one) => ({ ...one, cut: one.agency === view.myAgency ? null : on.cut(one.agency) }));
  return (
    <section className="sec">
      <h2>{words.whoNow}</h2>
      {waiting.length === 0 && <p className="muted">{words.nobody}</p>}
      <ul className="waiting-for">
        {waiting.map((one) => (
          <li key={one.key} className="check">
            <Glyph state={one.cut === null || one.glyph === 'held' ? one.glyph : 'unreachable'} size={18} />
            <span>
              <b>{one.who}</b>
              <span className="muted cap line">{one.where}</span>
              {one.cut !== null && (
                <span className="muted cap line">
                  {ko.progress.cut}
                  {one.cut.seenAt !== null && ` · ${ko.progress.last(seenWords(one.cut.seenAt, now))}`}
                </span>
              )}
              <Held one={one} now={now} looking={looksNow(on, one)} />
            </span>
            {one.since !== null && <span className="num nw">{lastedWords(one.since, now)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** When past papers say it will be established; nothing where they say too little. */
function ExpectedEnd({ documentId }: { readonly documentId: string }) {
  const { value } = useQuery('progress.expected', { documentId }, documentId);
  if (value === null) return null;
  return (
    <>
      <dt>{ko.usual.end}</dt>
      <dd title={ko.usual.endNote}>
        {shortDay(value.at)} <span className="muted nw">{ko.usual.past(value.of)}</span>
      </dd>
    </>
  );
}

/** 끝나는 때: the day set for the paper, and how far it is. */
function Ends({ view, now, onDue }: { readonly view: DocumentView; readonly now: number; readonly onDue: (lane: LaneView) => void }) {
  const { undesigned, share, ...count } = howFar(view.lanes);
  const own = view.lanes.find((lane) => lane.maySetDays);
  if (count.total === 0) return null;
  return (
    <section className="sec">
      <h2>
        {view.status === 'returned' || view.status === 'withdrawn' ? ko.due.stopped : ko.due.ends}
        <span className="sp" />
        {own !== undefined && (
          <button type="button" className="btn sm" onClick={() => onDue(own)}>
            {ko.due.change}
          </button>
        )}
      </h2>
      {(view.wholeDue !== null || view.status === 'in-approval') && (
        <dl className="kv">
          <dt>{ko.due.whole}</dt>
          <dd>
            {view.wholeDue === null ? (
              <span className="muted">{ko.due.none}</span>
            ) : (
              <>
                <b className={view.wholeDue.overdue ? 'late' : ''}>{dayOnly(dayTime(view.wholeDue.day))}</b>{' '}
                {view.status === 'in-approval' && <span className="muted nw">{dayLeft(view.wholeDue.day, now)}</span>}
              </>
            )}
          </dd>
          {view.status === 'in-approval' && <ExpectedEnd documentId={view.documentId} />}
        </dl>
      )}
      <div className="meter">
        <i style={{ width: `${share}%` }} />
      </div>
      <p className="row-gap muted cap">
        <span>{undesigned > 0 ? words.stepsSoFar(countWords(count), undesigned) : countWords(count)}</span>
        <span className="sp" />
        <span className="nw">{share}%</span>
      </p>
    </section>
  );
}

/** The panel of 진행 현황. */
export function NowPanel({
  view,
  now,
  waiting,
  onDue,
}: {
  readonly view: DocumentView;
  readonly now: number;
  readonly waiting: WaitingOn;
  readonly onDue: (lane: LaneView) => void;
}) {
  const { value } = useQuery('trail.get', { documentId: view.documentId }, view.documentId);
  return (
    <aside className="panel narrow" aria-label={words.whoNow} data-area>
      {view.status === 'in-approval' && <WhoNow view={view} now={now} on={waiting} />}
      <Ends view={view} now={now} onDue={onDue} />
      <PastSaid past={view.past} />
      <section className="sec last">
        <h2>{words.recent}</h2>
        <ol className="feed">
          {(value?.lines ?? [])
            .toReversed()
            .slice(0, 14)
            .map((line) => (
              <li key={line.seq}>
                <time dateTime={line.at}>{recentTime(line.at, now)}</time>
                {line.agency === null ? <span /> : <Agency agency={line.agency} />}
                <span>
                  <b>{line.who}</b> {line.what}
                  {line.detail !== '' && (
                    <span className="muted">
                      {' '}
                      <Folded text={line.detail} />
                    </span>
                  )}
                </span>
              </li>
            ))}
        </ol>
      </section>
    </aside>
  );
}

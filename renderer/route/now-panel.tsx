/** Beside the lanes: with whom it is now, how far it is, what happened last. */

import type { DocumentView, LaneView } from '../../shared/api/views.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { lastedWords, recentTime } from '../ui/dates.ts';
import { Glyph, type GlyphState } from '../ui/glyph.tsx';
import { stepGlyph } from './step-row.tsx';

interface Waiting {
  readonly key: string;
  readonly who: string;
  readonly where: string;
  readonly reached: boolean;
  readonly glyph: GlyphState;
}

/** Everyone a paper waits for: steps whose turn it is, partners who have to receive or to design. */
export function waitingFor(lanes: readonly LaneView[]): Waiting[] {
  const words = ko.document.route;
  return lanes.flatMap((lane) => {
    if (lane.state === 'requested')
      return [{ key: lane.agency.code, who: lane.unitName, where: `${lane.agency.name} · ${words.requested}`, reached: true, glyph: 'now' as const }];
    if (lane.state === 'designing' && lane.role === 'partner')
      return [
        { key: lane.agency.code, who: lane.handler ?? lane.unitName, where: `${lane.agency.name} · ${words.designing}`, reached: true, glyph: 'now' as const },
      ];
    return lane.stages
      .flat()
      .filter((step) => step.state === 'now' || step.state === 'unreachable')
      .map((step) => {
        const reached = step.state === 'now' && !step.stranded;
        return {
          key: step.id,
          who: step.position,
          where: `${lane.agency.name} · ${!reached ? ko.states.unreachable : step.hold !== null ? ko.states.held : step.mine ? words.mine : ko.kinds[step.kind]}`,
          reached,
          glyph: stepGlyph(step),
        };
      });
  });
}

/** How far a paper is. Every agency counts the same, so that one whose route is not designed yet is not taken for nothing to do. */
export function howFar(lanes: readonly LaneView[]): { total: number; done: number; undesigned: number; share: number } {
  const each = lanes.map((lane) => {
    const steps = lane.stages.flat();
    return { total: steps.length, done: steps.filter((step) => step.state === 'signed' || step.state === 'skipped').length };
  });
  const sum = (of: (one: (typeof each)[number]) => number): number => each.reduce((all, one) => all + of(one), 0);
  return {
    total: sum((one) => one.total),
    done: sum((one) => one.done),
    undesigned: each.filter((one) => one.total === 0).length,
    share: Math.floor((sum((one) => (one.total === 0 ? 0 : one.done / one.total)) / Math.max(1, each.length)) * 100),
  };
}

/** The panel of 진행 현황. */
export function NowPanel({ view, now }: { readonly view: DocumentView; readonly now: number }) {
  const { value } = useQuery('trail.get', { documentId: view.documentId }, view.documentId);
  const words = ko.document.route;
  const waiting = waitingFor(view.lanes);
  const { total, done, undesigned, share } = howFar(view.lanes);
  return (
    <aside className="panel narrow" aria-label={words.whoNow} data-area>
      {view.status === 'in-approval' && (
        <section className="sec">
          <h2>{words.whoNow}</h2>
          {waiting.length === 0 && <p className="muted">{words.nobody}</p>}
          <ul className="waiting-for">
            {waiting.map((one) => (
              <li key={one.key} className="check">
                <Glyph state={one.glyph} size={18} />
                <span>
                  <b>{one.who}</b>
                  <span className="muted cap line">{one.where}</span>
                </span>
                {view.waitingSince !== null && one.reached && <span className="num nw">{lastedWords(view.waitingSince, now)}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {total > 0 && (
        <section className="sec">
          <h2>{words.howFar}</h2>
          <div className="meter">
            <i style={{ width: `${share}%` }} />
          </div>
          <p className="row-gap muted cap">
            <span>{undesigned > 0 ? words.stepsSoFar(total, done, undesigned) : words.stepsDone(total, done)}</span>
            <span className="sp" />
            <span className="nw">{share}%</span>
          </p>
        </section>
      )}
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
                  {line.detail !== '' && <span className="muted"> {line.detail}</span>}
                </span>
              </li>
            ))}
        </ol>
      </section>
    </aside>
  );
}

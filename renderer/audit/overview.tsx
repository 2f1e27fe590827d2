/** 살펴보기: which files hold, which do not and why, findings by kind, how long steps took, when papers were opened. */

import { useState } from 'react';
import type { AuditOverview } from '../../shared/api/audit-view.ts';
import type { FindingKind } from '../../shared/audit/finding.ts';
import type { HeldState } from '../../shared/audit/judged.ts';
import { ko } from '../i18n/ko.ts';
import { Glyph } from '../ui/glyph.tsx';
import { Icon } from '../ui/icons.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { ChartCard, DelayChart, HourChart } from './charts.tsx';

const words = ko.audit;

/** The glyph of a file's state. */
export const STATE_GLYPHS = { whole: 'ok', partial: 'warn', unknown: 'unreachable', fault: 'stop' } as const satisfies Readonly<Record<HeldState, string>>;

function Kinds({ overview, onKind }: { readonly overview: AuditOverview; readonly onKind: (kind: FindingKind) => void }) {
  const most = Math.max(1, ...overview.kinds.map(({ count }) => count));
  const all = overview.kinds.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="card audit-card" aria-label={words.kinds}>
      <h3>
        {words.kinds}
        <span className="cap muted">{words.kindsOf(all)}</span>
      </h3>
      <ul className="audit-kinds">
        {overview.kinds.map(({ kind, name, law, grave, count }) => {
          // What was not looked for is not told as not found.
          const off = kind === 'unusual-reading' && !overview.unusual;
          return (
            <li key={kind}>
              <button type="button" disabled={count === 0} onClick={() => onKind(kind)}>
                <Glyph state={off ? 'todo' : count === 0 ? 'ok' : grave ? 'stop' : 'warn'} size={14} />
                <span>{name}</span>
                <span className="muted cap">{off ? words.notAsked : law}</span>
                <span className="audit-bar" aria-hidden="true">
                  <span className={count === 0 ? 'none' : grave ? 'grave' : ''} style={{ width: `${Math.max(1, (count / most) * 100)}%` }} />
                </span>
                <b className="num">{off ? '–' : count}</b>
                <span className="sr">{off ? words.notAsked : words.count(count)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Verdict({ overview, onState }: { readonly overview: AuditOverview; readonly onState: (state: HeldState) => void }) {
  const { counts, why, trust } = overview;
  return (
    <section className="card audit-card" aria-label={words.verdict}>
      <h3>
        {words.verdict}
        <span className="cap muted">{words.trusts[trust]}</span>
      </h3>
      <ul className="audit-verdict">
        {(['whole', 'partial', 'fault', 'unknown'] as const).map((state) => (
          <li key={state}>
            <button type="button" disabled={counts[state] === 0} onClick={() => onState(state)}>
              <Glyph state={counts[state] === 0 ? 'todo' : STATE_GLYPHS[state]} size={18} />
              <b className="num">{counts[state]}</b>
              <span className="subtle">{words.states[state]}</span>
              <span className="muted cap">{words.stateNotes[state]}</span>
            </button>
          </li>
        ))}
      </ul>
      {why.length > 0 && (
        <details open={counts.fault > 0}>
          <summary>{words.why}</summary>
          <ul className="audit-why">
            {why.map((one) => (
              <li key={`${one.state}${one.words}`}>
                <Glyph state={STATE_GLYPHS[one.state]} size={14} />
                <span>{words.whyLine(one.words, one.count)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Fork({ fork }: { readonly fork: string }) {
  return (
    <div className="note bad audit-fork" role="alert">
      <Icon name="warn" />
      <div>
        <strong>{words.fork}</strong>
        <p>
          {fork} {words.forkNote}
        </p>
      </div>
    </div>
  );
}

/** Facts of the two pictures. */
function factsOf({ delays, agencies, hours }: AuditOverview) {
  const { columns } = words;
  const name = (code: string): string => agencies.find((one) => one.code === code)?.name ?? code;
  const opened = hours.some(({ working, off }) => working + off > 0);
  return {
    delays: {
      head: [columns.agency, columns.stage, columns.of, columns.median, columns.ninth, columns.late],
      rows: delays.map((one) => [name(one.agency), one.stage, String(one.of), words.days(one.median), words.days(one.ninth), String(one.late)]),
    },
    hours: {
      head: [columns.hour, columns.working, columns.off],
      rows: opened ? hours.map(({ hour, working, off }) => [words.hour(hour), String(working), String(off)]) : [],
    },
  };
}

/** The overview. */
export function Overview({
  overview,
  unusual,
  onKind,
  onState,
  onUnusual,
}: {
  readonly overview: AuditOverview;
  /** What is asked for; until it is answered the overview is still the one of before. */
  readonly unusual: boolean;
  readonly onKind: (kind: FindingKind) => void;
  readonly onState: (state: HeldState) => void;
  readonly onUnusual: (on: boolean) => void;
}) {
  const [table, setTable] = useState(false);
  useShortcuts({ T: () => setTable(!table) });
  const facts = factsOf(overview);
  return (
    <ScrollArea className="audit-overview" label={words.tabs.overview}>
      {overview.fork !== null && <Fork fork={overview.fork} />}
      <div className="audit-grid">
        <div>
          <Kinds overview={overview} onKind={onKind} />
          <Verdict overview={overview} onState={onState} />
        </div>
        <div>
          <ChartCard title={words.delays} note={words.delaysNote} facts={facts.delays} table={table} none={words.noDelays}>
            <DelayChart overview={overview} />
          </ChartCard>
          <ChartCard title={words.hours} note={words.hoursNote} facts={facts.hours} table={table} none={words.noHours}>
            <HourChart hours={overview.hours} />
          </ChartCard>
        </div>
      </div>
      <label className="row-gap audit-unusual">
        <input type="checkbox" checked={unusual} onChange={(event) => onUnusual(event.target.checked)} />
        {words.unusual}
        {overview.unusual !== unusual && (
          <span className="muted" role="status">
            {words.finding}
          </span>
        )}
      </label>
    </ScrollArea>
  );
}

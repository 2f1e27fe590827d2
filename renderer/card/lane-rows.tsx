/** One agency's lane on 보고경로, of this version or of one that is over. */

import type { RevisionView } from '../../shared/api/act-view.ts';
import type { LaneView, StepView } from '../../shared/api/views.ts';
import { holdWords } from '../decide/standing.tsx';
import { Deviation } from '../decide/signed-what.tsx';
import { koPast } from '../i18n/ko-past.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { shortTime } from '../ui/dates.ts';
import { DueTag } from '../ui/due.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Said } from '../ui/said.tsx';
import { stepGlyph } from '../route/step-row.tsx';

/** What was said on the step, and what holds it. */
function Words({ step, now, wrote }: { readonly step: StepView; readonly now: number; readonly wrote: readonly RevisionView[] }) {
  return (
    <span>
      {wrote.map(({ version, reason }) => (
        <span key={version} className="line">
          <span className="tag">{ko.version(version)}</span> {koPast.instruction} <Said text={reason} />
        </span>
      ))}
      {step.differs && <span className="tag warn">{ko.states.differs}</span>} {step.skipped !== null && `${ko.states.skipped} · ${step.skipped} `}
      {step.opinion !== null && <Said text={step.opinion} />}
      {step.hold !== null && holdWords(step.hold)} {step.due !== null && <DueTag due={step.due} now={now} />}
    </span>
  );
}

interface RowInput {
  readonly step: StepView;
  readonly strand: number;
  readonly now: number;
  readonly past: boolean;
  readonly wrote: readonly RevisionView[];
}

function Row({ step, strand, now, past, wrote }: RowInput) {
  return (
    <li className="route-row">
      <Glyph state={stepGlyph(step)} strand={strand} differs={step.differs} size={16} />
      <span className="k">{ko.kinds[step.kind]}</span>
      <span className="who-did">
        {step.marks.map((mark) => ko.marks[mark].slice(0, 2)).join('')}
        <b>{step.position}</b>
        {step.delegated && <span className="tag">{ko.kinds.delegated}</span>}
        {step.deputy !== null && (
          <span className="subtle">
            {step.deputy} <span className="tag">{ko.states.acting}</span>
          </span>
        )}
      </span>
      <Words step={step} now={now} wrote={wrote} />
      <span className="muted nw num">{step.at !== null ? shortTime(step.at) : past ? koPast.notReached : ko.states[step.state]}</span>
    </li>
  );
}

/** The lane; `past` where its version is over, so that nothing of it is still to come. What a reviewer wrote anew stands at their step (영 §9③). */
export function LaneRows({
  lane,
  now,
  revisions,
  past = false,
}: {
  readonly lane: LaneView;
  readonly now: number;
  readonly revisions: readonly RevisionView[];
  readonly past?: boolean;
}) {
  const going = !past && lane.state !== 'decided' && lane.state !== 'returned';
  return (
    <section aria-label={lane.agency.name}>
      <h2 className={`lane-head L${lane.agency.strand}`}>
        <Agency agency={lane.agency} name />
        <span className="muted">
          {ko.roles[lane.role]}
          {!past && lane.registration !== null && ` · ${ko.document.route.registration(lane.registration)}`}
        </span>
        <span className="sp" />
        {lane.due !== null && going && <DueTag due={lane.due} now={now} />}
      </h2>
      <Deviation lane={lane} />
      {lane.stages.length === 0 && <p className="muted pad">{lane.role === 'partner' ? ko.document.route.ownChoice : ko.document.route.notDesigned}</p>}
      <ol>
        {lane.stages.flat().map((step) => (
          <Row key={step.id} step={step} strand={lane.agency.strand} now={now} past={past} wrote={revisions.filter(({ stepId }) => stepId === step.id)} />
        ))}
      </ol>
    </section>
  );
}

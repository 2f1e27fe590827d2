/** One step of a lane with live state: who, as whom, held, left out, and what this person may do with it. */

import type { ReactNode } from 'react';
import type { LaneView, StepView } from '../../shared/api/views.ts';
import { holdWords } from '../decide/standing.tsx';
import { ko } from '../i18n/ko.ts';
import { lastedWords, recentTime, shortTime } from '../ui/dates.ts';
import { DueTag } from '../ui/due.tsx';
import { isPassed } from '../ui/step-count.ts';
import { Said } from '../ui/said.tsx';
import { Glyph, type GlyphState } from '../ui/glyph.tsx';
import { HolderAway, HolderLooks, NudgeButton } from './holder.tsx';
import type { WaitingOn } from './use-waiting.ts';

/** Asks for the dialog of an act on a step that is not decided in the signing dialog. */
export type StepAsk = (act: 'skip' | 'reroute', step: StepView) => void;

const acts = ko.acts;
const words = ko.document.route;

/** The glyph of a step: 대결 and 보류 have their own. */
export function stepGlyph(step: StepView): GlyphState {
  if (step.state === 'signed' && step.deputy !== null) return 'acting';
  if (step.hold !== null) return 'held';
  return step.stranded ? 'unreachable' : step.state;
}

/** Who did what on the step, in words. */
function Did({ step, now, looks }: { readonly step: StepView; readonly now: number; readonly looks: ReactNode }) {
  if (step.state === 'skipped') {
    return (
      <div className="d">
        {ko.states.skipped} · {step.skipped}
      </div>
    );
  }
  if (step.state === 'now') {
    return (
      <div className="d">
        <b className="turn">{step.mine ? words.mine : ko.states.now}</b> {step.since !== null && lastedWords(step.since, now)}{' '}
        {step.as?.kind === 'acting' && <span className="tag acc">{acts.standing.acting}</span>}
        {!step.mine && !step.stranded && (
          <span className="line">
            {looks}
            {step.opened === null ? words.notOpened : words.openedAt(recentTime(step.opened, now))}
          </span>
        )}
        {step.mine && <span className="line subtle">{ko.progress.shown}</span>}
      </div>
    );
  }
  if (step.person === null) return null;
  return (
    <div className="d">
      {step.person}
      {step.deputy !== null && (
        <>
          {' '}
          · {step.deputy} <span className="tag">{ko.states.acting}</span>
        </>
      )}
    </div>
  );
}

/** The step. */
export function StepRow({
  step,
  lane,
  now,
  last,
  waiting,
  onAsk,
}: {
  readonly step: StepView;
  readonly lane: LaneView;
  readonly now: number;
  readonly last: boolean;
  readonly waiting: WaitingOn;
  readonly onAsk: StepAsk;
}) {
  const others = step.state === 'now' && !step.mine && !step.stranded;
  const cut = others && waiting.cut(lane.agency.code) !== null;
  const look = cut ? 'unk' : step.state === 'now' ? 'now' : step.state === 'todo' ? 'todo' : step.state === 'unreachable' ? 'unk' : '';
  return (
    <li className={`step L${lane.agency.strand} ${look}`} aria-current={step.state === 'now' ? 'step' : undefined} tabIndex={-1}>
      {!last && <span className={isPassed(step) ? 'bar' : 'bar todo'} />}
      <span className="step-glyph">
        <Glyph state={cut && step.hold === null ? 'unreachable' : stepGlyph(step)} strand={lane.agency.strand} differs={step.differs} />
      </span>
      <div>
        <div className="p">
          <span className="k">{ko.kinds[step.kind]}</span>
          {step.position}
          {step.marks.map((mark) => (
            <span key={mark} className="tag">
              {ko.marks[mark]}
            </span>
          ))}
          {step.delegated && <span className="tag">{ko.kinds.delegated}</span>}
        </div>
        <Did step={step} now={now} looks={others && <HolderLooks waiting={waiting} agency={lane.agency.code} stepId={step.id} />} />
        {step.due !== null && (
          <div className="d">
            <DueTag due={step.due} now={now} />
          </div>
        )}
        {others && <HolderAway waiting={waiting} agency={lane.agency.code} stepId={step.id} now={now} />}
        {step.hold !== null && (
          <div className="said">
            <span className="tag warn">{ko.states.held}</span> {holdWords(step.hold)}
          </div>
        )}
        {(step.opinion !== null || step.differs) && (
          <div className="said">
            {step.differs && <span className="tag warn">{ko.states.differs}</span>} {step.opinion !== null && <Said text={step.opinion} />}
          </div>
        )}
        {step.stranded && (
          <div className="d">
            <span className="tag off">{ko.routeRules.reroute.stranded}</span>{' '}
            {step.may.includes('reroute') && (
              <button type="button" className="btn sm" onClick={() => onAsk('reroute', step)}>
                {ko.routeRules.reroute.open}
              </button>
            )}
          </div>
        )}
        <div className="row-gap step-acts">
          {others && <NudgeButton waiting={waiting} agency={lane.agency.code} stepId={step.id} now={now} />}
          {step.may.includes('skip') && (
            <button type="button" className="btn sm" onClick={() => onAsk('skip', step)}>
              {acts.skip.open}
            </button>
          )}
        </div>
      </div>
      <span className="at">{step.since === null ? shortTime(step.at) : words.receivedAt(recentTime(step.since, now))}</span>
    </li>
  );
}

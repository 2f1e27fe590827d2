/** As whom a step is acted on: 자격 of the signature, 사후보고 of a 대결, and a 보류 that stands. */

import type { HoldView } from '../../shared/api/act-view.ts';
import type { DocumentView, StepView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { shortDay } from '../ui/dates.ts';
import { Glyph } from '../ui/glyph.tsx';
import { Message } from '../ui/message.tsx';

const words = ko.acts;

/** `11. 24.(화)` of a day of the directory. */
export const dayWords = (day: string): string => shortDay(`${day}T00:00:00+09:00`);

/** Why and how long somebody is away, as the directory says it. */
export function awayWords({ ground, from, until }: NonNullable<StepView['as']>): string {
  return words.standing.days(ground, dayWords(from), dayWords(until));
}

/** 자격: the post that signs; for a deputy also for whom, why and how long. */
export function Capacity({ step }: { readonly step: StepView }) {
  const { as } = step;
  if (as?.kind === 'acting') {
    return (
      <>
        {as.post} <span className="tag acc">{words.standing.acting}</span>
        <span className="line">
          <b>{words.standing.forWhom(as.forPost)}</b> <span className="subtle">· {awayWords(as)}</span>
        </span>
        <span className="muted cap line">{words.standing.note}</span>
      </>
    );
  }
  const right = step.delegated ? ko.document.decide.delegated : ko.document.decide.self;
  return (
    <>
      {as?.kind === 'concurrent' ? as.post : step.position} {as?.kind === 'concurrent' && <span className="tag acc">{words.standing.concurrent}</span>}{' '}
      <span className="muted">· {right}</span>
    </>
  );
}

/** 사후보고 of a 대결: told where the paper was sent up as important, else the deputy's to say. */
export function ReportChoice({
  view,
  step,
  report,
  onReport,
}: {
  readonly view: DocumentView;
  readonly step: StepView;
  readonly report: boolean;
  readonly onReport: (report: boolean) => void;
}) {
  if (step.as?.kind !== 'acting' || step.kind !== 'approve') return null;
  return (
    <>
      <h3>{words.report.title}</h3>
      {view.important ? (
        <p className="row-gap">
          <Glyph state="warn" size={16} />
          <span>{words.report.important}</span>
        </p>
      ) : (
        <div className={report ? 'opt on' : 'opt'}>
          <label>
            <input type="checkbox" checked={report} onChange={(event) => onReport(event.target.checked)} />
            <b>{words.report.hold}</b>
          </label>
          <p className="subtle opt-note">{words.report.holdNote}</p>
        </div>
      )}
    </>
  );
}

/** 자기 결재: who drafted is about to decide, or to examine, in the place of somebody absent. Lawful or not is the auditor's question; unseen it is not. */
export function OwnDraftNote({ step }: { readonly step: StepView }) {
  if (!step.ownDraft) return null;
  return <Message tone="warn" text={step.kind === 'approve' ? words.standing.ownDecision : words.standing.ownStep(ko.kinds[step.kind])} />;
}

/** Who is entered as away signs all the same: it is their own signature, and the entry wants mending. */
export function EnteredAwayNote({ step }: { readonly step: StepView }) {
  const away = step.enteredAway;
  return away === null ? null : (
    <Message tone="warn" text={words.standing.enteredAway(words.standing.days(away.ground, dayWords(away.from), dayWords(away.until)))} />
  );
}

/** A 보류 in words: since when, until when, why. */
export function holdWords(hold: HoldView): string {
  return [words.held.since(shortDay(hold.at)), ...(hold.until === null ? [] : [words.held.until(dayWords(hold.until))]), hold.reason]
    .filter((part) => part !== '')
    .join(' · ');
}

/** The 보류 that stands on the step; signing ends it. */
export function HeldNote({ hold }: { readonly hold: HoldView | null }) {
  return hold === null ? null : <Message tone="warn" text={`${holdWords(hold)}. ${words.held.ends}`} />;
}

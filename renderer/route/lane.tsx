/** One agency's lane with live state (screens `route`, `progress`). */

import { useCallback, type ReactNode } from 'react';
import type { DocumentView, LaneView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { DueTag } from '../ui/due.tsx';
import { Icon } from '../ui/icons.tsx';
import { countLane, countWords } from '../ui/step-count.ts';
import { PrintedBoxes } from '../ui/printed-boxes.tsx';
import { HolderAway, NudgeButton, seenWords } from './holder.tsx';
import { StepRow, type StepAsk } from './step-row.tsx';
import type { WaitingOn } from './use-waiting.ts';

const TAG = { waiting: '', requested: 'acc', designing: 'acc', running: 'acc', decided: 'ok', returned: 'bad', withdrawn: '', ended: '' } as const;

interface StepsInput {
  readonly lane: LaneView;
  readonly now: number;
  readonly waiting: WaitingOn;
  readonly onAsk: StepAsk;
}

function Steps({ lane, now, waiting, onAsk }: StepsInput) {
  const total = lane.stages.length;
  return (
    <ol className="steps">
      {lane.stages.map((stage, s) => {
        const rows = stage.map((step, i) => (
          <StepRow key={step.id} step={step} lane={lane} now={now} last={s === total - 1 && i === stage.length - 1} waiting={waiting} onAsk={onAsk} />
        ));
        if (stage.length === 1) return rows;
        return (
          <li key={stage[0]?.id} className="steps-together">
            <span className="muted cap">{ko.document.route.together}</span>
            <ol>{rows}</ol>
          </li>
        );
      })}
    </ol>
  );
}

function Printed({ lane, view }: { readonly lane: LaneView; readonly view: DocumentView }) {
  const row = view.printedLike.find((one) => one.agency === lane.agency.name);
  if (row === undefined || row.boxes.length === 0) return null;
  return (
    <div className="lane-printed">
      <p className="cap muted">{ko.document.decide.printed}</p>
      <PrintedBoxes row={row} />
    </div>
  );
}

function Foot({ lane, now, waiting, omitted }: Omit<StepsInput, 'onAsk'> & { readonly omitted: boolean }) {
  const cut = waiting.cut(lane.agency.code);
  const count = countLane(lane);
  return (
    <footer className="lane-foot cap">
      {cut !== null && cut.seenAt !== null && <span>{ko.progress.last(seenWords(cut.seenAt, now))}</span>}
      <span>{count.total > 0 ? countWords(count) : ko.document.route.noSteps}</span>
      {lane.due !== null && lane.state !== 'decided' && <DueTag due={lane.due} now={now} />}
      <span className="sp" />
      {lane.registration !== null && <span>{ko.document.route.registration(lane.registration)}</span>}
      {lane.sealed && (
        <span className="tag">
          <Icon name="seal" />
          {omitted ? ko.document.route.signedOnly : ko.document.route.sealed}
        </span>
      )}
    </footer>
  );
}

/** Where the lane stands; one whose agency nobody can be reached of says that. */
function StateTag({ lane, state, cut }: { readonly lane: LaneView; readonly state: string; readonly cut: boolean }) {
  if (cut) {
    return (
      <span className="tag off" title={`${ko.progress.cutTitle} ${state}`}>
        <Icon name="off" />
        {ko.progress.cut}
      </span>
    );
  }
  return (
    <span className={`tag ${TAG[lane.state]}`}>
      {lane.state === 'decided' && <Icon name="check" />}
      {state}
    </span>
  );
}

/** A lane without steps: a request that is taken in or designed can be reminded of too. */
function Empty({ lane, now, waiting, text }: Omit<StepsInput, 'onAsk'> & { readonly text: string }) {
  const asked = lane.state === 'requested' || (lane.state === 'designing' && lane.role === 'partner');
  return (
    <div className="lane-empty">
      <p>{text}</p>
      {asked && <HolderAway waiting={waiting} agency={lane.agency.code} stepId={null} now={now} />}
      <div className="row-gap step-acts">{asked && <NudgeButton waiting={waiting} agency={lane.agency.code} stepId={null} now={now} />}</div>
    </div>
  );
}

/** Role of a lane, and where it stands among the others: first, side by side, or in its turn. */
function roleWords({ lanes, order }: Pick<DocumentView, 'lanes' | 'order'>, { role, agency }: LaneView): string {
  const partners = lanes.filter((one) => one.role === 'partner');
  const words = ko.document.route.order;
  if (partners.length < 2) return ko.roles[role];
  const place = partners.findIndex((one) => one.agency.code === agency.code) + 1;
  return `${ko.roles[role]} · ${role === 'lead' ? words.lead : order === 'parallel' ? words.parallel : words.sequence(place)}`;
}

/** The lane. `children` takes the place of its steps: designing and receiving in the own lane, what is expected of another one. */
export function Lane({
  lane,
  view,
  now,
  mine,
  waiting,
  onAsk,
  children,
}: {
  readonly lane: LaneView;
  readonly view: DocumentView;
  readonly now: number;
  readonly mine: boolean;
  readonly waiting: WaitingOn;
  readonly onAsk: StepAsk;
  readonly children?: ReactNode;
}) {
  const words = ko.document.route;
  const empty = lane.role === 'partner' ? words.ownChoiceNote(lane.agency.name) : words.notDesigned;
  // A change that was asked is no 반려: the decree knows them apart, and so does the drafter.
  const asked = lane.state === 'returned' && view.ended?.how === 'change-asked';
  const designed = lane.state === 'designing' && lane.stages.length > 0;
  const state = designed
    ? words.designed
    : lane.state === 'waiting' && lane.role === 'partner'
      ? words.ownChoice
      : asked
        ? ko.acts.handling.names.askChange
        : words.laneState[lane.state];
  const acts = mine && children !== undefined;
  // The lane where this person has something to do is seen at once, also where a narrow window does not hold all lanes.
  const show = useCallback((element: HTMLElement | null) => (acts ? element?.scrollIntoView({ block: 'nearest', inline: 'nearest' }) : undefined), [acts]);
  return (
    <section ref={show} className={`lane L${lane.agency.strand}`} aria-label={`${lane.agency.name} ${state}`}>
      <span className={`hbar L${lane.agency.strand}`} />
      <header>
        <h2>
          <Agency agency={lane.agency} name />
          <span className="muted cap lane-role">{roleWords(view, lane)}</span>
          <span className="sp" />
          <StateTag lane={lane} state={state} cut={waiting.cut(lane.agency.code) !== null} />
        </h2>
        <p className="subtle cap">
          {[lane.unitName, lane.rule, lane.handler === null ? null : words.handler(lane.handler)].filter((part) => part !== null && part !== '').join(' · ')}
        </p>
      </header>
      <div className="lane-body">
        {children ??
          (lane.stages.length > 0 ? (
            <Steps lane={lane} now={now} waiting={waiting} onAsk={onAsk} />
          ) : (
            <Empty lane={lane} now={now} waiting={waiting} text={empty} />
          ))}
      </div>
      {children === undefined && <Printed lane={lane} view={view} />}
      {!acts && <Foot lane={lane} now={now} waiting={waiting} omitted={view.fields.sealOmitted !== ''} />}
    </section>
  );
}

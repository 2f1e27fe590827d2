/** 결재경로 and 진행 현황: the strand large, lanes side by side; the own lane is designed here when it is time. */

import { useState } from 'react';
import type { Acted } from '../../shared/api/contract.ts';
import type { DocumentView, LaneView, StepView } from '../../shared/api/views.ts';
import { SkipDialog } from '../decide/skip-dialog.tsx';
import { isUnitLetter } from '../../shared/forms/forms.ts';
import { koPartners } from '../i18n/ko-partners.ts';
import { ko } from '../i18n/ko.ts';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { Strand, type TailStep } from '../ui/strand.tsx';
import { Toast } from '../ui/toast.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { useNow } from '../ui/use-now.ts';
import { DueDialog } from './due-dialog.tsx';
import { DesignPanel } from './design-panel.tsx';
import { Lane } from './lane.tsx';
import { LaneDesigner } from './lane-designer.tsx';
import { NowPanel } from './now-panel.tsx';
import { PartnersDialog } from './partners-dialog.tsx';
import { withCut, withPlan } from './plan-lane.ts';
import type { Step } from './plan.ts';
import { Receive } from './receive.tsx';
import { RerouteDialog } from './reroute-dialog.tsx';
import { useDesign } from './use-design.ts';
import { useStepKeys } from './step-keys.ts';
import { useWaiting, type WaitingOn } from './use-waiting.ts';
import { UsualLane } from './usual-lane.tsx';

/** What follows 성립: each time its own, arrival only where a recipient has it. */
export function tailOf(view: DocumentView): TailStep[] {
  const { tail } = ko.document.route;
  const { issuedAt, recipients } = view.times;
  const letter = view.fields.form === 'unit-letter';
  const arrivals = recipients.flatMap((one) => one.arrivedAt ?? []).toSorted();
  const registered = { label: tail.registered, at: null, done: view.registration !== null };
  // An internal paper goes to nobody: it ends with its registration.
  if (view.fields.recipients.length === 0) return [registered];
  return [
    registered,
    ...(letter ? [] : [{ label: view.fields.sealOmitted === '' ? tail.sealed : tail.signedOnly, at: null, done: view.lanes.every((lane) => lane.sealed) }]),
    { label: tail.issued, at: issuedAt, done: issuedAt !== null },
    { label: tail.arrived, at: arrivals[0] ?? null, done: arrivals.length > 0 },
  ];
}

function Picture({ view, lanes, onPartners }: { readonly view: DocumentView; readonly lanes: readonly LaneView[]; readonly onPartners: () => void }) {
  const words = ko.document.route;
  return (
    <div className="strand-band">
      <Strand order={view.order} lanes={lanes} size="wide" tail={tailOf(view)} />
      <p className="muted cap row-gap">
        <span>
          {lanes.length > 1 && `${words.sequence[view.order]} · `}
          {words.whenAll(lanes.length)}
        </span>
        <span className="sp" />
        {view.acts.includes('designLead') && !isUnitLetter(view.fields.form) && (
          <button type="button" className="btn sm" onClick={onPartners}>
            <Icon name="plus" size={14} /> {koPartners.open}
          </button>
        )}
      </p>
    </div>
  );
}

/** `N` goes to the next step whose turn it is, `B` reminds whoever holds the only one, or goes to the buttons where there are several. */
function useTurnKeys({ remindable, nudge, busy }: WaitingOn): void {
  const goTo = (selector: string): boolean => {
    const found = [...document.querySelectorAll<HTMLElement>(selector)];
    const here = found.findIndex((element) => element.contains(document.activeElement));
    const next = found[(here + 1) % Math.max(1, found.length)];
    next?.scrollIntoView({ block: 'center', inline: 'nearest' });
    next?.focus();
    return next !== undefined;
  };
  useShortcuts({
    N: () => goTo('.step[aria-current=step]'),
    B: () => {
      const [only, ...more] = remindable;
      if (only === undefined || more.length > 0 || busy) return goTo('.nudge button');
      nudge(only);
      return true;
    },
  });
}

/** The screen. */
export function RouteScreen({ view, onActed }: { readonly view: DocumentView; readonly onActed: (acted: Acted) => void }) {
  const now = useNow();
  const [asked, setAsked] = useState<{ readonly act: 'skip' | 'reroute'; readonly step: StepView } | null>(null);
  const [days, setDays] = useState<LaneView | null>(null);
  const [partners, setPartners] = useState(false);
  const waiting = useWaiting(view.documentId, view.status === 'in-approval');
  useTurnKeys(waiting);
  useStepKeys();
  const answered = (done: Acted | null): void => {
    setAsked(null);
    setDays(null);
    if (done !== null) onActed(done);
  };
  const named = (sentence: string | null): void => {
    setPartners(false);
    if (sentence !== null) onActed({ state: 'accepted', sentence });
  };
  const mayDesign = view.acts.includes('designLead') || view.acts.includes('designPartner');
  const { design, error } = useDesign(view, mayDesign, onActed);
  const unitOf = (step: Step): string => design?.proposal.positions.find((post) => post.position === step.position && post.unit === step.unit)?.unitName ?? '';
  const inside = (lane: LaneView) => {
    if (lane.agency.code !== view.myAgency) {
      const usual = design?.proposal.usual.partners.find(({ agency }) => agency === lane.agency.code);
      return usual === undefined || lane.stages.length > 0 ? undefined : <UsualLane lane={lane} usual={usual} />;
    }
    if (view.acts.includes('receive')) return <Receive view={view} onActed={onActed} />;
    if (!mayDesign) return undefined;
    return design === null ? (
      <p className="lane-empty">{ko.document.route.loading}</p>
    ) : (
      <LaneDesigner plan={design.plan} days={design.due.steps} usual={design.proposal.usual} unitOf={unitOf} onPlan={design.put} />
    );
  };
  return (
    <>
      <div className="route" data-area>
        <Picture
          view={view}
          lanes={withCut(design === null ? view.lanes : withPlan(view, design.plan), (agency) => waiting.cut(agency) !== null)}
          onPartners={() => setPartners(true)}
        />
        {error !== null && <Message tone="bad" text={error} />}
        {waiting.said?.ok === false && <Message tone="bad" text={waiting.said.text} onClose={waiting.hush} />}
        {waiting.said?.ok === true && <Toast text={waiting.said.text} onClose={waiting.hush} />}
        <ScrollArea
          className="lanes"
          label={ko.preview.route}

          style={{ gridTemplateColumns: `repeat(${Math.max(1, view.lanes.length)}, minmax(280px, 1fr))` }}
        >
          {view.lanes.map((lane) => (
            <Lane
              key={lane.agency.code}
              lane={lane}
              view={view}
              now={now}
              mine={lane.agency.code === view.myAgency}
              waiting={waiting}
              onAsk={(act, step) => setAsked({ act, step })}
            >
              {inside(lane)}
            </Lane>
          ))}
        </ScrollArea>
      </div>
      {asked?.act === 'skip' && <SkipDialog documentId={view.documentId} step={asked.step} onClose={answered} />}
      {days !== null && <DueDialog view={view} lane={days} onClose={answered} />}
      {partners && <PartnersDialog view={view} onClose={named} />}
      {asked?.act === 'reroute' && <RerouteDialog view={view} onClose={answered} />}
      {design !== null ? <DesignPanel design={design} view={view} /> : <NowPanel view={view} now={now} waiting={waiting} onDue={setDays} />}
    </>
  );
}

/** What exactly is signed: title, version, attachments, own step, capacity, digest; and what happens behind the signature. */

import { useState } from 'react';
import { useQuery } from '../api/use-query.ts';
import type { DocumentView, LaneView, StepView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { fullTime, shortTime } from '../ui/dates.ts';
import { DueTag } from '../ui/due.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Icon } from '../ui/icons.tsx';
import { Strand } from '../ui/strand.tsx';
import { useNow } from '../ui/use-now.ts';
import type { Handling } from './handling.tsx';
import { CutLines, LookedLines, SignedFiles } from './looked.tsx';
import { Capacity } from './standing.tsx';

/** The step whose turn it is for this person, with its lane. */
export interface Turn {
  readonly lane: LaneView;
  readonly step: StepView;
}

/** This person's turn in a paper. */
export function turnOf(view: DocumentView): Turn | undefined {
  return view.lanes.flatMap((lane) => lane.stages.flat().map((step) => ({ lane, step }))).find(({ step }) => step.mine && step.state === 'now');
}

/** Word for the kind of a step: 대결 where it decides for somebody absent, 전결 where it decides by delegation. */
export function stepWord(step: StepView): string {
  if (step.kind === 'approve' && step.as?.kind === 'acting') return ko.acts.standing.printed;
  return step.delegated ? ko.kinds.delegated : ko.kinds[step.kind];
}

/** A digest in fours; short: its first three groups and its last. */
export function digestWords(digest: string | null, whole: boolean): string {
  const groups = (digest ?? '').toUpperCase().match(/.{4}/g) ?? [];
  return whole || groups.length < 5 ? groups.join(' ') : `${groups.slice(0, 3).join(' ')} … ${groups.at(-1)}`;
}

/** What a signature brings about, by the route as it stands. */
export function afterwards(view: DocumentView, turn: Turn): string {
  const words = ko.document.decide;
  const { lane, step } = turn;
  const at = lane.stages.findIndex((stage) => stage.some((one) => one.id === step.id));
  const beside = (lane.stages[at] ?? []).filter((one) => one.id !== step.id && one.state === 'now');
  const next = beside.length > 0 ? beside : lane.stages[at + 1];
  if (next !== undefined) return words.goesTo(next.map((one) => one.position).join('·'));
  const others = view.lanes.filter((other) => other !== lane);
  if (lane.role === 'lead' && others.length > 0) return words.partners(others.map((other) => other.agency.name).join('·'));
  return others.every((other) => other.state === 'decided') ? words.approved(view.lanes.length) : words.lastOfLane(lane.agency.name);
}

/** The joint route in a few words: who decides first, and how the partners follow; null where one agency decides alone. */
export function jointRoute({ lanes, order }: Pick<DocumentView, 'lanes' | 'order'>): string | null {
  const lead = lanes.find(({ role }) => role === 'lead');
  const partners = lanes.filter(({ role }) => role === 'partner');
  const decider = lead?.stages.at(-1)?.[0];
  if (lead === undefined || decider === undefined || partners.length === 0) return null;
  const words = ko.document.decide.route;
  const names = partners.map(({ agency }) => agency.name);
  const first = `${lead.agency.name} ${decider.position} ${decider.delegated ? ko.kinds.delegated : ko.kinds.approve}`;
  return words.after(first, names.length < 2 ? names.join('') : order === 'sequence' ? words.inTurn(names.join(' → ')) : words.together(names.join('·')));
}

function RouteWords({ view }: { readonly view: DocumentView }) {
  const route = jointRoute(view);
  if (route === null) return null;
  return (
    <>
      <dt>{ko.document.decide.route.label}</dt>
      <dd>{route}</dd>
    </>
  );
}

/** That the decider stands above or below the table, and why: who signs must see what is flagged (영 §67 2호). */
export function Deviation({ lane }: { readonly lane: LaneView }) {
  if (lane.deviation === null) return null;
  const { direction, reason } = lane.deviation;
  const { stands, article } = ko.routeRules.deviation;
  return (
    <p className="check deviates">
      <Glyph state="warn" size={16} />
      <span>
        <b>{stands[direction]}</b> <span className="muted">{article}</span>
        {reason !== '' && <span className="subtle line">“{reason}”</span>}
      </span>
    </p>
  );
}

/** What the act brings about. */
function After({ view, turn, handling }: { readonly view: DocumentView; readonly turn: Turn; readonly handling: Handling }) {
  const [words, acts] = [ko.document.decide, ko.acts.handling];
  return (
    <div className="card after">
      <span>
        <span className="muted cap line">{handling === 'sign' ? words.afterwards : acts.after[handling]}</span>
        <b>{handling === 'sign' ? afterwards(view, turn) : acts.goesTo[handling]}</b>
      </span>
      <Strand order={view.order} lanes={view.lanes} />
    </div>
  );
}

/** The left half of the signing dialog. */
export function SignedWhat({
  view,
  turn,
  offline,
  handling,
}: {
  readonly view: DocumentView;
  readonly turn: Turn;
  readonly offline: boolean;
  readonly handling: Handling;
}) {
  const [whole, setWhole] = useState(false);
  const { value: opened, reload } = useQuery('documents.looked', { documentId: view.documentId }, view.documentId);
  const now = useNow();
  const words = ko.document.decide;
  const acts = ko.acts.handling;
  const { lane, step } = turn;
  const at = lane.stages.findIndex((stage) => stage.some((one) => one.id === step.id)) + 1;
  return (
    <section className="signed" aria-label={acts.what[handling]}>
      <h3>{acts.what[handling]}</h3>
      <div className="card pad">
        <p className="signed-title">{view.title}</p>
        <dl className="kv">
          <dt>{words.body}</dt>
          <dd>
            {ko.version(view.version)} <span className="muted">· {opened?.fixedAt == null ? words.fixed : ko.looked.fixed(shortTime(opened.fixedAt))}</span>
          </dd>
          <dt>{words.attachments}</dt>
          <dd>{view.attachmentList.length === 0 ? words.none : <SignedFiles view={view} onOpened={reload} />}</dd>
          <dt>{words.myStep}</dt>
          <dd>
            {words.stepOf(lane.agency.name, lane.stages.length, at)} · <b>{stepWord(step)}</b>
          </dd>
          <RouteWords view={view} />
          <dt>{words.capacity}</dt>
          <dd>
            <Capacity step={step} />
          </dd>
          {step.due !== null && (
            <>
              <dt>{ko.due.set}</dt>
              <dd>
                <DueTag due={step.due} now={now} />
              </dd>
            </>
          )}
          <dt>{words.time}</dt>
          <dd>{fullTime(new Date(now).toISOString())}</dd>
          <dt>{words.digest}</dt>
          <dd>
            <span className="num digest">{digestWords(view.contentDigest, whole)}</span>
            <button type="button" className="btn sm" aria-expanded={whole} onClick={() => setWhole(!whole)}>
              {whole ? words.showLess : words.showAll}
            </button>
          </dd>
        </dl>
      </div>
      <Deviation lane={lane} />
      {opened !== null && <LookedLines opened={opened} view={view} />}
      <CutLines view={view} now={now} />
      <p className="row-gap cap">
        <Glyph state="ok" size={16} />
        {words.signedBefore(view.lanes.flatMap((one) => one.stages.flat()).filter((one) => one.at !== null).length)}
      </p>
      {handling === 'sign' && <p className="muted cap">{words.binding}</p>}
      {offline && (
        <p className="cap off-note">
          <Icon name="off" size={14} />
          {words.offline}
        </p>
      )}
      <After view={view} turn={turn} handling={handling} />
    </section>
  );
}

/** Beside the designer: finding posts, what is still wrong, the record file, signing the route. */

import { isDueGone } from '../../shared/approval/due.ts';
import { today } from '../ui/day-input.tsx';
import { Words } from '../ui/words.tsx';
import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { workingDaysAfter } from '../../shared/calendar/working-days.ts';
import { PastSaid } from '../card/past-versions.tsx';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { dayTime, shortDay } from '../ui/dates.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Checks } from './checks.tsx';
import { PastLanes, SavedLanes } from './past-lanes.tsx';
import { marksFinding } from './marks-finding.ts';
import { addStep, postsFor, type Post } from './plan.ts';
import { daysOfLane, daysToEnd } from './usual.ts';
import { DueFields } from './due-fields.tsx';
import type { Design } from './use-design.ts';

function AddPost({ design }: { readonly design: Design }) {
  const words = ko.document.route;
  const [asked, setAsked] = useState('');
  const posts = asked.trim() === '' ? [] : postsFor(design.plan, design.proposal.positions, asked).slice(0, 8);
  const [added, setAdded] = useState('');
  const add = (post: Post): void => {
    const next = addStep(design.plan, post, design.proposal.lawful);
    const at = next.stages.findIndex((stage) => stage.some((step) => step.position === post.position && step.unit === post.unit));
    design.put(next);
    setAdded(ko.moves.added(post.position, at + 1));
    setAsked('');
  };
  return (
    <section className="sec">
      <h2>{words.addFind}</h2>
      <input
        className="field"
        data-add-post
        aria-label={words.addHint}
        placeholder={words.addHint}
        value={asked}
        onChange={(event) => setAsked(event.target.value)}
        onKeyDown={(event) => {
          const [first] = posts;
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && first !== undefined) add(first);
        }}
      />
      <ul className="posts">
        {posts.map((post) => (
          <li key={`${post.unit ?? ''}${post.position}`}>
            <button type="button" className="pick" onClick={() => add(post)}>
              <Icon name="plus" size={14} />
              <span className="m">{post.position}</span>
              <span className="muted ell">{[post.unitName, post.names.join(', ')].filter((part) => part !== '').join(' · ')}</span>
              <span className="sr">{words.addWord}</span>
            </button>
          </li>
        ))}
      </ul>
      {asked.trim() !== '' && posts.length === 0 && <p className="muted">{words.addNone}</p>}
      <p className="sr" role="status">
        {added}
      </p>
    </section>
  );
}

/** Whether a text is being written: its own changes are taken back then. */
const isWriting = (): boolean => document.activeElement?.matches('input:not([type=radio]):not([type=checkbox]), textarea') === true;

/** Changes of the route taken back one by one, or all at once: back to what was proposed. */
function TakeBack({ design }: { readonly design: Design }) {
  const { undo, redo, undone, redone } = ko.moves;
  const [said, setSaid] = useState('');
  const act = (go: (() => void) | null, word: string) => (): boolean => {
    if (go === null || isWriting()) return false;
    go();
    setSaid(word);
    return true;
  };
  const [back, again] = [act(design.undo, undone), act(design.redo, redone)];
  useShortcuts({ 'Ctrl Z': back, 'Ctrl Y': again });
  return (
    <div className="row-gap take-back">
      <button type="button" className="btn icon" aria-label={undo} title={`${undo} (Ctrl Z)`} disabled={design.undo === null} onClick={back}>
        <Icon name="undo" />
      </button>
      <button type="button" className="btn icon" aria-label={redo} title={`${redo} (Ctrl Y)`} disabled={design.redo === null} onClick={again}>
        <Icon name="redo" />
      </button>
      {design.reset !== null && !design.queued && (
        <button type="button" className="btn" onClick={design.reset}>
          {ko.document.route.reset}
        </button>
      )}
      <p className="sr" role="status">
        {said}
      </p>
    </div>
  );
}

/** Why the decider stands above or below the table; asked only there (영 §67 2호). */
function Deviation({ design }: { readonly design: Design }) {
  if (design.deviation === null) return null;
  const words = ko.routeRules.deviation;
  return (
    <div className="deviation">
      <label htmlFor="deviation-reason" className="b">
        {words[design.deviation]}
      </label>
      <Words id="deviation-reason" className="field big" rows={3} value={design.reason} onChange={(event) => design.setReason(event.target.value)} />
      <p className="muted cap">{words.note}</p>
    </div>
  );
}

/** How long it will probably take, where past papers tell it of every step. */
function Expected({ design, view }: { readonly design: Design; readonly view: DocumentView }) {
  const { usual } = design.proposal;
  const own = daysOfLane(usual, design.plan);
  const partners = view.lanes.filter(({ role }) => role === 'partner');
  const known = partners.map(({ agency }) => usual.partners.find((one) => one.agency === agency.code)?.usual.days ?? null);
  const whole = view.acts.includes('designLead') ? daysToEnd(own, known, view.fields.partnerOrder) : null;
  if (own === null) return null;
  const off = new Map(design.proposal.daysOff.map((day) => [day, '']));
  return (
    <p className="subtle cap">
      {whole === null
        ? ko.usual.expected(ko.usual.days(own))
        : ko.usual.whole(ko.usual.days(whole), shortDay(dayTime(workingDaysAfter(today(), Math.ceil(whole), off))))}
    </p>
  );
}

/** All that is found of the route, ★ and ⊙ too. */
const findingsOf = ({ checks, plan, proposal }: Design): DocumentView['checks'] => [...checks, ...marksFinding(plan, proposal.marks)];

/** What the checks say in short, said aloud while the route changes. */
function Spoken({ design }: { readonly design: Design }) {
  const found = findingsOf(design);
  const count = (state: 'stop' | 'warn'): number => found.filter((check) => check.state === state).length;
  return (
    <p className="sr" role="status">
      {found.length > 0 && ko.moves.checks(count('stop'), count('warn'))}
    </p>
  );
}

/** Where the route that was not set yet comes from. */
function proposedWords({ copied, ownName }: Design['proposal']): string {
  const { proposedCopy, proposedOwn, proposed } = ko.document.route;
  return copied ? proposedCopy : ownName ? proposedOwn : proposed;
}

/** Steps a day may be set for: all but the drafter's. */
const dueSteps = ({ plan }: Design) => plan.stages.flat().flatMap(({ id, kind, position }) => (kind === 'draft' ? [] : [{ id, name: position }]));

/** The panel. A partner also says under which record file it keeps its copy. */
export function DesignPanel({ design, view }: { readonly design: Design; readonly view: DocumentView }) {
  const words = ko.document.route;
  const lead = view.acts.includes('designLead');
  const stopped = design.checks.some((check) => check.state === 'stop');
  const signed = view.lanes.some((lane) => lane.agency.code === view.myAgency && lane.stages.length > 0);
  return (
    <aside className="panel" aria-label={words.checks} data-area>
      <AddPost design={design} />
      <section className="sec">
        <h2>{lead ? words.checks : words.checkPartner}</h2>
        <Checks checks={findingsOf(design)} />
        <Spoken design={design} />
        <Deviation design={design} />
      </section>
      <section className="sec" aria-label={ko.due.ends}>
        <h2>{ko.due.set}</h2>
        <Expected design={design} view={view} />
        <DueFields due={design.due} before={design.proposal.due} steps={dueSteps(design)} lead={lead} onDue={design.setDue} />
      </section>
      {!lead && (
        <section className="sec info-row">
          <label htmlFor="lane-file">{words.recordFile}</label>
          <select id="lane-file" className="field" value={design.recordFile} onChange={(event) => design.setRecordFile(event.target.value)}>
            {design.proposal.recordFiles.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </section>
      )}
      <section className="sec design-save">
        {design.act.said?.ok === false && <Message tone="bad" text={design.act.said.text} onClose={design.act.clear} />}
        {design.takeOther !== null && (
          <Message tone="warn" text={ko.routeRules.other.note}>
            <button type="button" className="btn sm" onClick={design.takeOther}>
              {ko.routeRules.other.take}
            </button>
          </Message>
        )}
        {design.changed ? (
          <Message tone="warn" text={words.unsaved} />
        ) : (
          <p className="muted cap">{design.queued ? words.queued : signed ? words.saved : proposedWords(design.proposal)}</p>
        )}
        <TakeBack design={design} />
        <ActButton
          look={!design.queued && (design.changed || !signed) ? 'pri' : ''}
          busy={design.act.busy}
          busyWord={words.saving}
          why={design.queued ? words.queued : stopped ? words.fixFirst : isDueGone(design.due, design.proposal.due, today()) ? ko.due.past : null}
          onAct={design.save}
        >
          {words.save}
        </ActButton>
      </section>
      <SavedLanes design={design} documentId={view.documentId} />
      <PastLanes design={design} />
      <PastSaid past={view.past} />
    </aside>
  );
}

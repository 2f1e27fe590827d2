/** Designing the own lane: posts in order, side by side where wanted; by dragging, by button and by key, each said aloud. */

import { useState, type KeyboardEvent } from 'react';
import type { UsualTimes, UsualView } from '../../shared/api/usual-view.ts';
import { ko } from '../i18n/ko.ts';
import { dayTime, shortDay } from '../ui/dates.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { lettersOn } from '../ui/shortcuts.ts';
import { changeKind, moveStep, placeOf, removeStep, toggleBeside, type Plan, type Step } from './plan.ts';
import { usePlaceKeys } from '../ui/place-keys.ts';
import { useDrag, type Drag } from './use-drag.ts';
import { usualOfStep } from './usual.ts';

const KINDS = ['review', 'concur', 'approve'] as const;
const words = ko.document.route;

function Tool({ icon, label, onAct }: { readonly icon: IconName; readonly label: string; readonly onAct: () => void }) {
  return (
    <button type="button" className="btn quiet icon mini" aria-label={label} title={label} onClick={onAct}>
      <Icon name={icon} size={14} />
    </button>
  );
}

/** The focus goes to a step: the one that was moved, or its neighbour; where none is left, to where posts are found. */
function refocus(stepId: string | null): void {
  const step = stepId === null ? null : `[data-step="${CSS.escape(stepId)}"]`;
  requestAnimationFrame(() => document.querySelector<HTMLElement>(step ?? '[data-add-post]')?.focus());
}

function keyAct(event: KeyboardEvent, plan: Plan, step: Step): Plan | null {
  if (event.altKey && event.key === 'ArrowUp') return moveStep(plan, step.id, -1);
  if (event.altKey && event.key === 'ArrowDown') return moveStep(plan, step.id, 1);
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !(event.target instanceof HTMLSelectElement);
  if (plain && event.code === 'KeyP' && lettersOn()) return toggleBeside(plan, step.id);
  return plain && event.key === 'Delete' ? removeStep(plan, step.id) : null;
}

/** The step a plain arrow goes to; null for another key or at the end. */
function neighbour(event: KeyboardEvent, plan: Plan, step: Step): Step | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return null;
  const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  const steps = plan.stages.flat().filter(({ kind }) => kind !== 'draft');
  return by === 0 ? null : (steps[steps.findIndex(({ id }) => id === step.id) + by] ?? null);
}

/** What became of a step, in words; `beside` where it was to stand with the one before it. */
export function moveWords(before: Plan, after: Plan, step: Step, asked: 'move' | 'beside' = 'move'): string {
  const { moved, beside, same, alone, removed } = ko.moves;
  if (!after.stages.flat().some(({ id }) => id === step.id)) return removed(step.position);
  if (after === before) return asked === 'beside' ? alone(step.position) : same(step.position);
  const place = placeOf(after, step.id);
  if (place.beside.length > 0) return beside(step.position, place.beside.join('·'), place.stage);
  return moved(step.position, place.stage, place.stages);
}

function Kind({ plan, step, onPlan }: { readonly plan: Plan; readonly step: Step; readonly onPlan: (plan: Plan) => void }) {
  if (step.kind === 'draft') return <span className="plan-kind">{ko.kinds.draft}</span>;
  return (
    <select
      className="field mini"
      aria-label={words.kindOf(step.position)}
      value={step.kind}
      onChange={(event) => onPlan(changeKind(plan, step.id, KINDS.find((kind) => kind === event.target.value) ?? 'review'))}
    >
      {KINDS.map((kind) => (
        <option key={kind} value={kind}>
          {ko.kinds[kind]}
        </option>
      ))}
    </select>
  );
}

/** The post, and beside it whose it is, how long it usually takes and until when. */
function Post({
  step,
  unitName,
  usual,
  due,
}: {
  readonly step: Step;
  readonly unitName: string;
  readonly usual: UsualView | null;
  readonly due: string | null;
}) {
  const { days, of, note } = ko.usual;
  return (
    <div className="plan-post">
      <div className="p">
        <span className="plan-name">{step.position}</span>
        {step.marks.map((mark) => (
          <span key={mark} className="tag">
            {ko.marks[mark]}
          </span>
        ))}
        {step.delegated && <span className="tag">{ko.kinds.delegated}</span>}
      </div>
      <div className="d">
        {step.kind === 'draft' ? <span>{words.me}</span> : unitName !== '' && <span className="nw">{unitName}</span>}
        {usual !== null && (
          <span className="nw" title={note(usual.of)}>
            {of(days(usual.days), usual.of)}
          </span>
        )}
        {due !== null && (
          <span className="nw">
            {ko.due.set} {shortDay(dayTime(due))}
          </span>
        )}
      </div>
    </div>
  );
}

interface CardProps {
  readonly plan: Plan;
  readonly step: Step;
  readonly together: boolean;
  readonly unitName: string;
  readonly usual: UsualView | null;
  /** The day set for it. */
  readonly due: string | null;
  readonly drag: Drag;
  readonly onPlan: (plan: Plan, step: Step, asked?: 'move' | 'beside') => void;
}

function StepCard({ plan, step, together, unitName, usual, due, drag, onPlan }: CardProps) {
  const fixed = step.kind === 'draft';
  const put = (next: Plan, asked: 'move' | 'beside' = 'move'): void => {
    onPlan(next, step, asked);
    refocus(step.id);
  };
  const remove = (): void => {
    const steps = plan.stages.flat().filter(({ kind }) => kind !== 'draft');
    const at = steps.findIndex(({ id }) => id === step.id);
    onPlan(removeStep(plan, step.id), step);
    refocus((steps[at + 1] ?? steps[at - 1])?.id ?? null);
  };
  const press = (event: KeyboardEvent): void => {
    const to = neighbour(event, plan, step);
    const next = to !== null ? null : keyAct(event, plan, step);
    if (to === null && next === null) return;
    event.preventDefault();
    if (to !== null) refocus(to.id);
    else if (next !== null && event.key === 'Delete') remove();
    else if (next !== null) put(next, event.code === 'KeyP' ? 'beside' : 'move');
  };
  return (
    <li className={drag.dragged === step.id ? 'plan-step dragged' : 'plan-step'} {...(fixed ? {} : drag.step(step.id))}>
      {fixed ? (
        <span />
      ) : (
        <button
          type="button"
          className="grip"
          data-step={step.id}
          aria-label={ko.moves.grip(ko.kinds[step.kind], step.position)}
          aria-describedby="plan-keys"
          title={ko.moves.drag}
          onKeyDown={press}
        >
          <Icon name="grip" />
        </button>
      )}
      <Kind plan={plan} step={step} onPlan={(next) => onPlan(next, step)} />
      <Post step={step} unitName={unitName} usual={usual} due={due} />
      {!fixed && (
        <div className="plan-tools">
          <Tool icon="up" label={words.up(step.position)} onAct={() => put(moveStep(plan, step.id, -1))} />
          <Tool icon="down" label={words.down(step.position)} onAct={() => put(moveStep(plan, step.id, 1))} />
          <Tool
            icon="sideBySide"
            label={together ? words.apart(step.position) : words.beside(step.position)}
            onAct={() => put(toggleBeside(plan, step.id), 'beside')}
          />
          <Tool icon="close" label={words.remove(step.position)} onAct={remove} />
        </div>
      )}
    </li>
  );
}

/** The steps of the own lane in order. `unitOf` names the unit of a post. */
export function LaneDesigner({
  plan,
  days,
  usual,
  unitOf,
  onPlan,
}: {
  readonly plan: Plan;
  readonly days: Readonly<Record<string, string>>;
  readonly usual: UsualTimes;
  readonly unitOf: (step: Step) => string;
  readonly onPlan: (plan: Plan) => void;
}) {
  const [said, setSaid] = useState('');
  /** What could not be done is seen, too: whoever dragged would look for what went wrong. */
  const [refused, setRefused] = useState(false);
  usePlaceKeys('design');
  const put = (next: Plan, step: Step, asked: 'move' | 'beside' = 'move'): void => {
    setSaid(moveWords(plan, next, step, asked));
    setRefused(next === plan);
    if (next !== plan) onPlan(next);
  };
  const drag = useDrag(plan, (next, stepId) => {
    const step = plan.stages.flat().find(({ id }) => id === stepId);
    if (step === undefined) return;
    if (next !== null) put(next, step);
    else setSaid(ko.moves.outside(step.position));
    setRefused(next === null || next === plan);
    refocus(stepId);
  });
  return (
    <>
      <ol className="plan">
        {plan.stages.map((stage, at) => {
          const cards = stage.map((step) => (
            <StepCard
              key={step.id}
              plan={plan}
              step={step}
              together={stage.length > 1}
              unitName={unitOf(step)}
              usual={usualOfStep(usual, step)}
              due={days[step.id] ?? null}
              drag={drag}
              onPlan={put}
            />
          ));
          const over = drag.over?.stage === at ? ` over-${drag.over.where}` : '';
          return (
            <li key={stage[0]?.id} className={`${stage.length > 1 ? 'plan-stage plan-together' : 'plan-stage'}${over}`} {...drag.stage(at)}>
              {stage.length > 1 && <span className="muted cap">{words.together}</span>}
              <ol>{cards}</ol>
            </li>
          );
        })}
        {refused && (
          <li className="plan-refused cap" aria-hidden="true">
            {said}
          </li>
        )}
      </ol>
      <p className="sr" id="plan-keys">
        {ko.moves.keys}
      </p>
      <p className="sr" role="status">
        {said}
      </p>
    </>
  );
}

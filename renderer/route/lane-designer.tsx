/** Designing the own lane: posts in order, side by side where wanted, everything by button and by key. */

import type { KeyboardEvent } from 'react';
import { ko } from '../i18n/ko.ts';
import { dayTime, shortDay } from '../ui/dates.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { lettersOn } from '../ui/shortcuts.ts';
import { changeKind, moveStep, removeStep, toggleBeside, type Plan, type Step } from './plan.ts';

const KINDS = ['review', 'concur', 'approve'] as const;

function Tool({ icon, label, onAct }: { readonly icon: IconName; readonly label: string; readonly onAct: () => void }) {
  return (
    <button type="button" className="btn quiet icon mini" aria-label={label} title={label} onClick={onAct}>
      <Icon name={icon} size={14} />
    </button>
  );
}

/** Keeps the focus on the step that was moved. */
function refocus(stepId: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-step="${CSS.escape(stepId)}"]`)?.focus());
}

function keyAct(event: KeyboardEvent, plan: Plan, step: Step): Plan | null {
  if (event.altKey && event.key === 'ArrowUp') return moveStep(plan, step.id, -1);
  if (event.altKey && event.key === 'ArrowDown') return moveStep(plan, step.id, 1);
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !(event.target instanceof HTMLSelectElement);
  if (plain && event.code === 'KeyP' && lettersOn()) return toggleBeside(plan, step.id);
  return plain && event.key === 'Delete' ? removeStep(plan, step.id) : null;
}

function StepCard({
  plan,
  step,
  together,
  unitName,
  due,
  onPlan,
}: {
  readonly plan: Plan;
  readonly step: Step;
  /** The day set for it. */
  readonly due: string | null;
  readonly together: boolean;
  readonly unitName: string;
  readonly onPlan: (plan: Plan) => void;
}) {
  const words = ko.document.route;
  const fixed = step.kind === 'draft';
  const press = (event: KeyboardEvent): void => {
    const next = fixed ? null : keyAct(event, plan, step);
    if (next === null) return;
    event.preventDefault();
    onPlan(next);
    refocus(step.id);
  };
  const put = (next: Plan) => (): void => {
    onPlan(next);
    refocus(step.id);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- the step is the thing that keys move
    <li className="plan-step" tabIndex={0} data-step={step.id} aria-label={`${ko.kinds[step.kind]} ${step.position}`} onKeyDown={press}>
      {fixed ? (
        <span className="plan-kind">{ko.kinds.draft}</span>
      ) : (
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
      )}
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
        {(fixed || unitName !== '' || due !== null) && (
          <div className="d ell">
            {[fixed ? words.me : unitName, due === null ? '' : `${ko.due.set} ${shortDay(dayTime(due))}`].filter(Boolean).join(' · ')}
          </div>
        )}
      </div>
      {!fixed && (
        <div className="plan-tools">
          <Tool icon="up" label={words.up(step.position)} onAct={put(moveStep(plan, step.id, -1))} />
          <Tool icon="down" label={words.down(step.position)} onAct={put(moveStep(plan, step.id, 1))} />
          <Tool icon="sideBySide" label={together ? words.apart(step.position) : words.beside(step.position)} onAct={put(toggleBeside(plan, step.id))} />
          <Tool icon="close" label={words.remove(step.position)} onAct={() => onPlan(removeStep(plan, step.id))} />
        </div>
      )}
    </li>
  );
}

/** The steps of the own lane in order. `unitOf` names the unit of a post. */
export function LaneDesigner({
  plan,
  days,
  unitOf,
  onPlan,
}: {
  readonly plan: Plan;
  readonly days: Readonly<Record<string, string>>;
  readonly unitOf: (step: Step) => string;
  readonly onPlan: (plan: Plan) => void;
}) {
  return (
    <ol className="plan">
      {plan.stages.map((stage) => {
        const cards = stage.map((step) => (
          <StepCard key={step.id} plan={plan} step={step} together={stage.length > 1} unitName={unitOf(step)} due={days[step.id] ?? null} onPlan={onPlan} />
        ));
        if (stage.length === 1) return cards;
        return (
          <li key={stage[0]?.id} className="plan-together">
            <span className="muted cap">{ko.document.route.together}</span>
            <ol>{cards}</ol>
          </li>
        );
      })}
    </ol>
  );
}

/** How a paper whose turn it is can be handled: 서명, 고침, 보류, 수정 요청, 반려. What is not this step's is not shown. */

import { DayInput, today } from '../ui/day-input.tsx';
import { Words } from '../ui/words.tsx';
import type { StepView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { Icon } from '../ui/icons.tsx';

/** All ways, in the order they stand. */
export const HANDLINGS = ['sign', 'revise', 'hold', 'askChange', 'return'] as const satisfies readonly StepView['may'][number][];

/** One way. */
export type Handling = (typeof HANDLINGS)[number];

/** The key of each. */
export const HANDLING_KEYS: Readonly<Record<Handling, string>> = { sign: 'A', revise: 'M', hold: 'H', askChange: 'C', return: 'R' };

const words = ko.acts.handling;

/** The ways this step allows. */
export function handlingsOf(step: StepView): Handling[] {
  return HANDLINGS.filter((name) => step.may.includes(name));
}

/** The choice; nothing where there is only one. */
export function HandlingChoice({
  choices,
  chosen,
  onChoose,
}: {
  readonly choices: readonly Handling[];
  readonly chosen: Handling;
  readonly onChoose: (handling: Handling) => void;
}) {
  if (choices.length < 2) return null;
  return (
    <>
      <h3>{words.label}</h3>
      <div className="seg wide" role="group" aria-label={words.label}>
        {choices.map((name) => (
          <button type="button" key={name} aria-pressed={chosen === name} className={chosen === name ? `on ${name}` : name} onClick={() => onChoose(name)}>
            {name === 'sign' && <Icon name="check" />}
            {words.names[name]} <kbd>{HANDLING_KEYS[name]}</kbd>
          </button>
        ))}
      </div>
    </>
  );
}

/** The words every way but signing asks for, and until when a 보류 is meant to last. */
export function HandlingReason({
  handling,
  reason,
  until,
  onReason,
  onUntil,
}: {
  readonly handling: Exclude<Handling, 'sign'>;
  readonly reason: string;
  readonly until: string;
  readonly onReason: (reason: string) => void;
  readonly onUntil: (until: string) => void;
}) {
  return (
    <>
      <label htmlFor="handling-reason" className="b">
        {words.reason[handling]}
      </label>
      <p className="subtle">{words.note[handling]}</p>
      <Words id="handling-reason" className="field big" rows={5} value={reason} autoFocus data-autofocus onChange={(event) => onReason(event.target.value)} />
      {(handling === 'hold' || handling === 'askChange') && (
        <label className="row">
          <span className="subtle">{handling === 'hold' ? words.until : ko.due.changeBy}</span>
          <DayInput value={until} min={today()} onDay={onUntil} />
        </label>
      )}
    </>
  );
}

/** Days of a lane: for the whole, and for each step that is still open. */

import type { LaneDueInput } from '../../shared/api/due-view.ts';
import { HOLIDAYS_KNOWN, isHolidayYearKnown } from '../../shared/calendar/holidays.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { isDayGone } from '../../shared/approval/due.ts';
import { dayTime, shortDay } from '../ui/dates.ts';
import { DayInput, today } from '../ui/day-input.tsx';
import { Icon } from '../ui/icons.tsx';

const words = ko.due;

/** A step a day may be set for. */
export interface DueStep {
  readonly id: string;
  readonly name: string;
}

/** That nobody works on the day, or that its year is not wholly known (WD3, HD3). */
function DayNote({ day }: { readonly day: string }) {
  const { value } = useQuery('due.dayOff', { day }, 'directory');
  const off = value?.name ?? null;
  const notes = [
    ...(off === null ? [] : [words.off(shortDay(dayTime(day)), off)]),
    ...(isHolidayYearKnown(day) || day < `${HOLIDAYS_KNOWN.from}` ? [] : [words.unknown(HOLIDAYS_KNOWN.until + 1)]),
  ];
  return notes.length === 0 ? null : (
    <span className="day-note cap" role="status">
      {notes.join(' ')}
    </span>
  );
}

/** A day that can be chosen and taken away. */
export function DayField({
  label,
  value,
  problem,
  onDay,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly problem: string | null;
  readonly onDay: (day: string | null) => void;
}) {
  return (
    <>
      <span className="row day-field">
        <DayInput label={label} value={value ?? ''} min={today()} problem={problem} onDay={(day) => onDay(day === '' ? null : day)} />
        {value !== null && (
          <button type="button" className="btn quiet icon mini" aria-label={words.clear(label)} title={words.clear(label)} onClick={() => onDay(null)}>
            <Icon name="close" size={14} />
          </button>
        )}
      </span>
      {value !== null && problem === null && <DayNote day={value} />}
    </>
  );
}

/** The days with one of them changed; null takes it away. */
export function withDay(due: LaneDueInput, stepId: string, day: string | null): LaneDueInput {
  const rest = Object.entries(due.steps).filter(([id]) => id !== stepId);
  return { ...due, steps: Object.fromEntries(day === null ? rest : [...rest, [stepId, day]]) };
}

/** The fields. The lead's day for the whole is that of the paper; a day that is gone is refused at its field, unless it stood so `before`. */
export function DueFields({
  due,
  before,
  steps,
  lead,
  onDue,
}: {
  readonly due: LaneDueInput;
  readonly before: LaneDueInput;
  readonly steps: readonly DueStep[];
  readonly lead: boolean;
  readonly onDue: (due: LaneDueInput) => void;
}) {
  const label = lead ? words.whole : words.lane;
  const problem = (day: string | null, was: string | null): string | null => (isDayGone(day, was, today()) ? words.past : null);
  return (
    <div className="due-fields">
      <div className="due-field">
        <span className="b">{label}</span>
        <DayField label={label} value={due.whole} problem={problem(due.whole, before.whole)} onDay={(whole) => onDue({ ...due, whole })} />
      </div>
      <p className="muted cap">{lead ? words.wholeNote : words.laneNote}</p>
      {steps.length > 0 && (
        <details open={Object.keys(due.steps).length > 0}>
          <summary>{words.steps}</summary>
          {steps.map(({ id, name }) => (
            <div key={id} className="due-field">
              <span className="ell">{name}</span>
              <DayField
                label={words.ofStep(name)}
                value={due.steps[id] ?? null}
                problem={problem(due.steps[id] ?? null, before.steps[id] ?? null)}
                onDay={(day) => onDue(withDay(due, id, day))}
              />
            </div>
          ))}
        </details>
      )}
    </div>
  );
}

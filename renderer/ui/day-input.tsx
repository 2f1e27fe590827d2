/** A day, always written as the house writes days, whatever the language of the browser is; typed, or picked from a calendar. */

import { useId, useRef, useState } from 'react';
import { koreanDate, seoulDate } from '../../shared/writing/amount.ts';
import { dayOfText } from '../../shared/writing/day-text.ts';
import { ko } from '../i18n/ko.ts';
import { Icon } from './icons.tsx';

/** Today in Korea, `YYYY-MM-DD`. */
export const today = (): string => seoulDate(new Date().toISOString());

/** Whether a typed text is whole, so that it is taken while it is typed: the shape dates have where they are pasted. */
const WHOLE = /^\d{4}-\d{2}-\d{2}$/;

interface DayInput {
  readonly id?: string;
  readonly label?: string;
  /** `YYYY-MM-DD`, '' for none. */
  readonly value: string;
  readonly onDay: (day: string) => void;
  readonly min?: string;
  readonly readOnly?: boolean;
  /** What is wrong with the day, told at the field. */
  readonly problem?: string | null;
}

/** The field. What cannot be read as a day stays as it was typed and is told; the day before stays what it was. */
export function DayInput({ id, label, value, onDay, min, readOnly = false, problem = null }: DayInput) {
  const [typed, setTyped] = useState<string | null>(null);
  const calendar = useRef<HTMLInputElement>(null);
  const note = useId();
  const text = typed ?? (value === '' ? '' : koreanDate(value));
  const unread = typed !== null && typed.trim() !== '' && dayOfText(typed, today()) === null;
  const take = (given: string): void => {
    const day = dayOfText(given, today());
    if (given.trim() !== '' && day === null) return;
    setTyped(null);
    if ((day ?? '') !== value) onDay(day ?? '');
  };
  const [left, setLeft] = useState(false);
  const early = min !== undefined && value !== '' && value < min ? ko.due.past : null;
  const told = left && unread ? ko.day.unread : (problem ?? early);
  return (
    <span className="day-input">
      <span className="day-line">
        <input
          type="text"
          className="field day"
          id={id}
          aria-label={label}
          aria-invalid={told !== null}
          aria-describedby={told === null ? undefined : note}
          placeholder={ko.day.hint}
          value={text}
          readOnly={readOnly}
          maxLength={20}
          onChange={(event) => (WHOLE.test(event.target.value) || event.target.value === '' ? take(event.target.value) : setTyped(event.target.value))}
          onFocus={() => setLeft(false)}
          onBlur={(event) => {
            setLeft(true);
            take(event.target.value);
          }}
        />
        {!readOnly && (
          <button
            type="button"
            className="btn quiet icon mini"
            aria-label={ko.day.pick(label ?? '')}
            title={ko.day.pick(label ?? '')}
            onClick={() => calendar.current?.showPicker()}
          >
            <Icon name="calendar" size={14} />
          </button>
        )}
        <input
          ref={calendar}
          type="date"
          className="day-calendar"
          tabIndex={-1}
          aria-hidden="true"
          value={value}
          min={min}
          onChange={(event) => take(event.target.value)}
        />
      </span>
      {told !== null && (
        <span id={note} className="day-note cap late" role="alert">
          {told}
        </span>
      )}
    </span>
  );
}

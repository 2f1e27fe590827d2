/** A day until which something is asked, as it is shown: which kind of day, when, and how far away; late in words, not by colour alone. */

import type { DueView } from '../../shared/api/due-view.ts';
import { ko } from '../i18n/ko.ts';
import { dayTime, daysUntil, shortDay } from './dates.ts';

const words = ko.due;

const some = (days: number): string => words.lateWords[days] ?? words.days(days);

/** How far a day is: `이틀 뒤`, `내일`, `오늘까지`, `하루 지남`. */
export function dayLeft(day: string, now: number): string {
  const left = daysUntil(day, now);
  if (left < 0) return words.gone(some(-left));
  return left === 0 ? words.todayUntil : left === 1 ? words.tomorrow : words.later(some(left));
}

/** `기한 11. 26.(목)`, `기준 11. 26.(목)` where nobody set it, `오늘까지` on the day; the note says what a standard is. */
export function dueMark({ day, set, overdue }: DueView, now: number): { readonly mark: string; readonly note: string | undefined; readonly late: boolean } {
  const kind = set ? words.set : words.standard;
  const mark = daysUntil(day, now) === 0 ? words.todayUntil : `${kind} ${shortDay(dayTime(day))}`;
  return { mark, note: set ? undefined : words.standardNote, late: overdue };
}

/** The same in one line: `기한 11. 26.(목) · 이틀 뒤`. */
export function DueTag({ due, now }: { readonly due: DueView; readonly now: number }) {
  const { mark, note, late } = dueMark(due, now);
  const left = dayLeft(due.day, now);
  return (
    <span className={late ? 'due-tag late' : 'due-tag'} title={note}>
      {mark === left ? mark : `${mark} · ${left}`}
    </span>
  );
}

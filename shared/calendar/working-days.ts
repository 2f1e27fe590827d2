/** Working days of an office (WD1–WD3): Saturdays, Sundays and public holidays are none. Days are `YYYY-MM-DD` in Korea. Pure. */

import { dayAfter, holidayName, weekday } from './holidays.ts';

const DAY_MS = 86_400_000;
const SEOUL_MS = 9 * 3_600_000;

/** Days an office is closed beside the public holidays: name by day (HD4). */
export type DaysOff = ReadonlyMap<string, string>;

/** No such day. */
export const NO_DAYS_OFF: DaysOff = new Map();

/** Why nobody works on a day: `토요일`, `일요일`, the name of the holiday or of the office's own day off; null for a working day. */
export function dayOffName(day: string, off: DaysOff = NO_DAYS_OFF): string | null {
  const name = holidayName(day) ?? off.get(day) ?? null;
  if (name !== null) return name;
  const of = weekday(day);
  return of === 0 ? '일요일' : of === 6 ? '토요일' : null;
}

/** Whether people work on a day. */
export const isWorkingDay = (day: string, off: DaysOff = NO_DAYS_OFF): boolean => dayOffName(day, off) === null;

/** The day so many working days after another. */
export function workingDaysAfter(day: string, days: number, off: DaysOff = NO_DAYS_OFF): string {
  let at = day;
  for (let left = days; left > 0;) {
    at = dayAfter(at, 1);
    if (isWorkingDay(at, off)) left -= 1;
  }
  return at;
}

/** Time between two instants in days of 24 hours, without the hours of days nobody in the office works on; never negative. */
export function workingTime(from: string, to: string, off: DaysOff = NO_DAYS_OFF): number {
  const [begun, ended] = [Date.parse(from) + SEOUL_MS, Date.parse(to) + SEOUL_MS];
  let sum = 0;
  for (let at = begun; at < ended;) {
    const next = Math.min(ended, (Math.floor(at / DAY_MS) + 1) * DAY_MS);
    if (isWorkingDay(new Date(at).toISOString().slice(0, 10), off)) sum += next - at;
    at = next;
  }
  return sum / DAY_MS;
}

/** The instant so much working time after another: the way back of `workingTime`. */
export function workingTimeAfter(from: string, days: number, off: DaysOff = NO_DAYS_OFF): string {
  let at = Date.parse(from) + SEOUL_MS;
  for (let left = days * DAY_MS; left > 0;) {
    const next = (Math.floor(at / DAY_MS) + 1) * DAY_MS;
    const spent = isWorkingDay(new Date(at).toISOString().slice(0, 10), off) ? Math.min(left, next - at) : 0;
    left -= spent;
    at = left > 0 ? next : at + spent;
  }
  return new Date(at - SEOUL_MS).toISOString();
}

/** Days an agency is closed beside the public holidays (임시공휴일, an anniversary of the office), as its directory says (HD4). Pure. */

import { NO_DAYS_OFF, type DaysOff } from '../calendar/working-days.ts';
import type { Directory, Holiday } from './directory.ts';

/** The days off of each agency by its code. */
export type OfficeDays = (agency: string) => DaysOff;

/** No agency is closed on days of its own. */
export const NO_OFFICE_DAYS: OfficeDays = () => NO_DAYS_OFF;

const known = new WeakMap<readonly Holiday[], DaysOff>();

function daysOf(holidays: readonly Holiday[]): DaysOff {
  const before = known.get(holidays);
  if (before !== undefined) return before;
  const days = new Map(holidays.map(({ day, name }) => [day, name]));
  known.set(holidays, days);
  return days;
}

/** Days off as a directory has them. */
export function officeDays({ agencies }: Directory): OfficeDays {
  return (agency) => {
    const holidays = agencies.get(agency)?.holidays;
    return holidays === undefined ? NO_DAYS_OFF : daysOf(holidays);
  };
}

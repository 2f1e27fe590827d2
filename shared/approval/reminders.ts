/** When somebody is reminded of a day: on the working day before, on the day, and once it is gone by (AP26). Pure. */

import { NO_DAYS_OFF, workingDaysAfter, type DaysOff } from '../calendar/working-days.ts';

/** How near a day is. */
export const REMINDER_STAGES = ['before', 'on', 'over'] as const;

/** One of them. */
export type ReminderStage = (typeof REMINDER_STAGES)[number];

/** What a notice tells: a stage of a day, or that somebody asked (NT1). */
export const NOTICE_STAGES = [...REMINDER_STAGES, 'asked'] as const;

/** One of them. */
export type NoticeStage = (typeof NOTICE_STAGES)[number];

/** The stage a day has today, both `YYYY-MM-DD` in Korea; null where it is still far. On a Friday the days of the weekend and Monday are near. */
export function reminderStage(day: string, today: string, off: DaysOff = NO_DAYS_OFF): ReminderStage | null {
  if (day < today) return 'over';
  if (day === today) return 'on';
  return day <= workingDaysAfter(today, 1, off) ? 'before' : null;
}

/** Shapes of days until which something is to be done. */

import { z } from 'zod';

/** A day in Korea as a command takes it. */
const day = z.iso.date();

/** A day until which something is asked. `set`: by a person, else by the standard of the house; `overdue`: gone by, today not. */
export const dueView = z.object({ day: z.string(), set: z.boolean(), overdue: z.boolean() });

/** Days of a lane as its maker sets them: for the whole, and by step id. */
export const laneDue = z.object({ whole: day.nullable(), steps: z.record(z.string().max(200), day) });

/** Commands of days. */
export const dueCommands = {
  /** Why nobody works on a day in this person's office: weekend, public holiday, a day off of its own; null for a working day (WD3, HD4). */
  'due.dayOff': { input: z.object({ day }), output: z.object({ name: z.string().nullable() }) },
} as const;

export type DueView = z.infer<typeof dueView>;
export type LaneDueInput = z.infer<typeof laneDue>;

/** Shapes of days until which something is to be done. */

import { z } from 'zod';

/** A day in Korea as a command takes it. */
const day = z.iso.date();

/** A day until which something is asked. `set`: by a person, else by the standard of the house; `overdue`: gone by, today not. */
export const dueView = z.object({ day: z.string(), set: z.boolean(), overdue: z.boolean() });

/** Days of a lane as its maker sets them: for the whole, and by step id. */
export const laneDue = z.object({ whole: day.nullable(), steps: z.record(z.string().max(200), day) });

export type DueView = z.infer<typeof dueView>;
export type LaneDueInput = z.infer<typeof laneDue>;

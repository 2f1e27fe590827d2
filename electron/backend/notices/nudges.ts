/** Reminders other people sent (NT1): asked of the server while there is a line, kept as notices of what is still this person's to do. */

import { z } from 'zod';
import type { NudgeLine } from '../../../shared/sync/waiting.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import { myRequests } from '../documents/requests.ts';
import { waitingActs } from '../documents/source.ts';
import type { Reminder } from './store.ts';

/** What one line reminds of, or null where it was answered meanwhile. */
function reminderOf(context: BackendContext, today: string, { documentId, key, sender, at }: NudgeLine): Reminder | null {
  const source = { state: stateOf(context.replica, documentId), me: context.me(), directory: context.replica.directory(), today };
  const request = myRequests({ ...source, waiting: waitingActs(context, documentId) }).find((one) => one.key === key);
  if (request === undefined) return null;
  return { documentId, request: key, kind: request.kind, day: request.due.day, stage: 'asked', sender, sentAt: at };
}

/** Lines of one answer that are read: a person has few, and a server could send any number. */
const MOST_LINES = 1000;
const line = z.object({ documentId: z.uuid(), key: z.string().max(300), sender: z.string().max(100), at: z.iso.datetime() });
const linesSchema: z.ZodType<readonly NudgeLine[]> = z.array(line).max(MOST_LINES);

/** What the server has for this person; nothing while it is away or says what is no list of reminders. */
export async function sentReminders(context: BackendContext, today: string): Promise<Reminder[]> {
  const told = await context.sync.ask<unknown>('GET', '/nudges');
  const lines = linesSchema.safeParse(told.ok ? told.value : []);
  return lines.success ? lines.data.flatMap((one) => reminderOf(context, today, one) ?? []) : [];
}

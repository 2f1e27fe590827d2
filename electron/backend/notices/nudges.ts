/** Reminders other people sent (NT1): asked of the server while there is a line, kept as notices of what is still this person's to do. */

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

/** What the server has for this person; nothing while it is away. */
export async function sentReminders(context: BackendContext, today: string): Promise<Reminder[]> {
  const told = await context.sync.ask<readonly NudgeLine[]>('GET', '/nudges');
  return told.ok ? told.value.flatMap((line) => reminderOf(context, today, line) ?? []) : [];
}

/** Who sent a notice, in words. */

import { findPerson } from '../../../shared/org/delegation.ts';
import type { BackendContext } from '../context.ts';
import { actorName } from '../documents/agencies.ts';
import type { Reminder } from './store.ts';

/** `교육부 평생직업교육과 사무관`; '' where nobody sent it, or who did left the directory. */
export function senderName({ replica }: Pick<BackendContext, 'replica'>, { sender }: Pick<Reminder, 'sender'>): string {
  const person = sender === '' ? undefined : findPerson(replica.directory(), sender);
  return person === undefined ? '' : actorName(replica.directory(), person);
}

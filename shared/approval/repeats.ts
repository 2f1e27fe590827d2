/** Whether an act says again what this person already signed and what waits to be sent: acting twice or late must not sign twice. */

import { canonical } from '../trail/canonical.ts';
import type { Statement, StatementType } from '../trail/statement.ts';

/** An act about to be signed. */
export interface NextAct {
  readonly person: string;
  readonly type: StatementType;
  readonly version: number;
  readonly stepId: string | null;
  readonly body: unknown;
}

/** Acts that put something in place of what stood before. Of them the last one counts: back to what was said first is a change too. */
const SETTING: ReadonlySet<StatementType> = new Set(['lane.designed', 'due.set', 'readers.set', 'bundle.set', 'sections.set', 'rights.set']);
/** Acts that decide a step: who signed it does not return it too. */
const DECIDING: ReadonlySet<StatementType> = new Set(['decided', 'returned']);

/** Others may be asked and answered meanwhile, each consultation and each place in one once. */
function sameConsultation(waiting: Statement, { type, body }: NextAct): boolean {
  if (waiting.type !== 'consultation.answered' || type !== 'consultation.answered') return canonical(waiting.body) === canonical(body);
  const { id, of } = body as typeof waiting.body;
  return waiting.body.id === id && waiting.body.of === of;
}

/** `waiting`: signed acts on the same document in the order they were signed. An opening or a keeping outside is never a repeat. */
export function isRepeat(waiting: readonly Statement[], next: NextAct): boolean {
  const { person, type, version, stepId } = next;
  if (type === 'opened' || type === 'downloaded') return false;
  const own = waiting.filter((one) => one.actor.person === person && one.version === version && one.stepId === stepId);
  const same = own.filter((one) => one.type === type);
  if (SETTING.has(type)) return canonical(same.at(-1)?.body ?? null) === canonical(next.body);
  if (type.startsWith('consultation.')) return same.some((one) => sameConsultation(one, next));
  return same.length > 0 || (DECIDING.has(type) && own.some((one) => DECIDING.has(one.type)));
}

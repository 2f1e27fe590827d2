/** When a command has waited enough for its line to the server. */

import type { Sync } from '../backend/sync/sync.ts';

/** Whether no waiting changes what the line says: somebody has to do something first. */
export function lineOver(reason: ReturnType<Sync['reason']>): boolean {
  return reason?.halted === true;
}

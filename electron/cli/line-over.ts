/** When a command has waited enough for its line to the server. */

import type { Sync } from '../backend/sync/sync.ts';

/** Whether no waiting changes what the line says: somebody has to do something first, or the server takes this certificate no more. */
export function lineOver(reason: ReturnType<Sync['reason']>): boolean {
  return reason !== null && (reason.halted || reason.code === 'LOGIN_REFUSED');
}

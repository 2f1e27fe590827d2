/** What was said of a decider above or below the table. */

import type { LaneState } from '../../../shared/approval/state.ts';
import type { BackendContext } from '../context.ts';

/** Why a lane's decider stands above or below the table (영 §67 2호), as far as it was disclosed to this replica; empty elsewhere. */
export function deviationReason({ replica }: Pick<BackendContext, 'replica'>, documentId: string, { deviation }: LaneState): string {
  const told = deviation === null ? undefined : replica.disclosures(documentId).get(deviation.reason)?.value;
  return typeof told === 'string' ? told : '';
}

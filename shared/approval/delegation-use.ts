/** 전결 as signed facts (영 §10②). */

import type { Directory } from '../org/directory.ts';
import type { DelegationUse } from '../trail/statement.ts';
import { lawfulApprover } from './lane-check.ts';
import type { LaneState } from './state.ts';

/** The delegation row a lane's decision must cite; null where the head decides. */
export function citedDelegation(directory: Directory, lane: LaneState): DelegationUse | null {
  const agency = directory.agencies.get(lane.agency);
  if (agency === undefined || lane.basis === null) return null;
  const { row } = lawfulApprover(agency, lane.basis);
  return row === null ? null : { work: row.work, approver: row.approver, article: row.article };
}

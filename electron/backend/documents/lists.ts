/** Home: what this person must do next, and where the other papers stand. */

import type { Output } from '../../../shared/api/contract.ts';
import type { DocumentRow } from '../../../shared/api/views.ts';
import { roomRight } from '../../../shared/policy/access.ts';
import { stateOf } from '../acts/compose.ts';
import { askerOf } from './asker.ts';
import type { BackendContext } from '../context.ts';
import { viewSource, waitingActs } from './source.ts';
import { actsFor } from './status.ts';
import { rowView } from './view.ts';

type Lists = Output<'home.list'>;

/** The list a document stands in for this person by where it is; 사후보고 comes beside it. */
function listOf(context: BackendContext, documentId: string): keyof Lists | null {
  const state = stateOf(context.replica, documentId);
  const me = context.me();
  const directory = context.replica.directory();
  if (roomRight(state, directory, me.id, 'main') === 'none') return null;
  const acts = actsFor(state, askerOf(context), waitingActs(context, documentId));
  const arrived = state.arrivals.some((arrival) => arrival.agency === me.agency && arrival.unit === me.unit);
  switch (state.status) {
    case 'drafting':
      return 'drafts';
    case 'in-approval':
      return acts.some((act) => act === 'sign' || act === 'receive' || act === 'designPartner') ? 'waiting' : 'progress';
    case 'returned':
    case 'withdrawn':
      return 'returned';
    case 'approved':
      return 'progress';
    case 'registered':
    case 'sealing':
    case 'sealed':
      return acts.some((act) => act === 'fixBase' || act === 'seal' || act === 'issue') ? 'sealing' : 'progress';
    case 'issued':
      return arrived ? 'inbox' : 'done';
    case 'none':
      return null;
    default:
      return state.status;
  }
}

/** All lists, newest change first; 결재 대기 by who has waited longest. */
export async function homeLists(context: BackendContext): Promise<Lists> {
  const lists: Record<keyof Lists, DocumentRow[]> = { waiting: [], progress: [], drafts: [], returned: [], inbox: [], sealing: [], done: [], reports: [] };
  for (const documentId of context.replica.documents()) {
    const name = listOf(context, documentId);
    if (name === null) continue;
    const row = rowView(await viewSource(context, documentId));
    lists[name].push(row);
    if (row.report !== null) lists.reports.push(row);
  }
  for (const rows of Object.values(lists)) rows.sort((a, b) => b.changedAt.localeCompare(a.changedAt));
  const since = (row: DocumentRow): string => row.waitingSince ?? row.changedAt;
  lists.waiting.sort((a, b) => since(a).localeCompare(since(b)));
  return lists;
}

/** Home: what this person must do next, and where the other papers stand. */

import type { Output } from '../../../shared/api/contract.ts';
import { isConsultationOpen } from '../../../shared/approval/consultation.ts';
import type { DocumentRow } from '../../../shared/api/views.ts';
import { servesUnit } from '../../../shared/approval/handover.ts';
import { holds } from '../../../shared/org/delegation.ts';
import { unitNow } from '../../../shared/org/succession.ts';
import { roomRight } from '../../../shared/policy/access.ts';
import { rolesOf } from '../../../shared/policy/roles.ts';
import { ACT_ROLES } from '../../../shared/policy/table.ts';
import { stateOf } from '../acts/compose.ts';
import { askerOf } from './asker.ts';
import type { BackendContext } from '../context.ts';
import { viewSource, type ViewSource } from './source.ts';
import { actsFor, endsInside, isReaderOnly } from './status.ts';
import { rowView } from './view.ts';

type Lists = Output<'home.list'>;

/** Behind every day an answer is due on. */
const ANSWERED = '9999';

/** The list a document stands in for this person by where it is; 사후보고 comes beside it. */
function listOf(context: BackendContext, source: ViewSource): keyof Lists | null {
  const { state, content } = source;
  const me = context.me();
  const directory = context.replica.directory();
  if (roomRight(state, directory, me.id, 'main') === 'none') return null;
  if (isReaderOnly(state, askerOf(context))) return 'readable';
  const acts = actsFor(state, content, askerOf(context), source.waiting);
  const arrived = state.arrivals.some((arrival) => servesUnit(directory, arrival.agency, arrival.unit, me));
  switch (state.status) {
    case 'drafting':
      return 'drafts';
    case 'in-approval':
      return acts.some((act) => act === 'sign' || act === 'receive' || act === 'designPartner' || act === 'reroute' || act === 'sendRevision')
        ? 'waiting'
        : 'progress';
    case 'returned':
    case 'withdrawn':
      return 'returned';
    case 'approved':
      return 'progress';
    case 'registered':
      if (endsInside(state, content)) return 'done';
      return acts.includes('fixBase') || acts.includes('issue') ? 'sealing' : 'progress';
    case 'sealing':
    case 'sealed':
      return acts.some((act) => act === 'seal' || act === 'issue') ? 'sealing' : 'progress';
    case 'issued':
      return arrived ? 'inbox' : 'done';
    case 'none':
      return null;
    default:
      return state.status;
  }
}

/** Whether this person has to do with the paper only because an open 의견조회 asked: then it stands in that list alone. */
function isOnlyAsked(context: BackendContext, documentId: string): boolean {
  const { person, directory, day } = askerOf(context);
  const state = stateOf(context.replica, documentId);
  const roles = [...rolesOf(state, directory, person.id, day)];
  const open = state.consultations.some((one) => isConsultationOpen(state, one));
  return open && roles.includes('consulted') && !roles.some((role) => role !== 'consulted' && ACT_ROLES.opened.includes(role));
}

/** Whether a paper on its way belongs to a 처리과 this person heads, in the own post or in a concurrent one. */
function openInUnit(context: BackendContext, documentId: string): boolean {
  const me = context.me();
  const agency = context.replica.directory().agencies.get(me.agency);
  const units = agency?.units ?? [];
  const heads = units.filter(({ code, positions }) => holds(me, { unit: code, position: positions.at(-1) ?? '' })).map(({ code }) => code);
  return stateOf(context.replica, documentId).lanes.some((lane) => lane.agency === me.agency && heads.includes(unitNow(agency, lane.unit) ?? lane.unit));
}

/** All lists, newest change first; 결재 대기 by who has waited longest. */
export async function homeLists(context: BackendContext): Promise<Lists> {
  const lists: Record<keyof Lists, DocumentRow[]> = {
    waiting: [],
    progress: [],
    drafts: [],
    returned: [],
    inbox: [],
    sealing: [],
    done: [],
    readable: [],
    reports: [],
    consultations: [],
    unit: [],
  };
  for (const documentId of context.replica.documents()) {
    const source = await viewSource(context, documentId);
    const name = listOf(context, source);
    if (name === null) continue;
    const row = rowView(source);
    const onlyAsked = isOnlyAsked(context, documentId);
    if (!onlyAsked) lists[name].push(row);
    if (onlyAsked || row.consulted !== null || row.asking !== null) lists.consultations.push(row);
    if (row.report !== null) lists.reports.push(row);
    if (name !== 'done' && name !== 'inbox' && name !== 'readable' && openInUnit(context, documentId)) lists.unit.push(row);
  }
  for (const rows of Object.values(lists)) rows.sort((a, b) => b.changedAt.localeCompare(a.changedAt));
  const since = (row: DocumentRow): string => row.waitingSince ?? row.changedAt;
  const answerBy = (row: DocumentRow): string => row.consulted?.due ?? row.asking?.due ?? ANSWERED;
  lists.consultations.sort((a, b) => answerBy(a).localeCompare(answerBy(b)));
  lists.unit.sort((a, b) => (a.heldSince ?? '').localeCompare(b.heldSince ?? ''));
  lists.waiting.sort((a, b) => since(a).localeCompare(since(b)));
  return lists;
}

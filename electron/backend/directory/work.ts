/** 맡은 문서 (인계·인수, 영 §61): what a person has open among the papers this replica may see; an administrator is told of the others by the server. */

import type { Output } from '../../../shared/api/contract.ts';
import type { WorkView } from '../../../shared/api/directory-view.ts';
import { openWork } from '../../../shared/approval/work.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import { mayRead } from '../../../shared/policy/access.ts';
import type { WorkLine } from '../../../shared/sync/work.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import { titleOf } from '../documents/title.ts';
import { STATUS_TEXT } from '../documents/status.ts';
import { administers } from './administrator.ts';

/** Papers listed at once. */
const MOST_PAPERS = 60;

/** Papers of the administrator's agency this replica may not see: where they stand, never what is in them (DI7). None while the server is away. */
async function elsewhere(context: BackendContext, person: string, known: ReadonlySet<string>): Promise<WorkView[]> {
  if (!administers(context)) return [];
  const told = await context.sync.ask<readonly WorkLine[]>('GET', `/handovers?person=${encodeURIComponent(person)}`);
  if (!told.ok) return [];
  return told.value
    .filter(({ documentId }) => !known.has(documentId))
    .map(({ documentId, status, what, left, takers }) => ({
      ...{ documentId, what, left, takers: [...takers], readable: false, status: STATUS_TEXT[status] },
      title: `문서 번호 ${documentId.slice(0, 8)}`,
    }));
}

/** What a person has open, what was handed over first. */
export async function workOf(context: BackendContext, id: string): Promise<Result<Output<'directory.work'>>> {
  const directory = context.replica.directory();
  const rows: WorkView[] = [];
  if (findPerson(directory, id) === undefined) return ok({ rows, more: 0 });
  const readable = context.replica.documents().filter((documentId) => mayRead(stateOf(context.replica, documentId), directory, context.me().id));
  for (const documentId of readable) {
    const state = stateOf(context.replica, documentId);
    for (const { what, left, takers } of openWork(context.names(), state, id)) {
      const title = await titleOf(context, documentId);
      rows.push({ documentId, title, status: STATUS_TEXT[state.status], what, left, takers: [...takers], readable: true });
    }
  }
  rows.push(...(await elsewhere(context, id, new Set(readable))));
  rows.sort((a, b) => Number(b.left) - Number(a.left));
  return ok({ rows: rows.slice(0, MOST_PAPERS), more: Math.max(0, rows.length - MOST_PAPERS) });
}

/** Gathering what a view is made from. */

import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import type { StatementType } from '../../../shared/trail/statement.ts';
import type { ViewSource } from './view.ts';

/** What views of a document are made from. */
export async function viewSource(context: BackendContext, documentId: string): Promise<ViewSource> {
  const content = await context.drafts.content(documentId);
  return {
    state: stateOf(context.replica, documentId),
    content: content.ok ? content.value : null,
    directory: context.replica.directory(),
    me: context.me(),
    disclosures: context.replica.disclosures(documentId),
    waiting: waitingActs(context, documentId),
  };
}

/** Types of this person's acts on a document that wait in the outbox. */
export function waitingActs(context: BackendContext, documentId: string): StatementType[] {
  const own = context.me().id;
  return context.sync
    .waitingFor(documentId)
    .map((submission) => submission.signed.statement)
    .filter((statement) => statement.actor.person === own)
    .map((statement) => statement.type);
}

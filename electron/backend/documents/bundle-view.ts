/** What the screens tell of a 일괄기안: the place of a paper in it, and the other papers as this person may see them. */

import type { BundledPaper } from '../../../shared/api/bundle-view.ts';
import type { DocumentRow } from '../../../shared/api/views.ts';
import { isMaker } from '../../../shared/approval/maker.ts';
import { roomRight } from '../../../shared/policy/access.ts';
import type { BackendContext } from '../context.ts';
import { stateOf } from '../acts/compose.ts';
import { askerOf } from './asker.ts';
import type { ViewSource } from './source.ts';
import { myTurns, STATUS_TEXT } from './status.ts';

/** These documents and those they go together with: what changes in one is told at the others. */
export function withBundles(replica: BackendContext['replica'], documentIds: readonly string[]): string[] {
  return [...new Set(documentIds.flatMap((documentId) => [documentId, ...stateOf(replica, documentId).bundle]))];
}

/** On a row. */
export function bundleOfRow({ state, bundle, directory, me }: ViewSource): Pick<DocumentRow, 'bundle' | 'mayBundle'> {
  const papers = bundle.map(({ documentId }) => documentId);
  return {
    bundle: papers.length === 0 ? null : { papers, at: papers.indexOf(state.documentId) },
    mayBundle: state.status === 'drafting' && isMaker(state, state.lead?.agency, me.id, directory),
  };
}

/** Each paper of the stack, by its title where this person may read it. */
export async function bundledOf(context: BackendContext, { bundle }: Pick<ViewSource, 'bundle'>): Promise<BundledPaper[]> {
  const asker = askerOf(context);
  const papers: BundledPaper[] = [];
  for (const { documentId, state } of bundle) {
    const may = state !== null && roomRight(state, asker.directory, asker.person.id, 'main') !== 'none';
    const content = may ? await context.drafts.content(documentId) : null;
    papers.push({
      documentId,
      title: content?.ok === true ? content.value.fields.title : null,
      statusText: may ? STATUS_TEXT[state.status] : '',
      waits: may && myTurns(state, asker).length > 0,
      enforcedOn: may ? (state.base?.enforcedOn ?? null) : null,
    });
  }
  return papers;
}

/** Commands of really opening a paper: noted here, told before signing. */

import type { Output } from '../../../shared/api/contract.ts';
import { ok } from '../../../shared/lib/result.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import type { Look, Looked } from './looks.ts';
import { versionsOf } from './revision-view.ts';
import { viewSource } from './source.ts';

type LookCommands = 'documents.look' | 'documents.looked';

/** Notes that a part of the current version was opened now; while a paper is drafted nothing is noted, because what is read changes. */
export function noteLook(context: BackendContext, documentId: string, what: Looked): void {
  const { status, version } = stateOf(context.replica, documentId);
  if (status !== 'none' && status !== 'drafting') context.looks.note(documentId, version, what, context.now().toISOString());
}

/** When the content of a version was fixed, as the server said. */
function fixedAt(context: BackendContext, documentId: string, version: number): string | null {
  const found = context.replica
    .entries(documentId)
    .findLast(({ entry: { kind, body } }) => kind === 'serverFact' && body.fact.type === 'frozen' && body.fact.version === version);
  return found?.entry.receivedAt ?? null;
}

async function looked(context: BackendContext, documentId: string): Promise<Output<'documents.looked'>> {
  const source = await viewSource(context, documentId);
  const { version } = source.state;
  const looks = context.looks.of(documentId, version);
  const at = (what: Looked) => {
    const look: Look | undefined = looks.find((one) => one.what === what);
    return look === undefined ? null : { first: look.firstAt, last: look.lastAt };
  };
  const from = versionsOf(source).findLast((one) => one < version);
  return {
    fixedAt: fixedAt(context, documentId, version),
    text: at('text'),
    files: (source.content?.attachments ?? []).map(({ sha256, label }) => ({ sha256, label, at: at(`file/${sha256}`) })),
    diff: from === undefined ? null : { from, at: at('diff') },
  };
}

/** The commands. */
export function lookCommandsOf(context: BackendContext): Pick<Handlers, LookCommands> {
  return {
    'documents.look'({ documentId }) {
      noteLook(context, documentId, 'text');
      return ok({});
    },
    'documents.looked': async ({ documentId }) => ok(await looked(context, documentId)),
  };
}

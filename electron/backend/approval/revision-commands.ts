/** A reviewer's own edit (영 §9③, AP22): the next version opens for one author, is written, and is frozen with what changed and why. */

import type { Input } from '../../../shared/api/contract.ts';
import { contentDigest, contentParts } from '../../../shared/collab/digest.ts';
import { partsDiff } from '../../../shared/collab/parts-diff.ts';
import { refuse } from '../../../shared/approval/refusals.ts';
import { findStep, nextVersion } from '../../../shared/approval/state.ts';
import { err, type Result } from '../../../shared/lib/result.ts';
import { ownRevision } from '../../../shared/policy/access.ts';
import { commit } from '../../../shared/trail/hash.ts';
import { boundToDocument, boundToStep, commitText, newSalt, stateOf } from '../acts/compose.ts';
import { act, type Acted } from '../acts/send.ts';
import type { BackendContext } from '../context.ts';
import { beginVersion } from '../documents/next-version.ts';
import type { Handlers } from '../handlers.ts';
import { guardSubmit } from './guards.ts';
import { onStep } from './standing.ts';
import { waitSaved } from './wait-saved.ts';

const NO_LINE = err(
  'REVISION_NEEDS_LINE',
  '서버에 닿지 않아 새 판을 열지 않았습니다. 문서와 적은 까닭은 그대로 있습니다. 서버에 닿으면 다시 하십시오. 서명과 반려는 지금도 됩니다.',
);

/** Opens the version at the server and fills it with the text of the one before. Code REVISION_NEEDS_LINE besides the engine's. */
async function openRevision(context: BackendContext, { documentId, stepId, reason }: Input<'revision.open'>): Promise<Result<Acted>> {
  if (context.replica.status().connection === 'offline') return NO_LINE;
  const state = stateOf(context.replica, documentId);
  const before = await context.drafts.frozen(documentId, state.version);
  if (!before.ok) return before;
  const { commitment, disclosures } = commitText(reason.trim());
  return beginVersion(context, { documentId, version: nextVersion(state), from: state.version }, before.value, () =>
    act(context, {
      documentId,
      type: 'revision.opened',
      body: { reason: commitment },
      bound: boundToStep(state, stepId),
      standing: onStep(context, state, stepId),
      disclosures,
      done: '새 판을 열었습니다. 고친 뒤에 올리십시오.',
    }),
  );
}

/** Freezes the author's version: its content, what changed against the one before, why, and who concurs again. */
async function sendRevision(context: BackendContext, { documentId, reason, reconcur }: Input<'revision.send'>): Promise<Result<Acted>> {
  const state = stateOf(context.replica, documentId);
  const version = ownRevision(state, context.me().id);
  if (state.revision === null || version === null) return refuse('NO_REVISION');
  const kept = await waitSaved(context, documentId);
  if (!kept.ok) return kept;
  const [before, after] = [await context.drafts.frozen(documentId, state.version), await context.drafts.written(documentId, version)];
  if (!before.ok) return before;
  if (!after.ok) return after;
  const guarded = await guardSubmit(context, documentId, after.value, state);
  if (!guarded.ok) return guarded;
  const diff = partsDiff(before.value, after.value);
  if (diff.removed.length + diff.added.length === 0) return refuse('REVISION_EMPTY');
  const salt = newSalt();
  const commitment = commit(salt, diff);
  const why = commitText(reason.trim());
  const salts = contentParts(after.value).map(() => newSalt());
  const { stepId } = state.revision;
  const sent = await act(context, {
    documentId,
    type: 'revised',
    body: { fromVersion: state.version, parts: salts.length, diff: commitment, reason: why.commitment, reconcur },
    bound: {
      ...boundToStep(state, stepId),
      version,
      contentDigest: contentDigest(after.value, salts),
      laneDigest: findStep(state, stepId)?.lane.digest ?? null,
    },
    standing: onStep(context, state, stepId),
    salts,
    disclosures: { ...why.disclosures, [commitment]: { salt, value: diff } },
    done: `제${version}판을 올렸습니다. 앞서 서명한 사람들에게 바뀐 곳이 알려집니다. 이제 새 판에 서명하십시오.`,
  });
  context.drafts.follow();
  return sent;
}

/** Commands of a reviewer's edit. */
export function revisionCommands(context: BackendContext): Pick<Handlers, 'revision.open' | 'revision.send' | 'revision.drop'> {
  return {
    'revision.open': (input) => openRevision(context, input),
    'revision.send': (input) => sendRevision(context, input),
    async 'revision.drop'({ documentId }) {
      const state = stateOf(context.replica, documentId);
      const done = '고치기를 그만두었습니다. 앞 판이 그대로 이어집니다.';
      const sent = await act(context, { documentId, type: 'revision.dropped', body: {}, bound: boundToDocument(state, context.me().agency), done });
      context.drafts.follow();
      return sent;
    },
  };
}

/** The paper of a document as it stands: sealed so far, the base, or an internal one drawn anew. */

import { outgoingDigest } from '../../../shared/approval/acts/issued.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import type { Result } from '../../../shared/lib/result.ts';
import type { BackendContext } from '../context.ts';
import { endsInside } from '../documents/status.ts';
import { currentPdf, renderBase } from './print.ts';

/** Whether the paper is an internal one that ended with its registration. */
export async function staysInside(context: BackendContext, state: DocumentState): Promise<boolean> {
  const content = await context.drafts.content(state.documentId);
  return endsInside(state, content.ok ? content.value : null);
}

/** Whether its bytes change no more: sealed by all, without a seal, or internal. */
export function isFinal(state: DocumentState): boolean {
  return outgoingDigest(state) !== null || state.base === null;
}

/** Sealed so far, the base, or an internal paper drawn anew; null before there is one. */
export async function paperOf(context: BackendContext, state: DocumentState): Promise<Result<Uint8Array> | null> {
  return (await staysInside(context, state)) ? renderBase(context, state.documentId, null) : currentPdf(context, state);
}

/** Whether there is a paper that changes no more. */
export async function hasFinal(context: BackendContext, state: DocumentState): Promise<boolean> {
  return isFinal(state) && (state.base !== null || (await staysInside(context, state)));
}

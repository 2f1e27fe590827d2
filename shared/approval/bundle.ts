/**
 * 일괄기안: related drafts that are put up together, decided as a stack and issued on one day (규칙 §5①). Every paper stays a paper of its own, with its text,
 * number, route and signatures; each says in its trail which papers belong together, the main one first.
 */

import type { DocumentState } from './state.ts';

/** How many papers make a 일괄기안. */
export const BUNDLE = { least: 2, most: 20 } as const;

/** Whether a list may stand in a paper: none, or some different papers with this one among them. */
export function isBundleSound(papers: readonly string[], documentId: string): boolean {
  if (papers.length === 0) return true;
  return papers.length >= BUNDLE.least && papers.length <= BUNDLE.most && new Set(papers).size === papers.length && papers.includes(documentId);
}

/** One paper of a stack; `state` is null where this machine does not have the paper. */
export interface Bundled {
  readonly documentId: string;
  readonly state: DocumentState | null;
}

/**
 * The papers a paper belongs together with, itself among them, in their order; none where it goes alone. A paper that is here and says another list does not
 * belong: nobody is put into a stack by another paper.
 */
export function bundleOf(state: Pick<DocumentState, 'bundle'>, stateOf: (documentId: string) => DocumentState | null): Bundled[] {
  const papers = state.bundle;
  const members = papers.flatMap((documentId): Bundled[] => {
    const found = stateOf(documentId);
    const known = found === null || found.status === 'none' ? null : found;
    return known !== null && known.bundle.join() !== papers.join() ? [] : [{ documentId, state: known }];
  });
  return members.length < BUNDLE.least ? [] : members;
}

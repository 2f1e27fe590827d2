/** Reasons for keeping papers outside the program, as long as this person is at work in this window: asked once a paper, offered again for the next. */

import { createContext, useContext } from 'react';
import type { DownloadReason } from '../../shared/api/contract.ts';

/** What was said before. `newest` is offered for the next paper. */
export interface Reasons {
  readonly of: (documentId: string) => DownloadReason;
  readonly newest: () => DownloadReason;
  readonly remember: (documentId: string, reason: DownloadReason) => void;
}

/** Reasons said in one sitting. */
export function createReasons(): Reasons {
  const said = new Map<string, DownloadReason>();
  let newest: DownloadReason = null;
  return {
    of: (documentId) => said.get(documentId) ?? null,
    newest: () => newest,
    remember(documentId, reason) {
      said.set(documentId, reason);
      if (reason !== null) newest = reason;
    },
  };
}

/** The reasons of whoever is at work in this window. */
export const ReasonsContext = createContext<Reasons>(createReasons());

/** The reasons. */
export function useReasons(): Reasons {
  return useContext(ReasonsContext);
}

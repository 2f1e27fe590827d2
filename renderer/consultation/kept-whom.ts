/** Whom an 의견조회 that was not sent yet was to ask, kept in this window beside its question. */

import type { ConsultedView } from '../../shared/api/consultation-view.ts';

/** The places chosen so far, and how many answers are hoped for. */
export interface Whom {
  readonly to: readonly ConsultedView[];
  readonly hoped: number;
}

const NOBODY: Whom = { to: [], hoped: 1 };
const keyOf = (documentId: string): string => `ongyeol.whom.${documentId}`;

/** What was chosen for this paper in this window before; nobody where nothing was. */
export function readWhom(documentId: string): Whom {
  try {
    return { ...NOBODY, ...(JSON.parse(sessionStorage.getItem(keyOf(documentId)) ?? '{}') as Partial<Whom>) };
  } catch {
    return NOBODY;
  }
}

/** Keeps it until it is sent. */
export function keepWhom(documentId: string, whom: Whom): void {
  sessionStorage.setItem(keyOf(documentId), JSON.stringify(whom));
}

/** It was sent. */
export function dropWhom(documentId: string): void {
  sessionStorage.removeItem(keyOf(documentId));
}

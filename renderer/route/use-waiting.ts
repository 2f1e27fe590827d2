/** Whoever a paper waits for as the server tells it, and reminding them; read again every minute and when the server says so, because people come and go. */

import { useEffect, useRef } from 'react';
import type { AgencyTouchView, HolderView } from '../../shared/api/progress-view.ts';
import { useClient } from '../api/bridge.ts';
import { useAct, useQuery, type Said } from '../api/use-query.ts';

const EVERY_MS = 60_000;

/** What the screen asks of it. */
export interface WaitingOn {
  /** Whoever a step waits for; of a lane (null) whoever takes its request in or designs it. Undefined where nothing is known. */
  readonly holder: (agency: string, stepId: string | null) => HolderView | undefined;
  /** An agency nobody of which is in touch with the server; null where somebody is, or nothing is known. */
  readonly cut: (agency: string) => AgencyTouchView | null;
  /** Those this person could remind now. */
  readonly remindable: readonly HolderView[];
  readonly known: boolean;
  readonly busy: boolean;
  readonly said: Said | null;
  readonly hush: () => void;
  readonly nudge: (holder: HolderView) => void;
}

/** Asks while the paper is on its way. */
export function useWaiting(documentId: string, going: boolean): WaitingOn {
  const { value, reload } = useQuery('progress.waiting', going ? { documentId } : null, documentId);
  const { busy, said, clear, run } = useAct();
  const client = useClient();
  const again = useRef(reload);
  useEffect(() => void (again.current = reload), [reload]);
  useEffect(() => {
    if (!going) return undefined;
    const timer = setInterval(() => again.current(), EVERY_MS);
    const unlisten = client.on('progress.changed', (changed) => changed.documentId === documentId && again.current());
    return () => {
      clearInterval(timer);
      unlisten();
    };
  }, [client, documentId, going]);
  const known = value?.known === true;
  return {
    holder: (agency, stepId) => value?.holders.find((one) => one.agency === agency && one.stepId === stepId),
    cut: (agency) => (known ? (value.agencies.find((one) => one.agency === agency && !one.here) ?? null) : null),
    remindable: value?.holders.filter(({ nudgeNot }) => nudgeNot === null) ?? [],
    known,
    busy,
    said,
    hush: clear,
    nudge: ({ key }) => void run('progress.nudge', { documentId, key }).then(reload),
  };
}

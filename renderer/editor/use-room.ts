/** A room for as long as a screen shows it. */

import { useEffect, useState } from 'react';
import type { Right } from '../../shared/policy/rights.ts';
import { useClient } from '../api/bridge.ts';
import { createHostProvider, type HostProvider } from './provider.ts';
import type { CaretUser } from './together.ts';

/** The room once joined: provider, right, and why it closed if it did. */
export interface RoomState {
  readonly provider: HostProvider | null;
  readonly right: Right;
  readonly closed: string | null;
}

/** Joins a room and tells colleagues who is here. */
export function useRoom(room: string): RoomState {
  const client = useClient();
  const [state, setState] = useState<RoomState>({ provider: null, right: 'none', closed: null });
  useEffect(() => {
    const provider = createHostProvider(client, room);
    let gone = false;
    void provider.joined.then((joined) => {
      if (gone || joined === null) return;
      provider.awareness.setLocalStateField('user', joined.clientUser satisfies CaretUser);
      setState({ provider, right: joined.right, closed: null });
    });
    const stop = client.on('collab.closed', (closed) => {
      if (closed.room === room) setState((before) => ({ ...before, right: 'view', closed: closed.sentence }));
    });
    return () => {
      gone = true;
      stop();
      provider.destroy();
    };
  }, [client, room]);
  return state;
}

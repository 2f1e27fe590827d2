/** A room for as long as a screen shows it. */

import { useEffect, useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import { useClient } from '../api/bridge.ts';
import { createHostProvider, type HostProvider } from './provider.ts';

/** What a colleague's awareness says. */
export type CaretUser = Output<'collab.join'>['clientUser'];

/** The room: provider once joined, right, and why it closed or could not be joined. What is written stays in the Y.Doc. */
export interface RoomState {
  readonly provider: HostProvider | null;
  readonly right: Output<'collab.join'>['right'];
  readonly closed: string | null;
  /** This person as colleagues see them. */
  readonly user: CaretUser | null;
}

const APART: RoomState = { provider: null, right: 'none', closed: null, user: null };

/** Joins a room (null: none) and tells colleagues who is here, unless only looking. A room that closed is joined anew and says why. */
export function useRoom(room: string | null, composing: () => boolean, present: boolean): RoomState {
  const client = useClient();
  const [state, setState] = useState<RoomState>(APART);
  const [life, setLife] = useState(0);
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (room === null) return undefined;
    const provider = createHostProvider(client, room, composing);
    let gone = false;
    void provider.joined.then(async (answer) => {
      if (answer.ok) await provider.loaded;
      if (gone) return;
      if (!answer.ok) return setState({ ...APART, closed: answer.error.message });
      if (present) provider.awareness.setLocalStateField('user', { ...answer.value.clientUser, color: '#063a74' });
      else provider.awareness.setLocalState(null);
      setState({ provider, right: answer.value.right, closed: answer.value.note, user: answer.value.clientUser });
    });
    const stop = client.on('collab.closed', (closed) => {
      if (closed.room !== room) return;
      setSaid(closed.sentence);
      setLife((before) => before + 1);
    });
    return () => {
      gone = true;
      stop();
      provider.destroy();
      setState(APART);
    };
  }, [client, room, composing, present, life]);
  return { ...state, closed: state.closed ?? said };
}

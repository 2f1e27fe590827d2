/** The one way to the backend: `window.bridge` in Electron, one WebSocket on the loopback host. Nothing else asks where it runs. */

import { createContext, useContext } from 'react';
import type { Bridge } from '../../shared/api/bridge.ts';
import type { CommandName, EventName, EventPayload, Input, Output } from '../../shared/api/contract.ts';
import type { Reply } from '../../shared/api/errors.ts';
import { webBridge } from './web.ts';

/** What a command came back with. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

/** Typed calls and events over the bridge. */
export interface Client {
  readonly call: <N extends CommandName>(name: N, input: Input<N>) => Promise<Answer<Output<N>>>;
  readonly on: <N extends EventName>(event: N, tell: (payload: EventPayload<N>) => void) => () => void;
  /** The line to the backend itself is gone (loopback host stopped). */
  readonly onLost: (tell: () => void) => () => void;
}

/** A client over the bridge this page has. */
export function connectBridge(): Client {
  const lost = new Set<() => void>();
  const bridge: Bridge = (window as { bridge?: Bridge }).bridge ?? webBridge(() => lost.forEach((tell) => tell()));
  return {
    call: async (name, input) => (await bridge.call(name, input)) as Reply as Answer<never>,
    on: (event, tell) =>
      bridge.on((name, payload) => {
        if (name === event) tell(payload as never);
      }),
    onLost(tell) {
      lost.add(tell);
      return () => void lost.delete(tell);
    },
  };
}

/** The client of this window. */
export const ClientContext = createContext<Client | null>(null);

/** The client; every screen stands below its provider. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('no client above this screen');
  return client;
}

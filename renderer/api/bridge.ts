/** The one way to the backend: `window.bridge` in Electron, one WebSocket on the loopback host. Nothing else asks where it runs. */

import { createContext, useContext } from 'react';
import type { Bridge } from '../../shared/api/bridge.ts';
import type { CommandName, EventName, EventPayload, Input, Output } from '../../shared/api/contract.ts';
import { MESSAGE } from '../../shared/collab/protocol.ts';
import type { Reply } from '../../shared/api/errors.ts';
import { webBridge } from './web.ts';

/** What a command came back with. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

/** Typed calls and events over the bridge. */
export interface Client {
  readonly call: <N extends CommandName>(name: N, input: Input<N>) => Promise<Answer<Output<N>>>;
  readonly on: <N extends EventName>(event: N, tell: (payload: EventPayload<N>) => void) => () => void;
  /** Called ahead of every call but the sending of text: what was written and waits for its picture goes first. */
  readonly before: (send: () => void) => () => void;
  /** The line to the backend itself is gone (loopback host stopped). */
  readonly onLost: (tell: () => void) => () => void;
}

const LOCKED = 'SCREEN_LOCKED';
/** Commands after which another person may sit here: what waited for the screen is not done in their name. */
const LEAVES: ReadonlySet<string> = new Set(['profiles.lock', 'profiles.unlock']);

/** Where a caret stands is told again and again: nothing of it waits. */
const isCaret = (name: string, input: unknown): boolean => name === 'collab.send' && (input as Input<'collab.send'>).message[0] === MESSAGE.awareness;

/**
 * Calls that find the screen locked wait until it opens and are made then, so that what was typed just before is kept and no screen shows a refusal
 * instead of its work. Where the person leaves, they end with the refusal.
 */
function patient(bridge: Bridge): Bridge['call'] {
  const waiting = new Set<(again: boolean) => void>();
  /** How often somebody left or came. */
  let people = 0;
  const settle = (again: boolean): void => {
    for (const wake of waiting) wake(again);
    waiting.clear();
  };
  bridge.on((name, payload) => {
    if (name === 'screen.changed' && !(payload as EventPayload<'screen.changed'>).locked) settle(true);
  });
  const opened = (): Promise<boolean> => {
    const waits = new Promise<boolean>((resolve) => waiting.add(resolve));
    // It may have opened between the refusal and now.
    void bridge.call('profiles.list', {}).then((answer) => {
      if (answer.ok && !(answer.value as Output<'profiles.list'>).locked) settle(true);
    });
    return waits;
  };
  return async (name, input) => {
    if (LEAVES.has(name)) {
      people += 1;
      settle(false);
    }
    for (const asked = people; ;) {
      const answer = await bridge.call(name, input);
      if (answer.ok || answer.error.code !== LOCKED || isCaret(name, input) || asked !== people || !(await opened())) return answer;
    }
  };
}

/** A client over the bridge this page has. */
export function connectBridge(): Client {
  const lost = new Set<() => void>();
  const ahead = new Set<() => void>();
  const bridge: Bridge = (window as { bridge?: Bridge }).bridge ?? webBridge(() => lost.forEach((tell) => tell()));
  const call = patient(bridge);
  return {
    call: async (name, input) => {
      if (name !== 'collab.send') ahead.forEach((send) => send());
      return (await call(name, input)) as Reply as Answer<never>;
    },
    before(send) {
      ahead.add(send);
      return () => void ahead.delete(send);
    },
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

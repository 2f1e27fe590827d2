/** A small real application behind the hosts: real dispatch, real sessions by `resume`, events. */

import { z } from 'zod';
import type { Connect, HostCaller } from '../../electron/hosts/connect.ts';
import { dispatch, type Handlers } from '../../shared/api/dispatch.ts';
import { err, ok } from '../../shared/lib/result.ts';

const commands = {
  echo: { input: z.object({ value: z.unknown() }), output: z.object({ value: z.unknown() }) },
  who: { input: z.object({}), output: z.object({ host: z.string(), calls: z.number(), connectionId: z.string() }) },
  shout: { input: z.object({ payload: z.unknown() }), output: z.object({}) },
  refuse: { input: z.object({}), output: z.object({}) },
  crash: { input: z.object({}), output: z.object({}) },
  unwritable: { input: z.object({}), output: z.object({ value: z.unknown() }) },
} as const;

interface Session {
  calls: number;
}

/** What the tests look at afterwards. */
export interface HostApp {
  readonly connect: Connect;
  readonly opened: HostCaller[];
  readonly closed: string[];
  readonly bugs: string[];
  shout(event: string, payload: unknown): void;
}

function handlers(session: Session, shout: HostApp['shout']): Handlers<typeof commands, HostCaller> {
  return {
    echo: ({ value }) => ok({ value }),
    who: (_input, caller) => ok({ host: caller.host, calls: session.calls, connectionId: caller.connectionId }),
    shout: ({ payload }) => {
      shout('shouted', payload);
      return ok({});
    },
    refuse: () => err('NOT_YOUR_TURN', '차례가 아닙니다.'),
    crash: () => {
      throw new Error('/secret/path');
    },
    unwritable: () => ok({ value: () => 1 }),
  };
}

/** Creates the application. */
export function createHostApp(): HostApp {
  const sessions = new Map<string, Session>();
  const listeners = new Set<(event: string, payload: unknown) => void>();
  const app: HostApp = {
    opened: [],
    closed: [],
    bugs: [],
    shout: (event, payload) => listeners.forEach((listener) => listener(event, payload)),
    connect: (caller) => {
      app.opened.push(caller);
      const session = sessions.get(caller.resume ?? '') ?? { calls: 0 };
      sessions.set(caller.resume ?? caller.connectionId, session);
      const mine = new Set<(event: string, payload: unknown) => void>();
      return {
        call: (name, input) => {
          session.calls += 1;
          return dispatch(commands, handlers(session, app.shout), name, input, caller, (_name, bug) => app.bugs.push(String(bug)));
        },
        subscribe: (listener) => {
          listeners.add(listener);
          mine.add(listener);
          return () => listeners.delete(listener);
        },
        close: () => {
          app.closed.push(caller.connectionId);
          mine.forEach((listener) => listeners.delete(listener));
        },
      };
    },
  };
  return app;
}

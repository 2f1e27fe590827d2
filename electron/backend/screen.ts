/** The locked screen of a window (KEY3): it is kept here, where no page can change it; the page only shows it. */

import type { EventName, EventPayload } from '../../shared/api/contract.ts';
import type { AnyHandlers } from '../../shared/api/dispatch.ts';
import { err } from '../../shared/lib/result.ts';
import { answersLocked, toldLocked } from '../../shared/policy/screen.ts';

type Tell = <N extends EventName>(event: N, payload: EventPayload<N>) => void;

/** The screen of one window. */
export interface Screen {
  readonly locked: () => boolean;
  readonly lock: () => void;
  /** The passphrase was given: what was kept back is told. */
  readonly open: () => void;
  /** The person left: nothing of theirs is told any more. */
  readonly forget: () => void;
  /** Tells the window, now or once its screen opens. */
  readonly tell: Tell;
}

const SCREEN_LOCKED = err('SCREEN_LOCKED', '화면이 잠겨 있어 하지 않았습니다. 하던 일은 그대로 있습니다. 인증서 암호를 넣은 뒤 다시 하십시오.');

/** Kept back at most; of what is told again and again only the newest counts. */
const MOST_HELD = 500;
const NEWEST: ReadonlySet<EventName> = new Set<EventName>(['status.changed', 'attachments.progress', 'export.progress']);

/** A screen that is open. `again`: text of the rooms is not kept back but told whole, once the screen opens. */
export function createScreen({ deliver, again }: { readonly deliver: (event: string, payload: unknown) => void; readonly again: () => void }): Screen {
  let locked = false;
  const held = new Map<string, readonly [EventName, unknown]>();
  const move = (to: boolean): void => {
    if (locked === to) return;
    locked = to;
    deliver('screen.changed', { locked });
  };
  function hold(event: EventName, payload: unknown): void {
    if (event === 'collab.message') return;
    const key = NEWEST.has(event) ? event : `${event} ${JSON.stringify(payload)}`;
    held.delete(key);
    held.set(key, [event, payload]);
    const [oldest] = held.keys();
    if (held.size > MOST_HELD && oldest !== undefined) held.delete(oldest);
  }
  return {
    locked: () => locked,
    lock: () => move(true),
    open() {
      if (!locked) return;
      move(false);
      const waiting = [...held.values()];
      held.clear();
      for (const [event, payload] of waiting) deliver(event, payload);
      again();
    },
    forget() {
      locked = false;
      held.clear();
    },
    tell: (event, payload) => (locked && !toldLocked(event) ? hold(event, payload) : deliver(event, payload)),
  };
}

/** The handlers of a window behind its screen: while that is locked nothing answers but the door (SCREEN_LOCKED). Opening the key opens it; absence locks it. */
export function behindScreen(screen: Screen, handlers: AnyHandlers<null>): AnyHandlers<null> {
  const behind = (name: string, handler: AnyHandlers<null>[string]): AnyHandlers<null>[string] => {
    return async (input, caller) => {
      if (screen.locked() && !answersLocked(name)) return SCREEN_LOCKED;
      const done = await handler(input, caller);
      if (!done.ok) return done;
      if (name === 'key.unlock' || name === 'profiles.unlock') screen.open();
      if (name === 'screen.lock' || (name === 'key.attend' && (done.value as { locked: boolean }).locked)) screen.lock();
      return done;
    };
  };
  return Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, behind(name, handler)]));
}

/** What the status bar is told of one profile. */

import type { EventPayload } from '../../shared/api/contract.ts';
import type { BackendContext } from './context.ts';
import { administers } from './directory/administrator.ts';
import { openSentence } from './db/open.ts';
import { alarmView } from './trail/alarm.ts';

/** Connection, saving, keys, certificate, login and disk, as they are now. */
export function statusOf(context: BackendContext): EventPayload<'status.changed'> {
  const { sync, keyring, standing, signIn, locks } = context;
  const stranded = sync.stranded().filter((copy) => copy.handled === null).length;
  const last = sync.rollbacks().at(-1);
  const rollback = last === undefined ? null : { id: last.id, state: last.state, message: last.message };
  const alarm = sync.alarms().findLast(({ decided }) => decided === undefined);
  const opened = { bound: keyring.bound(), keyUnlockedUntil: keyring.unlockedUntil(), opened: keyring.before() };
  const certificate = { ...standing.view(), renewable: administers(context) };
  const login = { reason: sync.reason(), device: sync.device(), login: sync.loginBefore(), signIn: signIn.view() };
  const disk = sync.disk();
  return {
    ...sync.status(),
    disk: disk === null ? null : openSentence(disk),
    stranded,
    rollback,
    alarm: alarm === undefined ? null : alarmView(alarm, administers(context)),
    locked: [...locks.view()],
    waiting: [...locks.waiting()],
    certificate,
    ...opened,
    ...login,
  };
}

/** How often the certificate is looked at: its end is no event of anybody's. */
const STANDING_MS = 20_000;

/** Tells when the own certificate came near its end or over it while the program stands open. The result ends it. */
function followStanding({ standing }: Pick<BackendContext, 'standing'>, tell: () => void): () => void {
  const now = (): string => `${standing.view().state} ${standing.view().days}`;
  let known = now();
  const timer = setInterval(() => {
    const next = now();
    if (next !== known) tell();
    known = next;
  }, STANDING_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Between two tellings while somebody types (ms). */
const CALM_MS = 100;

/** Tells the status at once, and again no sooner than a moment later: every letter that is typed changes it three times. */
export function createStatusTeller(tell: () => void, context: Pick<BackendContext, 'standing'>): { readonly tell: () => void; readonly stop: () => void } {
  let timer: NodeJS.Timeout | null = null;
  let again = false;
  const now = (): void => {
    again = false;
    tell();
    timer = setTimeout(() => {
      timer = null;
      if (again) now();
    }, CALM_MS);
  };
  const say = (): void => (timer === null ? now() : void (again = true));
  const unfollow = followStanding(context, say);
  return {
    tell: say,
    stop() {
      unfollow();
      if (timer !== null) clearTimeout(timer);
    },
  };
}

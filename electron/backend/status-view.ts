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

/** Between two tellings while somebody types (ms). */
const CALM_MS = 100;

/** Tells the status at once, and again no sooner than a moment later: every letter that is typed changes it three times. */
export function createStatusTeller(tell: () => void): { readonly tell: () => void; readonly stop: () => void } {
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
  return {
    tell: () => (timer === null ? now() : void (again = true)),
    stop: () => void (timer !== null && clearTimeout(timer)),
  };
}

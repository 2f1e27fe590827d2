/** What the status bar is told of one profile. */

import type { EventPayload } from '../../shared/api/contract.ts';
import type { BackendContext } from './context.ts';
import { administers } from './directory/administrator.ts';
import { openSentence } from './db/open.ts';

/** Connection, saving, keys, certificate, login and disk, as they are now. */
export function statusOf(context: BackendContext): EventPayload<'status.changed'> {
  const { sync, keyring, standing, signIn } = context;
  const stranded = sync.stranded().filter((copy) => copy.handled === null).length;
  const last = sync.rollbacks().at(-1);
  const rollback = last === undefined ? null : { id: last.id, state: last.state, message: last.message };
  const opened = { bound: keyring.bound(), keyUnlockedUntil: keyring.unlockedUntil(), opened: keyring.before };
  const certificate = { ...standing.view(), renewable: administers(context) };
  const login = { reason: sync.reason(), device: sync.device(), login: sync.loginBefore(), signIn: signIn.view() };
  const disk = sync.disk();
  return { ...sync.status(), disk: disk === null ? null : openSentence(disk), stranded, rollback, certificate, ...opened, ...login };
}

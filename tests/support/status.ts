/** What drawn parts of a window are given: a line that says nothing by itself, and the status while all is well. */

import type { Client } from '../../renderer/api/bridge.ts';
import type { StatusView } from '../../shared/api/views.ts';

/** A part is shown as it stands in its first moment. */
export const client: Client = {
  call: () => new Promise(() => undefined),
  on: () => () => undefined,
  onLost: () => () => undefined,
  before: () => () => undefined,
};

/** Nothing waits and nothing is wrong. */
export const status: StatusView = {
  ...{
    connection: 'online',
    since: '2026-11-30T01:27:00.000Z',
    unsavedUpdates: 0,
    outbox: 0,
    outboxLooks: 0,
    stranded: 0,
    lastSavedAt: null,
    disk: null,
    bound: null,
  },
  ...{ keyUnlockedUntil: null, rollback: null, alarm: null, locked: [], waiting: [], opened: { openedAt: null, failed: 0 } },
  ...{ reason: null, device: '', login: null, signIn: null },
  certificate: { state: 'good', until: '2029-11-30T00:00:00.000Z', days: 1000, checkedAt: null, renewable: false },
};

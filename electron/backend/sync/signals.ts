/** What the sync of one profile tells outside. */

import type { DeviceNotice } from '../../../shared/sync/devices.ts';
import type { StoredEntry } from '../replica.ts';
import type { BlobProgress } from './blobs.ts';
import type { OutboxItem } from './outbox.ts';
import type { LogAlarm } from './alarms.ts';
import type { RollbackEvent } from './rollback.ts';
import { createSignal, type Signal } from './signal.ts';
import type { Wire } from './wire.ts';

/** A word about a device of the person; `own` where it claims to be this one. */
export interface DeviceNews extends DeviceNotice {
  readonly own: boolean;
}

/** What is told outside. */
export interface Signals {
  readonly changes: Signal<[]>;
  readonly news: Signal<[readonly StoredEntry[]]>;
  readonly settled: Signal<[OutboxItem]>;
  readonly progress: Signal<[BlobProgress]>;
  readonly stranded: Signal<[string]>;
  readonly rollback: Signal<[RollbackEvent]>;
  readonly alarm: Signal<[LogAlarm]>;
  readonly device: Signal<[DeviceNews]>;
  readonly nudged: Signal<[]>;
  readonly locked: Signal<[]>;
  readonly looked: Signal<[string]>;
}

/** Signals nobody listens to yet. */
export const createSignals = (): Signals => ({
  changes: createSignal(),
  news: createSignal(),
  settled: createSignal(),
  progress: createSignal(),
  stranded: createSignal(),
  rollback: createSignal(),
  alarm: createSignal(),
  device: createSignal(),
  nudged: createSignal(),
  locked: createSignal(),
  looked: createSignal(),
});

/** Where others hear of what happens here. */
export const listening = (signals: Signals) => ({
  onChange: signals.changes.on,
  onEntries: signals.news.on,
  onSettled: signals.settled.on,
  onProgress: signals.progress.on,
  onStranded: signals.stranded.on,
  onRollback: signals.rollback.on,
  onAlarm: signals.alarm.on,
  onDevice: signals.device.on,
  onNudged: signals.nudged.on,
  onLocked: signals.locked.on,
  onLooked: signals.looked.on,
});

/** What the connection tells. Of this device's own logins only those are news that this process did not make. */
export function heardOf({ changes, device, nudged, locked, looked }: Signals, { session }: Wire, meanwhile: (work: Promise<unknown>) => void) {
  const noticed = async (notice: DeviceNotice): Promise<void> => {
    if (notice.event === 'login' && (await session.made(notice.at))) return;
    const own = notice.device === session.device();
    if (notice.event === 'login' && own && (await session.madeBeside())) return;
    device.emit({ ...notice, own });
  };
  return {
    changed: changes.emit,
    noticed: (notice: DeviceNotice) => meanwhile(noticed(notice)),
    nudged: nudged.emit,
    locked: locked.emit,
    looked: looked.emit,
  };
}

/** What happened to a person's devices as it is told: logins by commands set apart and folded, so that they push nothing else out of the list. Pure. */

import { seoulDate } from '../writing/amount.ts';
import type { DeviceEventInfo } from './devices.ts';

/**
 * Newest first, as given. Logins by commands on one device are one row a day (Korea): it stands where the newest stood, with how many they were and
 * when the first was.
 */
export function foldEvents(events: readonly DeviceEventInfo[]): DeviceEventInfo[] {
  const rows: DeviceEventInfo[] = [];
  const places = new Map<string, number>();
  for (const event of events) {
    const key = `${seoulDate(event.at)} ${event.device}`;
    const place = event.command === true ? places.get(key) : undefined;
    const row = place === undefined ? undefined : rows[place];
    if (place === undefined || row === undefined) {
      if (event.command === true) places.set(key, rows.length);
      rows.push(event);
    } else rows[place] = { ...row, times: (row.times ?? 1) + 1, since: event.at };
  }
  return rows;
}

import { expect, it } from 'vitest';
import { foldEvents } from '../../../../shared/sync/device-events.ts';
import type { DeviceEventInfo } from '../../../../shared/sync/devices.ts';

const login = (at: string, command: boolean, device = 'pc'): DeviceEventInfo => ({ at, device, kind: 'login', by: 'kim', ...(command ? { command } : {}) });

it('DV14 logins by commands are one row a day and device, with how many and since when; everything else stands as it was', () => {
  const events = [
    login('2026-11-30T03:00:00Z', true),
    login('2026-11-30T02:30:00Z', false),
    login('2026-11-30T02:00:00Z', true, 'laptop'),
    login('2026-11-30T01:00:00Z', true),
    // 23:30 of the day before in Korea, and the day before that one's end.
    login('2026-11-29T14:30:00Z', true),
    login('2026-11-28T16:00:00Z', true),
  ];
  expect(foldEvents(events)).toEqual([
    { ...events[0], times: 2, since: '2026-11-30T01:00:00Z' },
    events[1],
    events[2],
    { ...events[4], times: 2, since: '2026-11-28T16:00:00Z' },
  ]);
});

/** Devices that somebody has to decide on, among the notices (DV12, DV15): told once by the desktop, and in the list until they were decided on. */

import type { DesktopNotice, DeviceNoticeRow } from '../../../shared/api/notice-view.ts';
import type { BackendContext } from '../context.ts';

/** The devices among the notices of one profile. */
export interface DeviceNotices {
  readonly rows: () => DeviceNoticeRow[];
  /** Marks as read; null for all. */
  readonly read: (keys: readonly string[] | null) => void;
  /** What was not told before, for the desktop; from now on it was. */
  readonly fresh: () => DesktopNotice[];
}

const READ = 'notices.devicesRead';
const TOLD = 'notices.devicesTold';
const TITLES = { locked: '기기 잠김: 프로필이 복사된 흔적', waiting: '기기가 승인을 기다립니다' } as const;

/** The devices as they stand now, the locked ones first. */
function rowsOf({ locks }: Pick<BackendContext, 'locks'>): Omit<DeviceNoticeRow, 'read'>[] {
  const locked = locks
    .view()
    .map(({ who, person, device, deviceName, at }) => ({ key: `locked/${person}/${device}/${at}`, state: 'locked' as const, who, own: false, deviceName, at }));
  const waiting = locks
    .waiting()
    .map(({ who, own, person, device, deviceName, at }) => ({ key: `waiting/${person}/${device}/${at}`, state: 'waiting' as const, who, own, deviceName, at }));
  return [...locked, ...waiting];
}

/** The notices of devices. What is remembered of them is only of those that still stand. */
export function createDeviceNotices(context: Pick<BackendContext, 'locks' | 'meta'>): DeviceNotices {
  const { meta } = context;
  const kept = (name: string): Set<string> => new Set((meta.get(name) ?? '').split('\n'));
  const keep = (name: string, keys: Iterable<string>): void => {
    const standing = new Set(rowsOf(context).map(({ key }) => key));
    meta.set(name, [...keys].filter((key) => standing.has(key)).join('\n'));
  };
  return {
    rows() {
      const read = kept(READ);
      return rowsOf(context).map((row) => ({ ...row, read: read.has(row.key) }));
    },
    read: (keys) => keep(READ, [...kept(READ), ...(keys ?? rowsOf(context).map(({ key }) => key))]),
    fresh() {
      const told = kept(TOLD);
      const rows = rowsOf(context).filter(({ key }) => !told.has(key));
      if (rows.length > 0) keep(TOLD, [...told, ...rows.map(({ key }) => key)]);
      return rows.map(({ key, state, who, own, deviceName }) => ({
        id: `ongyeol-device-${key}`,
        title: TITLES[state],
        body: [own ? '내 기기' : who, deviceName].filter((part) => part !== '').join(' · '),
        documentId: null,
      }));
    },
  };
}

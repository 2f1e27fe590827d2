import { expect, it } from 'vitest';
import { FINAL, pauseAfter } from '../../../../shared/sync/again.ts';

const pauses = (code: string | null): number[] => Array.from({ length: 30 }, (_, tries) => pauseAfter(code, tries + 1));

it('DV13 a broken line is tried again within seconds, a refusal ever more rarely, a device that waits often at first', () => {
  expect(pauses(null).slice(0, 6)).toEqual([400, 800, 1600, 3200, 5000, 5000]);
  expect(Math.max(...pauses('OFFLINE'), ...pauses('DISK_FULL'))).toBe(5000);
  expect(pauses('KEY_LOCKED').slice(0, 10)).toEqual([400, 800, 1600, 3200, 6400, 12_800, 25_600, 51_200, 60_000, 60_000]);
  expect(pauses('DEVICE_WAITING').filter((pause) => pause === 15_000)).toHaveLength(20);
  expect(pauses('DEVICE_WAITING').at(-1)).toBe(60_000);
  expect(FINAL.has('LOGIN_REFUSED')).toBe(true);
});

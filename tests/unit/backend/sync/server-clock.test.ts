import { describe, expect, it } from 'vitest';
import { createServerClock, reasonOf } from '../../../../electron/backend/sync/server-clock.ts';

const NOW = Date.parse('2026-11-23T00:00:00Z');
const header = (off: number): string => new Date(NOW - off).toUTCString();

describe('the clock of the server', () => {
  const moves: boolean[] = [];
  const clock = createServerClock(
    () => new Date(NOW),
    () => moves.push(clock.fault() !== null),
  );

  it('AP28 a clock that is off is told with how much, and nothing is told of a few minutes', () => {
    clock.heard(header(4 * 60_000));
    expect(clock.fault()).toBeNull();
    clock.heard(header(125 * 60_000));
    expect(clock.fault()?.message).toContain('2시간 5분 빠릅니다');
    clock.heard(header(-3 * 86_400_000));
    expect(clock.fault()?.message).toContain('3일 늦습니다');
    clock.heard('어제');
    clock.heard(null);
    expect(clock.fault()).not.toBeNull();
    clock.heard(header(0));
    expect(clock.fault()).toBeNull();
    expect(moves).toEqual([true, false]);
  });

  it('AP28 a wrong clock is the reason of a confirmation that looks forged, and of nothing else', () => {
    const fault = { code: 'CLOCK_OFF', message: '' };
    const [forged, offline] = [
      { code: 'CHECKPOINT_FORGED', message: '' },
      { code: 'OFFLINE', message: '' },
    ];
    expect([reasonOf(forged, fault), reasonOf(null, fault), reasonOf(offline, fault), reasonOf(forged, null), reasonOf(null, null)]).toEqual([
      fault,
      fault,
      offline,
      forged,
      null,
    ]);
  });
});

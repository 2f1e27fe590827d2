/** Whether this machine's clock goes with the server's: what is signed with a wrong one is refused, so its owner is told before. */

import type { Err } from '../../../shared/lib/result.ts';

/** Why there is no line, or what is wrong with it. */
export type Failure = Pick<Err<string>, 'code' | 'message'>;

/** Further apart than this the owner is told (ms): half of what a signature may be off (`shared/approval/signing-time.ts`). */
const TOLD_MS = 5 * 60_000;

/** The time every answer of the server carries, held against the own. Nobody signed it: it warns, and decides nothing. */
export interface ServerClock {
  /** `date` of an answer (RFC 9110 §6.6.1), or null where it had none. */
  heard(date: string | null): void;
  /** CLOCK_OFF while the clocks are apart, else null. */
  fault(): Failure | null;
}

const DAY_MIN = 1440;

/** 3일, 2시간 5분, 12분. */
function spanOf(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes >= DAY_MIN) return `${Math.round(minutes / DAY_MIN)}일`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours}시간` : '', rest > 0 || hours === 0 ? `${rest}분` : ''].filter(Boolean).join(' ');
}

/** Starts with nothing heard. `changed` is called where the clocks begin or cease to be apart. */
export function createServerClock(clock: () => Date, changed: () => void): ServerClock {
  let off = 0;
  const apart = (ms: number): boolean => Math.abs(ms) > TOLD_MS;
  return {
    heard(date) {
      const time = date === null ? Number.NaN : Date.parse(date);
      if (Number.isNaN(time)) return;
      const moved = apart(off) !== apart(clock().getTime() - time);
      off = clock().getTime() - time;
      if (moved) changed();
    },
    fault() {
      if (!apart(off)) return null;
      const how = off > 0 ? '빠릅니다' : '늦습니다';
      const message = `이 PC의 시계가 서버의 시계보다 ${spanOf(off)} ${how}. 이대로 한 서명은 쓰이지 않을 수 있습니다. 하던 일은 그대로 저장되어 있습니다. 이 PC의 시계를 맞추고, 이 PC의 시계가 맞으면 전산 담당자에게 서버의 시계를 알리십시오.`;
      return { code: 'CLOCK_OFF', message };
    },
  };
}

/** What the owner is told of the line: a wrong clock before a confirmation it makes look forged, and also while the line stands. */
export function reasonOf(failure: Failure | null, clock: Failure | null): Failure | null {
  return failure === null || failure.code === 'CHECKPOINT_FORGED' ? (clock ?? failure) : failure;
}

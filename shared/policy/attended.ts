/** Whether anybody sits at a person's windows: a key closes when nobody touched any of them for a while (KEY3). Pure. */

/** Nobody touched keyboard or mouse for so long: key and screen close. */
export const AWAY_MS = 10 * 60_000;

/** A window in use says so about this often. */
export const ATTEND_EVERY_MS = 20_000;

/** When each window was last touched, by its id, in milliseconds of the machine's clock. */
export type Attended = ReadonlyMap<string, number>;

/** What a window says of itself takes the place of what it said before; windows nobody touched for long, closed ones among them, are let go. */
export function attend(before: Attended, window: string, idle: number, now: number): Attended {
  const kept = [...before].filter(([id, at]) => id !== window && now - at < AWAY_MS);
  return new Map([...kept, [window, now - idle]]);
}

/** Whether all of them were left alone for the whole while. */
export function isAway(attended: Attended, now: number): boolean {
  return [...attended.values()].every((at) => now - at >= AWAY_MS);
}

/** The latest of times as RFC 3339 text, whatever zone each is written in; null where there is none. */
export function latest(times: readonly (string | null | undefined)[]): string | null {
  const known = times.flatMap((time) => time ?? []);
  return known.reduce<string | null>((last, time) => (last === null || Date.parse(time) > Date.parse(last) ? time : last), null);
}

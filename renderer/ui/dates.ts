/** Times as the house writes them: Korean time, `11. 25. 10:27`, seconds only for saving. */

const parts = new Intl.DateTimeFormat('ko-KR', {
  timeZone: 'Asia/Seoul',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function read(iso: string): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(new Date(iso)).map((part) => [part.type, part.value]));
}

/** `11. 25. 10:27`, '' for no time. */
export function shortTime(iso: string | null): string {
  if (iso === null || iso === '') return '';
  const { month, day, hour, minute } = read(iso);
  return `${month}. ${day}. ${hour}:${minute}`;
}

/** `10:27:05`. */
export function clockTime(iso: string | null): string {
  if (iso === null || iso === '') return '';
  const { hour, minute, second } = read(iso);
  return `${hour}:${minute}:${second}`;
}

/** `2026. 11. 25. 10:27`. */
export function fullTime(iso: string | null): string {
  if (iso === null || iso === '') return '';
  return `${read(iso)['year']}. ${shortTime(iso)}`;
}

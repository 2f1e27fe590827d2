/** Times as the house writes them: Korean time; `11. 25. 10:27` within the year, `2026. 11. 25.(수)` in full. */

const parts = new Intl.DateTimeFormat('ko-KR', {
  timeZone: 'Asia/Seoul',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Korea has no summer time: days are counted from its midnight. */
const SEOUL = 9 * 60 * MINUTE;

type Parts = Readonly<Record<'year' | 'month' | 'day' | 'weekday' | 'hour' | 'minute' | 'second', string>>;

function read(iso: string): Parts | null {
  const date = new Date(iso);
  if (iso === '' || Number.isNaN(date.getTime())) return null;
  return Object.fromEntries(parts.formatToParts(date).map((part) => [part.type, part.value])) as Parts;
}

function write(iso: string | null, words: (parts: Parts) => string): string {
  const found = iso === null ? null : read(iso);
  return found === null ? '' : words(found);
}

/** `11. 25. 10:27`; '' where there is no time. */
export function shortTime(iso: string | null): string {
  return write(iso, ({ month, day, hour, minute }) => `${month}. ${day}. ${hour}:${minute}`);
}

/** `11. 25.(수)`. */
export function shortDay(iso: string | null): string {
  return write(iso, ({ month, day, weekday }) => `${month}. ${day}.(${weekday})`);
}

/** `10:27`. */
export function hourTime(iso: string | null): string {
  return write(iso, ({ hour, minute }) => `${hour}:${minute}`);
}

/** `10:27:05`, for saving only. */
export function clockTime(iso: string | null): string {
  return write(iso, ({ hour, minute, second }) => `${hour}:${minute}:${second}`);
}

/** `2026. 11. 25.(수) 10:27`. */
export function fullTime(iso: string | null): string {
  return write(iso, ({ year, month, day, weekday, hour, minute }) => `${year}. ${month}. ${day}.(${weekday}) ${hour}:${minute}`);
}

/** `2026. 11. 25.(수)`. */
export function dayOnly(iso: string | null): string {
  return write(iso, ({ year, month, day, weekday }) => `${year}. ${month}. ${day}.(${weekday})`);
}

/** `2026-11-25`, as a date field wants it. */
export function dateValue(iso: string): string {
  return write(iso, ({ year, month, day }) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

function dayNumber(ms: number): number {
  return Math.floor((ms + SEOUL) / DAY);
}

/** Days between two times by the Korean calendar: 0 the same day, 1 the day before. */
export function daysAgo(iso: string, now: number): number {
  return dayNumber(now) - dayNumber(new Date(iso).getTime());
}

/** Noon of a day of the Korean calendar (`YYYY-MM-DD`) as a time, to be written as a day. */
export function dayTime(day: string): string {
  return `${day}T12:00:00+09:00`;
}

/** Days from now to a day of the Korean calendar; negative where it is gone by. */
export function daysUntil(day: string, now: number): number {
  return -daysAgo(dayTime(day), now);
}

/** How long ago, in words: `2시간 3분 전`, `어제`, `11. 23.(월)`. */
export function sinceWords(iso: string | null, now: number): string {
  if (iso === null || read(iso) === null) return '';
  const minutes = Math.max(0, Math.floor((now - new Date(iso).getTime()) / MINUTE));
  const days = daysAgo(iso, now);
  if (minutes < 1) return '방금';
  if (minutes < 60) return `${minutes}분 전`;
  if (days <= 0) return minutes % 60 === 0 ? `${minutes / 60}시간 전` : `${Math.floor(minutes / 60)}시간 ${minutes % 60}분 전`;
  return days === 1 ? '어제' : days < 7 ? `${days}일 전` : shortDay(iso);
}

/** How long something lasts so far: `2시간 6분`, `3일`. */
export function lastedWords(iso: string | null, now: number): string {
  if (iso === null || read(iso) === null) return '';
  const minutes = Math.max(0, Math.floor((now - new Date(iso).getTime()) / MINUTE));
  if (minutes < 1) return '1분 안';
  if (minutes < 60) return `${minutes}분`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}시간 ${minutes % 60}분`;
  return `${Math.floor(minutes / (24 * 60))}일`;
}

/** Time on the day itself, the day otherwise: for lists of recent things. */
export function recentTime(iso: string, now: number): string {
  const days = daysAgo(iso, now);
  return days <= 0 ? hourTime(iso) : days === 1 ? '어제' : write(iso, ({ month, day }) => `${month}. ${day}.`);
}

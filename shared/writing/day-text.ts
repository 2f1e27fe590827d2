/** Days as they are typed: `2026. 11. 25.`, `2026-11-25`, `20261125`, `11. 25.` (of this year). Pure. */

const WHOLE = /^(\d{4})\s*[.\-/년]\s*(\d{1,2})\s*[.\-/월]\s*(\d{1,2})\s*[.일]?\s*(?:\([일월화수목금토]\))?$/;
const SHORT = /^(\d{1,2})\s*[.\-/월]\s*(\d{1,2})\s*[.일]?\s*(?:\([일월화수목금토]\))?$/;
const DIGITS = /^(\d{4})(\d{2})(\d{2})$/;

function dayOf(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text ? text : null;
}

/** The day a text means, `YYYY-MM-DD`; null where it is none of the calendar. A day without a year is of `today`'s. */
export function dayOfText(text: string, today: string): string | null {
  const trimmed = text.trim();
  const [, year, month, day] = DIGITS.exec(trimmed) ?? WHOLE.exec(trimmed) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) return dayOf(year, month, day);
  const [, shortMonth, shortDay] = SHORT.exec(trimmed) ?? [];
  return shortMonth === undefined || shortDay === undefined ? null : dayOf(today.slice(0, 4), shortMonth, shortDay);
}

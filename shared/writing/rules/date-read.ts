/** Dates as they stand in a text, right or wrong: `2026. 6. 19.(금)` and what people write instead. */

/** Days of the week in the order of `Date.getUTCDay`. */
export const DAYS = '일월화수목금토';

/** A date found. `wordy`: with 년·월·일; `signs`: with hyphens or strokes. */
export interface ReadDate {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Four digits; null where only month and day are written. */
  readonly year: number | null;
  /** Year of a date without one, taken over from the first date of a range, for its weekday. */
  readonly inherited: number | null;
  readonly month: number;
  readonly day: number;
  /** Single letter, or null. */
  readonly weekday: string | null;
  readonly shape: 'dots' | 'words' | 'signs';
  readonly parts: {
    readonly year: string;
    readonly gaps: readonly string[];
    readonly month: string;
    readonly day: string;
    readonly last: string;
    readonly beforeDay: string;
  };
}

const YEAR = String.raw`['’‘\u0060´′]?\d{2}|\d{4}`;
const WEEKDAY = String.raw`(?:([ \t]*)\(([월화수목금토일])(?:요일)?\))?`;
/** What may not follow a day without its dot: counters, so that `2026. 6. 19건` stays a number of things. */
const COUNTED = String.raw`(?![명건개원%회차호점팀곳부종조억만천쪽권년월시분초])`;
const LAST = String.raw`([ \t]*\.(?!\d)|일(?!간|차|째)|${COUNTED}(?!\.\d))`;
const FULL = new RegExp(String.raw`(?<![\d.,/\-A-Za-z])(${YEAR})([ \t]*\.[ \t]*)(\d{1,2})([ \t]*\.[ \t]*)(\d{1,2})(?!\d)${LAST}${WEEKDAY}`, 'g');
const SHORT = new RegExp(String.raw`(?<![\d.,/\-A-Za-z'’‘])(\d{1,2})([ \t]*\.[ \t]*)(\d{1,2})(?!\d)${LAST}${WEEKDAY}`, 'g');
const WORDS = new RegExp(String.raw`(?<![\d.])(?:(${YEAR})\s*년\s*)?(\d{1,2})\s*월\s*(\d{1,2})\s*일(?!간|차|째|[ \t]*동안|[ \t]*이내)${WEEKDAY}`, 'g');
const SIGNS = new RegExp(String.raw`(?<![\w/\-.=])(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?![\d\-/]|\.\w|\w)${WEEKDAY}`, 'g');
const EVERY_YEAR = /(?:매년|해마다|매해)\s*$/;
const RANGE_BETWEEN = /^[ \t]*[∼~～〜–-][ \t]*$/;
const RANGE_AHEAD = /^[ \t]*[∼~～〜–-][ \t]*\d{1,2}[ \t]*\.[ \t]*\d{1,2}[ \t]*\./;

/** The year of `2026`, `26` or `'26` (2000 + 26). */
function yearOf(text: string): number {
  const digits = Number(text.replace(/\D/g, ''));
  return digits < 100 ? 2000 + digits : digits;
}

/** A two-digit year without apostrophe is one only where it can be no item number and no month. */
function isYear(text: string, match: RegExpMatchArray): boolean {
  if (/^\D/.test(text)) return true;
  if (text.length === 4) return Number(text) >= 1000 && Number(text) < 3000;
  return Number(text) > 12 && ((match.index ?? 0) > 0 || match[7] !== undefined || /\.\S/.test(match[0].slice(0, 4)));
}

function isPlausible(month: number, day: number, sure: boolean): boolean {
  return sure ? month <= 99 && day <= 99 : month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

function readFull(text: string): ReadDate[] {
  return [...text.matchAll(FULL)].flatMap((match): ReadDate[] => {
    const [all, year = '', gap = '', month = '', gap2 = '', day = '', last = '', beforeDay = '', weekday = null] = match;
    if (!isYear(year, match) || !isPlausible(Number(month), Number(day), year.length === 4 && (last !== '' || weekday !== null))) return [];
    const start = match.index;
    const parts = { year, gaps: [gap, gap2], month, day, last, beforeDay };
    return [
      { start, end: start + all.length, text: all, year: yearOf(year), inherited: null, month: Number(month), day: Number(day), weekday, shape: 'dots', parts },
    ];
  });
}

function readWords(text: string): ReadDate[] {
  return [...text.matchAll(WORDS)].flatMap((match): ReadDate[] => {
    const [all, year, month = '', day = '', beforeDay = '', weekday = null] = match;
    const start = match.index;
    if (year === undefined && (!isPlausible(Number(month), Number(day), false) || EVERY_YEAR.test(text.slice(0, start)))) return [];
    const parts = { year: year ?? '', gaps: [], month, day, last: '', beforeDay };
    const read = year === undefined ? null : yearOf(year);
    return [{ start, end: start + all.length, text: all, year: read, inherited: null, month: Number(month), day: Number(day), weekday, shape: 'words', parts }];
  });
}

function readSigns(text: string): ReadDate[] {
  return [...text.matchAll(SIGNS)].flatMap((match): ReadDate[] => {
    const [all, year = '', , month = '', day = '', beforeDay = '', weekday = null] = match;
    if (!isPlausible(Number(month), Number(day), false) || yearOf(year) < 1000) return [];
    const parts = { year, gaps: [], month, day, last: '', beforeDay };
    const start = match.index;
    return [
      {
        start,
        end: start + all.length,
        text: all,
        year: yearOf(year),
        inherited: null,
        month: Number(month),
        day: Number(day),
        weekday,
        shape: 'signs',
        parts,
      },
    ];
  });
}

/** Month and day alone are a date only with a weekday, or on a side of a range; else `1.5` or `3. 1.` could be anything. */
function readShort(text: string, found: readonly ReadDate[]): ReadDate[] {
  const dates: ReadDate[] = [];
  for (const match of text.matchAll(SHORT)) {
    const [all, month = '', gap = '', day = '', last = '', beforeDay = '', weekday = null] = match;
    const start = match.index;
    const end = start + all.length;
    if (found.some((date) => date.start < end && start < date.end)) continue;
    const first = [...found, ...dates].find((date) => date.end <= start && RANGE_BETWEEN.test(text.slice(date.end, start)));
    const opens = last !== '' && RANGE_AHEAD.test(text.slice(end));
    if ((first === undefined && !opens && weekday === null) || !isPlausible(Number(month), Number(day), false)) continue;
    const year = first?.year ?? first?.inherited ?? null;
    const later = first !== undefined && Number(month) * 100 + Number(day) >= first.month * 100 + first.day;
    const parts = { year: '', gaps: [gap], month, day, last, beforeDay };
    dates.push({ start, end, text: all, year: null, inherited: later ? year : null, month: Number(month), day: Number(day), weekday, shape: 'dots', parts });
  }
  return dates;
}

/** Every date of a text in its order. */
export function readDates(text: string): ReadDate[] {
  if (!/\d/.test(text)) return [];
  const full = [...readFull(text), ...readWords(text), ...readSigns(text)];
  return [...full, ...readShort(text, full)].toSorted((a, b) => a.start - b.start);
}

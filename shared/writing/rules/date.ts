/** Dates (영 §7⑤): `2026. 6. 19.`, with the weekday `2026. 6. 19.(금)`. */

import { DAYS, readDates, type ReadDate } from './date-read.ts';
import type { Finding, RuleCode, RuleFamily } from './rule.ts';

type DateCode = Extract<RuleCode, `DATE_${string}`>;

const ARTICLE = '영 제7조제5항';

/** Whether month and day exist; 29 February does where the year is not known. */
function exists({ year, inherited, month, day }: ReadDate): boolean {
  const of = new Date(Date.UTC(year ?? inherited ?? 2024, month - 1, day));
  return of.getUTCMonth() === month - 1 && of.getUTCDate() === day;
}

function weekdayOf({ year, inherited, month, day }: ReadDate): string | null {
  const known = year ?? inherited;
  return known === null ? null : (DAYS[new Date(Date.UTC(known, month - 1, day)).getUTCDay()] ?? null);
}

/** What is wrong with the figures and dots, the gravest first. */
function shapeFaults({ shape, parts, year }: ReadDate): DateCode[] {
  const faults: readonly (readonly [DateCode, boolean])[] = [
    ['DATE_YEAR', year !== null && parts.year.replace(/\D/g, '').length === 2],
    ['DATE_WORDS', shape === 'words' || parts.last.startsWith('일')],
    ['DATE_SIGNS', shape === 'signs'],
    ['DATE_SPACE', parts.gaps.some((gap) => gap !== '. ') || /^[ \t]/.test(parts.last)],
    ['DATE_ZERO', shape !== 'signs' && [parts.month, parts.day].some((part) => part.length === 2 && part.startsWith('0'))],
    ['DATE_LAST_DOT', shape === 'dots' && parts.last === ''],
  ];
  return faults.flatMap(([code, wrong]) => (wrong ? [code] : []));
}

/** One finding for a date, whatever is wrong with it: its fix takes every fault away. */
function judge(date: ReadDate): Finding | null {
  const { start, weekday, parts } = date;
  const written = date.text;
  if (!exists(date)) return { code: 'DATE_NONE', start, end: date.end, found: written, fix: null };
  const shape = shapeFaults(date);
  const right = weekdayOf(date);
  const dayFaults: DateCode[] = [];
  if (weekday !== null && right !== null && weekday !== right) dayFaults.push('DATE_WEEKDAY');
  if (weekday !== null && parts.beforeDay !== '') dayFaults.push('DATE_DAY_SPACE');
  const [code, ...also] = [...shape, ...dayFaults];
  if (code === undefined) return null;
  const figures = `${date.year === null ? '' : `${date.year}. `}${date.month}. ${date.day}.`;
  const withDay = weekday !== null && dayFaults.length > 0;
  const length = weekday === null || withDay ? written.length : written.lastIndexOf('(') - parts.beforeDay.length;
  const fix = withDay ? `${figures}(${right ?? weekday})` : figures;
  return { code, start, end: start + length, found: written.slice(0, length), fix, ...(also.length === 0 ? {} : { also }) };
}

/** Rules of dates. */
export const DATES: RuleFamily<DateCode> = {
  texts: {
    DATE_NONE: { id: 'DATE-1', title: '없는 날짜', article: ARTICLE, explanation: '달력에 없는 날입니다. 월과 일을 확인하십시오.' },
    DATE_YEAR: { id: 'DATE-2', title: '연도를 네 자리로 쓰지 않음', article: ARTICLE, explanation: '연도는 줄이지 않고 네 자리 숫자로 씁니다.' },
    DATE_WORDS: {
      id: 'DATE-3',
      title: '날짜에 년·월·일을 씀',
      article: ARTICLE,
      explanation: '연·월·일의 글자는 쓰지 않고 그 자리에 온점을 찍습니다.',
    },
    DATE_SIGNS: { id: 'DATE-3', title: '날짜를 붙임표나 빗금으로 나눔', article: ARTICLE, explanation: '연·월·일 자리에 온점을 찍어 나눕니다.' },
    DATE_SPACE: {
      id: 'DATE-4',
      title: '날짜의 온점 뒤를 띄우지 않음',
      article: `${ARTICLE}, 편람`,
      explanation: '온점은 숫자에 붙이고, 온점 뒤는 한 칸 띄웁니다.',
    },
    DATE_ZERO: { id: 'DATE-5', title: '월·일 앞에 0을 쓰지 않음', article: `${ARTICLE}, 편람`, explanation: '한 자리 월·일 앞에는 0을 붙이지 않습니다.' },
    DATE_LAST_DOT: { id: 'DATE-6', title: '날짜 끝의 온점이 빠짐', article: ARTICLE, explanation: '일을 뜻하는 마지막 온점까지 찍습니다.' },
    DATE_WEEKDAY: {
      id: 'DATE-7',
      title: '날짜와 요일이 다름',
      article: '편람',
      explanation: '그 날짜의 요일이 아닙니다. 날짜와 요일 가운데 어느 쪽이 맞는지 확인하십시오.',
    },
    DATE_DAY_SPACE: { id: 'DATE-8', title: '날짜와 요일 사이를 띄움', article: '편람', explanation: '요일은 괄호에 넣어 날짜에 붙여 씁니다.' },
  },
  find: (text) => readDates(text).flatMap((date) => judge(date) ?? []),
};

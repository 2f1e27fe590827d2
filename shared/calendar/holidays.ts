/**
 * Public holidays of Korea (「공휴일에 관한 법률」, 「관공서의 공휴일에 관한 규정」 제2조·제3조): fixed days, lunar days from a table, elections and days the
 * government named, and substitute days worked out. Days are `YYYY-MM-DD`. The table's span is stated; SPEC.md says what happens outside it.
 */

/** Years whose lunar days, elections and named days are known. */
export const HOLIDAYS_KNOWN = { from: 2024, until: 2033 } as const;

/** When a day that fell on a day off is made good (규정 제3조제1항): on Saturday or Sunday, on Sunday alone, or never. */
type Substitute = 'weekend' | 'sunday' | 'never';

/** One holiday of a year before substitutes. */
interface Holiday {
  readonly day: string;
  readonly name: string;
  readonly substitute: Substitute;
  /** Counts as another holiday that is overlapped (제2조제2호부터 제10호까지); elections and named days do not. */
  readonly regular: boolean;
}

/** Days of the solar calendar; `since` where the law names them only from a year on. */
const FIXED: readonly { readonly date: string; readonly name: string; readonly substitute: Substitute; readonly since?: number }[] = [
  { date: '01-01', name: '1월 1일', substitute: 'never' },
  { date: '03-01', name: '3·1절', substitute: 'weekend' },
  { date: '05-01', name: '노동절', substitute: 'weekend', since: 2026 },
  { date: '05-05', name: '어린이날', substitute: 'weekend' },
  { date: '06-06', name: '현충일', substitute: 'never' },
  { date: '07-17', name: '제헌절', substitute: 'weekend', since: 2026 },
  { date: '08-15', name: '광복절', substitute: 'weekend' },
  { date: '10-03', name: '개천절', substitute: 'weekend' },
  { date: '10-09', name: '한글날', substitute: 'weekend' },
  { date: '12-25', name: '기독탄신일', substitute: 'weekend' },
];

/** 음력 1월 1일, 4월 8일, 8월 15일 by the Korean calendar (월력요항). */
const LUNAR: Readonly<Record<number, readonly [seollal: string, buddha: string, chuseok: string]>> = {
  2024: ['02-10', '05-15', '09-17'],
  2025: ['01-29', '05-05', '10-06'],
  2026: ['02-17', '05-24', '09-25'],
  2027: ['02-07', '05-13', '09-15'],
  2028: ['01-27', '05-02', '10-03'],
  2029: ['02-13', '05-20', '09-22'],
  2030: ['02-03', '05-09', '09-12'],
  2031: ['01-23', '05-28', '10-01'],
  2032: ['02-11', '05-16', '09-19'],
  2033: ['01-31', '05-06', '09-08'],
};

/** Elections at the end of a term (공직선거법 제34조), those after a vacancy, and days the government named. */
const NAMED: Readonly<Record<number, readonly (readonly [date: string, name: string])[]>> = {
  2024: [
    ['04-10', '국회의원 선거일'],
    ['10-01', '임시공휴일'],
  ],
  2025: [
    ['01-27', '임시공휴일'],
    ['06-03', '대통령 선거일'],
  ],
  2026: [['06-03', '지방선거일']],
  2028: [['04-12', '국회의원 선거일']],
  2030: [
    ['03-27', '대통령 선거일'],
    ['06-12', '지방선거일'],
  ],
  2032: [['04-14', '국회의원 선거일']],
};

/** The day so many days of the calendar after another. */
export function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** A lunar holiday with the day before and the day after. */
function threeDays(day: string, name: string): Holiday[] {
  const of = (at: string, called: string): Holiday => ({ day: at, name: called, substitute: 'sunday', regular: true });
  return [of(dayAfter(day, -1), `${name} 전날`), of(day, name), of(dayAfter(day, 1), `${name} 다음 날`)];
}

/** Holidays of a year before substitutes. */
function holidaysBefore(year: number): Holiday[] {
  const fixed = FIXED.flatMap(({ date, name, substitute, since = 0 }) => (year < since ? [] : [{ day: `${year}-${date}`, name, substitute, regular: true }]));
  const lunar = LUNAR[year];
  const named = (NAMED[year] ?? []).map(([date, name]): Holiday => ({ day: `${year}-${date}`, name, substitute: 'never', regular: false }));
  if (lunar === undefined) return [...fixed, ...named];
  const [seollal, buddha, chuseok] = lunar.map((date) => `${year}-${date}`);
  return [
    ...fixed,
    ...named,
    ...threeDays(seollal ?? '', '설날'),
    { day: buddha ?? '', name: '부처님오신날', substitute: 'weekend', regular: true },
    ...threeDays(chuseok ?? '', '추석'),
  ];
}

/** Days of a date that are lost and made good: each that fell on a day off it is made good for, else each one overlapped on a working day. */
function lostOn(all: readonly Holiday[], day: string): readonly Holiday[] {
  const here = all.filter((one) => one.day === day);
  const of = weekday(day);
  if (of === 0) return here.filter(({ substitute }) => substitute !== 'never');
  if (of === 6) return here.filter(({ substitute }) => substitute === 'weekend');
  const regular = here.filter(({ regular: counts }) => counts);
  return regular.length > 1 && regular.some(({ substitute }) => substitute !== 'never') ? regular.slice(1) : [];
}

function computed(year: number): ReadonlyMap<string, string> {
  const all = holidaysBefore(year).toSorted((a, b) => a.day.localeCompare(b.day));
  const days = new Map<string, string>();
  for (const { day, name } of all) days.set(day, days.has(day) ? `${days.get(day)}·${name}` : name);
  for (const day of new Set(all.map((one) => one.day))) {
    for (const { name } of lostOn(all, day)) {
      let free = dayAfter(day, 1);
      // 제3조제2항·제3항: behind another substitute, and never on a Saturday.
      while (days.has(free) || weekday(free) === 0 || weekday(free) === 6) free = dayAfter(free, 1);
      days.set(free, `대체공휴일(${name})`);
    }
  }
  return days;
}

const KNOWN: ReadonlyMap<number, ReadonlyMap<string, string>> = new Map(Object.keys(LUNAR).map((year) => [Number(year), computed(Number(year))]));

/** Every public holiday of a year with its name, Sundays apart. Outside HOLIDAYS_KNOWN only what the solar calendar fixes. */
export function holidaysOf(year: number): ReadonlyMap<string, string> {
  return KNOWN.get(year) ?? computed(year);
}

/** The name of the public holiday a day is, or null. */
export function holidayName(day: string): string | null {
  return holidaysOf(Number(day.slice(0, 4))).get(day) ?? null;
}

/** Whether everything is known of the year of a day. */
export function isHolidayYearKnown(day: string): boolean {
  const year = Number(day.slice(0, 4));
  return year >= HOLIDAYS_KNOWN.from && year <= HOLIDAYS_KNOWN.until;
}

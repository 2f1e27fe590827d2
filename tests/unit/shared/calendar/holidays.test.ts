import { describe, expect, it } from 'vitest';
import { dayAfter, holidayName, holidaysOf, HOLIDAYS_KNOWN, isHolidayYearKnown, weekday } from '../../../../shared/calendar/holidays.ts';
import { dayOffName, isWorkingDay, workingDaysAfter, workingTime } from '../../../../shared/calendar/working-days.ts';

const daysOf = (year: number): string[] => [...holidaysOf(year).keys()].map((day) => day.slice(5)).toSorted();

describe('public holidays', () => {
  it('HD1 HD2 the years that were published are the same day by day', () => {
    expect(daysOf(2024)).toEqual(
      '01-01 02-09 02-10 02-11 02-12 03-01 04-10 05-05 05-06 05-15 06-06 08-15 09-16 09-17 09-18 10-01 10-03 10-09 12-25'.split(' '),
    );
    expect(daysOf(2025)).toEqual(
      '01-01 01-27 01-28 01-29 01-30 03-01 03-03 05-05 05-06 06-03 06-06 08-15 10-03 10-05 10-06 10-07 10-08 10-09 12-25'.split(' '),
    );
    expect(daysOf(2026)).toEqual(
      '01-01 02-16 02-17 02-18 03-01 03-02 05-01 05-05 05-24 05-25 06-03 06-06 07-17 08-15 08-17 09-24 09-25 09-26 10-03 10-05 10-09 12-25'.split(' '),
    );
    expect([holidayName('2026-07-17'), holidayName('2025-07-17'), holidayName('2025-05-01')]).toEqual(['제헌절', null, null]);
  });
  it('HD2 what fell on a day off is made good, what is overlapped too, and nothing of the days that have no substitute', () => {
    expect([holidayName('2025-05-05'), holidayName('2025-05-06')]).toEqual(['어린이날·부처님오신날', '대체공휴일(부처님오신날)']);
    expect([holidayName('2027-02-09'), holidayName('2027-07-19'), holidayName('2027-05-03')]).toEqual([
      '대체공휴일(설날)',
      '대체공휴일(제헌절)',
      '대체공휴일(노동절)',
    ]);
    // 추석 2026 ends on a Saturday; 현충일 2027 is a Sunday, 1월 1일 2028 a Saturday.
    expect([holidayName('2026-09-28'), holidayName('2027-06-07'), holidayName('2028-01-03')]).toEqual([null, null, null]);
    // 개천절 and 추석 on one Tuesday: one day behind the three.
    expect([holidayName('2028-10-03'), holidayName('2028-10-05'), holidayName('2028-10-06')]).toEqual(['개천절·추석', '대체공휴일(추석)', null]);
    for (let year = HOLIDAYS_KNOWN.from; year <= HOLIDAYS_KNOWN.until; year++)
      for (const [day, name] of holidaysOf(year)) if (name.startsWith('대체')) expect(weekday(day) % 6).not.toBe(0);
  });
  it('HD1 the lunar days of the table are those of the Korean calendar', () => {
    const dangi = new Intl.DateTimeFormat('en-u-ca-dangi', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
    const lunar = (day: string): string => dangi.format(new Date(`${day}T12:00:00Z`)).replaceAll(/[^\d/]/g, '');
    for (let year = HOLIDAYS_KNOWN.from; year <= HOLIDAYS_KNOWN.until; year++) {
      const named = [...holidaysOf(year)].filter(([, name]) => /설날$|추석$|부처님오신날$/.test(name.split('·').at(-1) ?? '') && !name.startsWith('대체'));
      expect([year, ...named.map(([day]) => lunar(day)).toSorted()]).toEqual([year, '1/1', '4/8', '8/15']);
    }
  });
  it('HD3 outside the table the fixed days are known and the year is said not to be', () => {
    expect([isHolidayYearKnown('2033-12-31'), isHolidayYearKnown('2034-01-01'), isHolidayYearKnown('2023-12-31')]).toEqual([true, false, false]);
    expect([holidayName('2034-03-01'), holidayName('2034-02-19'), daysOf(2040).includes('02-12')]).toEqual(['3·1절', null, false]);
  });
});

describe('working days', () => {
  it('WD1 are counted over weekends, single holidays and long ones', () => {
    expect([workingDaysAfter('2026-12-24', 1), workingDaysAfter('2026-02-13', 1), workingDaysAfter('2025-10-02', 2)]).toEqual([
      '2026-12-28',
      '2026-02-19',
      '2025-10-13',
    ]);
    expect([isWorkingDay('2026-12-24'), dayOffName('2026-12-25'), dayOffName('2026-12-26'), dayOffName('2026-12-27')]).toEqual([
      true,
      '기독탄신일',
      '토요일',
      '일요일',
    ]);
    let day = '2026-11-01';
    for (let n = 0; n < 40; n++, day = dayAfter(day, 1)) expect(isWorkingDay(workingDaysAfter(day, 1))).toBe(true);
  });
  it('HD4 days off of an office are no working days there: days are counted and named by them, and nowhere else', () => {
    const off = new Map([['2026-12-24', '임시공휴일']]);
    expect([workingDaysAfter('2026-12-23', 1), workingDaysAfter('2026-12-23', 1, off)]).toEqual(['2026-12-24', '2026-12-28']);
    expect([dayOffName('2026-12-24', off), dayOffName('2026-12-25', off), isWorkingDay('2026-12-24', off)]).toEqual(['임시공휴일', '기독탄신일', false]);
  });
  it('WD2 what lay over a weekend took the hours of the days before and behind it', () => {
    // Friday 17:00 to Monday 09:00.
    expect(workingTime('2026-11-27T08:00:00.000Z', '2026-11-30T00:00:00.000Z')).toBeCloseTo(16 / 24, 6);
    expect(workingTime('2026-11-30T00:00:00.000Z', '2026-12-02T00:00:00.000Z')).toBe(2);
    expect([workingTime('2026-11-28T00:00:00.000Z', '2026-11-28T09:00:00.000Z'), workingTime('2026-11-30T09:00:00.000Z', '2026-11-30T00:00:00.000Z')]).toEqual([
      0, 0,
    ]);
  });
});

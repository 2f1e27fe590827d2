/** Rows of a file about days an agency is closed: 공휴일, 공휴일해제 (HD4). */

import { dayOffName } from '../../calendar/working-days.ts';
import type { AgencyRecord, Holiday } from '../directory.ts';
import type { Change } from './apply.ts';
import { readDay } from './duty-rows.ts';
import type { Fault } from './rows.ts';

/** One row: a day that is added under a name, or taken out again. */
export type HolidayRow = { readonly kind: 'holiday'; readonly day: string; readonly name: string } | { readonly kind: 'holidayEnds'; readonly day: string };

/** Values of 구분 read here. */
export const HOLIDAY_KINDS = ['공휴일', '공휴일해제'] as const;

/** More than any office is closed on within the years a directory looks ahead. */
const MOST_HOLIDAYS = 200;

const NOT_A_DAY = '부터는 쉬는 날이며 2026-12-01이나 2026. 12. 1.처럼 적습니다.';

/** Reads one row of these kinds: the row, what is wrong with it, or null where it is of another kind. */
export function readHoliday(kind: string, cell: (heading: '이름' | '부터') => string): HolidayRow | string | null {
  if (kind !== '공휴일' && kind !== '공휴일해제') return null;
  const day = readDay(cell('부터'));
  if (day === null) return NOT_A_DAY;
  if (kind === '공휴일해제') return { kind: 'holidayEnds', day };
  const name = cell('이름');
  if (name === '' || name.length > 60) return '쉬는 날의 이름을 이름 칸에 60자까지로 적습니다(예: 임시공휴일).';
  return { kind: 'holiday', day, name };
}

/** What a row is about, so that none is told twice. */
export const holidaySubject = ({ day }: HolidayRow): string => `공휴일 ${day}`;

type Lined = HolidayRow & { readonly line: number };

/** Adds and takes out days. A day nobody works on anyway is a fault: it would change nothing. */
export function applyHolidays(record: AgencyRecord, rows: readonly Lined[]): { record: AgencyRecord; changes: Change[]; faults: Fault[] } {
  const days = new Map<string, Holiday>((record.holidays ?? []).map((one) => [one.day, one]));
  const changes: Change[] = [];
  const faults: Fault[] = [];
  for (const row of rows) {
    const { line, day } = row;
    const before = days.get(day);
    const off = dayOffName(day);
    if (row.kind === 'holidayEnds') {
      if (before === undefined) faults.push({ line, message: `${day}은(는) 이 기관이 더한 쉬는 날이 아닙니다.` });
      else changes.push({ line, kind: '공휴일', what: `뺌: ${day} ${before.name}` });
      days.delete(day);
    } else if (off !== null) faults.push({ line, message: `${day}은(는) 이미 쉬는 날입니다(${off}). 더하지 않아도 됩니다.` });
    else if (before?.name !== row.name) {
      days.set(day, { day, name: row.name });
      changes.push({ line, kind: '공휴일', what: `넣음: ${day} ${row.name}` });
    }
  }
  const holidays = [...days.values()].toSorted((a, b) => a.day.localeCompare(b.day));
  if (holidays.length > MOST_HOLIDAYS) faults.push({ line: rows.at(-1)?.line ?? 1, message: `기관이 더하는 쉬는 날은 ${MOST_HOLIDAYS}일까지입니다.` });
  return { record: changes.length === 0 ? record : { ...record, holidays }, changes, faults };
}

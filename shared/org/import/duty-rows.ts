/** Rows of a file about who decides and who is there: 전결, 직무대리, 부재, 복귀, 겸임. */

/** Row kinds read here. Days are `YYYY-MM-DD`, amounts won. Empty texts were not given. */
export type DutyRow =
  | { readonly kind: 'delegation'; readonly work: string; readonly approver: string; readonly article: string; readonly least: number | null }
  | {
      readonly kind: 'deputy';
      readonly id: string;
      readonly unit: string;
      readonly position: string;
      readonly from: string;
      readonly until: string;
      readonly ground: string;
      readonly by: string;
      readonly order: string;
    }
  | { readonly kind: 'absence'; readonly id: string; readonly from: string; readonly until: string; readonly ground: string }
  | { readonly kind: 'returns'; readonly id: string; readonly from: string }
  | { readonly kind: 'concurrent' | 'concurrentEnds'; readonly id: string; readonly unit: string; readonly position: string };

/** Headings only these rows use. */
export const DUTY_HEADINGS = ['조건', '전결권자', '조항', '부터', '까지', '사유', '지정', '명령서'] as const;

/** Values of 구분 read here. */
export const DUTY_KINDS = ['전결', '직무대리', '부재', '복귀', '겸임', '겸임해제'] as const;

/** A cell by its heading. */
export type DutyCell = (heading: (typeof DUTY_HEADINGS)[number] | '번호' | '부서' | '직위' | '업무') => string;

/** `2026-12-01`, `2026. 12. 1.` or `2026.12.1` as `2026-12-01`; null where it is no day of the calendar. */
export function readDay(text: string): string | null {
  const found = /^(\d{4})[-./]\s*(\d{1,2})[-./]\s*(\d{1,2})\.?$/.exec(text);
  if (found === null) return null;
  const day = `${found[1]}-${(found[2] ?? '').padStart(2, '0')}-${(found[3] ?? '').padStart(2, '0')}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? null : day;
}

/** `100,000,000원 이상` as won; null where it is no amount. */
function readAmount(text: string): number | null {
  const found = /^([\d,]{1,20})\s*원?\s*(?:이상)?$/.exec(text);
  const amount = found === null ? Number.NaN : Number((found[1] ?? '').replaceAll(',', ''));
  return Number.isSafeInteger(amount) && amount > 0 ? amount : null;
}

function missing(cell: DutyCell, headings: readonly Parameters<DutyCell>[0][]): string | null {
  const empty = headings.filter((heading) => cell(heading) === '');
  if (empty.length > 0) return `빈 칸이 있습니다: ${empty.join(', ')}.`;
  const long = headings.find((heading) => cell(heading).length > 300);
  return long === undefined ? null : `${long} 칸은 300자까지입니다.`;
}

interface Days {
  readonly from: string;
  readonly until: string;
}

function readDays(cell: DutyCell): Days | string {
  const [from, until] = [readDay(cell('부터')), readDay(cell('까지'))];
  if (from === null || until === null) return '부터와 까지는 2026-12-01이나 2026. 12. 1.처럼 적은 날짜여야 합니다.';
  return from <= until ? { from, until } : `까지(${until})가 부터(${from})보다 앞입니다.`;
}

function readDelegation(cell: DutyCell): DutyRow | string {
  const gap = missing(cell, ['업무', '전결권자', '조항']);
  if (gap !== null) return gap;
  const condition = cell('조건');
  const least = condition === '' ? null : readAmount(condition);
  if (condition !== '' && least === null) return `조건을 알 수 없습니다(${condition}). 100,000,000원 이상처럼 적습니다.`;
  return { kind: 'delegation', work: cell('업무'), approver: cell('전결권자'), article: cell('조항'), least };
}

function readDeputy(cell: DutyCell): DutyRow | string {
  const gap = missing(cell, ['번호', '직위', '부터', '까지', '사유']);
  const days = gap ?? readDays(cell);
  if (typeof days === 'string') return days;
  const rest = { unit: cell('부서'), position: cell('직위'), ground: cell('사유'), by: cell('지정'), order: cell('명령서') };
  return { kind: 'deputy', id: cell('번호'), ...days, ...rest };
}

function readAbsence(cell: DutyCell): DutyRow | string {
  const gap = missing(cell, ['번호', '부터', '까지', '사유']);
  const days = gap ?? readDays(cell);
  return typeof days === 'string' ? days : { kind: 'absence', id: cell('번호'), ...days, ground: cell('사유') };
}

function readReturn(cell: DutyCell): DutyRow | string {
  const from = readDay(cell('부터'));
  const gap = missing(cell, ['번호', '부터']);
  if (gap !== null) return gap;
  return from === null ? '부터는 돌아온 날이며 2026-12-01이나 2026. 12. 1.처럼 적습니다.' : { kind: 'returns', id: cell('번호'), from };
}

function readConcurrent(kind: 'concurrent' | 'concurrentEnds', cell: DutyCell): DutyRow | string {
  return missing(cell, ['번호', '직위']) ?? { kind, id: cell('번호'), unit: cell('부서'), position: cell('직위') };
}

/** Reads one row of these kinds: the row, what is wrong with it, or null where it is of another kind. */
export function readDuty(kind: string, cell: DutyCell): DutyRow | string | null {
  switch (kind) {
    case '전결':
      return readDelegation(cell);
    case '직무대리':
      return readDeputy(cell);
    case '부재':
      return readAbsence(cell);
    case '복귀':
      return readReturn(cell);
    case '겸임':
      return readConcurrent('concurrent', cell);
    case '겸임해제':
      return readConcurrent('concurrentEnds', cell);
    default:
      return null;
  }
}

/** What a row is about, so that none is told twice. */
export function dutySubject(row: DutyRow): string {
  switch (row.kind) {
    case 'delegation':
      return `전결 ${row.work}${row.least === null ? '' : ` ${row.least}원 이상`} ${row.approver}`;
    case 'deputy':
      return `직무대리 ${row.unit} ${row.position} ${row.from}`;
    case 'absence':
      return `부재 ${row.id} ${row.from}`;
    case 'returns':
      return `복귀 ${row.id}`;
    case 'concurrent':
    case 'concurrentEnds':
      return `겸임 ${row.id} ${row.unit} ${row.position}`;
    default:
      return row;
  }
}

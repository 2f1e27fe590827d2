/** The file of 조직도 가져오기: Korean headings, one row for a post, a unit, a person, a delegation or a deputy. Reading it finds every fault with its line. */

import { withJosa } from '../../lib/josa.ts';
import { hasUnseenSigns } from '../../lib/unseen.ts';
import type { Unit } from '../directory.ts';
import { parseCsv, type CsvRow } from './csv.ts';
import { DUTY_HEADINGS, DUTY_KINDS, dutySubject, readDuty, type DutyRow } from './duty-rows.ts';
import { HOLIDAY_KINDS, holidaySubject, readHoliday, type HolidayRow } from './holiday-rows.ts';
import { idleCells } from './idle-cells.ts';
import { looksLikeJson, parseJsonRows } from './json.ts';
import { readRecord, RECORD_HEADINGS, RECORD_KINDS, recordSubject, type RecordRow } from './record-rows.ts';
import { readSuccession, SUCCESSION_HEADINGS, type SuccessionRow } from './succession-rows.ts';

/** What is wrong, on which line of the file (from 1). */
export interface Fault {
  readonly line: number;
  readonly message: string;
}

/** Headings a file may have; 구분 it must have. */
export const HEADINGS = [
  '구분',
  '번호',
  '이름',
  '부서',
  '직위',
  '업무',
  '윗자리',
  '역할',
  '전화',
  '팩스',
  '전자우편',
  ...SUCCESSION_HEADINGS,
  ...DUTY_HEADINGS,
  ...RECORD_HEADINGS,
] as const;

type Heading = (typeof HEADINGS)[number];

/** Most rows of one file. */
export const MOST_ROWS = 50_000;

/** Roles of units as they are written in the file. */
export const ROLES: Readonly<Record<string, NonNullable<Unit['role']>>> = { 문서과: 'document-room', 정보화: 'it', 감찰: 'inspector', 감사: 'auditor' };

/** One row that was understood. Empty texts were not given. */
export type ImportRow = { readonly line: number } & (
  | { readonly kind: 'post'; readonly position: string }
  | {
      readonly kind: 'unit';
      readonly code: string;
      readonly name: string;
      readonly positions: readonly string[];
      readonly duties: readonly string[];
      readonly upper: string;
      readonly role: string;
      readonly phone: string;
      readonly fax: string;
      readonly email: string;
    }
  | {
      readonly kind: 'person';
      readonly id: string;
      readonly name: string;
      readonly unit: string;
      readonly position: string;
      readonly duties: readonly string[] | null;
    }
  | { readonly kind: 'leaves'; readonly id: string }
  | { readonly kind: 'closes'; readonly code: string }
  | SuccessionRow
  | RecordRow
  | DutyRow
  | HolidayRow
);

/** Rows that were understood and faults of those that were not. */
export interface ReadRows {
  readonly rows: readonly ImportRow[];
  readonly faults: readonly Fault[];
}

const listOf = (text: string): string[] =>
  text
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '');

type Cells = (heading: Heading) => string;

const CODE = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/;

function badCode(what: string, code: string): string | null {
  if (code === '') return `${what} 없습니다. 번호 칸을 채우십시오.`;
  return CODE.test(code) ? null : `${what} 맞지 않습니다(${code}). 영문자·숫자·붙임표로 40자까지입니다.`;
}

function readUnit(line: number, cell: Cells): ImportRow | string {
  const [code, name, role] = [cell('번호'), cell('이름'), cell('역할')];
  if (name.length > 60) return '부서 이름은 60자까지입니다.';
  if (role !== '' && !Object.hasOwn(ROLES, role)) return `모르는 역할입니다(${role}). 쓸 수 있는 역할: ${Object.keys(ROLES).join(', ')}.`;
  const positions = listOf(cell('직위'));
  if (new Set(positions).size < positions.length) return '같은 직위가 두 번 적혀 있습니다.';
  const contact = { phone: cell('전화'), fax: cell('팩스'), email: cell('전자우편') };
  const unit = { kind: 'unit', line, code, name, positions, duties: listOf(cell('업무')), upper: cell('윗자리'), role: ROLES[role] ?? '', ...contact } as const;
  return badCode('부서 번호가', code) ?? unit;
}

function readPerson(line: number, cell: Cells): ImportRow | string {
  const [id, name, work] = [cell('번호'), cell('이름'), cell('업무')];
  if (name.length > 60) return '이름은 60자까지입니다.';
  if (id.endsWith('-admin')) return `사람의 번호는 -admin으로 끝날 수 없습니다(${id}).`;
  const person = { kind: 'person', line, id, name, unit: cell('부서'), position: cell('직위'), duties: work === '' ? null : listOf(work) } as const;
  return badCode('사람의 번호가', id) ?? person;
}

function readPost(line: number, cell: Cells): ImportRow | string {
  const position = cell('직위');
  if (position === '') return '기관장단의 직위가 없습니다. 직위 칸을 채우십시오.';
  if (position.includes('/')) return `기관장단은 한 줄에 자리 하나입니다(${position}). 기관장부터 한 줄씩 나누어 적으십시오.`;
  return { kind: 'post', line, position };
}

function readRow(line: number, cell: Cells): ImportRow | string {
  switch (cell('구분')) {
    case '기관장단':
      return readPost(line, cell);
    case '부서':
      return readUnit(line, cell);
    case '사람':
      return readPerson(line, cell);
    case '떠남':
      return badCode('사람의 번호가', cell('번호')) ?? { kind: 'leaves', line, id: cell('번호') };
    case '폐지':
      return badCode('부서 번호가', cell('번호')) ?? { kind: 'closes', line, code: cell('번호') };
    case '승계':
      return lined(line, readSuccession(cell));
    default:
      return readDutyRow(line, cell);
  }
}

/** Cells that name somebody or something; the others are text. */
const NAMING = ['번호', '이름', '부서', '직위', '새부서', '새직위', '발신명의'] as const satisfies readonly Heading[];

/** What is wrong with a name whatever row it stands in (IM17). */
function signFault(cell: Cells): string | null {
  const bad = NAMING.find((heading) => hasUnseenSigns(cell(heading)));
  if (bad !== undefined) return `${bad} 칸에 보이지 않는 글자나 글의 방향·줄을 바꾸는 글자가 있습니다. 그 칸을 지우고 다시 적으십시오.`;
  return /[<>]/.test(cell('이름')) ? '이름에는 <와 >를 쓸 수 없습니다.' : null;
}

const lined = <T extends SuccessionRow | RecordRow | DutyRow | HolidayRow>(line: number, row: T | string): ({ readonly line: number } & T) | string =>
  typeof row === 'string' ? row : { line, ...row };

function readDutyRow(line: number, cell: Cells): ImportRow | string {
  const row = readRecord(cell('구분'), cell) ?? readDuty(cell('구분'), cell) ?? readHoliday(cell('구분'), cell);
  if (row === null)
    return `모르는 구분입니다(${cell('구분')}). 쓸 수 있는 구분: 기관장단, 부서, 사람, 떠남, 폐지, 승계, ${[...RECORD_KINDS, ...DUTY_KINDS, ...HOLIDAY_KINDS].join(', ')}.`;
  return lined(line, row);
}

function headingFaults({ line, cells }: CsvRow): Fault[] {
  const unknown = cells.filter((cell) => !HEADINGS.some((heading) => heading === cell));
  const faults = unknown.map((cell) => ({ line, message: `모르는 제목입니다(${cell}). 쓸 수 있는 제목: ${HEADINGS.join(', ')}.` }));
  if (new Set(cells).size < cells.length) faults.push({ line, message: '같은 제목이 두 번 있습니다.' });
  if (!cells.includes('구분')) faults.push({ line, message: '첫 줄에 구분이라는 제목이 있어야 합니다.' });
  return faults;
}

/** What a row is about, so that none is told twice. */
function subjectOf(row: ImportRow): string {
  switch (row.kind) {
    case 'post':
      return `직위 ${row.position}`;
    case 'unit':
    case 'closes':
      return `부서 ${row.code}`;
    case 'person':
    case 'leaves':
      return `사람 ${row.id}`;
    case 'succession':
      return `승계 ${row.unit} ${row.position}`;
    case 'recordFile':
    case 'recordCloses':
    case 'agency':
      return recordSubject(row);
    case 'holiday':
    case 'holidayEnds':
      return holidaySubject(row);
    default:
      return dutySubject(row);
  }
}

/** One row before it is understood: its cells by heading, or what is wrong with its shape. */
interface RawRow {
  readonly line: number;
  readonly cell: Cells | string;
}

type Raw = { readonly rows: readonly RawRow[]; readonly faults: readonly Fault[] };

const stop = (line: number, message: string): Raw => ({ rows: [], faults: [{ line, message }] });

function rawCsv(text: string): Raw {
  if (/^\uFEFF?\s*\{/.test(text)) return stop(1, 'JSON이면 [로 시작하는 목록이어야 합니다. 줄마다 하나씩 { }로 적고 [ ]로 묶으십시오.');
  const { rows: lines, open } = parseCsv(text);
  if (open !== null) return stop(open, '따옴표가 닫히지 않았습니다.');
  const [head, ...rest] = lines;
  if (head === undefined) return stop(1, '빈 파일입니다.');
  const wrong = headingFaults(head);
  if (wrong.length > 0) return { rows: [], faults: wrong };
  const rows = rest.map(({ line, cells }): RawRow => {
    const long = cells.length > head.cells.length;
    return { line, cell: long ? '제목보다 칸이 많습니다. 쉼표가 든 글은 따옴표로 묶으십시오.' : (heading) => cells[head.cells.indexOf(heading)] ?? '' };
  });
  return { rows, faults: [] };
}

function rawJson(text: string): Raw {
  const read = parseJsonRows(text);
  if (!read.ok) return stop(read.line, read.message);
  const rows = read.rows.map(({ line, cells }): RawRow => {
    const unknown = [...cells.keys()].filter((name) => !HEADINGS.some((heading) => heading === name));
    const cell =
      unknown.length > 0
        ? `모르는 이름입니다(${unknown.join(', ')}). 쓸 수 있는 이름: ${HEADINGS.join(', ')}.`
        : (heading: Heading) => cells.get(heading) ?? '';
    return { line, cell };
  });
  return { rows, faults: [] };
}

/** A row as it was understood, or what is wrong with it. A cell nobody looked at is a fault: it would be dropped without a word. */
function understand(line: number, cell: Cells): ImportRow | string {
  const asked = new Set<string>();
  const row = readRow(line, (heading) => {
    asked.add(heading);
    return cell(heading);
  });
  const filled = HEADINGS.filter((heading) => cell(heading) !== '');
  return typeof row === 'string' ? row : (idleCells(cell('구분'), filled, asked) ?? row);
}

/** Reads a file, CSV or JSON by what it begins with. Every line that is wrong is told, not only the first. */
export function readRows(text: string): ReadRows {
  const raw = looksLikeJson(text) ? rawJson(text) : rawCsv(text);
  if (raw.faults.length > 0) return { rows: [], faults: raw.faults };
  if (raw.rows.length > MOST_ROWS) return { rows: [], faults: [{ line: 1, message: `한 번에 ${MOST_ROWS}줄까지 가져옵니다. 나누어 가져오십시오.` }] };
  const rows: ImportRow[] = [];
  const faults: Fault[] = [];
  const seen = new Map<string, number>();
  for (const { line, cell } of raw.rows) {
    const read = typeof cell === 'string' ? cell : (signFault(cell) ?? understand(line, cell));
    const before = typeof read === 'string' ? undefined : seen.get(subjectOf(read));
    if (typeof read === 'string') faults.push({ line, message: read });
    else if (before !== undefined) faults.push({ line, message: `${withJosa(subjectOf(read), '은/는')} ${before}번째 줄에 이미 있습니다.` });
    else {
      seen.set(subjectOf(read), line);
      rows.push(read);
    }
  }
  return { rows, faults };
}

/** 기록물철, 철종결 and 기관 rows of a file: reading them, and what they make of a record whose units stand already. */

import type { AgencyRecord, RecordFile } from '../directory.ts';
import type { Change } from './apply.ts';
import type { Fault } from './rows.ts';
import { canonical } from '../../trail/canonical.ts';

/** 보존기간 of 기록물법 영 §26①. */
export const RETENTIONS = ['영구', '준영구', '30년', '10년', '5년', '3년', '1년'] as const satisfies readonly RecordFile['retention'][];

/** Rows read here. Empty texts were not given. */
export type RecordRow =
  | { readonly kind: 'recordFile'; readonly name: string; readonly unit: string; readonly work: string; readonly retention: RecordFile['retention'] | '' }
  | { readonly kind: 'recordCloses'; readonly name: string; readonly unit: string }
  | { readonly kind: 'agency'; readonly name: string; readonly head: string; readonly zip: string; readonly road: string; readonly home: string };

/** Headings only these rows use. */
export const RECORD_HEADINGS = ['보존기간', '발신명의', '우편번호', '주소', '누리집'] as const;

/** Values of 구분 read here. */
export const RECORD_KINDS = ['기록물철', '철종결', '기관'] as const;

type Cell = (heading: '이름' | '부서' | '업무' | (typeof RECORD_HEADINGS)[number]) => string;

function readFile(cell: Cell): RecordRow | string {
  const [name, unit, work, given] = [cell('이름'), cell('부서'), cell('업무'), cell('보존기간')];
  if (name === '' || unit === '') return '기록물철은 이름과 부서 칸을 채워야 합니다.';
  if (name.length > 100 || work.length > 100) return '기록물철 이름과 단위과제(업무)는 100자까지입니다.';
  const retention = RETENTIONS.find((one) => one === given);
  if (given !== '' && retention === undefined) return `보존기간을 알 수 없습니다(${given}). 쓸 수 있는 것: ${RETENTIONS.join(', ')}.`;
  return { kind: 'recordFile', name, unit, work, retention: retention ?? '' };
}

/** Reads one row of these kinds: the row, what is wrong with it, or null where it is of another kind. */
export function readRecord(kind: string, cell: Cell): RecordRow | string | null {
  switch (kind) {
    case '기록물철':
      return readFile(cell);
    case '철종결': {
      const [name, unit] = [cell('이름'), cell('부서')];
      return name === '' || unit === '' ? '종결할 기록물철의 이름과 부서 칸을 채우십시오.' : { kind: 'recordCloses', name, unit };
    }
    case '기관': {
      const row = { name: cell('이름'), head: cell('발신명의'), zip: cell('우편번호'), road: cell('주소'), home: cell('누리집') };
      return Object.values(row).some((text) => text.length > 200) ? '기관 줄의 칸은 200자까지입니다.' : { kind: 'agency', ...row };
    }
    default:
      return null;
  }
}

/** What a row is about, so that none is told twice. */
export function recordSubject(row: RecordRow): string {
  return row.kind === 'agency' ? '기관' : `기록물철 ${row.unit} ${row.name}`;
}

type Row = RecordRow & { readonly line: number };

interface Work {
  record: AgencyRecord;
  readonly before: AgencyRecord;
  readonly changes: Change[];
  readonly faults: Fault[];
}

/** Signed records come back with their names sorted: order says nothing. */
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
const fileWords = ({ name, work, retention }: RecordFile): string => `${name}: ${work}, ${retention}`;

function applyAgency(work: Work, { line, ...row }: Extract<Row, { kind: 'agency' }>): void {
  const { record } = work;
  const text = (given: string, known: string): string => (given === '' ? known : given);
  const address = { ...record.address, zip: text(row.zip, record.address.zip), road: text(row.road, record.address.road) };
  const next = { ...record, name: text(row.name, record.name), head: text(row.head, record.head), address, home: text(row.home, record.home) };
  if (same(next, record)) return;
  work.record = next;
  work.changes.push({ line, kind: '기관', what: [next.name, next.head, address.zip, address.road, next.home].filter((part) => part !== '').join(', ') });
}

function enterFile(work: Work, { line, name, unit, work: task, retention }: Extract<Row, { kind: 'recordFile' }>): void {
  const files = work.record.recordFiles;
  const known = files.find((file) => file.name === name && file.unit === unit);
  if (known === undefined && !work.record.units.some(({ code }) => code === unit)) {
    work.faults.push({ line, message: `조직도에 없는 부서입니다(${unit}).` });
    return;
  }
  if (known === undefined && (task === '' || retention === '')) {
    work.faults.push({ line, message: `새 기록물철(${name})은 단위과제(업무)와 보존기간이 있어야 합니다.` });
    return;
  }
  const kept = known?.retention ?? '1년';
  const next: RecordFile = { name, unit, work: task === '' ? (known?.work ?? '') : task, retention: retention === '' ? kept : retention };
  if (known !== undefined && fileWords(known) === fileWords(next)) return;
  const recordFiles = known === undefined ? [...files, next] : files.map((file) => (file === known ? next : file));
  work.record = { ...work.record, recordFiles };
  work.changes.push({ line, kind: '기록물철', what: `${known === undefined ? '더함' : '고침'}: ${fileWords(next)}` });
}

function closeFile(work: Work, { line, name, unit }: Extract<Row, { kind: 'recordCloses' }>): void {
  const known = work.record.recordFiles.find((file) => file.name === name && file.unit === unit);
  if (known === undefined) {
    work.faults.push({ line, message: `그 부서에 쓰고 있는 기록물철이 아닙니다(${name}).` });
    return;
  }
  work.record = { ...work.record, recordFiles: work.record.recordFiles.filter((file) => file !== known) };
  work.changes.push({ line, kind: '기록물철 종결', what: fileWords(known) });
}

/** A 보존기간 belongs to the 단위과제 (기록물법 영 §26②): files of one task do not differ. What differed before is not this file's fault. */
function judgeRetentions(work: Work, rows: readonly Row[]): void {
  for (const row of rows) {
    if (row.kind !== 'recordFile') continue;
    const own = work.record.recordFiles.find((file) => file.name === row.name && file.unit === row.unit);
    const other = work.record.recordFiles.find((file) => own !== undefined && file.work === own.work && file.retention !== own.retention);
    if (own === undefined || other === undefined || work.before.recordFiles.some((file) => same(file, own))) continue;
    work.faults.push({
      line: row.line,
      message: `단위과제 ${own.work}의 보존기간이 ${other.name}과(와) 다릅니다(${own.retention}, ${other.retention}). 보존기간은 단위과제마다 하나입니다(기록물법 시행령 제26조제2항).`,
    });
  }
}

/** Applies these rows; record files of a unit that closed without a successor are closed with it. */
export function applyRecords(before: AgencyRecord, record: AgencyRecord, rows: readonly Row[], closing: ReadonlyMap<string, number>): Omit<Work, 'before'> {
  const work: Work = { record, before, changes: [], faults: [] };
  for (const row of rows) {
    if (row.kind === 'agency') applyAgency(work, row);
    else if (row.kind === 'recordCloses') closeFile(work, row);
  }
  for (const row of rows) if (row.kind === 'recordFile') enterFile(work, row);
  for (const file of work.record.recordFiles) {
    const line = closing.get(file.unit);
    if (line !== undefined && !work.record.units.some(({ code }) => code === file.unit)) closeFile(work, { kind: 'recordCloses', line, ...file });
  }
  judgeRetentions(work, rows);
  return work;
}

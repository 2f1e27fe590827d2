/** What a file of 조직도 가져오기 makes of an agency's record: all of it or nothing, each change and each fault with its line. */

import { withJosa } from '../../lib/josa.ts';
import { findPerson } from '../delegation.ts';
import { applyDuty } from './apply-duty.ts';
import type { AgencyRecord, Directory, Person, Unit } from '../directory.ts';
import { doubledPosts } from './doubled-posts.ts';
import type { Fault, ImportRow } from './rows.ts';
import { applyHolidays } from './holiday-rows.ts';
import { applyRecords } from './record-rows.ts';
import { applySuccessions } from './succession-rows.ts';
import { canonical } from '../../trail/canonical.ts';

/** Kinds of change, as they are counted. */
export type ChangeKind =
  | '기관장단'
  | '부서 신설'
  | '부서 고침'
  | '부서 폐지'
  | '기관'
  | '기록물철'
  | '기록물철 종결'
  | '개편'
  | '이을 자리 없음'
  | '자리 겹침'
  | '들어옴'
  | '옮김'
  | '고침'
  | '떠남'
  | '겸임'
  | '겸임 해제'
  | '위임전결'
  | '부재'
  | '복귀'
  | '직무대리'
  | '공휴일';

/** One change the file makes. */
export interface Change {
  readonly line: number;
  readonly kind: ChangeKind;
  readonly what: string;
}

/** The record as it would be, what changes, and what is wrong. With faults the record is not to be used. */
export interface Imported {
  readonly record: AgencyRecord;
  readonly changes: readonly Change[];
  readonly faults: readonly Fault[];
}

type Row<K extends ImportRow['kind']> = Extract<ImportRow, { readonly kind: K }>;

function rowsOf<K extends ImportRow['kind']>(rows: readonly ImportRow[], kind: K): Row<K>[] {
  return rows.filter((row): row is Row<K> => row.kind === kind);
}

/** What the past of the directory adds: units it had once, by code. */
export type PastUnits = ReadonlyMap<string, Unit>;

/** What is known beside the file: units of the past, and the day (`YYYY-MM-DD` in Korea), null where no clock is at hand. */
export interface Told {
  readonly past: PastUnits;
  readonly day: string | null;
}

const UNTOLD: Told = { past: new Map(), day: null };

/** What is being put together. */
interface Work {
  readonly directory: Directory;
  readonly agency: string;
  leadership: readonly string[];
  units: Map<string, Unit>;
  people: Map<string, Person>;
  readonly changes: Change[];
  readonly faults: Fault[];
}

const same = (a: unknown, b: unknown): boolean => a !== undefined && b !== undefined && canonical(a) === canonical(b);

function applyPosts(work: Work, rows: readonly Row<'post'>[]): void {
  const leadership = rows.map(({ position }) => position);
  const [first] = rows;
  if (first === undefined || same(leadership, work.leadership)) return;
  work.leadership = leadership;
  work.changes.push({ line: first.line, kind: '기관장단', what: leadership.join(', ') });
}

function contactOf({ phone, fax, email }: Row<'unit'>): Pick<Unit, 'phone' | 'fax' | 'email'> {
  return { ...(phone === '' ? {} : { phone }), ...(fax === '' ? {} : { fax }), ...(email === '' ? {} : { email }) };
}

/** The name, after the one before where it is another. */
const renamed = (before: string | undefined, name: string): string => (before === undefined || before === name ? name : `${before} → ${name}`);

function applyUnit(work: Work, row: Row<'unit'>): void {
  const { line, code, name, positions, duties, upper, role } = row;
  const known = work.units.get(code);
  if (known === undefined && (name === '' || positions.length === 0)) {
    work.faults.push({ line, message: `새 부서(${code})는 이름과 직위가 있어야 합니다. 직위는 아래부터 위로 /로 나누어 적습니다.` });
    return;
  }
  const next: Unit = {
    ...(known ?? { code, name, positions, duties }),
    ...(name === '' ? {} : { name }),
    ...(positions.length === 0 ? {} : { positions }),
    ...(duties.length === 0 ? {} : { duties }),
    ...(upper === '' ? {} : { upper }),
    ...(role === '' ? {} : { role: role as NonNullable<Unit['role']> }),
    ...contactOf(row),
  };
  if (same(next, known)) return;
  if (upper !== '' && !work.leadership.includes(upper)) {
    work.faults.push({ line, message: `윗자리(${upper})가 기관장단에 없습니다.` });
    return;
  }
  work.units.set(code, next);
  work.changes.push({
    line,
    kind: known === undefined ? '부서 신설' : '부서 고침',
    what: `${renamed(known?.name, next.name)} (${code}): ${next.positions.join(' / ')}`,
  });
}

function postFault(work: Work, unit: string | null, position: string): string | null {
  if (unit === null) return work.leadership.includes(position) ? null : `기관장단에 없는 직위입니다(${position}). 부서 사람이면 부서 칸을 채우십시오.`;
  const found = work.units.get(unit);
  if (found === undefined) return `조직도에 없는 부서입니다(${unit}). 부서 번호를 확인하거나 부서 줄을 더하십시오.`;
  return found.positions.includes(position) ? null : `${found.name}에 없는 직위입니다(${position}). 있는 직위: ${found.positions.join(', ')}.`;
}

/** A head's post that already names its unit stands alone. */
function postWords(work: Work, unit: string | null, position: string): string {
  const name = unit === null ? '' : (work.units.get(unit)?.name ?? unit);
  return name === '' || position.startsWith(name) ? position : `${name} ${position}`;
}

function applyPerson(work: Work, { line, id, name, unit: given, position: post, duties }: Row<'person'>): void {
  const elsewhere = findPerson(work.directory, id);
  if (elsewhere !== undefined && elsewhere.agency !== work.agency) {
    work.faults.push({ line, message: `다른 기관 사람의 번호입니다(${id}). 다른 번호를 쓰십시오.` });
    return;
  }
  const known = work.people.get(id);
  const position = post === '' ? (known?.position ?? '') : post;
  const unit = post === '' && given === '' ? (known?.unit ?? null) : given === '' ? null : given;
  const called = name === '' ? (known?.name ?? '') : name;
  const kept = known ?? { id, agency: work.agency, duties: [], certificates: [] };
  const next: Person = { ...kept, id, name: called, unit, position, duties: duties ?? kept.duties };
  // A line that changes nothing is good, also where what stood before was not.
  if (same(next, known) && position !== '') return;
  const fault = called === '' ? `새 사람(${id})의 이름이 없습니다.` : postFault(work, unit, position);
  if (fault !== null) {
    work.faults.push({ line, message: fault });
    return;
  }
  const moved = known !== undefined && (known.unit !== unit || known.position !== position);
  const kind = known === undefined || known.position === '' ? '들어옴' : moved ? '옮김' : '고침';
  const from = kind === '옮김' && known !== undefined ? `${postWords(work, known.unit, known.position)} → ` : '';
  work.people.set(id, next);
  work.changes.push({ line, kind, what: `${renamed(known?.name, called)} (${id}): ${from}${postWords(work, unit, position)}` });
}

/** Who leaves keeps the name in the directory, so that papers still show it, and loses post, duties and certificates. */
function applyLeaver(work: Work, { line, id }: Row<'leaves'>): void {
  const known = work.people.get(id);
  if (known === undefined) {
    work.faults.push({ line, message: `이 기관 조직도에 없는 사람입니다(${id}).` });
    return;
  }
  if (known.position === '') return;
  const { concurrent: _ended, ...kept } = known;
  work.people.set(id, { ...kept, unit: null, position: '', duties: [], certificates: [] });
  work.changes.push({ line, kind: '떠남', what: `${known.name} (${id}): ${postWords(work, known.unit, known.position)}` });
}

function applyClosing(work: Work, { line, code }: Row<'closes'>): void {
  const known = work.units.get(code);
  if (known === undefined) {
    work.faults.push({ line, message: `조직도에 없는 부서입니다(${code}).` });
    return;
  }
  work.units.delete(code);
  work.changes.push({ line, kind: '부서 폐지', what: `${known.name} (${code})` });
}

/** Nobody is left in a post that is no more: told at the line that took it away. */
function findStranded(work: Work, rows: readonly ImportRow[]): void {
  const told = new Set(work.faults.map(({ line }) => line));
  for (const { id, name, unit, position } of work.people.values()) {
    if (position === '' || postFault(work, unit, position) === null) continue;
    const cause = rows.find((row) => {
      if (row.kind === 'succession') return row.unit === (unit ?? '');
      return unit === null ? row.kind === 'post' : (row.kind === 'unit' || row.kind === 'closes') && row.code === unit;
    });
    const own = rows.find((row) => row.kind === 'person' && row.id === id);
    if (own !== undefined && told.has(own.line)) continue;
    // Nobody was moved while a succession is wrong: that line is what to mend.
    if (cause?.kind === 'succession' && told.size > 0) continue;
    // What was wrong before this file is not this file's fault.
    if (cause === undefined) continue;
    work.faults.push({
      line: cause.line,
      message: `${withJosa(`${name}(${id})`, '이/가')} 없어지는 자리(${position})에 있습니다. 옮김이나 떠남을 함께 적으십시오.`,
    });
  }
}

const unitsOf = ({ units }: AgencyRecord): Map<string, Unit> => new Map(units.map((unit) => [unit.code, unit]));
const peopleOf = ({ people }: AgencyRecord): Map<string, Person> => new Map(people.map((person) => [person.id, person]));

/** What went elsewhere in a reorganisation, and everything that goes with it. Returns the record so far, of which units and people are worked on. */
function reorganise(work: Work, record: AgencyRecord, rows: readonly ImportRow[], { past, day }: Told): AgencyRecord {
  const so = { ...record, leadership: work.leadership, units: [...work.units.values()], people: [...work.people.values()] };
  const named = new Set([...rowsOf(rows, 'person'), ...rowsOf(rows, 'leaves')].map(({ id }) => id));
  const made = applySuccessions(record, so, rowsOf(rows, 'succession'), { named, past, day });
  work.changes.push(...made.changes);
  work.faults.push(...made.faults);
  [work.leadership, work.units, work.people] = [made.record.leadership, unitsOf(made.record), peopleOf(made.record)];
  return made.record;
}

/** Applies rows that were read: posts and units first, then people, what went elsewhere, units that close, then who decides and who is there. */
export function applyRows(directory: Directory, record: AgencyRecord, rows: readonly ImportRow[], told: Told = UNTOLD): Imported {
  const { code: agency, leadership } = record;
  const work: Work = { directory, agency, leadership, units: unitsOf(record), people: peopleOf(record), changes: [], faults: [] };
  applyPosts(work, rowsOf(rows, 'post'));
  for (const row of rowsOf(rows, 'unit')) applyUnit(work, row);
  for (const row of rowsOf(rows, 'leaves')) applyLeaver(work, row);
  for (const row of rowsOf(rows, 'person')) applyPerson(work, row);
  const reorganised = reorganise(work, record, rows, told);
  const gone = new Set(rowsOf(rows, 'succession').flatMap(({ unit, position }) => (position === '' ? [unit] : [])));
  for (const row of rowsOf(rows, 'closes')) if (!gone.has(row.code)) applyClosing(work, row);
  findStranded(work, rows);
  const placed = { ...reorganised, leadership: work.leadership, units: [...work.units.values()], people: [...work.people.values()] };
  const closing = new Map(rowsOf(rows, 'closes').map(({ code, line }) => [code, line]));
  const records = applyRecords(record, placed, [...rowsOf(rows, 'agency'), ...rowsOf(rows, 'recordCloses'), ...rowsOf(rows, 'recordFile')], closing);
  const duty = applyDuty(directory, records.record, rows, told.day);
  const off = applyHolidays(duty.record, [...rowsOf(rows, 'holidayEnds'), ...rowsOf(rows, 'holiday')]);
  return {
    record: off.record,
    changes: [...work.changes, ...records.changes, ...duty.changes, ...off.changes, ...doubledPosts(record, off.record, rows)].toSorted(
      (a, b) => a.line - b.line,
    ),
    faults: [...work.faults, ...records.faults, ...duty.faults, ...off.faults].toSorted((a, b) => a.line - b.line),
  };
}

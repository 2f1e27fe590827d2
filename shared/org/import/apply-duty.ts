/** What 전결, 겸임, 부재, 복귀 and 직무대리 rows make of a record whose units and people stand already. */

import { withJosa } from '../../lib/josa.ts';
import { holds, rankOf, type Post } from '../delegation.ts';
import { deputiesFor, deputyGrant } from '../deputy.ts';
import { deputyFaultWords } from '../deputy-words.ts';
import type { Absence, AgencyRecord, DelegationRow, Deputy, Directory, Person } from '../directory.ts';
import { delegationWords, postWords } from '../history.ts';
import type { Change } from './apply.ts';
import type { DutyRow } from './duty-rows.ts';
import type { Fault, ImportRow } from './rows.ts';
import { canonical } from '../../trail/canonical.ts';

type Row<K extends DutyRow['kind']> = Extract<ImportRow, { readonly kind: K }>;

interface Work {
  readonly directory: Directory;
  /** `YYYY-MM-DD` in Korea; null where no clock is at hand. */
  readonly day: string | null;
  record: AgencyRecord;
  readonly changes: Change[];
  readonly faults: Fault[];
}

/** Signed records come back with their names sorted: order says nothing. */
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
const samePost = (a: Post, b: Post): boolean => a.unit === b.unit && a.position === b.position;

function exists(record: AgencyRecord, { unit, position }: Post): boolean {
  if (unit === null) return record.leadership.includes(position);
  return record.units.some(({ code, positions }) => code === unit && positions.includes(position));
}

/** Somebody of this record who has a post; else the fault is told. */
function serving(work: Work, line: number, id: string): Person | null {
  const person = work.record.people.find((one) => one.id === id);
  if (person !== undefined && person.position !== '') return person;
  work.faults.push({ line, message: person === undefined ? `이 기관 조직도에 없는 사람입니다(${id}).` : `자리를 떠난 사람입니다(${id}).` });
  return null;
}

function standing(work: Work, line: number, unit: string, position: string): Post | null {
  const post = { unit: unit === '' ? null : unit, position };
  if (exists(work.record, post)) return post;
  work.faults.push({ line, message: `조직도에 없는 자리입니다(${unit === '' ? '기관장단' : unit} ${position}). 부서 번호와 직위를 확인하십시오.` });
  return null;
}

/** 위임전결규정 is one table: rows of a file replace it whole, as the leadership does. */
function applyDelegation(work: Work, rows: readonly Row<'delegation'>[]): void {
  const [first] = rows;
  if (first === undefined) return;
  const before = work.record.delegation;
  const delegation = rows.map(({ work: of, approver, article, least }): DelegationRow => {
    return { work: of, approver, article, ...(least === null ? {} : { condition: { amountAtLeast: least } }) };
  });
  // A row that stood before is not this file's fault.
  const stood = new Set(before.map((row) => JSON.stringify(sorted(row))));
  for (const [i, { line, approver }] of rows.entries())
    if (rankOf(work.record, approver) < 0 && !stood.has(JSON.stringify(delegation.slice(i, i + 1).map(sorted)[0])))
      work.faults.push({ line, message: `전결권자가 조직도에 없는 직위입니다(${approver}). 직위 이름을 확인하십시오.` });
  delegation.forEach((row, i) => {
    if (!before.some((old) => same(sorted(old), sorted(row))))
      work.changes.push({ line: rows[i]?.line ?? first.line, kind: '위임전결', what: `넣음: ${delegationWords(row)}` });
  });
  for (const old of before)
    if (!delegation.some((row) => same(sorted(old), sorted(row))))
      work.changes.push({ line: first.line, kind: '위임전결', what: `뺌: ${delegationWords(old)}` });
  if (work.changes.some(({ kind }) => kind === '위임전결')) work.record = { ...work.record, delegation };
}

const sorted = ({ work, approver, article, condition }: DelegationRow) => [work, approver, article, condition?.amountAtLeast ?? null];

function setConcurrent(work: Work, person: Person, concurrent: readonly Post[]): void {
  const { concurrent: _before, ...bare } = person;
  const next = concurrent.length === 0 ? bare : { ...bare, concurrent };
  work.record = { ...work.record, people: work.record.people.map((one) => (one.id === person.id ? next : one)) };
}

function applyConcurrent(work: Work, row: Row<'concurrent' | 'concurrentEnds'>): void {
  const { line, id, unit, position, kind } = row;
  const person = serving(work, line, id);
  if (person === null) return;
  const concurrent = person.concurrent ?? [];
  const post = { unit: unit === '' ? null : unit, position };
  const held = concurrent.some((one) => samePost(one, post));
  const what = `${person.name} (${id}): ${postWords(work.record, post)}`;
  if (kind === 'concurrentEnds') {
    if (!held) work.faults.push({ line, message: `${withJosa(`${person.name}(${id})`, '은/는')} 그 자리를 겸하고 있지 않습니다(${position}).` });
    else {
      setConcurrent(
        work,
        person,
        concurrent.filter((one) => !samePost(one, post)),
      );
      work.changes.push({ line, kind: '겸임 해제', what });
    }
    return;
  }
  if (held || standing(work, line, unit, position) === null) return;
  if (holds(person, post)) work.faults.push({ line, message: `${person.name}(${id})의 본래 자리입니다(${position}). 겸임이 아닙니다.` });
  else {
    setConcurrent(work, person, [...concurrent, post]);
    work.changes.push({ line, kind: '겸임', what });
  }
}

/** Posts held beside the own one that the file takes away end with it. */
function endLostPosts(work: Work, rows: readonly ImportRow[]): void {
  for (const person of work.record.people) {
    for (const post of person.concurrent ?? []) {
      const cause = rows.find((row) => (post.unit === null ? row.kind === 'post' : (row.kind === 'unit' || row.kind === 'closes') && row.code === post.unit));
      if (exists(work.record, post) || cause === undefined) continue;
      const now = work.record.people.find(({ id }) => id === person.id) ?? person;
      setConcurrent(
        work,
        now,
        (now.concurrent ?? []).filter((one) => !samePost(one, post)),
      );
      work.changes.push({ line: cause.line, kind: '겸임 해제', what: `${person.name} (${person.id}): ${post.position}` });
    }
  }
}

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Entries that reach a day end the day before; those that begin later are gone. */
function cutAt<T extends { readonly from: string; readonly until: string }>(entries: readonly T[], day: string, meant: (entry: T) => boolean): T[] {
  return entries.flatMap((entry) => {
    if (!meant(entry) || entry.until < day) return [entry];
    return entry.from < day ? [{ ...entry, until: dayBefore(day) }] : [];
  });
}

function applyReturn(work: Work, { line, id, from }: Row<'returns'>): void {
  const person = serving(work, line, id);
  if (person === null) return;
  const { absences = [], deputies = [] } = work.record;
  const nextAbsences = cutAt(absences, from, (absence) => absence.person === id);
  const nextDeputies = cutAt(deputies, from, (deputy) => holds(person, deputy));
  if (same(nextAbsences, absences) && same(nextDeputies, deputies)) {
    work.faults.push({ line, message: `${person.name}(${id})에게는 ${from}에 끝낼 부재나 직무대리가 없습니다.` });
    return;
  }
  work.record = { ...work.record, absences: nextAbsences, deputies: nextDeputies };
  work.changes.push({ line, kind: '복귀', what: `${person.name} (${id}): ${from}부터` });
}

const overlaps = (a: Pick<Deputy, 'from' | 'until'>, b: Pick<Deputy, 'from' | 'until'>): boolean => a.from <= b.until && b.from <= a.until;

/** Said beside days that were over before the file came: most often a slip of the year. */
const overWords = ({ day }: Work, until: string): string => (day !== null && until < day ? '. 이미 지난 날입니다. 날짜를 확인하십시오.' : '');

function applyAbsence(work: Work, { line, id, from, until, ground }: Row<'absence'>): void {
  const person = serving(work, line, id);
  if (person === null) return;
  const next: Absence = { person: id, from, until, ground };
  const others = (work.record.absences ?? []).filter((absence) => absence.person !== id || absence.from !== from);
  if ((work.record.absences ?? []).some((absence) => same(absence, next))) return;
  const clash = others.find((absence) => absence.person === id && overlaps(absence, next));
  if (clash !== undefined) {
    work.faults.push({ line, message: `${person.name}(${id})의 다른 부재(${clash.from}∼${clash.until})와 날이 겹칩니다.` });
    return;
  }
  work.record = { ...work.record, absences: [...others, next] };
  work.changes.push({ line, kind: '부재', what: `${person.name} (${id}): ${from}∼${until}, ${ground}${overWords(work, until)}` });
}

/** The post that designated: of the leadership, else of the same unit; null where it stands in neither. */
function designation(record: AgencyRecord, post: Post, by: string): Post | null {
  if (record.leadership.includes(by)) return { unit: null, position: by };
  const own = { unit: post.unit, position: by };
  return post.unit !== null && exists(record, own) ? own : null;
}

function enterDeputy(work: Work, row: Row<'deputy'>): void {
  const { line, id, unit, position, from, until, ground, by, order } = row;
  const [person, post] = [serving(work, line, id), standing(work, line, unit, position)];
  if (person === null || post === null) return;
  const designatedBy = by === '' ? null : designation(work.record, post, by);
  if (by !== '' && designatedBy === null) {
    work.faults.push({ line, message: `지정한 자리가 기관장단에도 그 부서에도 없습니다(${by}).` });
    return;
  }
  const next: Deputy = { position, unit: post.unit, deputy: id, from, until, ground, designatedBy, order: order === '' ? null : order };
  const before = work.record.deputies ?? [];
  if (before.some((entry) => same(entry, next))) return;
  const others = before.filter((entry) => !samePost(entry, post) || entry.from !== from);
  const clash = others.find((entry) => samePost(entry, post) && overlaps(entry, next));
  if (clash !== undefined) {
    work.faults.push({ line, message: `그 자리에는 그 날에 다른 직무대리가 있습니다(${clash.deputy}, ${clash.from}∼${clash.until}).` });
    return;
  }
  work.record = { ...work.record, deputies: [...others, next] };
  work.changes.push({
    line,
    kind: '직무대리',
    what: `${postWords(work.record, post)} → ${person.name} (${id}): ${from}∼${until}, ${ground}${overWords(work, until)}`,
  });
}

/** Days on which something may begin or end to be unlawful within an entry's days. */
function daysToJudge(record: AgencyRecord, { from, until }: Pick<Deputy, 'from' | 'until'>): string[] {
  const edges = [...(record.deputies ?? []), ...(record.absences ?? [])].flatMap((entry) => [entry.from, dayAfter(entry.until)]);
  return [...new Set([from, until, ...edges.filter((day) => from <= day && day <= until)])].toSorted();
}

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Every entry of the file is held against 직무대리규정 with all of the file in force; a fault that stood before is not the file's. */
function judgeDeputies(work: Work, rows: readonly Row<'deputy'>[]): void {
  const { record } = work;
  const directory = { ...work.directory, agencies: new Map(work.directory.agencies).set(record.code, record) };
  for (const { line, id, unit, position, from, until } of rows) {
    const post = { unit: unit === '' ? null : unit, position };
    const entry = deputiesFor(record, post, from).find(({ deputy }) => deputy === id);
    if (entry === undefined) continue;
    for (const day of daysToJudge(record, { from, until })) {
      const granted = deputyGrant(directory, record.code, post, id, day);
      if (typeof granted !== 'string' || deputyGrant(work.directory, record.code, post, id, day) === granted) continue;
      work.faults.push({ line, message: `${day}: ${deputyFaultWords(directory, record.code, entry, day, granted)}` });
      break;
    }
  }
}

function rowsOf<K extends DutyRow['kind']>(rows: readonly ImportRow[], ...kinds: readonly K[]): Row<K>[] {
  return rows.filter((row): row is Row<K> => (kinds as readonly string[]).includes(row.kind));
}

/** Applies these rows: what ends, then what begins, then what acts for what is away. */
export function applyDuty(directory: Directory, record: AgencyRecord, rows: readonly ImportRow[], day: string | null): Omit<Work, 'directory' | 'day'> {
  const work: Work = { directory, day, record, changes: [], faults: [] };
  endLostPosts(work, rows);
  for (const row of rowsOf(rows, 'concurrentEnds', 'concurrent').toSorted((a, b) => Number(a.kind === 'concurrent') - Number(b.kind === 'concurrent')))
    applyConcurrent(work, row);
  applyDelegation(work, rowsOf(rows, 'delegation'));
  for (const row of rowsOf(rows, 'returns')) applyReturn(work, row);
  for (const row of rowsOf(rows, 'absence')) applyAbsence(work, row);
  const deputies = rowsOf(rows, 'deputy');
  for (const row of deputies) enterDeputy(work, row);
  judgeDeputies(work, deputies);
  return work;
}

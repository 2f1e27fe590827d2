/** 승계 rows of a file: where a unit, or a post of it, went. Reading and what they make of a record whose units stand already. */

import { withJosa } from '../../lib/josa.ts';
import type { Post } from '../delegation.ts';
import type { AgencyRecord, Person, Succession, Unit } from '../directory.ts';
import { delegationWords } from '../history.ts';
import { postNow, unitNow } from '../succession.ts';
import type { Change } from './apply.ts';
import { moveDeputies } from './moved-deputies.ts';
import type { Fault } from './rows.ts';
import { canonical } from '../../trail/canonical.ts';

/** One 승계: `unit` and `newUnit` are '' for the leadership; `position` '' is the whole unit, `newPosition` '' keeps the name. */
export interface SuccessionRow {
  readonly kind: 'succession';
  readonly unit: string;
  readonly position: string;
  readonly newUnit: string;
  readonly newPosition: string;
}

/** Headings only these rows use. */
export const SUCCESSION_HEADINGS = ['새부서', '새직위'] as const;

type Cell = (heading: '부서' | '직위' | (typeof SUCCESSION_HEADINGS)[number]) => string;

/** Reads a 승계 row, or says what is wrong with it. */
export function readSuccession(cell: Cell): SuccessionRow | string {
  const [unit, position, newUnit, newPosition] = [cell('부서'), cell('직위'), cell('새부서'), cell('새직위')];
  if (unit === '' && position === '') return '무엇이 옮겨 갔는지 없습니다. 부서 칸(자리 하나면 직위 칸도)을 채우십시오.';
  if (position === '' && (newUnit === '' || newPosition !== '')) return '부서 전체의 승계에는 새부서만 적습니다. 자리 하나면 직위 칸을 채우십시오.';
  if (unit === newUnit && (newPosition === '' || newPosition === position)) return '옮겨 간 곳이 앞과 같습니다.';
  return { kind: 'succession', unit, position, newUnit, newPosition };
}

type Row = SuccessionRow & { readonly line: number };

const codeOf = (code: string): string | null => (code === '' ? null : code);
const textOf = (code: string | null): string => code ?? '';

/** The row as the directory keeps it. */
export function successionOf({ unit, position, newUnit, newPosition }: SuccessionRow): Succession {
  return { from: { unit: codeOf(unit), position: codeOf(position) }, to: { unit: codeOf(newUnit), position: codeOf(newPosition) } };
}

/** The directory's entry as a row. */
export function successionRow({ from, to }: Succession): SuccessionRow {
  return { kind: 'succession', unit: textOf(from.unit), position: textOf(from.position), newUnit: textOf(to.unit), newPosition: textOf(to.position) };
}

/** Signed records come back with their names sorted: order says nothing. */
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
const samePlace = (a: Succession, b: Succession): boolean => a.from.unit === b.from.unit && a.from.position === b.from.position;

function exists(record: AgencyRecord, { unit, position }: Post): boolean {
  if (unit === null) return record.leadership.includes(position);
  return record.units.some(({ code, positions }) => code === unit && positions.includes(position));
}

interface Work {
  record: AgencyRecord;
  readonly before: AgencyRecord;
  /** Units the directory had once, for those whose successor was forgotten when they closed. */
  readonly past: ReadonlyMap<string, Unit>;
  readonly changes: Change[];
  readonly faults: Fault[];
}

/** The unit before this file, with its posts; from the past where it is closed already. */
function unitBefore({ before, past }: Work, code: string): Unit | undefined {
  return before.units.find((unit) => unit.code === code) ?? past.get(code);
}

function placeWords(work: Work, unit: string | null, position: string | null): string {
  const found = unit === null ? undefined : (work.record.units.find(({ code }) => code === unit) ?? unitBefore(work, unit));
  const name = unit === null ? '' : (found?.name ?? unit);
  if (position === null) return `${name} (${unit ?? ''})`;
  return name === '' || position.startsWith(name) ? position : `${name} ${position}`;
}

function sourceFault(work: Work, { unit, position }: Succession['from']): string | null {
  const known = unit === null ? null : unitBefore(work, unit);
  if (known === undefined) return `조직도에 없던 부서입니다(${unit ?? ''}). 부서 번호를 확인하십시오.`;
  if (position === null) return null;
  const had = known === null ? work.before.leadership.includes(position) : known.positions.includes(position);
  return had ? null : `${known === null ? '기관장단' : known.name}에 없던 자리입니다(${position}).`;
}

function targetFault({ record }: Work, { from, to }: Succession): string | null {
  const unit = record.units.find(({ code }) => code === to.unit);
  if (to.unit !== null && unit === undefined) return `이어받을 부서가 없습니다(${to.unit}). 부서 줄을 더하거나 번호를 확인하십시오.`;
  const position = to.position ?? from.position;
  if (position === null || exists(record, { unit: to.unit, position })) return null;
  const posts = unit === undefined ? record.leadership : unit.positions;
  return `${unit?.name ?? '기관장단'}에 이어받을 자리가 없습니다(${position}). 있는 자리: ${posts.join(', ')}.${to.unit === null ? ' 같은 부서 안이면 새부서도 적으십시오.' : ''}`;
}

/** The record without the place that went elsewhere: its unit, or the post alone. */
function withoutPlace(record: AgencyRecord, { unit, position }: Succession['from']): AgencyRecord {
  if (position === null) return { ...record, units: record.units.filter(({ code }) => code !== unit) };
  const rest = (posts: readonly string[]): string[] => posts.filter((post) => post !== position);
  if (unit === null) return { ...record, leadership: rest(record.leadership) };
  return { ...record, units: record.units.map((one) => (one.code === unit ? { ...one, positions: rest(one.positions) } : one)) };
}

function enter(work: Work, row: Row): void {
  const { line } = row;
  const next = successionOf(row);
  const known = work.record.successions ?? [];
  if (known.some((one) => same(one, next))) return;
  const fault = sourceFault(work, next.from) ?? targetFault(work, next);
  if (fault !== null) {
    work.faults.push({ line, message: fault });
    return;
  }
  const { from, to } = next;
  work.record = { ...withoutPlace(work.record, from), successions: [...known.filter((one) => !samePlace(one, next)), next] };
  work.changes.push({ line, kind: '개편', what: `${placeWords(work, from.unit, from.position)} → ${placeWords(work, to.unit, to.position ?? from.position)}` });
}

/** Line of the row that took a post away. */
function causeOf(rows: readonly Row[], { unit, position }: Post): Row | undefined {
  const of = rows.filter((row) => codeOf(row.unit) === unit);
  return of.find((row) => row.position === position) ?? of.find((row) => row.position === '');
}

/** The post that stands for one this file took away; undefined where it still stands or nobody took it. */
function moved(work: Work, rows: readonly Row[], post: Post): { readonly line: number; readonly to: Post | null } | undefined {
  const cause = causeOf(rows, post);
  return cause === undefined || exists(work.record, post) ? undefined : { line: cause.line, to: postNow(work.record, post) };
}

/** Who is in a post that went elsewhere goes with it, unless the file says otherwise. */
function movePeople(work: Work, rows: readonly Row[], named: ReadonlySet<string>): void {
  const people = work.record.people.map((person): Person => {
    const concurrent = person.concurrent?.map((post) => moved(work, rows, post)?.to ?? post);
    const kept = concurrent === undefined ? person : { ...person, concurrent };
    const gone = named.has(person.id) || person.position === '' ? undefined : moved(work, rows, person);
    if (gone === undefined) return kept;
    if (gone.to === null) {
      const where = placeWords(work, person.unit, person.position);
      work.faults.push({
        line: gone.line,
        message: `${withJosa(`${person.name}(${person.id})`, '이/가')} 있던 자리(${where})를 이을 자리가 없습니다. 그 자리의 승계나 그 사람의 줄을 더하십시오.`,
      });
      return kept;
    }
    const what = `${person.name} (${person.id}): ${placeWords(work, person.unit, person.position)} → ${placeWords(work, gone.to.unit, gone.to.position)}`;
    work.changes.push({ line: gone.line, kind: '옮김', what });
    return { ...kept, unit: gone.to.unit, position: gone.to.position };
  });
  work.record = { ...work.record, people };
}

/** Deputies, record files and delegation rows that name what went elsewhere name its successor. */
function moveTables(work: Work, rows: readonly Row[], day: string | null): void {
  const { record } = work;
  const went = moveDeputies({
    ...{ before: work.before, record, moved: (post) => moved(work, rows, post), day },
    words: ({ unit, position }) => placeWords(work, unit, position),
    line: rows[0]?.line ?? 1,
  });
  work.changes.push(...went.changes);
  const recordFiles = record.recordFiles.map((file) => ({ ...file, unit: unitNow(record, file.unit) ?? file.unit }));
  const renamed = new Map(rows.filter((row) => row.position !== '' && row.newPosition !== '').map((row) => [row.position, row]));
  const standing = new Set([...record.leadership, ...record.units.flatMap(({ positions }) => positions)]);
  const delegation = record.delegation.map((row) => {
    const by = standing.has(row.approver) ? undefined : renamed.get(row.approver);
    if (by === undefined) return row;
    const next = { ...row, approver: by.newPosition };
    work.changes.push({ line: by.line, kind: '위임전결', what: `${delegationWords(row)} ⇒ ${by.newPosition}` });
    return next;
  });
  work.record = { ...record, recordFiles, delegation, ...(record.deputies === undefined ? {} : { deputies: went.deputies }) };
}

/** Posts of units that went whole without one to follow: an open route stops there until it is changed (AP24). */
function tellUnfollowed(work: Work, rows: readonly Row[]): void {
  for (const { line, unit, position } of rows) {
    if (position !== '') continue;
    for (const post of unitBefore(work, unit)?.positions ?? []) {
      const at = { unit, position: post };
      if (postNow(work.record, at) !== null) continue;
      const what = `${placeWords(work, unit, post)}: 새 부서에 이을 자리가 없습니다. 이 자리를 기다리는 결재경로는 고쳐야 이어집니다.`;
      work.changes.push({ line, kind: '이을 자리 없음', what });
    }
  }
}

/** Units left without a post, and successions that lead nowhere. */
function tellBroken(work: Work, rows: readonly Row[]): void {
  for (const { line, unit, position, newUnit } of rows) {
    if (position === '' ? unitNow(work.record, unit) === null : postNow(work.record, { unit: codeOf(unit), position }) === null)
      work.faults.push({ line, message: '승계가 돌고 돌거나 없는 곳으로 이어집니다. 새부서와 새직위를 확인하십시오.' });
    for (const code of [unit, newUnit])
      if (work.record.units.some((one) => one.code === code && one.positions.length === 0))
        work.faults.push({ line, message: `${code}에 자리가 남지 않습니다. 부서 전체를 승계하거나 직위를 더하십시오.` });
  }
}

/**
 * Enters 승계 rows into a record whose units are as the file makes them: places go, people, further posts, deputies, record files and delegation
 * rows follow. `named` are people the file places itself.
 */
export function applySuccessions(
  before: AgencyRecord,
  record: AgencyRecord,
  rows: readonly Row[],
  { named, past, day }: { readonly named: ReadonlySet<string>; readonly past: ReadonlyMap<string, Unit>; readonly day: string | null },
): Pick<Work, 'record' | 'changes' | 'faults'> {
  // A unit made anew under an old number is nobody's predecessor any more.
  const made = record.units.filter(({ code }) => !before.units.some((unit) => unit.code === code)).map(({ code }) => code);
  const stale = record.successions?.filter(({ from }) => from.unit === null || !made.includes(from.unit));
  const start = stale === undefined || stale.length === record.successions?.length ? record : { ...record, successions: stale };
  const work: Work = { record: start, before, past, changes: [], faults: [] };
  for (const row of rows) enter(work, row);
  if (work.changes.length === 0 || work.faults.length > 0) return work;
  movePeople(work, rows, named);
  moveTables(work, rows, day);
  tellUnfollowed(work, rows);
  tellBroken(work, rows);
  return work;
}

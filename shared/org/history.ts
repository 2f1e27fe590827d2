/** What each entry of the directory changed, in words, and which certificates a person had: reorganisations read like a trail. */

import { DIRECTORY_TRAIL, type Entry } from '../trail/entry.ts';
import type { Absence, Administrator, AgencyRecord, DelegationRow, Deputy, Person, Unit } from './directory.ts';

/** Kinds of change an entry of the directory makes. */
export type DirectoryChangeKind =
  | '기관'
  | '기관장단'
  | '부서 신설'
  | '부서 고침'
  | '부서 폐지'
  | '개편'
  | '들어옴'
  | '옮김'
  | '고침'
  | '떠남'
  | '인증서 발급'
  | '인증서 폐지'
  | '위임전결'
  | '겸임'
  | '부재'
  | '직무대리'
  | '공휴일'
  | '기록물철'
  | '서식'
  | '관인'
  | '관리자';

/** One change: what, and whom it is about (null where no person is). */
export interface DirectoryChange {
  readonly kind: DirectoryChangeKind;
  readonly what: string;
  readonly person: string | null;
}

/** One signed entry of an agency's directory. `at` is when the server took it (RFC 3339); `by` the administrator's number. */
export interface DirectoryStep {
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  readonly changes: readonly DirectoryChange[];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** `청년고용기획과 행정사무관`, `차관`, '' for who has left. A head's post that already names its unit stands alone. */
export function postWords(record: AgencyRecord, { unit, position }: { readonly unit: string | null; readonly position: string }): string {
  const name = unit === null ? '' : (record.units.find(({ code }) => code === unit)?.name ?? unit);
  return name === '' || position.startsWith(name) ? position : `${name} ${position}`;
}

const change = (kind: DirectoryChangeKind, what: string, person: string | null = null): DirectoryChange => ({ kind, what, person });

function unitChanges(before: AgencyRecord, after: AgencyRecord): DirectoryChange[] {
  const [was, is] = [byKey(before.units, unitKey), byKey(after.units, unitKey)];
  const made = after.units.flatMap((unit) => {
    const old = was.get(unit.code);
    if (old === undefined) return [change('부서 신설', `${unit.name} (${unit.code}): ${unit.positions.join(' / ')}`)];
    if (same(old, unit)) return [];
    const name = old.name === unit.name ? unit.name : `${old.name} → ${unit.name}`;
    return [change('부서 고침', `${name} (${unit.code}): ${unit.positions.join(' / ')}`)];
  });
  const closed = before.units.filter(({ code }) => !is.has(code)).map(({ name, code }) => change('부서 폐지', `${name} (${code})`));
  return [...made, ...closed];
}

function certificateChanges(old: Person | undefined, now: Person): DirectoryChange[] {
  const [was, is] = [old?.certificates ?? [], now.certificates];
  const issued = is.filter((digest) => !was.includes(digest)).length;
  const ended = was.filter((digest) => !is.includes(digest)).length;
  return [
    ...(ended > 0 ? [change('인증서 폐지', `${now.name} (${now.id})`, now.id)] : []),
    ...(issued > 0 ? [change('인증서 발급', `${now.name} (${now.id})`, now.id)] : []),
  ];
}

/** Nearly everybody from one record to the next: told apart before any words are made. */
function unchanged(old: Person | undefined, now: Person): boolean {
  const { unit, position, name, duties, certificates, concurrent = [] } = now;
  if (old === undefined || old.unit !== unit || old.position !== position || old.name !== name) return false;
  return same(old.duties, duties) && same(old.certificates, certificates) && same(old.concurrent ?? [], concurrent);
}

function personChanges(before: AgencyRecord, after: AgencyRecord, old: Person | undefined, now: Person): DirectoryChange[] {
  if (unchanged(old, now)) return [];
  const [from, to, who] = [old === undefined ? '' : postWords(before, old), postWords(after, now), `${now.name} (${now.id})`];
  const certificates = certificateChanges(old, now);
  // Who comes with a certificate was certified before coming in: one line says it.
  if (old === undefined) return [change('들어옴', `${who}: ${to}`, now.id)];
  if (old.position === '' && now.position !== '') return [change('들어옴', `${who}: ${to}`, now.id), ...certificates];
  if (now.position === '' && old.position !== '') return [change('떠남', `${who}: ${from}`, now.id), ...certificates];
  if (old.unit !== now.unit || old.position !== now.position) return [change('옮김', `${who}: ${from} → ${to}`, now.id), ...certificates];
  if (!same(old.concurrent ?? [], now.concurrent ?? [])) {
    const held = (now.concurrent ?? []).map((post) => postWords(after, post)).join(', ');
    return [change('겸임', `${who}: ${held === '' ? '없음' : held}`, now.id), ...certificates];
  }
  const renamed = old.name !== now.name || !same(old.duties, now.duties);
  return [...(renamed ? [change('고침', `${old.name === now.name ? who : `${old.name} → ${who}`}: ${to}`, now.id)] : []), ...certificates];
}

const unitKey = ({ code }: Unit): string => code;
const personKey = ({ id }: Person): string => id;

function byKey<T>(items: readonly T[], key: (item: T) => string): Map<string, T> {
  return new Map(items.map((item) => [key(item), item]));
}

/** One row of a 위임전결규정 in words: work, condition, who decides, article. */
export function delegationWords({ work, condition, approver, article }: DelegationRow): string {
  const least = condition?.amountAtLeast;
  return `${work}${least === undefined ? '' : ` (${least.toLocaleString('ko-KR')}원 이상)`} → ${approver} (${article})`;
}

function deputyWords(record: AgencyRecord, deputy: Deputy): string {
  const name = record.people.find(({ id }) => id === deputy.deputy)?.name ?? deputy.deputy;
  return `${postWords(record, deputy)} → ${name}, ${deputy.from}∼${deputy.until}, ${deputy.ground}`;
}

function absenceWords(record: AgencyRecord, { person, from, until, ground }: Absence): string {
  return `${record.people.find(({ id }) => id === person)?.name ?? person}, ${from}∼${until}, ${ground}`;
}

function rowChanges<T>(kind: DirectoryChangeKind, before: readonly T[], after: readonly T[], words: (row: T) => string): DirectoryChange[] {
  const [was, is] = [new Set(before.map((row) => JSON.stringify(row))), new Set(after.map((row) => JSON.stringify(row)))];
  const added = after.filter((row) => !was.has(JSON.stringify(row))).map((row) => change(kind, `넣음: ${words(row)}`));
  const removed = before.filter((row) => !is.has(JSON.stringify(row))).map((row) => change(kind, `뺌: ${words(row)}`));
  return [...added, ...removed];
}

/** Who became administrator, got a new certificate, or is one no more. */
function administratorChanges({ administrators: was = [] }: AgencyRecord, { administrators: is = [] }: AgencyRecord): DirectoryChange[] {
  const words = ({ name, id }: Administrator): string => `${name} (${id})`;
  const before = new Map(was.map((one) => [one.id, one.certificate]));
  const made = is.flatMap((one) => {
    const old = before.get(one.id);
    if (old === undefined) return [change('관리자', `지정: ${words(one)}`)];
    return old === one.certificate ? [] : [change('관리자', `새 인증서: ${words(one)}`)];
  });
  const gone = was.filter(({ id }) => !is.some((one) => one.id === id)).map((one) => change('관리자', `끝: ${words(one)}`));
  return [...made, ...gone];
}

const EMPTY = {
  leadership: [],
  units: [],
  people: [],
  delegation: [],
  deputies: [],
  absences: [],
  holidays: [],
  successions: [],
  recordFiles: [],
  templates: [],
  administrators: [],
  seal: null,
} as const;

const agencyWords = ({ name, head, address: { zip, road }, home }: AgencyRecord): string =>
  [name, head, zip, road, home].filter((part) => part !== '').join(', ');

function agencyChanges(before: AgencyRecord | null, after: AgencyRecord): DirectoryChange[] {
  if (before === null) return [change('기관', after.name)];
  if (before.name !== after.name) return [change('기관', `${before.name} → ${agencyWords(after)}`)];
  return agencyWords(before) === agencyWords(after) ? [] : [change('기관', agencyWords(after))];
}

/** What changed from one record of an agency to the next; `before` null for its first. */
export function recordChanges(before: AgencyRecord | null, after: AgencyRecord): DirectoryChange[] {
  const old: AgencyRecord = before ?? { ...after, ...EMPTY };
  const people = byKey(old.people, personKey);
  const staying = new Set(after.people.map(personKey));
  const named = (code: string | null): string => [...after.units, ...old.units].find((unit) => unit.code === code)?.name ?? code ?? '기관장단';
  const end = (to: { readonly unit: string | null; readonly position: string | null }): string =>
    `${named(to.unit)}${to.position === null ? '' : ` ${to.position}`}`;
  return [
    ...agencyChanges(before, after),
    ...(same(old.leadership, after.leadership) ? [] : [change('기관장단', after.leadership.join(', '))]),
    ...unitChanges(old, after),
    ...rowChanges('개편', old.successions ?? [], after.successions ?? [], ({ from, to }) => `${end(from)} → ${end(to)}`),
    ...after.people.flatMap((person) => personChanges(old, after, people.get(person.id), person)),
    ...old.people.filter(({ id }) => !staying.has(id)).map((person) => change('떠남', `${person.name} (${person.id})`, person.id)),
    ...rowChanges('위임전결', old.delegation, after.delegation, delegationWords),
    ...rowChanges('부재', old.absences ?? [], after.absences ?? [], (absence) => absenceWords(after, absence)),
    ...rowChanges('직무대리', old.deputies ?? [], after.deputies ?? [], (deputy) => deputyWords(after, deputy)),
    ...rowChanges('공휴일', old.holidays ?? [], after.holidays ?? [], ({ day, name }) => `${day} ${name}`),
    ...rowChanges('기록물철', old.recordFiles, after.recordFiles, ({ name, work, retention }) => `${name}: ${work}, ${retention}`),
    ...rowChanges('서식', old.templates ?? [], after.templates ?? [], ({ name, use }) => `${name}: ${use}`),
    ...administratorChanges(old, after),
    ...(same(old.seal, after.seal) ? [] : [change('관인', after.seal === null ? '폐기' : `${after.seal.name} (${after.seal.registeredOn})`)]),
  ];
}

interface Put {
  readonly entry: Entry;
  readonly by: string;
  readonly record: AgencyRecord;
}

function putsOf(entries: readonly Entry[], agency: string): Put[] {
  return entries.flatMap((entry) => {
    if (entry.documentId !== DIRECTORY_TRAIL || entry.kind !== 'statement') return [];
    const { statement } = entry.body;
    if (statement.type !== 'directory.put' || statement.body.agency.code !== agency) return [];
    return [{ entry, by: statement.actor.person, record: statement.body.agency }];
  });
}

/** Every record an agency had, oldest first, with when the server took it and who signed it. */
export function recordsOf(entries: readonly Entry[], agency: string): { readonly at: string; readonly by: string; readonly record: AgencyRecord }[] {
  return putsOf(entries, agency).map(({ entry, by, record }) => ({ at: entry.receivedAt, by, record }));
}

/** The newest steps of an agency's directory, newest first, at most `most`. Entries of the directory in their order. */
export function directoryHistory(entries: readonly Entry[], agency: string, most: number): DirectoryStep[] {
  const puts = putsOf(entries, agency);
  const first = Math.max(0, puts.length - most);
  return puts
    .slice(first)
    .map(({ entry, by, record }, i) => ({
      seq: entry.seq,
      at: entry.receivedAt,
      by,
      changes: recordChanges(puts[first + i - 1]?.record ?? null, record),
    }))
    .toReversed();
}

/** Units an agency had in any of its records, as they last were, by code. */
export function unitsEver(entries: readonly Entry[], agency: string): ReadonlyMap<string, Unit> {
  return new Map(putsOf(entries, agency).flatMap(({ record }) => record.units.map((unit) => [unit.code, unit] as const)));
}

/** A certificate the directory named for a person: since when, and when it was taken out (null while it stands). Newest first. */
export interface HeldCertificate {
  readonly digest: string;
  readonly since: string;
  readonly ended: string | null;
}

/** Every certificate a person had in an agency. */
export function certificatesOf(entries: readonly Entry[], agency: string, person: string): HeldCertificate[] {
  const held = new Map<string, HeldCertificate>();
  for (const { entry, record } of putsOf(entries, agency)) {
    const now = record.people.find(({ id }) => id === person)?.certificates ?? [];
    for (const one of held.values()) if (one.ended === null && !now.includes(one.digest)) held.set(one.digest, { ...one, ended: entry.receivedAt });
    for (const digest of now) {
      const known = held.get(digest);
      if (known === undefined || known.ended !== null) held.set(digest, { digest, since: known?.since ?? entry.receivedAt, ended: null });
    }
  }
  return [...held.values()].toReversed();
}

/** The directory as 조직·사람 draws it: groups of places, found by a search, with who acts for whom today. */

import type { Output } from '../../../shared/api/contract.ts';
import type { DeputyView, GroupView, SeatView } from '../../../shared/api/directory-view.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { holds, type Post } from '../../../shared/org/delegation.ts';
import { absenceOf, deputiesFor, deputisedPosts, deputyGrant } from '../../../shared/org/deputy.ts';
import type { AgencyRecord, Deputy, Directory, Person, Unit } from '../../../shared/org/directory.ts';
import { deputyFaultWords } from '../../../shared/org/deputy-words.ts';
import { postWords } from '../../../shared/org/history.ts';
import { createFinder } from '../../../shared/org/search.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import type { BackendContext } from '../context.ts';
import { administers } from './administrator.ts';
import { certificateStates } from './states.ts';

/** Places drawn at once; more are found by searching. */
const MOST_SEATS = 400;

const ROLES: Readonly<Record<NonNullable<Unit['role']>, string>> = { 'document-room': '문서과', it: '정보화', inspector: '감찰', auditor: '감사' };

/** What a view is drawn from. */
export interface DirectoryDay {
  readonly directory: Directory;
  readonly record: AgencyRecord;
  /** `YYYY-MM-DD` in Korea. */
  readonly day: string;
}

/** The deputy of a post on the day, as drawn; null where the post is not acted for. */
export function deputyViewOf({ directory, record, day }: DirectoryDay, post: Pick<Person, 'unit' | 'position'>): DeputyView | null {
  const entry: Deputy | undefined = deputiesFor(record, post, day)[0];
  if (entry === undefined) return null;
  const granted = deputyGrant(directory, record.code, post, entry.deputy, day);
  const { deputy: person, from, until, ground, order, designatedBy } = entry;
  const name = record.people.find(({ id }) => id === person)?.name ?? person;
  const by = designatedBy === null ? null : postWords(record, designatedBy);
  return {
    person,
    name,
    from,
    until,
    ground,
    by,
    order,
    fault: typeof granted === 'string' ? deputyFaultWords(directory, record.code, entry, day, granted) : null,
  };
}

/** Posts a person acts for on the day, in words. */
export function deputisesOf({ directory, record, day }: DirectoryDay, person: string): string[] {
  return deputisedPosts(directory, record.code, person, day).map((entry) => postWords(record, entry));
}

/** A group before its places are filled; the positions from the highest down. */
interface Group {
  readonly view: Omit<GroupView, 'seats'>;
  readonly positions: readonly string[];
}

const BARE = { code: null, role: '', upper: '', duties: [], contact: '' };

function groupsOf(record: AgencyRecord): Group[] {
  const units = record.units.map(({ code, name, upper = '', duties, positions, role, phone, fax, email }): Group => {
    const contact = [phone, fax === undefined ? undefined : `팩스 ${fax}`, email].filter((part) => part !== undefined).join(' · ');
    const view = { kind: 'unit' as const, code, name, upper, duties: [...duties], contact, role: role === undefined ? '' : ROLES[role] };
    return { view, positions: positions.toReversed() };
  });
  return [{ view: { kind: 'leadership', name: '기관장단', ...BARE }, positions: record.leadership }, ...units];
}

/** The deputy of somebody in a post: none for one who is there while another holder of the same post is away. */
export function deputyOfHolder(on: DirectoryDay, person: Person, post: Post = person): DeputyView | null {
  // Few posts are acted for: only there everybody of the agency is gone through.
  const deputy = deputyViewOf(on, post);
  if (deputy === null) return null;
  const awayIn = (id: string): boolean => absenceOf(on.record, id, on.day) !== undefined;
  const others = on.record.people.filter((one) => one.id !== person.id && holds(one, post));
  return !awayIn(person.id) && others.some(({ id }) => awayIn(id)) ? null : deputy;
}

function seatOf(on: DirectoryDay, person: Person, post: Post = person): SeatView {
  const { id, name, duties } = person;
  const { position } = post;
  const left = position === '';
  const deputy = left ? null : deputyOfHolder(on, person, post);
  const concurrent = post !== person;
  const away = absenceOf(on.record, id, on.day);
  const absence = away === undefined ? null : { from: away.from, until: away.until, ground: away.ground };
  return {
    key: concurrent ? `${id}/${position}` : id,
    id,
    name,
    position,
    duties: [...duties],
    certificate: 'unknown',
    concurrent,
    absence,
    deputy,
    deputises: left ? [] : deputisesOf(on, id),
  };
}

const postKey = ({ unit, position }: Post): string => JSON.stringify([unit, position]);

/** Who holds each post, as the own one or beside it, in the order of the record. */
function holdersOf({ people }: AgencyRecord): (post: Post) => readonly Person[] {
  const holders = new Map<string, Person[]>();
  for (const person of people)
    for (const key of new Set([person, ...(person.concurrent ?? [])].map(postKey))) {
      const known = holders.get(key);
      if (known === undefined) holders.set(key, [person]);
      else known.push(person);
    }
  return (post) => holders.get(postKey(post)) ?? [];
}

function seatsOf(on: DirectoryDay, holdersIn: ReturnType<typeof holdersOf>, { view: { code: unit }, positions }: Group): SeatView[] {
  return positions.flatMap((position): SeatView[] => {
    const post = { unit, position };
    const own = ({ unit: of, position: as }: Person): boolean => of === unit && as === position;
    const holders = holdersIn(post);
    if (holders.length > 0) return holders.map((person) => (own(person) ? seatOf(on, person) : seatOf(on, person, post)));
    const deputy = deputyViewOf(on, { unit, position });
    return [
      {
        key: `${unit ?? ''}/${position}`,
        id: null,
        name: '',
        position,
        duties: [],
        certificate: 'none',
        concurrent: false,
        absence: null,
        deputy,
        deputises: [],
      },
    ];
  });
}

/** Everybody who is in no place that exists: told apart from who has left. */
function strayGroups(on: DirectoryDay, groups: readonly Group[]): GroupView[] {
  const stands = ({ unit, position }: Person): boolean => groups.some(({ view, positions }) => view.code === unit && positions.includes(position));
  const stray = on.record.people.filter((person) => !stands(person));
  const of = (kind: 'lost' | 'left', name: string, people: readonly Person[]): GroupView[] =>
    people.length === 0 ? [] : [{ kind, name, ...BARE, seats: people.map((person) => seatOf(on, person)) }];
  const lost = of(
    'lost',
    '자리가 없어진 사람',
    stray.filter(({ position }) => position !== ''),
  );
  return [
    ...lost,
    ...of(
      'left',
      '떠난 사람',
      stray.filter(({ position }) => position === ''),
    ),
  ];
}

function foundIn(record: AgencyRecord, query: string): (group: GroupView) => SeatView[] {
  const finds = createFinder(query);
  return ({ name, code, seats }) => seats.filter((seat) => finds(seat.name, [record.name, name, seat.position, code ?? '', seat.id ?? '', ...seat.duties]));
}

/** Counts for the list of agencies, without drawing them. */
function countOf(record: AgencyRecord, query: string): number {
  if (query.trim() === '') return record.people.filter(({ position }) => position !== '').length;
  const finds = createFinder(query);
  const names = new Map(record.units.map(({ code, name }) => [code, name]));
  return record.people.filter((person) => {
    const unit = person.unit === null ? '기관장단' : (names.get(person.unit) ?? '');
    return finds(person.name, [record.name, unit, person.position, person.unit ?? '', person.id, ...person.duties]);
  }).length;
}

function cut(groups: readonly GroupView[]): { groups: GroupView[]; left: number } {
  let room = MOST_SEATS;
  const total = groups.reduce((sum, { seats }) => sum + seats.length, 0);
  const kept = groups.flatMap((group): GroupView[] => {
    const seats = group.seats.slice(0, room);
    room -= seats.length;
    return seats.length === 0 ? [] : [{ ...group, seats }];
  });
  return { groups: kept, left: Math.max(0, total - MOST_SEATS) };
}

/** The groups of an agency that a search finds, with the state of each certificate. */
async function groupsFound(context: BackendContext, on: DirectoryDay, query: string): Promise<{ readonly groups: GroupView[]; readonly left: number }> {
  const groups = groupsOf(on.record);
  const holdersIn = holdersOf(on.record);
  const whole = [...groups.map((group): GroupView => ({ ...group.view, seats: seatsOf(on, holdersIn, group) })), ...strayGroups(on, groups)];
  const found = foundIn(on.record, query);
  const shown = cut(whole.map((group) => ({ ...group, seats: found(group) })));
  const ids = shown.groups.flatMap(({ seats }) => seats.flatMap(({ id }) => id ?? []));
  const stateOf = await certificateStates(context, on.record, ids);
  const stated = (seat: SeatView): SeatView => (seat.id === null ? seat : { ...seat, certificate: stateOf(seat.id) });
  return { groups: shown.groups.map((group) => ({ ...group, seats: group.seats.map(stated) })), left: shown.left };
}

type Asked = { readonly agency: string | null; readonly query: string };

/** The directory of today for one agency, narrowed by a search; where none is asked for the own one, or the first that has somebody. */
export async function directoryViewOf(context: BackendContext, { agency, query }: Asked): Promise<Result<Output<'directory.get'>>> {
  const directory = context.sync.directory();
  const { agency: own } = context.me();
  const day = seoulDate(context.now().toISOString());
  const agencies = [...directory.agencies.values()]
    .map((record) => {
      const { code, name } = record;
      return { code, name, badge: name.charAt(0), own: code === own, found: countOf(record, query), people: countOf(record, '') };
    })
    .toSorted((a, b) => Number(b.own) - Number(a.own));
  const code = agency ?? agencies.find(({ found }) => found > 0)?.code ?? own;
  const record = directory.agencies.get(code);
  const bare = { rev: directory.rev, day, administers: administers(context) ? context.actor.agency : null, agencies };
  if (record === undefined) return ok({ ...bare, agency: null, head: '', groups: [], left: 0 });
  return ok({ ...bare, agency: code, head: record.head, ...(await groupsFound(context, { directory, record, day }, query)) });
}

/** What becomes of 직무대리 where a reorganisation takes posts elsewhere: who acted for a post that went goes along, unless the new post has its own holder (IM10, IM13). */

import { holds, peopleIn, type Post } from '../delegation.ts';
import { deputyGrant, inForce } from '../deputy.ts';
import { deputyFaultWords } from '../deputy-words.ts';
import type { AgencyRecord, Deputy, Directory, Person } from '../directory.ts';
import { withJosa } from '../../lib/josa.ts';
import type { Change } from './apply.ts';

/** The post that stands for one the file took away, and the line that took it; undefined where it stands. */
export type MovedTo = (post: Post) => { readonly line: number; readonly to: Post | null } | undefined;

/** The record before and after places and people went, and how a post is said. */
export interface Moving {
  readonly before: AgencyRecord;
  readonly record: AgencyRecord;
  readonly moved: MovedTo;
  readonly words: (post: Post) => string;
  /** First line of the rows, for what no single row brought about. */
  readonly line: number;
  /** `YYYY-MM-DD` in Korea; entries that were over before are not told. Null where no clock is at hand. */
  readonly day: string | null;
}

interface Pair {
  readonly old: Deputy;
  readonly now: Deputy;
  readonly line: number;
}

const worldOf = (record: AgencyRecord): Directory => ({ rev: 0, agencies: new Map([[record.code, record]]) });
const named = ({ people }: AgencyRecord, id: string): string => `${people.find((person) => person.id === id)?.name ?? id} (${id})`;
const daysOf = ({ from, until }: Deputy): string => `${from}∼${until}`;

/** Holders of the new post who did not hold the old one: they are there, so nobody acts for them. */
function ownHolders({ before, record }: Moving, old: Post, to: Post): Person[] {
  const came = new Set(peopleIn(worldOf(before), before.code, old).map(({ id }) => id));
  return record.people.filter((person) => person.position !== '' && holds(person, to) && !came.has(person.id));
}

/** Days on which an entry may begin to be unlawful: its own, and those on which another entry or an absence begins. */
function edgesOf({ deputies = [], absences = [] }: AgencyRecord, entry: Deputy): string[] {
  return [entry.from, entry.until, ...[...deputies, ...absences].map(({ from }) => from).filter((day) => inForce(entry, day))].toSorted();
}

/** An entry that was lawful and is not any more, with the first day and why. */
function broken({ before, record }: Moving, { old, now, line }: Pair): Change[] {
  for (const day of edgesOf(record, now)) {
    const granted = deputyGrant(worldOf(record), record.code, now, now.deputy, day);
    if (typeof granted !== 'string' || typeof deputyGrant(worldOf(before), before.code, old, old.deputy, day) === 'string') continue;
    const why = deputyFaultWords(worldOf(record), record.code, now, day, granted);
    return [{ line, kind: '직무대리', what: `${named(record, now.deputy)}: ${day}부터 대리할 수 없게 됩니다. ${why}` }];
  }
  return [];
}

/** The entries as they are after the file, and what is told of them: gone along, ended, not lawful any more. */
export function moveDeputies(moving: Moving): { readonly deputies: readonly Deputy[]; readonly changes: readonly Change[] } {
  const { record, moved, words, day } = moving;
  const changes: Change[] = [];
  const tell = (entry: Deputy, line: number, what: string): void => {
    if (day === null || entry.until >= day) changes.push({ line, kind: '직무대리', what });
  };
  const pairs = (record.deputies ?? []).flatMap((old): Pair[] => {
    const gone = moved(old);
    const { unit, position } = gone?.to ?? old;
    const by = old.designatedBy;
    const now = { ...old, unit, position, designatedBy: by === null ? null : (moved(by)?.to ?? by) };
    if (gone === undefined) return [{ old, now, line: moving.line }];
    const there = gone.to === null ? [] : ownHolders(moving, old, now).map(({ name }) => name);
    const who = `${named(record, old.deputy)}: ${daysOf(old)}`;
    if (gone.to === null || there.length > 0) {
      const why = gone.to === null ? '자리가 없어져' : `${words(now)}에 ${withJosa(there.join(', '), '이/가')} 있어`;
      tell(old, gone.line, `끝남: ${words(old)} → ${who}. ${why} 이어지지 않습니다. 대리할 사람이 있으면 새로 적으십시오.`);
      return [];
    }
    tell(old, gone.line, `${words(old)} ⇒ ${words(now)}. 직무대리 ${who}`);
    return [{ old, now, line: gone.line }];
  });
  const after = { ...moving, record: { ...record, deputies: pairs.map(({ now }) => now) } };
  for (const pair of pairs) if (day === null || pair.now.until >= day) changes.push(...broken(after, pair));
  return { deputies: after.record.deputies, changes };
}

/** Whose a record of access is, in words: name and post of that moment, so that two of one post are told apart (AL6). */

import type { Person } from '../../../shared/org/directory.ts';
import type { Moment, Names } from '../../../shared/org/names.ts';
import { postThen } from '../documents/agencies.ts';

/** Name and post of somebody at a moment; who has left goes by the name alone. */
export function whoWords(names: Names, person: Person, at: Moment): string {
  return [person.name, postThen(names, person, at)].filter((part) => part !== '').join(' ');
}

/** People to look for, who left among them; of two with one name and post each is told by the number too. */
export function choices(names: Names, people: readonly Person[]): { id: string; name: string }[] {
  const all = people.map((person) => ({ id: person.id, name: person.position === '' ? `${person.name} (떠난 사람)` : whoWords(names, person, null) }));
  const count = Map.groupBy(all, ({ name }) => name);
  return all.map((one) => ((count.get(one.name)?.length ?? 0) > 1 ? { ...one, name: `${one.name} (${one.id})` } : one));
}

/** Two people in the post of one head of a 처리과: lawful for a day of change, a slip most often, so it is told and refuses nothing (IM18). */

import type { AgencyRecord, Person, Unit } from '../directory.ts';
import type { Change } from './apply.ts';
import type { ImportRow } from './rows.ts';

/** The post of the head; units of one post alone, or of people without a head, have none to be told of. */
const headOf = ({ positions }: Unit): string | undefined => (positions.length > 1 ? positions.at(-1) : undefined);

const heldIn = ({ people }: AgencyRecord, unit: string, position: string): Person[] =>
  people.filter((person) => person.unit === unit && person.position === position).toSorted((a, b) => a.id.localeCompare(b.id));
const idsOf = (people: readonly Person[]): string => people.map(({ id }) => id).join();

/** The line that brought it about: who was placed, else where the posts went. */
function lineOf(rows: readonly ImportRow[], unit: string): number {
  const row =
    rows.find((one) => one.kind === 'person' && one.unit === unit) ??
    rows.find((one) => one.kind === 'succession' && one.newUnit === unit) ??
    rows.find((one) => one.kind === 'unit' && one.code === unit);
  return row?.line ?? rows[0]?.line ?? 1;
}

/** One line for each head's post that two people hold after the file and others, or fewer, held before. */
export function doubledPosts(before: AgencyRecord, record: AgencyRecord, rows: readonly ImportRow[]): Change[] {
  return record.units.flatMap((unit): Change[] => {
    const head = headOf(unit);
    const held = head === undefined ? [] : heldIn(record, unit.code, head);
    if (head === undefined || held.length < 2 || idsOf(held) === idsOf(heldIn(before, unit.code, head))) return [];
    const words = head.startsWith(unit.name) ? head : `${unit.name} ${head}`;
    const what = `${words}: ${held.map(({ id, name }) => `${name} (${id})`).join(', ')}. 한 자리에 ${held.length}명입니다. 아니면 한 사람의 자리를 함께 적으십시오.`;
    return [{ line: lineOf(rows, unit.code), kind: '자리 겹침', what }];
  });
}

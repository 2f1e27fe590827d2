/** Why somebody may not act for a post, and who may, in the words of lists and files; signatures are refused in the engine's own words. */

import { withJosa } from '../lib/josa.ts';
import { holds, type Post } from './delegation.ts';
import { absenceOf, deputiesFor, designatorsOf, inForce, statutoryDeputy, type DeputyFault } from './deputy.ts';
import type { AgencyRecord, Deputy, Directory } from './directory.ts';
import { postWords } from './history.ts';

/** One sentence a fault, with its article. */
const FAULTS: Readonly<Record<DeputyFault, string>> = {
  NO_DEPUTY_GRANT: '오늘 유효한 직무대리가 아닙니다.',
  DEPUTY_NOT_LAWFUL: '직무대리할 수 있는 사람이 아닙니다(직무대리규정 §4·§5).',
  DEPUTY_TWO_POSTS: '한 사람이 두 자리를 직무대리할 수 없습니다(직무대리규정 §6①).',
  DEPUTY_ABSENT: '직무대리도 자리를 비웠습니다. 다시 대리하게 할 수 없습니다(직무대리규정 §6⑧).',
  DEPUTY_ORDER_MISSING: '15일을 넘는 직무대리에는 명령서가 있어야 합니다(직무대리규정 §6②).',
};

const same = (a: Post, b: Post): boolean => a.position === b.position && a.unit === b.unit;

/** A post with who holds it: `차관(이차관)`. */
function heldPost(agency: AgencyRecord, post: Post): string {
  const names = agency.people.filter((person) => person.position !== '' && holds(person, post)).map(({ name }) => name);
  return names.length === 0 ? postWords(agency, post) : `${postWords(agency, post)}(${names.join(', ')})`;
}

/** Who may: the one whom rank names, or whom a post above designates; what is missing of it is said. */
function lawfulOnes(directory: Directory, agency: AgencyRecord, entry: Deputy, day: string): string {
  const own = agency.people.find(({ id }) => id === entry.deputy);
  if (own !== undefined && same(own, entry)) return ' 그 자리에 있는 사람입니다. 다른 사람을 적으십시오.';
  const byLaw = statutoryDeputy(directory, agency, entry, day);
  if (byLaw !== null) return ` 이 자리는 직제 순위에 따라 ${withJosa(heldPost(agency, byLaw), '이/가')} 직무대리합니다(§4).`;
  const able = designatorsOf(directory, agency, entry, day).map((post) => postWords(agency, post));
  if (able.length === 0) return ' 직제 순위에 자리를 지키는 사람이 없고, 지정할 윗자리도 없습니다(§4). 부재를 먼저 확인하십시오.';
  const who = able.join(', ');
  const by = entry.designatedBy;
  if (by === null) return ` 지정한 자리가 적혀 있지 않습니다. 이 자리의 직무대리는 ${withJosa(who, '이/가')} 지정합니다(§5①).`;
  return ` ${withJosa(postWords(agency, by), '은/는')} 이 자리의 직무대리를 지정할 수 없습니다. ${withJosa(who, '이/가')} 지정합니다(§5①).`;
}

/** The days or post that stand in the way. */
function inTheWay(agency: AgencyRecord, { deputy, ...post }: Deputy, day: string, fault: DeputyFault): string {
  if (fault === 'DEPUTY_TWO_POSTS') {
    const other = agency.deputies?.find((one) => one.deputy === deputy && inForce(one, day) && !same(one, post));
    return other === undefined ? '' : ` 그 날에 ${postWords(agency, other)}도 대리합니다(${other.from}∼${other.until}).`;
  }
  const own = agency.people.find(({ id }) => id === deputy);
  const gone = own === undefined ? undefined : (absenceOf(agency, deputy, day) ?? deputiesFor(agency, own, day)[0]);
  return gone === undefined ? '' : ` 자리를 비운 날: ${gone.from}∼${gone.until}.`;
}

/** Why the entry does not stand on a day (`YYYY-MM-DD`), with its article, and who may act or designate instead, or what stands in the way. */
export function deputyFaultWords(directory: Directory, agencyCode: string, entry: Deputy, day: string, fault: DeputyFault): string {
  const agency = directory.agencies.get(agencyCode);
  if (agency === undefined || fault === 'NO_DEPUTY_GRANT' || fault === 'DEPUTY_ORDER_MISSING') return FAULTS[fault];
  return `${FAULTS[fault]}${fault === 'DEPUTY_NOT_LAWFUL' ? lawfulOnes(directory, agency, entry, day) : inTheWay(agency, entry, day, fault)}`;
}

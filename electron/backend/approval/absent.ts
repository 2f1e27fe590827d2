/** Who of a route is away today: told while the route is built, never stopping it (영 §9①, §10③). */

import type { DocumentView } from '../../../shared/api/views.ts';
import type { LanePlan, StepPlan } from '../../../shared/approval/route.ts';
import { stepsOf } from '../../../shared/approval/state.ts';
import { STEP_RULES } from '../../../shared/approval/steps/index.ts';
import { findPerson, peopleIn } from '../../../shared/org/delegation.ts';
import { absenceOf, deputiesFor } from '../../../shared/org/deputy.ts';
import type { Absence, AgencyRecord, Directory } from '../../../shared/org/directory.ts';
import { postName } from '../documents/agencies.ts';
import { koreanDate } from '../../../shared/writing/amount.ts';

type Check = DocumentView['checks'][number];

/** The absence of a post on a day: everybody who holds it is away. */
function awayOf(directory: Directory, agency: AgencyRecord, step: StepPlan, day: string): Absence | undefined {
  const away = peopleIn(directory, agency.code, step).map(({ id }) => absenceOf(agency, id, day));
  return away.every((absence) => absence !== undefined) ? away[0] : undefined;
}

function told(directory: Directory, agency: AgencyRecord, step: StepPlan, absence: Absence, day: string): Check {
  const deputy = deputiesFor(agency, step, day)[0];
  const who = deputy === undefined ? undefined : findPerson(directory, deputy.deputy);
  const days = absence.from === absence.until ? koreanDate(absence.until) : `${koreanDate(absence.from)}∼${koreanDate(absence.until)}`;
  const way =
    who !== undefined
      ? `직무대리가 대결합니다: ${postName(directory, who)}.`
      : STEP_RULES[step.kind].maySkip
        ? '직무대리가 없습니다. 검토를 생략하면 까닭이 서명란에 적힙니다.'
        : '직무대리가 없습니다. 돌아온 뒤에 처리합니다.';
  return { state: 'warn', title: `${step.position} ${absence.ground}`, detail: `${days} ${way}`, article: '영 제9조제1항·제10조제3항' };
}

/** One warning for each step but the drafter's whose post is away on a day (`YYYY-MM-DD` in Korea). */
export function absentChecks(directory: Directory, plan: LanePlan | null, day: string): Check[] {
  const agency = plan === null ? undefined : directory.agencies.get(plan.agency);
  if (agency === undefined) return [];
  return stepsOf(plan).flatMap((step) => {
    const absence = step.kind === 'draft' ? undefined : awayOf(directory, agency, step, day);
    return absence === undefined ? [] : [told(directory, agency, step, absence, day)];
  });
}

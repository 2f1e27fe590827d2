/** 위임전결, 직무대리, 부재 and own days off of an agency as 조직·사람 lists them; what is over is left to the history. */

import type { Output } from '../../../shared/api/contract.ts';
import type { DutiesView } from '../../../shared/api/directory-view.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { deputyGrant } from '../../../shared/org/deputy.ts';
import { deputyFaultWords } from '../../../shared/org/deputy-words.ts';
import type { AgencyRecord } from '../../../shared/org/directory.ts';
import { postWords } from '../../../shared/org/history.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import type { BackendContext } from '../context.ts';

interface Days {
  readonly from: string;
  readonly until: string;
}

/** Those of today and later, the nearest first. */
function stillToCome<T extends Days>(entries: readonly T[], day: string): T[] {
  return entries.filter(({ until }) => until >= day).toSorted((a, b) => a.from.localeCompare(b.from));
}

function peopleOf(record: AgencyRecord) {
  const known = new Map(record.people.map((person) => [person.id, person]));
  return (id: string) => {
    const person = known.get(id);
    return { person: id, name: person?.name ?? id, post: person === undefined ? '' : postWords(record, person) };
  };
}

/** The tables; empty for an agency the directory has no record of. A deputy is judged on the first day that is left. */
export function dutiesOf(context: BackendContext, agency: string): Result<Output<'directory.duties'>> {
  const directory = context.sync.directory();
  const record = directory.agencies.get(agency);
  const day = seoulDate(context.now().toISOString());
  const none: DutiesView = { day, delegation: [], deputies: [], absences: [], holidays: [] };
  if (record === undefined) return ok(none);
  const who = peopleOf(record);
  const delegation = record.delegation.map(({ work, approver, article, condition }) => ({ work, approver, article, least: condition?.amountAtLeast ?? null }));
  const deputies = stillToCome(record.deputies ?? [], day).map((entry) => {
    const { unit, position, deputy, from, until, ground, designatedBy, order } = entry;
    const on = from > day ? from : day;
    const granted = deputyGrant(directory, agency, entry, deputy, on);
    const { person, name, post } = who(deputy);
    return {
      ...{ unit, position, from, until, ground, order, person, name },
      of: postWords(record, entry),
      ownPost: post,
      by: designatedBy === null ? null : designatedBy.position,
      fault: typeof granted === 'string' ? deputyFaultWords(directory, agency, entry, on, granted) : null,
    };
  });
  const absences = stillToCome(record.absences ?? [], day).map(({ person, from, until, ground }) => ({ ...who(person), from, until, ground }));
  const holidays = (record.holidays ?? []).filter((one) => one.day >= day);
  return ok({ day, delegation, deputies, absences, holidays: [...holidays] });
}

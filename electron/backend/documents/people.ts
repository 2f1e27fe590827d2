/** Who writes together in a document: people of the lead's 처리과 and of those it was shared with. */

import type { Output } from '../../../shared/api/contract.ts';
import { servesUnit } from '../../../shared/approval/handover.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { mayRead } from '../../../shared/policy/access.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';

/** The people who may be called in a comment, the drafter first, and this person's own id. */
export function peopleOf(context: BackendContext, documentId: string): Result<Output<'documents.people'>> {
  const state = stateOf(context.replica, documentId);
  const directory = context.replica.directory();
  const me = context.me();
  if (!mayRead(state, directory, me.id)) return err('NO_DOCUMENT', '이 문서를 찾을 수 없거나 볼 권한이 없습니다.');
  const units = [...(state.lead === null ? [] : [{ agency: state.lead.agency, unit: state.lead.unit, person: null }]), ...state.grants];
  const found = units.flatMap(({ agency, unit, person }) =>
    (directory.agencies.get(agency)?.people ?? []).filter((one) =>
      person === null ? unit !== null && servesUnit(directory, agency, unit, one) : one.id === person,
    ),
  );
  const people = [...new Map(found.map((one) => [one.id, one])).values()].filter(({ id }) => id !== me.id);
  const first = (id: string): number => Number(id === state.drafter?.person);
  return ok({
    me: me.id,
    people: people.toSorted((a, b) => first(b.id) - first(a.id)).map(({ id, agency, position, name }) => ({ id, agency, position, name })),
  });
}

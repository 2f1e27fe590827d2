/** One person and one agency's history, as 조직·사람 shows them beside the tree. */

import type { Output } from '../../../shared/api/contract.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import { directoryHistory, postWords } from '../../../shared/org/history.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import type { BackendContext } from '../context.ts';
import { signerName } from './signer.ts';
import { heldCertificates } from './states.ts';
import { deputisesOf, deputyOfHolder } from './view.ts';

/** Entries looked back on, and changes told of one entry. */
const LIMITS = { steps: 100, changes: 60, person: 40 } as const;

const entriesOf = ({ sync }: BackendContext) => sync.directoryEntries().map(({ entry }) => entry);

/** What the directory says of a person. */
export async function personViewOf(context: BackendContext, id: string): Promise<Result<Output<'directory.person'>>> {
  const directory = context.sync.directory();
  const person = findPerson(directory, id);
  const record = directory.agencies.get(person?.agency ?? '');
  if (person === undefined || record === undefined)
    return err('PERSON_UNKNOWN', `조직도에 없는 사람입니다(${id}). 조직도가 바뀌었을 수 있으니 다시 찾으십시오.`);
  const on = { directory, record, day: seoulDate(context.now().toISOString()) };
  const steps = directoryHistory(entriesOf(context), record.code, LIMITS.steps);
  const history = steps.flatMap(({ at, changes }) => changes.filter((change) => change.person === id).map(({ kind, what }) => ({ at, kind, what })));
  const left = person.position === '';
  return ok({
    id,
    name: person.name,
    agency: record.code,
    agencyName: record.name,
    post: postWords(record, person),
    left,
    duties: [...person.duties],
    concurrent: (person.concurrent ?? []).map((post) => postWords(record, post)),
    seat: { unit: person.unit, position: person.position },
    further: (person.concurrent ?? []).map(({ unit, position }) => ({ unit, position })),
    day: on.day,
    absences: (record.absences ?? [])
      .filter((absence) => absence.person === id && absence.until >= on.day)
      .map(({ from, until, ground }) => ({ from, until, ground })),
    deputy: left ? null : deputyOfHolder(on, person),
    deputises: left ? [] : deputisesOf(on, id),
    certificates: await heldCertificates(context, person),
    history: history.slice(0, LIMITS.person),
  });
}

/** Every signed entry of an agency's directory, newest first, each with what it changed. */
export function historyOf(context: BackendContext, agency: string): Result<Output<'directory.history'>> {
  const steps = directoryHistory(entriesOf(context), agency, LIMITS.steps).map(({ seq, at, by, changes }) => ({
    seq,
    at,
    by: signerName(context, by, at),
    changes: changes.slice(0, LIMITS.changes).map(({ kind, what }) => ({ kind, what })),
    more: Math.max(0, changes.length - LIMITS.changes),
  }));
  return ok({ steps });
}

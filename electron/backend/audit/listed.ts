/** Files of a bundle held against the lists that lie beside them (AU19): what is gone gets a line of its own, what is not as listed counts as checked in part only. */

import { againstList, type ListFault } from '../../../shared/audit/export-list.ts';
import type { CheckResult } from '../../../shared/verify/envelope.ts';
import type { Held } from './held.ts';

/** A list as it was brought in. */
export interface BroughtList {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const TITLE = '내보낸 목록';

function gone({ file, message }: ListFault): Held {
  const check: CheckResult = { code: 'LISTED', state: 'fault', title: TITLE, where: file, message };
  const nothing = { paper: null, versions: new Map(), disclosures: new Map(), text: file.toLowerCase() };
  return { file, sha256: '', documentId: null, state: 'fault', why: message, checks: [check], ...nothing };
}

/** What the list says is told where the file itself is sound; a file that is false is told of as that. */
function doubted(one: Held, { file, message }: ListFault): Held {
  const checks: CheckResult[] = [...one.checks, { code: 'LISTED', state: 'skipped', title: TITLE, where: file, message }];
  return one.state === 'whole' || one.state === 'partial' ? { ...one, state: 'partial', why: message, checks } : { ...one, checks };
}

/** The files, with what their lists say of them. */
export function heldByLists(held: readonly Held[], lists: readonly BroughtList[]): readonly Held[] {
  const faults = lists.flatMap(({ name, bytes }) => againstList(name, bytes, held));
  if (faults.length === 0) return held;
  const here = new Map(faults.flatMap((fault) => (fault.here ? [[fault.file, fault] as const] : [])));
  const told = held.map((one) => {
    const fault = here.get(one.file);
    return fault === undefined ? one : doubted(one, fault);
  });
  return [...told, ...faults.filter((fault) => !fault.here).map(gone)];
}

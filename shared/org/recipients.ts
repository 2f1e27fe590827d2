/** Who a printed recipient is: an agency of the directory with the unit that takes papers in, or nobody this system delivers to. */

import type { Recipient } from '../trail/statement.ts';
import type { AgencyRecord, Directory } from './directory.ts';

/** Unit that takes a recipient's paper in: the named 처리과, else the agency's 문서과 (영 §18). */
function receivingUnit(agency: AgencyRecord, inBrackets: string): string | null {
  const named = agency.units.find((unit) => unit.positions.includes(inBrackets) || unit.name === inBrackets.replace(/장$/, ''));
  return (named ?? agency.units.find((unit) => unit.duties.includes('문서과')))?.code ?? null;
}

/** Resolves printed recipients against the directory; the others are printed only. */
export function resolveRecipients(names: readonly string[], directory: Directory): Recipient[] {
  return names.map((name) => {
    const match = /^(.+?)(?:\((.+)\))?$/.exec(name.trim());
    const agency = [...directory.agencies.values()].find((candidate) => candidate.head === match?.[1] || candidate.name === match?.[1]);
    return { name, agency: agency?.code ?? null, unit: agency === undefined ? null : receivingUnit(agency, match?.[2] ?? '') };
  });
}

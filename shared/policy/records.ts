/** Who may see which records of access (SPEC.md, RT7). The server asks before it answers; the client to know what to offer. */

import { findPerson } from '../org/delegation.ts';
import type { Directory } from '../org/directory.ts';
import type { AccessRecord } from '../trail/access-record.ts';
import { officesIn, ROLES, type Role } from './roles.ts';

/** `ownRecords`: what was done in one's own name. `agencyRecords`: by people of the own agency, and by anybody on its papers. */
export type RecordScope = 'ownRecords' | 'agencyRecords';

/** The scopes by role; everybody the directory knows sees the own name. */
export const RECORD_ROLES: { readonly [S in RecordScope]: readonly Role[] } = {
  ownRecords: ROLES,
  agencyRecords: ['auditor', 'administrator'],
};

/**
 * The agency whose records a person may see, or null. `administers` is the agency the person's certificate administers: the office follows from it
 * where the directory has no such person.
 */
export function recordsAgency(directory: Directory, personId: string, administers: string | null): string | null {
  if (administers !== null) return administers;
  const offices = officesIn(directory, personId);
  return RECORD_ROLES.agencyRecords.some((role) => offices.has(role)) ? (findPerson(directory, personId)?.agency ?? null) : null;
}

/** Whether a record belongs to an agency: its people did it, or it was done to a paper the agency leads. Both give '' where there is none. */
export function belongsTo(
  { person, document }: Pick<AccessRecord, 'person' | 'document'>,
  agency: string,
  { agencyOf, leadOf }: { readonly agencyOf: (person: string) => string; readonly leadOf: (document: string) => string },
): boolean {
  return (person !== '' && agencyOf(person) === agency) || (document !== '' && leadOf(document) === agency);
}

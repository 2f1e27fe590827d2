/** Who may see which records of access (SPEC.md, RT7). The server asks before it answers; the client to know what to offer. */

import { findPerson } from '../org/delegation.ts';
import type { Directory } from '../org/directory.ts';
import type { AccessRecord } from '../trail/access-record.ts';
import { officesIn, ROLES, type Role } from './roles.ts';

/**
 * `ownRecords`: what was done in one's own name. `agencyRecords`: by people of the own agency, and by anybody on its papers. `bundles`: files from outside, opened on
 * the own PC (감사 열람); whoever holds the files may check them with any verifier, so this says only whose nav has it.
 */
export type RecordScope = 'ownRecords' | 'agencyRecords' | 'bundles';

/** The scopes by role; everybody the directory knows sees the own name. */
export const RECORD_ROLES: { readonly [S in RecordScope]: readonly Role[] } = {
  ownRecords: ROLES,
  agencyRecords: ['auditor', 'administrator'],
  bundles: ['auditor', 'recordKeeper', 'administrator'],
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

/** Whether somebody's nav has 감사 열람; `administers` as above. */
export function opensBundles(directory: Directory, personId: string, administers: boolean): boolean {
  const offices = officesIn(directory, personId);
  return administers || RECORD_ROLES.bundles.some((role) => offices.has(role));
}

/** Whether a record belongs to an agency: its people did it, or it was done to a paper the agency leads. Both give '' where there is none. */
export function belongsTo(
  { person, document }: Pick<AccessRecord, 'person' | 'document'>,
  agency: string,
  { agencyOf, leadOf }: { readonly agencyOf: (person: string) => string; readonly leadOf: (document: string) => string },
): boolean {
  return (person !== '' && agencyOf(person) === agency) || (document !== '' && leadOf(document) === agency);
}

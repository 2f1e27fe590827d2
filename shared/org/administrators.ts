/** Administrators of an agency as its directory tells of them: who was named or signed, and whose certificates ended. Pure. */

import { DIRECTORY_TRAIL, type Entry } from '../trail/entry.ts';
import type { Administrator, AgencyRecord } from './directory.ts';

/** One certificate of an administrator. `name` is null where it was never named; times are when the server took the entry (RFC 3339). */
export interface HeldAdministrator {
  readonly id: string;
  readonly name: string | null;
  readonly certificate: string;
  readonly since: string;
  readonly ended: string | null;
}

/** Ids of administrators: no person has one like it (`inviteeOf`, directory import). */
export const isAdministratorId = (id: string): boolean => id.endsWith('-admin');

/** Every certificate that signed the agency's directory or that it named as an administrator's, the earliest first. Entries in their order. */
export function administratorsEver(entries: readonly Entry[], agency: string): readonly HeldAdministrator[] {
  const held = new Map<string, HeldAdministrator>();
  for (const entry of entries) {
    if (entry.documentId !== DIRECTORY_TRAIL || entry.kind !== 'statement' || entry.body.statement.type !== 'directory.put') continue;
    const { actor, body } = entry.body.statement;
    if (body.agency.code !== agency) continue;
    const since = entry.receivedAt;
    const seen = (id: string, certificate: string, name: string | null): void => {
      const known = held.get(certificate) ?? { id, name, certificate, since, ended: null };
      held.set(certificate, { ...known, name: known.name ?? name });
    };
    seen(actor.person, actor.certificate, null);
    for (const { id, name, certificate } of body.agency.administrators ?? []) seen(id, certificate, name);
    for (const digest of body.agency.endedAdmins ?? []) {
      const known = held.get(digest);
      if (known?.ended === null) held.set(digest, { ...known, ended: since });
    }
  }
  return [...held.values()];
}

/** Certificates in this administrator's name that are not ended. */
export function adminCertificates(entries: readonly Entry[], agency: string, id: string): readonly string[] {
  return administratorsEver(entries, agency).flatMap((one) => (one.id === id && one.ended === null ? one.certificate : []));
}

/** The name an administrator was last named by; null where the directory never did. Entries in their order. */
export function administratorName(entries: readonly Entry[], id: string): string | null {
  for (const entry of entries.toReversed()) {
    if (entry.documentId !== DIRECTORY_TRAIL || entry.kind !== 'statement' || entry.body.statement.type !== 'directory.put') continue;
    const found = entry.body.statement.body.agency.administrators?.find((one) => one.id === id);
    if (found !== undefined) return found.name;
  }
  return null;
}

/** The record with this administrator named, in place of an earlier certificate of the same one. */
export function withAdministrator(record: AgencyRecord, administrator: Administrator): AgencyRecord {
  const others = (record.administrators ?? []).filter(({ id }) => id !== administrator.id);
  return { ...record, administrators: [...others, administrator] };
}

/** The record with these certificates ended, named no more. */
export function withoutAdministrators(record: AgencyRecord, certificates: readonly string[]): AgencyRecord {
  const { administrators, endedAdmins = [] } = record;
  const left = administrators?.filter(({ certificate }) => !certificates.includes(certificate));
  return { ...record, ...(left === undefined ? {} : { administrators: left }), endedAdmins: [...new Set([...endedAdmins, ...certificates])] };
}

/** Certificates an agency's directory ended: people's and the seal's that it names no more, administrators' that it names as ended. */

import { DIRECTORY_TRAIL, type Entry } from '../trail/entry.ts';
import type { AgencyRecord, Directory } from './directory.ts';

function named({ people, seal }: AgencyRecord): string[] {
  return [...people.flatMap(({ certificates }) => certificates), ...(seal === null ? [] : [seal.certificate])];
}

/** Digest (SHA-256 hex) → when the server took the entry that ended it (RFC 3339). Entries of the directory in their order. */
export function endedCertificates(entries: readonly Entry[], agency: string): ReadonlyMap<string, string> {
  const ended = new Map<string, string>();
  let before: readonly string[] = [];
  for (const entry of entries) {
    if (entry.documentId !== DIRECTORY_TRAIL || entry.kind !== 'statement') continue;
    const { statement } = entry.body;
    if (statement.type !== 'directory.put' || statement.body.agency.code !== agency) continue;
    const now = named(statement.body.agency);
    for (const digest of before) if (!now.includes(digest)) ended.set(digest, entry.receivedAt);
    for (const digest of now) ended.delete(digest);
    for (const digest of statement.body.agency.endedAdmins ?? []) if (!ended.has(digest)) ended.set(digest, entry.receivedAt);
    before = now;
  }
  return ended;
}

/** Whether the directory ended this certificate (SHA-256 hex) as one of an administrator of the agency (EN15). */
export function adminEnded({ agencies }: Directory, agency: string, certificate: string): boolean {
  return agencies.get(agency)?.endedAdmins?.includes(certificate) === true;
}

/** Certificates that signed the agency's directory in this administrator's name and are not ended yet. Entries in their order. */
export function adminCertificates(entries: readonly Entry[], directory: Directory, agency: string, person: string): readonly string[] {
  const found = new Set<string>();
  for (const entry of entries) {
    if (entry.documentId !== DIRECTORY_TRAIL || entry.kind !== 'statement') continue;
    const { actor } = entry.body.statement;
    if (actor.agency === agency && actor.person === person && !adminEnded(directory, agency, actor.certificate)) found.add(actor.certificate);
  }
  return [...found];
}

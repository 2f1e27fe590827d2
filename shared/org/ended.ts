/** Certificates an agency's directory ended: people's and the seal's that it names no more, administrators' that it names as ended. */

import { DIRECTORY_TRAIL, type Entry } from '../trail/entry.ts';
import type { AgencyRecord, Directory } from './directory.ts';

function named({ people, seal }: AgencyRecord): ReadonlySet<string> {
  return new Set([...people.flatMap(({ certificates }) => certificates), ...(seal === null ? [] : [seal.certificate])]);
}

/** Digest (SHA-256 hex) → when the server took the entry that ended it (RFC 3339). Entries of the directory in their order. */
export function endedCertificates(entries: readonly Entry[], agency: string): ReadonlyMap<string, string> {
  const ended = new Map<string, string>();
  let before: ReadonlySet<string> = new Set();
  for (const entry of entries) {
    if (entry.documentId !== DIRECTORY_TRAIL || entry.kind !== 'statement') continue;
    const { statement } = entry.body;
    if (statement.type !== 'directory.put' || statement.body.agency.code !== agency) continue;
    const now = named(statement.body.agency);
    for (const digest of before) if (!now.has(digest)) ended.set(digest, entry.receivedAt);
    for (const digest of now) ended.delete(digest);
    for (const digest of statement.body.agency.endedAdmins ?? []) if (!ended.has(digest)) ended.set(digest, entry.receivedAt);
    before = now;
  }
  return ended;
}

/**
 * Whether the directory ended this certificate (SHA-256 hex) as one of an administrator of the agency (EN15), or the authority that issued it as one
 * whose administrators count no more (EN18). `issuer`: SHA-256 hex of the authority's certificate, null where it is not known.
 */
export function adminEnded({ agencies }: Directory, agency: string, certificate: string, issuer: string | null): boolean {
  const record = agencies.get(agency);
  return record?.endedAdmins?.includes(certificate) === true || (issuer !== null && record?.endedAuthorities?.includes(issuer) === true);
}

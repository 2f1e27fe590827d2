/** Certificates an agency's directory once named and names no more: replaced, revoked, or of somebody who left. */

import { DIRECTORY_TRAIL, type Entry } from '../trail/entry.ts';
import type { AgencyRecord } from './directory.ts';

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
    before = now;
  }
  return ended;
}

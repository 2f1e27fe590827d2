/** Where certificates stand now: named by the directory, within their time, or ended. What is unseen is asked for, a few at a time. */

import type { CertificateState } from '../../../shared/api/directory-view.ts';
import type { AgencyRecord, Person } from '../../../shared/org/directory.ts';
import { certificatesOf } from '../../../shared/org/history.ts';
import { DIRECTORY_TRAIL } from '../../../shared/trail/entry.ts';
import { parseCertificate, type ParsedCertificate } from '../../../shared/verify/pki.ts';
import type { BackendContext } from '../context.ts';

/** Most certificates asked of the server for one look. */
const MOST_ASKED = 60;

const parsed = (der: Uint8Array | undefined): ParsedCertificate | null => {
  const read = der === undefined ? null : parseCertificate(der);
  return read?.ok === true ? read.value : null;
};

/** A certificate of this replica, else asked of the server; null where neither has it. */
export async function certificateOf({ sync }: BackendContext, digest: string): Promise<ParsedCertificate | null> {
  const found = await sync.certificate(digest);
  return found.ok ? parsed(found.value) : null;
}

/** Where a certificate that the directory names stands by its time. */
export function byTime(certificate: ParsedCertificate | null, now: Date): CertificateState {
  if (certificate === null) return 'unknown';
  return now.getTime() <= certificate.notAfter && now.getTime() >= certificate.notBefore ? 'valid' : 'expired';
}

/** People who were certified once: an empty list of certificates then means an end. */
function onceCertified({ sync }: BackendContext, agency: string): ReadonlySet<string> {
  const certified = new Set<string>();
  for (const { entry } of sync.directoryEntries()) {
    if (entry.documentId !== DIRECTORY_TRAIL || entry.kind !== 'statement') continue;
    const { statement } = entry.body;
    if (statement.type !== 'directory.put' || statement.body.agency.code !== agency) continue;
    for (const { id, certificates } of statement.body.agency.people) if (certificates.length > 0) certified.add(id);
  }
  return certified;
}

/** States of the newest certificates of these people. */
export async function certificateStates(
  context: BackendContext,
  record: AgencyRecord,
  people: readonly string[],
): Promise<(person: string) => CertificateState> {
  const known = new Map(record.people.map((person) => [person.id, person]));
  const newest = (id: string): string | undefined => known.get(id)?.certificates.at(-1);
  const here = context.sync.certificates();
  const unseen = people.flatMap((id) => newest(id) ?? []).filter((digest) => !here.has(digest));
  const online = context.sync.status().connection === 'online';
  if (online) await Promise.all(unseen.slice(0, MOST_ASKED).map((digest) => context.sync.certificate(digest)));
  const once = onceCertified(context, record.code);
  const now = context.now();
  const stored = context.sync.certificates();
  return (id) => {
    const digest = newest(id);
    return digest === undefined ? (once.has(id) ? 'revoked' : 'none') : byTime(parsed(stored.get(digest)), now);
  };
}

/** Every certificate a person had, newest first, as drawn. */
export async function heldCertificates(context: BackendContext, { agency, id }: Pick<Person, 'agency' | 'id'>) {
  const entries = context.sync.directoryEntries().map(({ entry }) => entry);
  const now = context.now();
  const held = certificatesOf(entries, agency, id).slice(0, MOST_ASKED);
  return Promise.all(
    held.map(async ({ digest, ended }) => {
      const certificate = await certificateOf(context, digest);
      const state: CertificateState = ended === null ? byTime(certificate, now) : 'revoked';
      const time = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());
      return { digest, state, from: time(certificate?.notBefore), until: time(certificate?.notAfter), ended };
    }),
  );
}

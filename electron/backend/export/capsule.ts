/** Building a capsule from the replica: everything an auditor needs, nothing that has to be believed (DESIGN §6). */

import { readVerifyPage } from './verify-page.ts';
import { outgoingDigest } from '../../../shared/approval/acts/issued.ts';
import { replay } from '../../../shared/approval/evolve.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import {
  attachmentPath,
  certificatePath,
  packCapsule,
  PATHS,
  picturePath,
  picturesIn,
  versionPath,
  type ProvenEntry,
} from '../../../shared/exchange/capsule/capsule.ts';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { toHex, utf8 } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { canonicalBytes } from '../../../shared/trail/canonical.ts';
import type { Entry } from '../../../shared/trail/entry.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import type { BackendContext } from '../context.ts';
import type { StoredEntry } from '../replica.ts';

/** Certificates a trail leans on: signers, log, seal records. */
function certificateDigests(entries: readonly Entry[]): Set<string> {
  const digests = new Set<string>();
  for (const entry of entries) {
    if (entry.kind === 'statement') digests.add(entry.body.statement.actor.certificate);
    else {
      digests.add(entry.body.key);
      if (entry.body.fact.type === 'refused') digests.add(entry.body.fact.statement.statement.actor.certificate);
    }
  }
  return digests;
}

/**
 * Agencies whose directory records the capsule must carry: all the entries name, not only those that acted. The rules ask the directory of partners who have not
 * received yet, of 처리과 that were asked, and of those that may read.
 */
function agenciesOf(entries: readonly Entry[], known: Iterable<string>): Set<string> {
  const text = JSON.stringify(entries);
  return new Set([...known].filter((code) => text.includes(JSON.stringify(code))));
}

async function prove(context: BackendContext, stored: readonly StoredEntry[], size: number): Promise<Result<ProvenEntry[]>> {
  const proven: ProvenEntry[] = [];
  for (const { index, entry } of stored) {
    const proof = await context.replica.proof(index, size);
    if (!proof.ok) return proof;
    proven.push({ index, proof: proof.value, entry });
  }
  return ok(proven);
}

/** CA certificates that issued one of these, found among those the replica checked. */
function issuersOf(known: ReadonlyMap<string, Uint8Array>, leaves: readonly Uint8Array[]): Uint8Array[] {
  const issuers = leaves.flatMap((der) => {
    const parsed = parseCertificate(der);
    return parsed.ok ? [toHex(parsed.value.issuer)] : [];
  });
  return [...known.values()].filter((der) => {
    const parsed = parseCertificate(der);
    return parsed.ok && parsed.value.kind === 'agency' && issuers.includes(toHex(parsed.value.subject));
  });
}

async function addCertificates(context: BackendContext, files: Map<string, Uint8Array>, digests: ReadonlySet<string>): Promise<Result<null>> {
  const leaves: Uint8Array[] = [];
  for (const digest of digests) {
    const der = await context.replica.certificate(digest);
    if (!der.ok) return der;
    leaves.push(der.value);
  }
  for (const der of [...leaves, ...issuersOf(context.sync.certificates(), leaves), ...context.anchors]) files.set(certificatePath(sha256Hex(der)), der);
  return ok(null);
}

/** The frozen versions, the attachments and pictures of the newest one and the sealed PDF. */
async function addContents({ replica }: BackendContext, files: Map<string, Uint8Array>, state: DocumentState): Promise<Result<null>> {
  const frozen = await replica.content(state.documentId, state.version);
  if (!frozen.ok) return frozen;
  files.set(PATHS.document, canonicalBytes(frozen.value));
  for (let version = 1; version < state.version; version++) {
    const earlier = await replica.content(state.documentId, version);
    if (earlier.ok) files.set(versionPath(version), canonicalBytes(earlier.value));
  }
  const pdf = state.seals.at(-1)?.toDigest ?? outgoingDigest(state) ?? undefined;
  const attachments = frozen.value.content.attachments.map(({ sha256, name }, i) => ({ sha256, path: attachmentPath(i, name) }));
  const pictures = picturesIn(frozen.value.content).map((picture) => ({ sha256: picture.sha256, path: picturePath(picture) }));
  for (const { sha256, path } of [...attachments, ...pictures, ...(pdf === undefined ? [] : [{ sha256: pdf, path: PATHS.pdf }])]) {
    const bytes = await replica.getBlob(sha256);
    if (!bytes.ok) return bytes;
    files.set(path, bytes.value);
  }
  return ok(null);
}

/** The note everything is proved against: one that covers all entries, cosigned where witnesses did. */
async function noteFor(replica: BackendContext['replica'], entries: readonly StoredEntry[]): Promise<Result<string>> {
  const cosigned = await replica.cosigned(Math.max(...entries.map(({ index }) => index)) + 1);
  return cosigned.ok ? cosigned : replica.checkpoint();
}

/** The capsule's bytes, with `verify.html` where the program was built. Needs the server once for checkpoint and proofs; afterwards the file needs nobody. */
export async function buildCapsule(context: BackendContext, documentId: string): Promise<Result<Uint8Array>> {
  const { replica } = context;
  const stored = replica.entries(documentId);
  const entries = stored.map((item) => item.entry);
  const state = replay(documentId, entries);
  if (state.contentDigest === null) return err('STATE_MISMATCH', '내용이 확정된 문서만 검증용 묶음으로 내보낼 수 있습니다.');
  const agencies = agenciesOf(entries, replica.directory().agencies.keys());
  const directory = replica.directoryEntries().filter(({ entry }) => entry.kind === 'statement' && agencies.has(entry.body.statement.actor.agency));
  const checkpoint = await noteFor(replica, [...stored, ...directory]);
  if (!checkpoint.ok) return checkpoint;
  const size = Number(checkpoint.value.split('\n')[1]);
  const [trail, organisation] = [await prove(context, stored, size), await prove(context, directory, size)];
  if (!trail.ok) return trail;
  if (!organisation.ok) return organisation;
  const files = new Map<string, Uint8Array>();
  const contents = await addContents(context, files, state);
  if (!contents.ok) return contents;
  files.set(PATHS.trail, canonicalBytes(trail.value));
  files.set(PATHS.directory, canonicalBytes(organisation.value));
  files.set(PATHS.disclosures, canonicalBytes(Object.fromEntries(replica.disclosures(documentId))));
  files.set(PATHS.checkpoint, utf8(checkpoint.value));
  const certificates = await addCertificates(context, files, certificateDigests([...entries, ...directory.map(({ entry }) => entry)]));
  if (!certificates.ok) return certificates;
  const page = await readVerifyPage();
  if (page.ok) files.set(PATHS.page, page.value);
  return ok(packCapsule(documentId, state.version, seoulDate(state.changedAt ?? ''), files));
}

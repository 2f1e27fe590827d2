/** Many papers as capsules in one folder: one at a time, told as it goes, stopped at any paper, and gone on with later in the same folder (EX1–EX4). */

import type { EventPayload, Output } from '../../../shared/api/contract.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import { LIST_FILE, readList, writeList, type Listed } from '../../../shared/audit/export-list.ts';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { roomRight } from '../../../shared/policy/access.ts';
import { downloadRule } from '../../../shared/policy/download.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import type { ExportFolder } from '../platform.ts';
import { titleOf } from '../documents/title.ts';
import { readingOf } from '../trail/readers.ts';
import { buildCapsule } from './capsule.ts';
import { keepFile, type Keeping } from './keep.ts';

/** What came of it. */
export type Exported = Output<'export.many'>;

/** How far it is. */
export type ExportProgress = EventPayload<'export.progress'>;

/** Which papers, and why they leave. */
export interface Wanted {
  readonly documentIds: readonly string[];
  readonly reason: Keeping['reason'];
}

/** The number the paper goes by, ours where we registered it. */
export function registeredAs({ registrations }: DocumentState, agency: string): { readonly number: string; readonly recordFile: string } {
  const own = registrations.findLast((one) => one.agency === agency) ?? registrations.findLast(({ role }) => role === 'lead');
  return own === undefined ? { number: '', recordFile: '' } : { number: `${own.unitName}-${own.number}`, recordFile: own.recordFile };
}

/** Papers of this profile that can leave as a capsule, the newest first. */
export async function exportable(context: BackendContext): Promise<Output<'export.choice'>['papers']> {
  const { replica } = context;
  const me = context.me();
  const directory = replica.directory();
  const papers: Output<'export.choice'>['papers'] = [];
  for (const documentId of replica.documents()) {
    const state = stateOf(replica, documentId);
    const lane = state.lanes.find(({ agency }) => agency === me.agency);
    if (state.contentDigest === null || roomRight(state, directory, me.id, 'main') === 'none') continue;
    const { number, recordFile } = registeredAs(state, me.agency);
    papers.push({
      ...{ documentId, title: await titleOf(context, documentId), number, at: state.changedAt ?? '' },
      ...{ recordFile: recordFile === '' ? (lane?.recordFile ?? '') : recordFile, asksReason: downloadRule(state, directory, me.id) === 'reason' },
    });
  }
  return papers.toSorted((a, b) => b.at.localeCompare(a.at));
}

/** Acts of a trail: an opening, or this very export, does not make another paper of it. */
function actsOf(context: BackendContext, documentId: string): number {
  return context.replica.entries(documentId).filter(({ entry }) => readingOf(entry) === null).length;
}

async function listIn(folder: ExportFolder): Promise<Map<string, Listed>> {
  const bytes = await folder.read(LIST_FILE);
  const read = bytes === null ? null : readList(bytes);
  // A list that cannot be read says nothing: everything is written again.
  return new Map(read?.ok === true ? read.value.map((one) => [one.documentId, one]) : []);
}

async function isThere(folder: ExportFolder, known: Listed | undefined, acts: number): Promise<boolean> {
  if (known === undefined || known.acts !== acts) return false;
  const bytes = await folder.read(known.file);
  return bytes !== null && sha256Hex(bytes) === known.sha256;
}

/** Writes one paper; what was written, or why not. Recorded before a byte is (RT6). */
async function writeOne(context: BackendContext, folder: ExportFolder, documentId: string, reason: Keeping['reason']): Promise<Result<Listed>> {
  const acts = actsOf(context, documentId);
  const capsule = await buildCapsule(context, documentId);
  if (!capsule.ok) return capsule;
  const { number } = registeredAs(stateOf(context.replica, documentId), context.me().agency);
  const file = `${number === '' ? '미등록' : number} ${documentId.slice(0, 8)}.ongyeol`;
  const write = async (name: string, bytes: Uint8Array, before?: () => Promise<Result<unknown>>): Promise<Result<{ path: string | null }>> => {
    const done = (await before?.()) ?? ok(null);
    const written = done.ok ? await folder.write(name, bytes) : done;
    return written.ok ? ok({ path: folder.path }) : written;
  };
  const kept = await keepFile(context, { documentId, what: 'capsule', file: null, reason }, file, capsule.value, write);
  return kept.ok ? ok({ documentId, file, acts, sha256: sha256Hex(capsule.value) }) : kept;
}

/** Why no further paper would fare better. */
const ENDING: ReadonlySet<string> = new Set(['OFFLINE', 'LOCKED', 'SAVE_FAILED']);

/** Exports. A paper that cannot leave is told with its reason and the others go on; without a line, a key or a disk it ends there. */
export async function exportMany(
  context: BackendContext,
  folder: ExportFolder,
  { documentIds, reason }: Wanted,
  { tell, stopped }: { readonly tell: (progress: ExportProgress) => void; readonly stopped: () => boolean },
): Promise<Exported> {
  const known = await listIn(folder);
  const failed: Exported['failed'] = [];
  let [written, there, seen] = [0, 0, 0];
  let ended: string | null = null;
  for (const documentId of documentIds) {
    if (stopped() || ended !== null) break;
    tell({ done: seen, all: documentIds.length, written, there, failed: failed.length, title: await titleOf(context, documentId) });
    seen += 1;
    if (await isThere(folder, known.get(documentId), actsOf(context, documentId))) {
      there += 1;
      continue;
    }
    const made = await writeOne(context, folder, documentId, reason);
    if (made.ok) {
      written += 1;
      known.set(documentId, made.value);
      await folder.write(LIST_FILE, writeList(known.values()));
    } else {
      failed.push({ title: await titleOf(context, documentId), why: made.message });
      if (ENDING.has(made.code)) ended = made.message;
    }
  }
  return { path: folder.path, written, there, failed, left: documentIds.length - seen, ended };
}

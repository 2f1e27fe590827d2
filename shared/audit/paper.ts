/** A paper to audit, read from a capsule: its trail, the directory beside it, its title. Whether the capsule holds is asked elsewhere (`../verify`). */

import { contentDigest } from '../collab/digest.ts';
import { PATHS, SHOWN_PATH, versionPath, type FrozenVersion } from '../exchange/capsule/capsule.ts';
import { shownSchema, shownTitle } from '../exchange/capsule/shown.ts';
import type { Files } from '../exchange/capsule/zip.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { manifestSchema, provenEntriesSchema } from '../verify/capsule-schema.ts';
import { frozenSchema } from '../verify/content-schema.ts';
import { readCanonicalOnce } from '../verify/read-json.ts';
import type { AuditPaper, PlacedEntry } from './finding.ts';

const refused = err('NOT_AUDITABLE', '검증용 묶음을 읽을 수 없어 지적을 찾지 못했습니다.');

/** The paper in the files of a capsule. Code NOT_AUDITABLE where they have not the form of one. */
export function paperIn(file: string, files: Files): Result<AuditPaper, 'NOT_AUDITABLE'> {
  const read = (path: string): unknown => readCanonicalOnce(files.get(path) ?? new Uint8Array(0));
  const shown = files.has(SHOWN_PATH) ? shownSchema.safeParse(read(SHOWN_PATH)) : null;
  // Chosen steps are no trail: what is missing between them would be taken for what did not happen.
  if (shown !== null && (!shown.success || shown.data.trail === 'steps')) return refused;
  const manifest = manifestSchema.safeParse(read(PATHS.manifest));
  const trail = provenEntriesSchema.safeParse(read(PATHS.trail));
  const directory = provenEntriesSchema.safeParse(read(PATHS.directory));
  if (!manifest.success || !trail.success || !directory.success) return refused;
  const frozen = frozenSchema.safeParse(read(PATHS.document));
  const title = frozen.success ? (frozen.data as FrozenVersion).content.fields.title : shownTitle(shown?.data ?? null);
  const placed = (path: string): PlacedEntry[] => read(path) as PlacedEntry[];
  return ok({ file, title, documentId: manifest.data.documentId, entries: placed(PATHS.trail), directory: placed(PATHS.directory) });
}

/** What was fixed: every version whose text is in the files and has the digest the trail gave it; the newest among them. */
export function versionsIn(files: Files, { entries }: Pick<AuditPaper, 'entries'>): Map<number, FrozenVersion> {
  const versions = new Map<number, FrozenVersion>();
  for (const { entry } of entries) {
    const fact = entry.kind === 'serverFact' ? entry.body.fact : null;
    if (fact?.type !== 'frozen') continue;
    for (const path of [versionPath(fact.version), PATHS.document]) {
      const frozen = frozenSchema.safeParse(readCanonicalOnce(files.get(path) ?? new Uint8Array(0)));
      const found = frozen.success ? (frozen.data as FrozenVersion) : null;
      if (found?.version === fact.version && contentDigest(found.content, found.salts) === fact.contentDigest) versions.set(fact.version, found);
    }
  }
  return versions;
}

/** One paper of each document: the one that tells the most of it. */
export function newestOfEach(papers: readonly AuditPaper[]): AuditPaper[] {
  const best = new Map<string, AuditPaper>();
  for (const paper of papers) if ((best.get(paper.documentId)?.entries.length ?? -1) < paper.entries.length) best.set(paper.documentId, paper);
  return [...best.values()];
}

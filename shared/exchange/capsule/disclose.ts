/** Showing less: from a whole capsule a partial one, with no key and no server. What is left out stays proved to have been there (docs/capsule-format.md §7). Pure. */

import { contentParts, type ContentPart } from '../../collab/digest.ts';
import { toHex } from '../../lib/bytes.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { canonicalBytes } from '../../trail/canonical.ts';
import { commit } from '../../trail/hash.ts';
import { disclosuresSchema, manifestSchema, provenEntriesSchema } from '../../verify/capsule-schema.ts';
import { frozenSchema } from '../../verify/content-schema.ts';
import { parseCertificate } from '../../verify/pki.ts';
import { readCanonical } from '../../verify/read-json.ts';
import {
  attachmentPath,
  certificatePath,
  packCapsule,
  PATHS,
  picturePath,
  SHOWN_PATH,
  type Disclosure,
  type FrozenVersion,
  type Manifest,
  type ProvenEntry,
} from './capsule.ts';
import type { Shown } from './shown.ts';
import { unpackZip, type Files } from './zip.ts';

/** What is left out. `hide`: parts by their place; `steps`: the entries to show by `seq`, null for all of the trail; `texts`: opinions and reasons stay readable. */
export interface Disclosing {
  readonly hide: ReadonlySet<number>;
  readonly steps: readonly number[] | null;
  readonly texts: boolean;
}

/** A whole capsule as it is taken apart. */
export interface WholeCapsule {
  readonly files: Files;
  readonly manifest: Manifest;
  readonly frozen: FrozenVersion;
  readonly trail: readonly ProvenEntry[];
  readonly disclosures: Readonly<Record<string, Disclosure>>;
}

const NOT_WHOLE = err('NOT_WHOLE', '전체 검증용 문서 묶음이 아니어서 일부만 내보낼 수 없습니다. 만든 것은 없습니다. 전체 묶음(.ongyeol)을 고르십시오.');

/** Reads a whole capsule. NOT_WHOLE for anything else, a partial one too. Whether it holds is asked elsewhere. */
export function readWhole(bytes: Uint8Array): Result<WholeCapsule, 'NOT_WHOLE'> {
  const unpacked = unpackZip(bytes);
  if (!unpacked.ok) return NOT_WHOLE;
  const read = (path: string): unknown => readCanonical(unpacked.value.get(path) ?? new Uint8Array(0));
  const manifest = manifestSchema.safeParse(read(PATHS.manifest));
  const frozen = frozenSchema.safeParse(read(PATHS.document));
  const trail = provenEntriesSchema.safeParse(read(PATHS.trail));
  const disclosures = disclosuresSchema.safeParse(read(PATHS.disclosures));
  if (!manifest.success || !frozen.success || !trail.success || !disclosures.success) return NOT_WHOLE;
  return ok({
    ...{ files: unpacked.value, manifest: manifest.data as Manifest, frozen: frozen.data as FrozenVersion },
    ...{ trail: trail.data as ProvenEntry[], disclosures: disclosures.data as Record<string, Disclosure> },
  });
}

/** Whether a part may be left out: what form a paper has is asked by the rules and told always. */
export function mayHide(part: ContentPart): boolean {
  return part.part !== 'form' && !(part.part === 'field' && part.name === 'form');
}

function shownParts({ frozen }: WholeCapsule, { hide, steps }: Disclosing): Shown['parts'] {
  const parts = contentParts(frozen.content);
  // Chosen steps with nothing of the content shown need not even say how many parts there are.
  if (steps !== null && parts.every((part, i) => hide.has(i) || !mayHide(part))) return [];
  return parts.map((part, i) => {
    const salt = frozen.salts[i] ?? '';
    return hide.has(i) && mayHide(part) ? { commitment: commit(salt, part) } : ({ salt, part } as Shown['parts'][number]);
  });
}

/** Files of the parts that are shown. */
function partFiles({ files }: WholeCapsule, shown: Shown['parts']): [string, Uint8Array][] {
  const visible = shown.flatMap((one) => ('part' in one ? [one.part as ContentPart] : []));
  const paths = visible.flatMap((part) => {
    if (part.part === 'attachment') return [attachmentPath(part.index, part.value.name)];
    return part.part === 'block' && part.value.type === 'picture' ? [picturePath(part.value)] : [];
  });
  return paths.flatMap((path): [string, Uint8Array][] => {
    const bytes = files.get(path);
    return bytes === undefined ? [] : [[path, bytes]];
  });
}

function signersOf(trail: readonly ProvenEntry[]): string[] {
  return trail.flatMap(({ entry }) => {
    if (entry.kind === 'statement') return [entry.body.statement.actor.certificate];
    return entry.body.fact.type === 'refused' ? [entry.body.key, entry.body.fact.statement.statement.actor.certificate] : [entry.body.key];
  });
}

/** Certificates of the shown signers with those above them; all others name people who have no part in what is shown. */
function certificatesFor(files: Files, leaves: readonly string[]): [string, Uint8Array][] {
  const all = [...files].flatMap(([path, der]) => {
    const parsed = path.startsWith('certificates/') ? parseCertificate(der) : null;
    return parsed?.ok === true ? [{ ...parsed.value, path, der }] : [];
  });
  const kept = new Set(leaves.map(certificatePath));
  for (let grown = true; grown;) {
    const issuers = new Set(all.flatMap(({ path, issuer }) => (kept.has(path) ? [toHex(issuer)] : [])));
    const above = all.filter(({ path, subject, isCa }) => isCa && !kept.has(path) && issuers.has(toHex(subject)));
    for (const { path } of above) kept.add(path);
    grown = above.length > 0;
  }
  return all.flatMap(({ path, der }): [string, Uint8Array][] => (kept.has(path) ? [[path, der]] : []));
}

function keyOf(trail: readonly ProvenEntry[]): string | null {
  const fact = trail.find(({ entry }) => entry.kind === 'serverFact')?.entry;
  return fact?.kind === 'serverFact' ? fact.body.key : null;
}

function chosen({ trail }: WholeCapsule, { steps }: Disclosing): Result<readonly ProvenEntry[], 'STEP_UNKNOWN'> {
  if (steps === null) return ok(trail);
  const wanted = new Set(steps);
  const found = trail.filter(({ entry }) => wanted.has(entry.seq));
  if (found.length > 0 && found.length === wanted.size) return ok(found);
  return err('STEP_UNKNOWN', '고른 처리가 처리 이력에 없거나 하나도 고르지 않았습니다. 만든 것은 없습니다. 처리 이력에서 다시 고르십시오.');
}

/** Bytes of the partial capsule. Codes: STEP_UNKNOWN, NOT_WHOLE where the log's key is named nowhere. */
export function disclose(whole: WholeCapsule, choice: Disclosing): Result<Uint8Array, 'STEP_UNKNOWN' | 'NOT_WHOLE'> {
  const { files, manifest, disclosures } = whole;
  const trail = chosen(whole, choice);
  if (!trail.ok) return trail;
  const key = keyOf(whole.trail);
  if (key === null) return NOT_WHOLE;
  const { documentId, version, date } = manifest;
  const parts = shownParts(whole, choice);
  const steps = choice.steps !== null;
  const shown: Shown = { v: 1, documentId, version, key, trail: steps ? 'steps' : 'whole', parts };
  const words = JSON.stringify(trail.value);
  const told = choice.texts ? Object.entries(disclosures).filter(([commitment]) => words.includes(`"${commitment}"`)) : [];
  const page = files.get(PATHS.page);
  const kept = new Map<string, Uint8Array>([
    ...(steps ? certificatesFor(files, [...signersOf(trail.value), key]) : [...files].filter(([path]) => path.startsWith('certificates/'))),
    ...partFiles(whole, parts),
    [SHOWN_PATH, canonicalBytes(shown)],
    [PATHS.trail, canonicalBytes(trail.value)],
    [PATHS.directory, steps ? canonicalBytes([]) : (files.get(PATHS.directory) ?? new Uint8Array(0))],
    [PATHS.disclosures, canonicalBytes(Object.fromEntries(told))],
    [PATHS.checkpoint, files.get(PATHS.checkpoint) ?? new Uint8Array(0)],
    ...(page === undefined ? [] : [[PATHS.page, page] as [string, Uint8Array]]),
  ]);
  return ok(packCapsule(documentId, version, date, kept));
}

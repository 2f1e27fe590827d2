/** A partial capsule: what is shown was signed as it stands, what is withheld was there, and a chosen step happened, by whom and when (PC1–PC6). */

import { sha256Hex } from '../crypto/crypto.ts';
import { attachmentPath, PATHS, picturePath, SHOWN_PATH, type Manifest, type ProvenEntry } from '../exchange/capsule/capsule.ts';
import { shownSchema, shownTitle, type Shown } from '../exchange/capsule/shown.ts';
import type { Files } from '../exchange/capsule/zip.ts';
import type { FormId } from '../collab/content.ts';
import { fromHex, toHex } from '../lib/bytes.ts';
import { commit } from '../trail/hash.ts';
import { merkleRoot } from '../trail/merkle.ts';
import { certificatesOf, checkCheckpoint, checkDisclosures, readFile, trustOf, type CapsuleTrust } from './capsule-base.ts';
import { stepWords } from './act-words.ts';
import { disclosuresSchema, provenEntriesSchema } from './capsule-schema.ts';
import type { CheckLog } from './envelope.ts';
import { pictureSchema } from './content-schema.ts';
import { signatureFault, verifyDirectory, verifyTrail, type TrustContext } from './trail.ts';

/** What the content shown must be, as the trail says; null where no entry says it. */
interface Fixed {
  readonly digest: string | null;
  readonly version: number;
  readonly form: FormId | null;
}

/** Chosen entries: each of this document, in order, signed by whom it names. Whether the rules took them is not asked: what came before is not here. */
async function verifySteps(documentId: string, trail: readonly ProvenEntry[], key: string, context: TrustContext, log: CheckLog): Promise<boolean> {
  for (const [i, { entry, index }] of trail.entries()) {
    const before = trail[i - 1];
    const where = `처리 이력 ${entry.seq + 1}번째`;
    const ordered = before === undefined || (before.index < index && before.entry.seq < entry.seq);
    const fault =
      entry.documentId !== documentId
        ? { code: 'ENTRY_FOREIGN', message: '다른 문서의 기록이 섞여 있습니다.' }
        : ordered
          ? await signatureFault(entry, key, context)
          : { code: 'ENTRY_ORDER', message: '기록의 차례가 맞지 않습니다.' };
    if (fault !== null) {
      log.fault(fault.code, '처리 이력', where, fault.message);
      return false;
    }
    log.pass('STEP', '처리', where, stepWords(entry, context.certificates));
  }
  log.pass('TRAIL', '처리 이력', PATHS.trail, `고른 기록 ${trail.length}건의 서명과 자리가 모두 맞습니다.`);
  log.skip('RULES', '처리 이력', PATHS.trail, '고른 기록만 들어 있어 앞뒤 처리와 결재 규칙은 판단하지 않았습니다.');
  return true;
}

/** The digest and version a chosen entry was signed over; the newest that names one. */
function fixedBy(trail: readonly ProvenEntry[], version: number): Fixed {
  for (const { entry } of trail.toReversed()) {
    const told = entry.kind === 'statement' ? entry.body.statement : entry.body.fact.type === 'frozen' ? entry.body.fact : null;
    if (told !== null && told.version === version && told.contentDigest !== null) return { digest: told.contentDigest, version, form: null };
  }
  return { digest: null, version, form: null };
}

function fileFault(files: Files, path: string, { sha256, size }: { readonly sha256: string; readonly size: number }): boolean {
  const bytes = files.get(path);
  return bytes === undefined || bytes.length !== size || sha256Hex(bytes) !== sha256;
}

/** A file that belongs to a part that is shown. */
interface ShownFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  readonly code: 'ATTACHMENT_DIGEST' | 'PICTURE_DIGEST';
}

function filesOf({ parts }: Shown): ShownFile[] {
  return parts.flatMap((one): ShownFile[] => {
    if (!('part' in one)) return [];
    const { part } = one;
    if (part.part === 'attachment') return [{ ...part.value, path: attachmentPath(part.index, part.value.name), code: 'ATTACHMENT_DIGEST' }];
    const picture = part.part === 'block' ? pictureSchema.safeParse(part.value) : null;
    return picture?.success === true ? [{ ...picture.data, path: picturePath(picture.data), code: 'PICTURE_DIGEST' }] : [];
  });
}

function checkShown(shown: Shown, fixed: Fixed, files: Files, log: CheckLog): void {
  const leaves = shown.parts.map((one) => fromHex('part' in one ? commit(one.salt, one.part) : one.commitment));
  if (toHex(merkleRoot(leaves)) !== fixed.digest || shown.version !== fixed.version)
    return log.fault('CONTENT_DIGEST', '내용', SHOWN_PATH, '보인 내용이 서명된 내용 지문과 다릅니다. 내용이 바뀌었습니다.');
  const form = shown.parts.find((one) => 'part' in one && one.part.part === 'field' && one.part.name === 'form');
  if (fixed.form !== null && form !== undefined && 'part' in form && form.part.part === 'field' && form.part.value !== fixed.form)
    return log.fault('CONTENT_FORM', '내용', SHOWN_PATH, '내용의 서식이 기안할 때의 서식과 다릅니다.');
  const bad = filesOf(shown).find((file) => fileFault(files, file.path, file));
  if (bad !== undefined) return log.fault(bad.code, '내용', bad.path, '보인 파일이 서명된 내용 지문과 다릅니다.');
  const hidden = shown.parts.filter((one) => !('part' in one)).length;
  log.pass('CONTENT', '내용', SHOWN_PATH, `보인 ${shown.parts.length - hidden}부분이 서명된 내용 그대로입니다.`);
  return hidden === 0 ? undefined : log.skip('WITHHELD', '내용', SHOWN_PATH, `${hidden}부분은 가려져 있습니다. 있었다는 것만 확인합니다.`);
}

function checkUnexpected(shown: Shown, files: Files, log: CheckLog): void {
  const { document: _document, pdf: _pdf, ...paths } = PATHS;
  const known = new Set<string>([SHOWN_PATH, ...Object.values(paths), ...filesOf(shown).map(({ path }) => path)]);
  const stray = [...files.keys()].find((path) => !known.has(path) && !path.startsWith('certificates/'));
  if (stray !== undefined) log.fault('FILE_UNEXPECTED', '묶음 구성', stray, '처리 이력에 없는 파일이 들어 있습니다.');
}

async function checkTrail(
  shown: Shown,
  trail: readonly ProvenEntry[],
  directory: readonly ProvenEntry[],
  context: TrustContext,
  log: CheckLog,
): Promise<Fixed | null> {
  if (shown.trail === 'steps') {
    if (directory.length > 0) log.fault('FILE_MALFORMED', '묶음 구성', PATHS.directory, '고른 기록만 든 묶음에는 조직도 기록이 없어야 합니다.');
    return (await verifySteps(shown.documentId, trail, shown.key, context, log)) ? fixedBy(trail, shown.version) : null;
  }
  await verifyDirectory(directory, context, log);
  const state = await verifyTrail(shown.documentId, trail, directory, shown.key, context, log);
  return state.seq < trail.length ? null : { digest: state.contentDigest, version: state.version, form: state.form };
}

/** Checks of a partial capsule whose packing holds; the subject of its envelope. Both versions share their codes. */
export async function checkPartial(files: Files, manifest: Manifest, trust: CapsuleTrust, log: CheckLog): Promise<Readonly<Record<string, unknown>>> {
  const trail = readFile(files, PATHS.trail, provenEntriesSchema, log) as ProvenEntry[] | null;
  const directory = readFile(files, PATHS.directory, provenEntriesSchema, log) as ProvenEntry[] | null;
  const shown = readFile(files, SHOWN_PATH, shownSchema, log);
  const disclosures = readFile(files, PATHS.disclosures, disclosuresSchema, log);
  if (trail === null || directory === null || shown === null || disclosures === null) return {};
  const title = shownTitle(shown);
  const subject = { documentId: manifest.documentId, version: manifest.version, partial: shown.trail, ...(title === '' ? {} : { title }) };
  if (shown.documentId !== manifest.documentId || shown.version !== manifest.version || trail.length === 0) {
    log.fault('FILE_MALFORMED', '묶음 구성', SHOWN_PATH, '묶음 목록과 다른 문서나 판입니다.');
    return subject;
  }
  const newest = trail.at(-1)?.entry.receivedAt ?? '';
  const context = await trustOf(certificatesOf(files, trust, log), trust, shown.key, newest, log);
  await checkCheckpoint(files, [directory, trail], shown.key, { ...context, policy: trust.policy ?? null }, log);
  const fixed = await checkTrail(shown, trail, directory, context, log);
  if (fixed === null) log.skip('CONTENT', '내용', SHOWN_PATH, '처리 이력이 맞지 않아 견줄 수 없습니다.');
  else if (shown.parts.length > 0 || shown.trail === 'whole') checkShown(shown, fixed, files, log);
  else log.skip('WITHHELD', '내용', SHOWN_PATH, '내용은 들어 있지 않습니다.');
  checkDisclosures(disclosures, trail, log);
  log.skip('PDF', '문서 PDF', SHOWN_PATH, '일부만 내보낸 묶음에는 문서 PDF가 들어 있지 않습니다.');
  checkUnexpected(shown, files, log);
  return { ...subject, entries: trail.length };
}

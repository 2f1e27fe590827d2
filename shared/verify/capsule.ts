/** Verification of a capsule: everything from one file and trust anchors given from outside (DESIGN §6). No server, no clock. */

import { outgoingDigest } from '../approval/acts/issued.ts';
import type { DocumentState } from '../approval/state.ts';
import { contentDigest } from '../collab/digest.ts';
import { sha256Hex } from '../crypto/crypto.ts';
import {
  attachmentPath,
  PARTIAL_VERSION,
  PATHS,
  picturePath,
  picturesIn,
  versionPath,
  type FrozenVersion,
  type Manifest,
  type ProvenEntry,
} from '../exchange/capsule/capsule.ts';
import { unpackZip, type Files } from '../exchange/capsule/zip.ts';
import { sealFieldName } from '../forms/official.ts';
import { certificatesOf, checkCheckpoint, checkDisclosures, checkPacking, readFile, trustOf, type CapsuleTrust } from './capsule-base.ts';
import { disclosuresSchema, provenEntriesSchema } from './capsule-schema.ts';
import { frozenSchema } from './content-schema.ts';
import { createCheckLog, envelopeOf, type CheckLog, type Envelope } from './envelope.ts';
import { checkPartial } from './partial.ts';
import { attachedAgree } from './pdf/attached.ts';
import { verifyPdf } from './pdf/verify.ts';
import { readCanonical } from './read-json.ts';
import { verifyDirectory, verifyTrail } from './trail.ts';

export type { CapsuleTrust } from './capsule-base.ts';

/** Earlier versions: each is the text whose digest the log fixed for its number. One may be missing (erased by law); none may be another. */
function checkVersions(state: DocumentState, trail: readonly ProvenEntry[], files: Files, log: CheckLog): void {
  for (const { entry } of trail) {
    const fact = entry.kind === 'serverFact' ? entry.body.fact : null;
    const path = fact?.type === 'frozen' ? versionPath(fact.version) : '';
    const bytes = files.get(path);
    if (fact?.type !== 'frozen' || fact.version >= state.version || bytes === undefined) continue;
    const read = frozenSchema.safeParse(readCanonical(bytes));
    const kept = read.success ? (read.data as FrozenVersion) : null;
    const fits = kept !== null && kept.documentId === state.documentId && kept.version === fact.version;
    if (!fits || contentDigest(kept.content, kept.salts) !== fact.contentDigest)
      return log.fault('VERSION_DIGEST', '지난 판', path, '지난 판의 내용이 그때 확정된 내용 지문과 다릅니다.');
  }
}

function checkContent(state: DocumentState, frozen: FrozenVersion, files: Files, log: CheckLog): void {
  const digest = contentDigest(frozen.content, frozen.salts);
  if (frozen.content.fields.form !== state.form) return log.fault('CONTENT_FORM', '내용', PATHS.document, '내용의 서식이 기안할 때의 서식과 다릅니다.');
  if (digest === null || digest !== state.contentDigest || frozen.version !== state.version || frozen.documentId !== state.documentId) {
    return log.fault('CONTENT_DIGEST', '내용', PATHS.document, '내용이 서명된 내용 지문과 다릅니다. 내용이 바뀌었습니다.');
  }
  for (const [i, attachment] of frozen.content.attachments.entries()) {
    const path = attachmentPath(i, attachment.name);
    const bytes = files.get(path);
    if (bytes === undefined || bytes.length !== attachment.size || sha256Hex(bytes) !== attachment.sha256) {
      return log.fault('ATTACHMENT_DIGEST', '붙임', path, '붙임 파일이 서명된 내용 지문과 다릅니다.');
    }
  }
  const pictures = picturesIn(frozen.content);
  for (const picture of pictures) {
    const path = picturePath(picture);
    const bytes = files.get(path);
    if (bytes === undefined || bytes.length !== picture.size || sha256Hex(bytes) !== picture.sha256) {
      return log.fault('PICTURE_DIGEST', '그림', path, '본문의 그림이 서명된 내용 지문과 다릅니다.');
    }
  }
  const shown = pictures.length === 0 ? '' : `, 그림 ${pictures.length}개`;
  return log.pass('CONTENT', '내용', PATHS.document, `본문과 붙임 ${frozen.content.attachments.length}건${shown}이 서명된 내용 그대로입니다.`);
}

/** A 부서 간 협조문 has no seal (규칙 §11④): its PDF is the one whose digest was signed when its 시행일 was fixed. */
function checkUnsealed(bytes: Uint8Array | undefined, digest: string, log: CheckLog): void {
  if (bytes === undefined || sha256Hex(bytes) !== digest) return log.fault('PDF_DIGEST', '문서 PDF', PATHS.pdf, '문서 PDF가 시행한 파일과 다릅니다.');
  return log.pass('PDF', '문서 PDF', PATHS.pdf, '시행한 문서 그대로입니다. 서명생략 문서여서 관인이 없습니다.');
}

async function checkPdf(state: DocumentState, files: Files, trail: readonly ProvenEntry[], context: CapsuleTrust, log: CheckLog): Promise<void> {
  const bytes = files.get(PATHS.pdf);
  const unsealed = state.seals.length === 0 ? outgoingDigest(state) : null;
  if (unsealed !== null) return checkUnsealed(bytes, unsealed, log);
  if (state.seals.length === 0) {
    if (bytes !== undefined) log.fault('FILE_UNEXPECTED', '문서 PDF', PATHS.pdf, '날인 전인데 문서 PDF가 들어 있습니다.');
    return;
  }
  const expected = state.seals.at(-1)?.toDigest;
  if (bytes === undefined || sha256Hex(bytes) !== expected) {
    return log.fault('PDF_DIGEST', '문서 PDF', PATHS.pdf, '문서 PDF가 날인된 파일과 다릅니다.');
  }
  const report = await verifyPdf(bytes, {
    ...context,
    expected: { fields: state.seals.map((seal) => sealFieldName(seal.agency)) },
  });
  const fault = report.faults[0];
  if (fault !== undefined) return log.fault(fault.code, '문서 PDF', `${PATHS.pdf}: ${fault.where}`, fault.message);
  if (report.signatures.length !== state.seals.length) return log.fault('PDF_SEALS', '문서 PDF', PATHS.pdf, '관인 서명의 수가 처리 이력과 다릅니다.');
  const entries = trail.map(({ entry }) => entry);
  if (!attachedAgree(bytes, files.get(PATHS.document), entries))
    return log.fault('PDF_ATTACHED', '문서 PDF', PATHS.pdf, 'PDF 안에 든 원문이나 처리 이력이 묶음의 것과 다릅니다.');
  return log.pass('PDF', '문서 PDF', PATHS.pdf, `관인 서명 ${report.signatures.length}개가 모두 맞습니다.`);
}

function checkUnexpected(files: Files, frozen: FrozenVersion, state: DocumentState, log: CheckLog): void {
  const known = new Set<string>([
    ...Object.values(PATHS),
    ...frozen.content.attachments.map((file, i) => attachmentPath(i, file.name)),
    ...picturesIn(frozen.content).map(picturePath),
  ]);
  for (let version = 1; version < state.version; version++) known.add(versionPath(version));
  const stray = [...files.keys()].find((path) => !known.has(path) && !path.startsWith('certificates/'));
  if (stray !== undefined) log.fault('FILE_UNEXPECTED', '묶음 구성', stray, '처리 이력에 없는 파일이 들어 있습니다.');
}

/** Log certificate digest that the trail's facts and the checkpoint name: the first server fact's. */
function logKeyOf(entries: readonly ProvenEntry[]): string {
  const fact = entries.find((item) => item.entry.kind === 'serverFact');
  return fact?.entry.kind === 'serverFact' ? fact.entry.body.key : '';
}

async function runChecks(bytes: Uint8Array, files: Files, trust: CapsuleTrust, log: CheckLog): Promise<Readonly<Record<string, unknown>>> {
  const manifest = checkPacking(bytes, files, log);
  if (manifest?.v === PARTIAL_VERSION) return checkPartial(files, manifest, trust, log);
  return checkWhole(files, manifest, trust, log);
}

async function checkWhole(files: Files, manifest: Manifest | null, trust: CapsuleTrust, log: CheckLog): Promise<Readonly<Record<string, unknown>>> {
  const trail = readFile(files, PATHS.trail, provenEntriesSchema, log) as ProvenEntry[] | null;
  const directory = readFile(files, PATHS.directory, provenEntriesSchema, log) as ProvenEntry[] | null;
  const frozen = readFile(files, PATHS.document, frozenSchema, log) as FrozenVersion | null;
  const disclosures = readFile(files, PATHS.disclosures, disclosuresSchema, log);
  if (manifest === null || trail === null || directory === null || frozen === null || disclosures === null) return {};
  const logKey = logKeyOf(trail);
  const newest = trail.at(-1)?.entry.receivedAt ?? '';
  const context = await trustOf(certificatesOf(files, trust, log), trust, logKey, newest, log);
  await checkCheckpoint(files, [directory, trail], logKey, { ...context, policy: trust.policy ?? null }, log);
  await verifyDirectory(directory, context, log);
  const state = await verifyTrail(manifest.documentId, trail, directory, logKey, context, log);
  if (state.seq < trail.length) {
    log.skip('CONTENT', '내용', PATHS.document, '처리 이력이 맞지 않아 견줄 수 없습니다.');
    return { documentId: manifest.documentId, version: manifest.version };
  }
  checkContent(state, frozen, files, log);
  checkVersions(state, trail, files, log);
  checkDisclosures(disclosures, trail, log);
  await checkPdf(state, files, trail, { ...trust, anchors: context.anchors }, log);
  checkUnexpected(files, frozen, state, log);
  return { documentId: manifest.documentId, version: manifest.version, title: frozen.content.fields.title, status: state.status, entries: trail.length };
}

/** Verifies a capsule. The verdict is `valid` only where every check passed; otherwise the first fault is named. */
export async function verifyCapsule(bytes: Uint8Array, trust: CapsuleTrust): Promise<Envelope> {
  return (await judgeCapsule(bytes, trust)).envelope;
}

/** A capsule judged, and what is in it; null where it is no ZIP. */
export interface JudgedCapsule {
  readonly envelope: Envelope;
  readonly files: Files | null;
}

/** The same, with the files for whoever looks into them afterwards. */
export async function judgeCapsule(bytes: Uint8Array, trust: CapsuleTrust): Promise<JudgedCapsule> {
  const log = createCheckLog();
  const unpacked = unpackZip(bytes);
  if (!unpacked.ok) log.fault(unpacked.code, '묶음 구성', 'ZIP', unpacked.message);
  const subject = unpacked.ok ? await runChecks(bytes, unpacked.value, trust, log) : {};
  return { envelope: envelopeOf('verify', log.results(), { kind: 'capsule', ...subject }), files: unpacked.ok ? unpacked.value : null };
}

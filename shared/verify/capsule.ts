/** Verification of a capsule: everything from one file and trust anchors given from outside (DESIGN §6). No server, no clock. */

import type { z } from 'zod';
import { outgoingDigest } from '../approval/acts/issued.ts';
import { contentDigest } from '../collab/digest.ts';
import { sha256Hex } from '../crypto/crypto.ts';
import {
  attachmentPath,
  certificatePath,
  manifestOf,
  PATHS,
  picturePath,
  picturesIn,
  versionPath,
  type Disclosure,
  type FrozenVersion,
  type Manifest,
  type ProvenEntry,
} from '../exchange/capsule/capsule.ts';
import { packZip, unpackZip, type Files } from '../exchange/capsule/zip.ts';
import { equalBytes, fromHex, fromUtf8, toHex } from '../lib/bytes.ts';
import type { DocumentState } from '../approval/state.ts';
import { canonicalBytes } from '../trail/canonical.ts';
import { commit, leafHash } from '../trail/hash.ts';
import { rootFromProof } from '../trail/merkle.ts';
import { cosignedAt, verifyCosigned, type Note } from './signed-note.ts';
import { isQuorum, type WitnessPolicy } from './witness-policy.ts';
import { disclosuresSchema, manifestSchema, provenEntriesSchema } from './capsule-schema.ts';
import { frozenSchema } from './content-schema.ts';
import { sealFieldName } from '../forms/official.ts';
import { createCheckLog, envelopeOf, type CheckLog, type Envelope } from './envelope.ts';
import { attachedAgree } from './pdf/attached.ts';
import { verifyPdf } from './pdf/verify.ts';
import { parseCertificate } from './pki.ts';
import { readCanonical } from './read-json.ts';
import { trustedKey, verifyDirectory, verifyTrail, type TrustContext } from './trail.ts';

/** What the verifier is given besides the bytes. */
export interface CapsuleTrust {
  readonly anchors: readonly Uint8Array[];
  readonly crypto: TrustContext['crypto'];
  /** For the PDF alone: time stamp authorities and revocation lists from outside. */
  readonly stampAnchors?: readonly Uint8Array[];
  readonly lists?: readonly Uint8Array[];
  /** Which witnesses must have cosigned; none are asked for where it is left out. */
  readonly policy?: WitnessPolicy | null;
}

function read<T>(files: Files, path: string, schema: z.ZodType<T>, log: CheckLog): T | null {
  const bytes = files.get(path);
  if (bytes === undefined) {
    log.fault('FILE_MISSING', '묶음 구성', path, '있어야 할 파일이 없습니다.');
    return null;
  }
  const parsed = schema.safeParse(readCanonical(bytes));
  if (parsed.success) return parsed.data;
  log.fault('FILE_MALFORMED', '묶음 구성', path, '파일 내용이 정해진 모양이 아닙니다. 바뀌었거나 손상되었습니다.');
  return null;
}

/** The manifest must be what these very files give, and the ZIP what they and its date give. */
function checkPacking(bytes: Uint8Array, files: Files, log: CheckLog): Manifest | null {
  const manifest = read(files, PATHS.manifest, manifestSchema, log);
  if (manifest === null) return null;
  const others = new Map([...files].filter(([path]) => path !== PATHS.manifest));
  const expected = manifestOf(manifest.documentId, manifest.version, manifest.date, others);
  const stored = new Map(manifest.files.map((file) => [file.path, file.sha256]));
  const changed = expected.files.find((file) => stored.get(file.path) !== file.sha256) ?? manifest.files.find((file) => !others.has(file.path));
  if (changed !== undefined || !equalBytes(canonicalBytes(expected), files.get(PATHS.manifest) ?? new Uint8Array(0))) {
    log.fault('MANIFEST_MISMATCH', '묶음 구성', changed?.path ?? PATHS.manifest, '파일이 목록의 내용 지문과 다릅니다. 파일이 바뀌었습니다.');
    return null;
  }
  if (!equalBytes(packZip(files, manifest.date), bytes)) {
    log.fault('ZIP_NOT_CANONICAL', '묶음 구성', 'ZIP', '묶음의 겉 구조가 바뀌었습니다.');
    return null;
  }
  log.pass('PACKING', '묶음 구성', PATHS.manifest, `파일 ${expected.files.length}개의 내용 지문이 모두 맞습니다.`);
  return manifest;
}

function certificatesOf(files: Files, log: CheckLog): Map<string, Uint8Array> {
  const certificates = new Map<string, Uint8Array>();
  for (const [path, bytes] of files) {
    if (!path.startsWith('certificates/')) continue;
    const digest = sha256Hex(bytes);
    if (path !== certificatePath(digest)) log.fault('CERTIFICATE_DIGEST', '인증서', path, '인증서가 이름과 다릅니다. 바뀌었습니다.');
    else certificates.set(digest, bytes);
  }
  return certificates;
}

/** Cosignatures under the auditor's policy; without one they are told of and prove nothing. */
async function checkWitnesses(note: Note, policy: WitnessPolicy | null, { crypto }: TrustContext, log: CheckLog): Promise<void> {
  const others = note.lines.length - 1;
  if (policy === null) {
    if (others > 0) log.skip('WITNESSES', '기록 대조 기관', PATHS.checkpoint, `대조 서명 ${others}개는 믿는 기관 목록(--trust)에 없어 확인하지 않았습니다.`);
    return;
  }
  const signed = new Set<string>();
  for (const [name, witness] of policy.witnesses) if ((await cosignedAt(note, witness, crypto)) !== null) signed.add(name);
  if (isQuorum(policy, signed)) log.pass('WITNESSES', '기록 대조 기관', PATHS.checkpoint, `믿는 기록 대조 기관 ${signed.size}곳이 같은 기록에 서명했습니다.`);
  else
    log.fault(
      'WITNESS_QUORUM',
      '기록 대조 기관',
      PATHS.checkpoint,
      `믿는 기록 대조 기관의 서명이 모자랍니다(${signed.size}곳). 막 처리한 문서이면 서명이 모인 뒤(1∼2분) 다시 내보내 받으십시오. 그래도 모자라면 다른 기록을 보인 서버일 수 있습니다.`,
    );
}

async function checkCheckpoint(
  files: Files,
  groups: readonly (readonly ProvenEntry[])[],
  logKey: string,
  trusted: TrustContext & { policy: WitnessPolicy | null },
  log: CheckLog,
): Promise<void> {
  const { policy, ...context } = trusted;
  const note = fromUtf8(files.get(PATHS.checkpoint) ?? new Uint8Array(0)) ?? '';
  const newest =
    groups
      .flat()
      .map((item) => item.entry.receivedAt)
      .toSorted()
      .at(-1) ?? '';
  const key = await trustedKey(context, logKey, 'log', newest);
  if ('code' in key) return log.fault(key.code, '기록 대조', PATHS.checkpoint, key.message);
  const cosigned = await verifyCosigned(note, key.spki, context.crypto);
  if (cosigned === null) return log.fault('CHECKPOINT_SIGNATURE', '기록 대조', PATHS.checkpoint, '기록 서버의 확인 서명이 맞지 않습니다.');
  const { checkpoint } = cosigned;
  for (const item of groups.flat()) {
    const root = rootFromProof(
      fromHex(leafHash(item.entry)),
      item.index,
      checkpoint.size,
      item.proof.map((hash) => fromHex(hash)),
    );
    if (root === null || toHex(root) !== toHex(checkpoint.root)) {
      const where = `${item.entry.documentId === 'directory' ? '조직도 기록' : '처리 이력'} ${item.entry.seq + 1}번째`;
      return log.fault('PROOF_MISMATCH', '기록 대조', where, '이 기록은 기록 서버가 확인한 전체 기록에 들어 있지 않습니다.');
    }
  }
  log.pass('LOG', '기록 대조', PATHS.checkpoint, `모든 기록이 전체 기록 ${checkpoint.size}건 안에 있습니다.`);
  return checkWitnesses(cosigned.note, policy, context, log);
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

function checkDisclosures(disclosures: Readonly<Record<string, Disclosure>>, entries: readonly ProvenEntry[], log: CheckLog): void {
  const trail = JSON.stringify(entries);
  for (const [commitment, { salt, value }] of Object.entries(disclosures)) {
    if (commit(salt, value) !== commitment || !trail.includes(`"${commitment}"`)) {
      return log.fault('DISCLOSURE_MISMATCH', '의견', PATHS.disclosures, '의견이나 사유의 글이 서명된 것과 다릅니다.');
    }
  }
  return log.pass('DISCLOSURES', '의견', PATHS.disclosures, `의견·사유 ${Object.keys(disclosures).length}건이 서명된 그대로입니다.`);
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

const UNKNOWN_ROOT = {
  code: 'TRUST_ANCHOR_UNKNOWN',
  message: '믿는 최상위 인증서로 이어지지 않습니다. 감사하는 쪽이 따로 받아 둔 최상위 인증서를 지정해 다시 검증하십시오.',
};

/**
 * Where the log's own certificate does not lead to an anchor given from outside, that is the first fault; the other results are
 * then told under the root that came inside, so that a reader sees whether the file at least agrees with itself.
 */
async function trustOf(certificates: ReadonlyMap<string, Uint8Array>, trust: CapsuleTrust, logKey: string, at: string, log: CheckLog): Promise<TrustContext> {
  const given: TrustContext = { certificates, anchors: trust.anchors, crypto: trust.crypto };
  const key = await trustedKey(given, logKey, 'log', at);
  if (!('code' in key)) {
    log.pass('TRUST', '믿는 근거', '최상위 인증서', '밖에서 받은 최상위 인증서로 이어집니다.');
    return given;
  }
  const roots = [...certificates.values()].filter((der) => {
    const parsed = parseCertificate(der);
    return parsed.ok && parsed.value.kind === 'root';
  });
  const known = roots.some((root) => trust.anchors.some((anchor) => equalBytes(anchor, root)));
  const fault = known ? key : UNKNOWN_ROOT;
  log.fault(fault.code, '믿는 근거', '최상위 인증서', fault.message);
  return known ? given : { ...given, anchors: roots };
}

/** Log certificate digest that the trail's facts and the checkpoint name: the first server fact's. */
function logKeyOf(entries: readonly ProvenEntry[]): string {
  const fact = entries.find((item) => item.entry.kind === 'serverFact');
  return fact?.entry.kind === 'serverFact' ? fact.entry.body.key : '';
}

async function runChecks(bytes: Uint8Array, trust: CapsuleTrust, log: CheckLog): Promise<Readonly<Record<string, unknown>>> {
  const unpacked = unpackZip(bytes);
  if (!unpacked.ok) {
    log.fault(unpacked.code, '묶음 구성', 'ZIP', unpacked.message);
    return {};
  }
  const files = unpacked.value;
  const manifest = checkPacking(bytes, files, log);
  const trail = read(files, PATHS.trail, provenEntriesSchema, log) as ProvenEntry[] | null;
  const directory = read(files, PATHS.directory, provenEntriesSchema, log) as ProvenEntry[] | null;
  const frozen = read(files, PATHS.document, frozenSchema, log) as FrozenVersion | null;
  const disclosures = read(files, PATHS.disclosures, disclosuresSchema, log);
  if (manifest === null || trail === null || directory === null || frozen === null || disclosures === null) return {};
  const logKey = logKeyOf(trail);
  const newest = trail.at(-1)?.entry.receivedAt ?? '';
  const context = await trustOf(certificatesOf(files, log), trust, logKey, newest, log);
  await checkCheckpoint(files, [directory, trail], logKey, { ...context, policy: trust.policy ?? null }, log);
  await verifyDirectory(directory, context, log);
  const state = await verifyTrail(manifest.documentId, trail, directory, logKey, context, log);
  if (state.seq < trail.length) {
    log.skip('CONTENT', '내용', PATHS.document, '처리 이력이 맞지 않아 견줄 수 없습니다.');
    return { documentId: manifest.documentId, version: manifest.version };
  }
  checkContent(state, frozen, files, log);
  checkDisclosures(disclosures, trail, log);
  await checkPdf(state, files, trail, { ...trust, anchors: context.anchors }, log);
  checkUnexpected(files, frozen, state, log);
  return { documentId: manifest.documentId, version: manifest.version, title: frozen.content.fields.title, status: state.status, entries: trail.length };
}

/** Verifies a capsule. The verdict is `valid` only where every check passed; otherwise the first fault is named. */
export async function verifyCapsule(bytes: Uint8Array, trust: CapsuleTrust): Promise<Envelope> {
  const log = createCheckLog();
  const subject = await runChecks(bytes, trust, log);
  return envelopeOf('verify', log.results(), { kind: 'capsule', ...subject });
}

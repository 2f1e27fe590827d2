/** Checks every capsule begins with, whole or partial: packing, certificates, what is trusted, the log, the texts of commitments. */

import type { z } from 'zod';
import { CONTENT_NEWEST } from '../collab/content.ts';
import { sha256Hex } from '../crypto/crypto.ts';
import { certificatePath, manifestOf, PATHS, type Disclosure, type Manifest, type ProvenEntry } from '../exchange/capsule/capsule.ts';
import { packZip, type Files } from '../exchange/capsule/zip.ts';
import { equalBytes, fromHex, fromUtf8, toHex } from '../lib/bytes.ts';
import { canonicalBytes } from '../trail/canonical.ts';
import { commit, leafHash } from '../trail/hash.ts';
import { rootFromProof } from '../trail/merkle.ts';
import { manifestSchema } from './capsule-schema.ts';
import type { CheckLog } from './envelope.ts';
import { parseCertificate } from './pki.ts';
import { readCanonicalOnce } from './read-json.ts';
import { cosignedAt, verifyCosigned, type Note } from './signed-note.ts';
import { trustedKey, type TrustContext } from './trail.ts';
import { isQuorum, type WitnessPolicy } from './witness-policy.ts';

/** What the verifier is given besides the bytes. */
export interface CapsuleTrust {
  readonly anchors: readonly Uint8Array[];
  readonly crypto: TrustContext['crypto'];
  /** For the PDF alone: time stamp authorities, and from outside revocation lists with the certificates of who signed them. */
  readonly stampAnchors?: readonly Uint8Array[];
  readonly lists?: readonly Uint8Array[];
  /** Which witnesses must have cosigned; none are asked for where it is left out. */
  readonly policy?: WitnessPolicy | null;
  /** The one copy kept of a certificate many files bring along: what was read and checked of it once holds for all of them. */
  readonly one?: (digest: string, der: Uint8Array) => Uint8Array;
}

/** Whether a fixed content says that it is of a version this program does not know yet. */
function isNewer(value: unknown): boolean {
  const content = typeof value === 'object' && value !== null && 'content' in value ? value.content : null;
  const v = typeof content === 'object' && content !== null && 'v' in content ? content.v : null;
  return typeof v === 'number' && Number.isInteger(v) && v > CONTENT_NEWEST;
}

const MALFORMED = '파일 내용이 정해진 모양이 아닙니다. 바뀌었거나 손상되었습니다.';
const NEWER = '이 프로그램이 모르는 판의 내용입니다. 새 판의 온결이 만들었으면 새 판으로 확인하십시오. 아니면 바뀌었거나 손상되었습니다.';

/** A file in the shape it must have; told where it is missing or has another. */
export function readFile<T>(files: Files, path: string, schema: z.ZodType<T>, log: CheckLog): T | null {
  const bytes = files.get(path);
  if (bytes === undefined) {
    log.fault('FILE_MISSING', '묶음 구성', path, '있어야 할 파일이 없습니다.');
    return null;
  }
  const value = readCanonicalOnce(bytes);
  // The value itself and not the copy of the schema, which changes none: its names stand in order, and it is hashed as it stands.
  if (schema.safeParse(value).success) return value as T;
  log.fault('FILE_MALFORMED', '묶음 구성', path, isNewer(value) ? NEWER : MALFORMED);
  return null;
}

/** The manifest must be what these very files give, and the ZIP what they and its date give. */
export function checkPacking(bytes: Uint8Array, files: Files, log: CheckLog): Manifest | null {
  const manifest = readFile(files, PATHS.manifest, manifestSchema, log);
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

/** Certificates by digest; one that is not what its name says is told. */
export function certificatesOf(files: Files, { one }: Pick<CapsuleTrust, 'one'>, log: CheckLog): Map<string, Uint8Array> {
  const certificates = new Map<string, Uint8Array>();
  for (const [path, bytes] of files) {
    if (!path.startsWith('certificates/')) continue;
    const digest = sha256Hex(bytes);
    if (path !== certificatePath(digest)) log.fault('CERTIFICATE_DIGEST', '인증서', path, '인증서가 이름과 다릅니다. 바뀌었습니다.');
    else certificates.set(digest, one?.(digest, bytes) ?? bytes);
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

/** The note under the log's key, every entry inside its tree, and the witnesses that are asked for. */
export async function checkCheckpoint(
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
      fromHex(leafHash(item.entry, context.crypto.text)),
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

/** Texts of opinions and reasons against their commitments in the trail. */
export function checkDisclosures(disclosures: Readonly<Record<string, Disclosure>>, entries: readonly ProvenEntry[], log: CheckLog): void {
  const trail = JSON.stringify(entries);
  for (const [commitment, { salt, value }] of Object.entries(disclosures)) {
    if (commit(salt, value) !== commitment || !trail.includes(`"${commitment}"`)) {
      return log.fault('DISCLOSURE_MISMATCH', '의견', PATHS.disclosures, '의견이나 사유의 글이 서명된 것과 다릅니다.');
    }
  }
  return log.pass('DISCLOSURES', '의견', PATHS.disclosures, `의견·사유 ${Object.keys(disclosures).length}건이 서명된 그대로입니다.`);
}

const UNKNOWN_ROOT = {
  code: 'TRUST_ANCHOR_UNKNOWN',
  message: '믿는 최상위 인증서로 이어지지 않습니다. 감사하는 쪽이 따로 받아 둔 최상위 인증서를 지정해 다시 검증하십시오.',
};

/**
 * Where the log's own certificate does not lead to an anchor given from outside, that is the first fault; the other results are
 * then told under the root that came inside, so that a reader sees whether the file at least agrees with itself.
 */
export async function trustOf(
  certificates: ReadonlyMap<string, Uint8Array>,
  trust: CapsuleTrust,
  logKey: string,
  at: string,
  log: CheckLog,
): Promise<TrustContext> {
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

/**
 * What an administrator decides after a 기록 불일치 경보 (WI8): which of two histories the log goes on from. It is a file of its own, beside the log and
 * not in it: a log that showed two histories is no place to say which one is true. Pure.
 */

import { z } from 'zod';
import type { CryptoProvider } from '../crypto/crypto.ts';
import { sha256Hex } from '../crypto/crypto.ts';
import { concat, fromBase64, fromBase64Url, fromUtf8, utf8 } from '../lib/bytes.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { Directory } from '../org/directory.ts';
import { adminEnded } from '../org/ended.ts';
import { canonicalBytes } from '../trail/canonical.ts';
import { verifyNote } from '../verify/checkpoint.ts';
import { readNote } from '../verify/signed-note.ts';
import { trustedKey } from '../verify/trail.ts';

const CONTEXT = 'ongyeol-log-decision-v1\n';
const NOTE = 20_000;

const decisionSchema = z.strictObject({
  v: z.literal(1),
  agency: z.string(),
  /** The administrator, and the digest of the certificate that signs. */
  person: z.string(),
  certificate: z.string(),
  alg: z.enum(['ES256', 'PS256', 'RS256']),
  at: z.iso.datetime(),
  reason: z.string().min(1).max(500),
  /** The note the log goes on from, the one that was shown beside it, and the proof that did not hold between them (hex). */
  stands: z.string().max(NOTE),
  other: z.string().max(NOTE),
  proof: z.array(z.string()).max(100),
});

const fileSchema = z.strictObject({
  format: z.literal('ongyeol-log-decision'),
  v: z.literal(1),
  decision: decisionSchema,
  signature: z.string(),
  /** The certificate and what stands above it, DER, base64. */
  certificates: z.array(z.string()).max(10),
});

/** A decision. */
export type LogDecision = z.infer<typeof decisionSchema>;

/** A decision as it goes from hand to hand, signed by the administrator (base64url). */
export type LogDecisionFile = z.infer<typeof fileSchema>;

/** Why a decision is not taken. */
export type LogDecisionCode = 'DECISION_MALFORMED' | 'DECISION_FOREIGN' | 'DECISION_SIGNATURE' | 'DECISION_NOTES';

const REFUSED: Readonly<Record<LogDecisionCode, string>> = {
  DECISION_MALFORMED: '기록 결정 파일이 아니거나 손상되었습니다. 바뀐 것은 없습니다. 기관 관리자에게 파일을 다시 받으십시오.',
  DECISION_FOREIGN: '다른 기관의 결정이거나, 폐지된 관리자 인증서로 서명한 결정입니다. 바뀐 것은 없습니다. 소속 기관의 관리자에게 받으십시오.',
  DECISION_SIGNATURE: '결정의 서명이나 인증서가 맞지 않습니다. 바뀐 것은 없습니다. 기관 관리자에게 알리십시오.',
  DECISION_NOTES: '결정에 든 두 기록이 이 기록 서버가 서명한 서로 다른 기록이 아닙니다. 바뀐 것은 없습니다. 기관 관리자에게 알리십시오.',
};

const refuse = (code: LogDecisionCode): Result<never, LogDecisionCode> => err(code, REFUSED[code]);

/** Signed bytes of a decision. */
export function logDecisionBytes(decision: LogDecision): Uint8Array {
  return concat([utf8(CONTEXT), canonicalBytes(decision)]);
}

/** Bytes of the file. */
export function writeLogDecision(file: LogDecisionFile): Uint8Array {
  return utf8(`${JSON.stringify(file, null, 1)}\n`);
}

/** Reads the file; nothing in it is believed yet. Code DECISION_MALFORMED. */
export function readLogDecision(bytes: Uint8Array): Result<LogDecisionFile, LogDecisionCode> {
  try {
    const read = fileSchema.safeParse(JSON.parse(fromUtf8(bytes) ?? ''));
    return read.success ? ok(read.data) : refuse('DECISION_MALFORMED');
  } catch {
    return refuse('DECISION_MALFORMED');
  }
}

/** What a decision is held against: the own agency, its root and directory, and the key of the log (SPKI). */
export interface LogDecisionTrust {
  readonly agency: string;
  readonly anchors: readonly Uint8Array[];
  readonly directory: Directory;
  readonly log: Uint8Array;
  readonly crypto: CryptoProvider;
}

async function notesFault({ stands, other }: LogDecision, { log, crypto }: LogDecisionTrust): Promise<boolean> {
  const [one, two] = [await verifyNote(bare(stands, 0), log, crypto), await verifyNote(bare(other, 0), log, crypto)];
  return one === null || two === null || one.origin !== two.origin || readNote(stands)?.text === readNote(other)?.text;
}

/** A note with the log's own line alone; cosignatures of others are not asked about here. */
function bare(note: string, line: number): string {
  const read = readNote(note);
  return read === null ? '' : `${read.text}\n${read.lines[line]?.text ?? ''}`;
}

/** Whether an administrator of the own agency signed it, about two different notes of this log. */
export async function verifyLogDecision(file: LogDecisionFile, trust: LogDecisionTrust): Promise<Result<LogDecision, LogDecisionCode>> {
  const { decision } = file;
  const ders = file.certificates.flatMap((text) => fromBase64(text) ?? []);
  const certificates = new Map(ders.map((der) => [sha256Hex(der), der]));
  if (decision.agency !== trust.agency) return refuse('DECISION_FOREIGN');
  const key = await trustedKey({ certificates, anchors: trust.anchors, crypto: trust.crypto }, decision.certificate, 'admin', decision.at);
  if ('code' in key) return refuse('DECISION_SIGNATURE');
  const own = key.holder.agency === decision.agency && !adminEnded(trust.directory, decision.agency, decision.certificate, key.issuer);
  if (!own) return refuse('DECISION_FOREIGN');
  const signature = fromBase64Url(file.signature);
  const good = signature !== null && (await trust.crypto.verify(decision.alg, key.spki, signature, logDecisionBytes(decision)));
  if (!good) return refuse('DECISION_SIGNATURE');
  return (await notesFault(decision, trust)) ? refuse('DECISION_NOTES') : ok(decision);
}

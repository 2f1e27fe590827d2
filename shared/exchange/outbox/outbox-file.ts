/**
 * Outbox file ◆ `.ongyeol-outbox`: signed acts that wait for a server, carried as one file (DESIGN §2, promise 2). Canonical JSON,
 * signed by the person who made the file; every act inside is signed by its own actor, so the carrier can add or change nothing.
 */

import { z } from 'zod';
import type { CryptoProvider } from '../../crypto/crypto.ts';
import { sha256Hex } from '../../crypto/crypto.ts';
import { concat, fromBase64, fromBase64Url, utf8 } from '../../lib/bytes.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Submission } from '../../sync/api.ts';
import { submissionSchema } from '../../sync/submission.ts';
import { canonicalBytes } from '../../trail/canonical.ts';
import { verifyStatement } from '../../trail/sign.ts';
import type { SignatureAlg, SignedStatement } from '../../trail/statement.ts';
import { readCanonical } from '../../verify/read-json.ts';
import { trustedKey, type TrustContext } from '../../verify/trail.ts';

/** Name, version and extension of the format. */
export const OUTBOX_FORMAT = 'ongyeol-outbox';
export const OUTBOX_VERSION = 1;
export const OUTBOX_EXTENSION = '.ongyeol-outbox';

/** Largest file taken in, and most acts in one. A person's outbox of ten days is far below both. */
export const OUTBOX_BYTES = 32 << 20;
const MOST_ITEMS = 2000;

const CONTEXT = 'ongyeol-outbox-v1\n';

/** The file before it is signed. `certificates` are DER in base64: the signers' and those above them. */
export interface OutboxDraft {
  readonly format: typeof OUTBOX_FORMAT;
  readonly v: typeof OUTBOX_VERSION;
  readonly by: { readonly person: string; readonly certificate: string };
  readonly at: string;
  readonly items: readonly Submission[];
  readonly certificates: readonly string[];
  readonly alg: SignatureAlg;
}

/** The file; `signature` is base64url over `outboxBytes`. */
export interface OutboxFile extends OutboxDraft {
  readonly signature: string;
}

/** Why a file is not taken. */
export type OutboxFileCode = 'OUTBOX_FORMAT' | 'OUTBOX_SIGNATURE' | 'OUTBOX_ACT';

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

const fileSchema = z.strictObject({
  format: z.literal(OUTBOX_FORMAT),
  v: z.literal(OUTBOX_VERSION),
  by: z.strictObject({ person: z.string().max(100), certificate: hex64 }),
  at: z.iso.datetime(),
  items: z.array(submissionSchema).max(MOST_ITEMS),
  certificates: z.array(z.string().max(32_768)).max(500),
  alg: z.enum(['ES256', 'PS256', 'RS256']),
  signature: z.string().max(2000),
});

const KEPT = '아무것도 바뀌지 않았습니다.';

/** Bytes the maker of the file signs. */
export function outboxBytes(draft: OutboxDraft): Uint8Array {
  return concat([utf8(CONTEXT), canonicalBytes(draft)]);
}

/** Bytes of the file. */
export function writeOutboxFile(file: OutboxFile): Uint8Array {
  return canonicalBytes(file);
}

async function actFault(signed: SignedStatement, trust: TrustContext): Promise<string | null> {
  const { actor, at, type } = signed.statement;
  if (type === 'directory.put') return '조직도를 바꾸는 기록은 이 파일로 옮길 수 없습니다.';
  const key = await trustedKey(trust, actor.certificate, 'person', at);
  if ('code' in key) return key.message;
  if (key.holder.agency !== actor.agency || key.holder.person !== actor.person) return '인증서의 주인과 서명한 사람이 다릅니다.';
  const checked = await verifyStatement(signed, key.spki, trust.crypto);
  return checked.ok ? null : checked.message;
}

/** What a checked file holds: its acts, and the certificates it brought by digest (DER). */
export interface ReadOutbox {
  readonly file: OutboxFile;
  readonly certificates: ReadonlyMap<string, Uint8Array>;
}

function parse(bytes: Uint8Array): OutboxFile | null {
  if (bytes.length > OUTBOX_BYTES) return null;
  const parsed = fileSchema.safeParse(readCanonical(bytes));
  return parsed.success ? (parsed.data as OutboxFile) : null;
}

/** Reads a file and checks its maker's signature and every act in it against the anchors. One bad act refuses the whole file. */
export async function readOutboxFile(
  bytes: Uint8Array,
  known: { readonly anchors: readonly Uint8Array[]; readonly certificates: ReadonlyMap<string, Uint8Array>; readonly crypto: CryptoProvider },
): Promise<Result<ReadOutbox, OutboxFileCode>> {
  const file = parse(bytes);
  if (file === null) return err('OUTBOX_FORMAT', `보낼 서명 파일이 아니거나 파일이 깨졌습니다. ${KEPT} 만든 PC에서 다시 내보내십시오.`);
  const brought = new Map(
    file.certificates.flatMap((text) => {
      const der = fromBase64(text);
      return der === null ? [] : [[sha256Hex(der), der] as const];
    }),
  );
  const trust: TrustContext = { anchors: known.anchors, certificates: new Map([...known.certificates, ...brought]), crypto: known.crypto };
  const { signature, ...draft } = file;
  const key = await trustedKey(trust, file.by.certificate, 'person', file.at);
  const raw = fromBase64Url(signature);
  const good =
    !('code' in key) && key.holder.person === file.by.person && raw !== null && (await known.crypto.verify(file.alg, key.spki, raw, outboxBytes(draft)));
  if (!good) return err('OUTBOX_SIGNATURE', `파일을 만든 사람의 서명이 맞지 않습니다. 옮기는 사이에 바뀌었을 수 있습니다. ${KEPT}`);
  for (const [i, item] of file.items.entries()) {
    const fault = await actFault(item.signed, trust);
    if (fault !== null) return err('OUTBOX_ACT', `${i + 1}번째 서명을 받을 수 없습니다. ${fault} ${KEPT}`);
  }
  return ok({ file, certificates: brought });
}

/** Signing a change of the directory: the administrator's act, outside every document. */

import { toBase64Url } from '../../../shared/lib/bytes.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { DIRECTORY_TRAIL } from '../../../shared/trail/entry.ts';
import { statementBytes } from '../../../shared/trail/sign.ts';
import { STATEMENT_VERSION, type Actor, type SignedStatement, type Statement, type StatementBodies } from '../../../shared/trail/statement.ts';
import type { SignCode, Signer } from '../keys/signer.ts';

/** Post an administrator's certificate is issued for. */
export const ADMINISTRATOR = '기관 관리자';

/** Statement types of the directory's trail. */
export type DirectoryType = Extract<keyof StatementBodies, `directory.${string}`>;

/** Who signs, when, and which revision of the directory was seen. */
export interface SignDirectory {
  readonly actor: Actor;
  readonly signer: Pick<Signer, 'alg' | 'sign'>;
  readonly at: Date;
  readonly rev: number;
}

/** Signs one change of the directory. LOCKED where the key is closed. */
export async function signDirectory<T extends DirectoryType>(
  { actor, signer, at, rev }: SignDirectory,
  type: T,
  body: StatementBodies[T],
): Promise<Result<SignedStatement, SignCode>> {
  const statement = {
    v: STATEMENT_VERSION,
    type,
    documentId: DIRECTORY_TRAIL,
    version: 0,
    contentDigest: null,
    jointDigest: null,
    laneDigest: null,
    stepId: null,
    actor,
    capacity: { kind: 'own' },
    at: at.toISOString(),
    basedOn: { seq: rev, head: null, checkpoint: null },
    directoryRev: rev,
    alg: signer.alg,
    body,
  } as unknown as Statement;
  const signature = await signer.sign(statementBytes(statement));
  return signature.ok ? ok({ statement, signature: toBase64Url(signature.value) }) : signature;
}

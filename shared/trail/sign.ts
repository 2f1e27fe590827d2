/** The exact bytes that are signed, each kind under its own prefix, and the check of a statement's signature. */

import type { CryptoProvider, VerifyAlg } from '../crypto/crypto.ts';
import { concat, fromBase64Url, utf8 } from '../lib/bytes.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { canonical, canonicalBytes } from './canonical.ts';
import { FACT_CONTEXT, type ServerFact, type SignedFact } from './entry.ts';
import { STATEMENT_CONTEXT, type SignedStatement, type Statement } from './statement.ts';

/** Prefix of the bytes a person signs to log in. */
export const LOGIN_CONTEXT = 'ongyeol-login-v2\n';

/** What is signed at login: the server's challenge, bound to the person, the server's name, the device and its secret (SHA-256, hex). */
export interface LoginProof {
  readonly v: 2;
  readonly challenge: string;
  readonly person: string;
  readonly server: string;
  readonly device: string;
  readonly secret: string;
}

/** Signed bytes of a statement. */
export function statementBytes(statement: Statement): Uint8Array {
  return utf8(STATEMENT_CONTEXT + canonical(statement));
}

/** Signed bytes of a server fact; the trail it stands in is bound, so that a fact cannot move to another document. */
export function factBytes(documentId: string, fact: ServerFact): Uint8Array {
  return concat([utf8(FACT_CONTEXT), canonicalBytes({ documentId, fact })]);
}

/** Signed bytes of a login proof. */
export function loginBytes(proof: LoginProof): Uint8Array {
  return concat([utf8(LOGIN_CONTEXT), canonicalBytes(proof)]);
}

function textHolds(crypto: CryptoProvider, alg: VerifyAlg, spki: Uint8Array, signature: Uint8Array, text: string): Promise<boolean> {
  return crypto.verifyText?.(alg, spki, signature, text) ?? crypto.verify(alg, spki, signature, utf8(text));
}

/** Checks the signature of a statement under the public key (SPKI DER) of the certificate it names; `text` is its canonical text where it is known already. */
export async function verifyStatement(
  { signature: text64, statement }: SignedStatement,
  spki: Uint8Array,
  crypto: CryptoProvider,
  text = canonical(statement),
): Promise<Result<null, 'SIGNATURE_INVALID'>> {
  const signature = fromBase64Url(text64);
  const good = signature !== null && (await textHolds(crypto, statement.alg, spki, signature, STATEMENT_CONTEXT + text));
  return good ? ok(null) : err('SIGNATURE_INVALID', '서명이 서명한 사람의 인증서와 맞지 않습니다.');
}

/** Checks the log key's signature over a server fact. */
export async function verifyFact(documentId: string, signed: SignedFact, spki: Uint8Array, crypto: CryptoProvider): Promise<Result<null, 'SIGNATURE_INVALID'>> {
  const signature = fromBase64Url(signed.signature);
  const good = signature !== null && (await crypto.verify('EdDSA', spki, signature, factBytes(documentId, signed.fact)));
  return good ? ok(null) : err('SIGNATURE_INVALID', '기록 서버의 서명이 맞지 않습니다.');
}

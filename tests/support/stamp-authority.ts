/** A time stamp authority for tests: its own root, its own key, a clock that is set. */

import { randomBytes } from 'node:crypto';
import type { StampSource } from '../../electron/backend/pdf/cms.ts';
import { createStampSource } from '../../electron/backend/pdf/stamp-source.ts';
import { createRoot, issue, type Validity } from '../../electron/backend/pki/certificate.ts';
import { generateKey, signDer, type KeyType } from '../../electron/backend/pki/keys.ts';
import { answerStampQuery, DEMO_POLICY, type StampAuthority } from '../../shared/crypto/stamp-authority.ts';
import { createWebCrypto } from '../../shared/crypto/web.ts';
import { parseCertificate } from '../../shared/verify/pki.ts';

const VALID: Validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2046-01-01T00:00:00Z') };

/** The authority with its root, and sources that ask it at a time. */
export interface TestAuthority {
  readonly root: Uint8Array;
  readonly certificate: Uint8Array;
  readonly authority: StampAuthority;
  readonly answer: (query: Uint8Array, at: string) => Promise<Uint8Array>;
  readonly sourceAt: (at: string) => StampSource;
}

/** A fresh authority. */
export function aStampAuthority(type: KeyType = 'P-256'): TestAuthority {
  const root = createRoot('시험 시각확인', VALID);
  const key = generateKey(type);
  const certificate = issue(root, { kind: 'tsa', organisation: '시험', commonName: '시험 시각확인기관' }, key.spki, VALID);
  const parsed = parseCertificate(certificate);
  if (!parsed.ok) throw new Error(parsed.message);
  const identity = { certificate, issuer: parsed.value.issuer, serial: parsed.value.serial };
  const alg = type === 'RSA-2048' ? ('RS256' as const) : ('ES256' as const);
  const authority = { identity, alg, policy: DEMO_POLICY, sign: (data: Uint8Array) => signDer(key.privateKey, data) };
  const answer = (query: Uint8Array, at: string): Promise<Uint8Array> => answerStampQuery(query, authority, at, Uint8Array.from(randomBytes(12)));
  const crypto = createWebCrypto(globalThis.crypto.subtle);
  return { root: root.certificate, certificate, authority, answer, sourceAt: (at) => createStampSource((query) => answer(query, at), crypto) };
}

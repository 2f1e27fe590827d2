/** A time stamp authority's one act (RFC 3161): a question in, a signed answer out. Time and serial number are given, the key is behind a callback. */

import { assembleToken, timestampAttributes, type CmsAlg, type CmsIdentity } from './cms.ts';
import { readTimestampQuery, timestampInfo, timestampReply } from './tsp.ts';

/** Who stamps: certificate with what names it, the policy it stamps under, and its key. */
export interface StampAuthority {
  readonly identity: CmsIdentity;
  readonly alg: CmsAlg;
  readonly policy: string;
  /** Signature over SHA-256 of the data: ECDSA as DER, RSA as PKCS#1 v1.5. */
  readonly sign: (data: Uint8Array) => Uint8Array | Promise<Uint8Array>;
}

/** The policy of the demonstration's authority, under the arc for examples (RFC 7299 §2, joint-iso-itu-t 2.999): it promises nothing. */
export const DEMO_POLICY = '2.999.1';

/** Answers a question with a token over `at` (ISO UTC) and the serial number, or with why not. */
export async function answerStampQuery(query: Uint8Array, authority: StampAuthority, at: string, serial: Uint8Array): Promise<Uint8Array> {
  const asked = readTimestampQuery(query);
  if (!asked.ok) return timestampReply(asked.code);
  const { policy, identity, alg, sign } = authority;
  if (asked.value.policy !== null && asked.value.policy !== policy) return timestampReply('badRequest');
  const info = timestampInfo({ imprint: asked.value.imprint, policy, serial, at, nonce: asked.value.nonce });
  const attributes = timestampAttributes(info, identity);
  // The certificate goes along whether asked for or not: a stamp that needs a second file is checked by nobody.
  return timestampReply(assembleToken(info, attributes, { identity, chain: [], alg, signature: await sign(attributes) }));
}

/** Asking a time stamp authority and taking only an answer to the question asked (RFC 3161 §2.4). */

import { randomBytes } from 'node:crypto';
import type { CryptoProvider } from '../../../shared/crypto/crypto.ts';
import { answersQuery, timestampQuery, tokenOf, type TimestampQuery } from '../../../shared/crypto/tsp.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { checkStamp, infoOfToken } from '../../../shared/verify/timestamp.ts';
import type { StampSource } from './cms.ts';

const NOT_GIVEN = err(
  'NO_TIMESTAMP',
  '시각확인을 받지 못했습니다. 날인하지 않았고 문서는 그대로입니다. 잠시 뒤 다시 하십시오. 계속되면 서버 관리자에게 알리십시오.',
);

/** A source over a way to ask: `ask` sends the question and brings the answer, null where nobody answered. */
export function createStampSource(ask: (query: Uint8Array) => Promise<Uint8Array | null>, crypto: CryptoProvider): StampSource {
  return async (imprint): Promise<Result<Uint8Array, 'NO_TIMESTAMP'>> => {
    const nonce = Uint8Array.from(randomBytes(8));
    nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40;
    const query: TimestampQuery = { imprint, nonce, certificate: true, policy: null };
    const reply = await ask(timestampQuery(query));
    const token = reply === null ? null : tokenOf(reply);
    const info = token === null ? null : infoOfToken(token);
    if (token === null || info === null || !answersQuery(info, query)) return NOT_GIVEN;
    return (await checkStamp(token, imprint, { anchors: [], crypto })) === null ? NOT_GIVEN : ok(token);
  };
}

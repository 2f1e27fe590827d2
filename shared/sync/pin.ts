/** Pinning the server's TLS key: which keys are taken besides that the certificate is trusted (RFC 7469's digest, without its header). */

import { fromBase64, toHex } from '../lib/bytes.ts';
import { err, ok, type Result } from '../lib/result.ts';

/** Code of the error a connection ends with where the server's key is none of the pinned ones. */
export const PIN_MISMATCH = 'PIN_MISMATCH';

/** What the person reads then. */
export const PIN_SENTENCE =
  '서버의 열쇠가 정해 둔 것과 달라 연결하지 않았습니다. 하던 일은 이 PC에 저장되어 있습니다. 누가 중간에 있거나 서버의 인증서가 바뀐 것입니다. 기관 관리자에게 확인하기 전에는 다시 연결하지 마십시오.';

/** A server that had a key and now speaks without one. */
export const PIN_PLAIN_SENTENCE =
  '서버의 열쇠를 정해 두었는데 이 주소는 암호화되지 않아(http) 연결하지 않았습니다. 하던 일은 이 PC에 저장되어 있습니다. https 주소로 다시 시작하십시오.';

/** Digests of `--pin`: SHA-256 of the SPKI in hex or base64, several with commas (the next key before it is changed). */
export function parsePins(text: string): Result<ReadonlySet<string>, 'PIN_MALFORMED'> {
  const pins = text.split(',').map((one) => {
    const word = one.trim().replace(/^sha256[/:]/, '');
    if (/^[0-9a-fA-F]{64}$/.test(word)) return word.toLowerCase();
    const bytes = fromBase64(word);
    return bytes?.length === 32 ? toHex(bytes) : null;
  });
  if (pins.some((pin) => pin === null))
    return err('PIN_MALFORMED', '지문은 서버 열쇠(SPKI)의 SHA-256입니다. 16진수 64자나 base64로 적고, 여럿은 쉼표로 나누십시오.');
  return ok(new Set(pins.flatMap((pin) => pin ?? [])));
}

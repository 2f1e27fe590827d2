/** Text of files from anywhere. `shared/` knows no TextDecoder: what is no Unicode is decoded by who calls. */

import { strFromU8 } from 'fflate';

/** Decodes a file in the old Korean encoding (EUC-KR with the letters of CP949). */
export type OldKorean = (bytes: Uint8Array) => string;

function utf16(bytes: Uint8Array, low: 0 | 1): string {
  const parts: string[] = [];
  for (let start = 2; start + 1 < bytes.length; start += 16_384) {
    const codes: number[] = [];
    for (let i = start; i < Math.min(start + 16_384, bytes.length - 1); i += 2) codes.push((bytes[i + low] ?? 0) | ((bytes[i + 1 - low] ?? 0) << 8));
    parts.push(String.fromCharCode(...codes));
  }
  return parts.join('');
}

/** UTF-8 with a sign for every byte that is none. */
export function looseUtf8(bytes: Uint8Array): string {
  return strFromU8(bytes);
}

/** Whether bytes may be a text: UTF-16 by its mark, or none of the signs that no text of any encoding here has. */
export function looksLikeText(bytes: Uint8Array): boolean {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  // Tab, line ends, form feed and the old end of file (0x1a) stand in texts; escape (0x1b) in those of terminals.
  return marked || !bytes.some((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 0x1a && byte !== 0x1b);
}

/** Text of a plain file: UTF-16 by its byte order mark, UTF-8 where it is, else the old Korean encoding. */
export function decodeText(bytes: Uint8Array, oldKorean: OldKorean): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes, 0);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes, 1);
  const text = looseUtf8(bytes);
  const broken = text.includes('\uFFFD') && !bytes.some((byte, i) => byte === 0xef && bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd);
  return (broken ? oldKorean(bytes) : text).replace(/^\uFEFF/, '');
}

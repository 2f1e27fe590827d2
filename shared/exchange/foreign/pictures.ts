/** Pictures found in a file of another program: judged as any picture that comes in, kept once each, within a bound for the whole file (IMP-10). */

import type { PictureBlock } from '../../collab/content.ts';
import { canonicalText } from '../../collab/read-text.ts';
import { WHOLE_WIDTH } from '../../collab/table.ts';
import { sha256Hex } from '../../crypto/crypto.ts';
import { judgePicture } from '../../policy/guard/picture.ts';

/** A picture's bytes as they are kept, by their digest. */
export interface KeptPicture {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** A picture as a format has it: its bytes, how wide it stands in millimetres (null where the format does not say), and what it shows. */
export interface FoundPicture {
  readonly bytes: Uint8Array;
  readonly wide: number | null;
  readonly alt: string;
}

/** Pictures of one file: more of them, or of larger ones, are lost and told. */
export const PICTURES_MOST = { count: 200, bytes: 60 << 20 } as const;

/** The line of the form, and a pixel at 96 to the inch, in millimetres. */
const LINE_MM = 170;
const PIXEL_MM = 25.4 / 96;
const ALT_MOST = 500;
const LEAST_SHARE = 50;

/** What a picture shows, in one line; the words Hangul puts in by itself say nothing. */
function altOf(words: string): string {
  const said = canonicalText(words)
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim();
  return said.startsWith('그림입니다.') ? '' : Array.from(said).slice(0, ALT_MOST).join('').slice(0, ALT_MOST).toWellFormed();
}

/** Keeps pictures of one file; a picture that may not come in is null. */
export function createPictures(): { readonly keep: (found: FoundPicture, level: number) => PictureBlock | null; readonly kept: () => readonly KeptPicture[] } {
  const kept = new Map<string, KeptPicture>();
  let [count, weight] = [0, 0];
  return {
    kept: () => [...kept.values()],
    keep({ bytes, wide, alt }, level) {
      if (count >= PICTURES_MOST.count || weight + bytes.length > PICTURES_MOST.bytes) return null;
      const judged = judgePicture(bytes);
      if (!judged.ok) return null;
      const { mediaType, width, height, bytes: own } = judged.value;
      const sha256 = sha256Hex(own);
      count += 1;
      if (!kept.has(sha256)) weight += own.length;
      kept.set(sha256, { sha256, bytes: own });
      const share = Math.max(LEAST_SHARE, Math.min(WHOLE_WIDTH, Math.round(((wide ?? width * PIXEL_MM) / LINE_MM) * WHOLE_WIDTH)));
      return { type: 'picture', level, sha256, mediaType, size: own.length, width, height, share, alt: altOf(alt) };
    },
  };
}

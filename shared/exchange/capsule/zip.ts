/** Deterministic plain ZIP ◆: the same files and date give the same bytes (fflate is pinned and pure JS). */

import { unzipSync, zipSync, type Zippable } from 'fflate';
import { err, ok, type Result } from '../../lib/result.ts';

/**
 * Limits against bombs: a capsule larger than this is refused before it is unpacked, and so is one that says it unpacks to very much from very little.
 * Records of a lawful one pack to a tenth or less; zeros to a thousandth.
 */
export const CAPSULE_LIMITS = { files: 20_000, totalBytes: 2_000_000_000, packedBytes: 1_000_000_000, calmBytes: 128_000_000, ratio: 100 } as const;

/** Files by path; paths use `/`, sorted by code unit when packed. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Packs the files, sorted, dated `date` (`YYYY-MM-DD`, noon), with no attributes of any machine. */
export function packZip(files: Files, date: string): Uint8Array {
  const [year = 1980, month = 1, day = 1] = date.split('-').map(Number);
  const mtime = new Date(year, month - 1, day, 12, 0, 0);
  const entries: Zippable = {};
  for (const path of [...files.keys()].toSorted()) {
    entries[path] = [files.get(path) ?? new Uint8Array(0), { level: 6, mtime, os: 0, attrs: 0 }];
  }
  return zipSync(entries);
}

function safePath(path: string): boolean {
  return (
    path.length <= 300 && !path.startsWith('/') && !path.includes('\\') && !path.split('/').some((piece) => piece === '' || piece === '.' || piece === '..')
  );
}

const tooLarge = (total: number, packed: number): boolean =>
  total > CAPSULE_LIMITS.totalBytes || (total > CAPSULE_LIMITS.calmBytes && total > packed * CAPSULE_LIMITS.ratio);

/** Unpacks a capsule from anywhere: hostile sizes and paths are refused with a code. */
export function unpackZip(bytes: Uint8Array): Result<Files, 'ZIP_MALFORMED' | 'ZIP_TOO_LARGE'> {
  if (bytes.length > CAPSULE_LIMITS.packedBytes) return err('ZIP_TOO_LARGE', '검증용 묶음이 너무 커서 열지 않았습니다.');
  let total = 0;
  let count = 0;
  let unsafe = false;
  try {
    const entries = unzipSync(bytes, {
      filter: (file) => {
        total += file.originalSize;
        count += 1;
        unsafe ||= !safePath(file.name);
        return !unsafe && !tooLarge(total, bytes.length) && count <= CAPSULE_LIMITS.files;
      },
    });
    if (unsafe) return err('ZIP_MALFORMED', '검증용 묶음 안의 파일 이름이 올바르지 않습니다.');
    if (tooLarge(total, bytes.length) || count > CAPSULE_LIMITS.files) return err('ZIP_TOO_LARGE', '검증용 묶음이 너무 커서 열지 않았습니다.');
    return ok(new Map(Object.entries(entries)));
  } catch {
    return err('ZIP_MALFORMED', '검증용 묶음을 풀 수 없습니다. 파일이 손상되었거나 다른 형식입니다.');
  }
}

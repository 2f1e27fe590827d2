/** One XML part of an office archive. */

import type { Archive, ArchiveCode } from '../archive/zip-read.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { parseXml, type Element } from './xml.ts';

/** Why a part is not read. */
export type PartCode = ArchiveCode | 'FILE_BROKEN';

/** The part's root element; null where the archive has no such part. */
export function partOf(archive: Archive, name: string): Result<Element | null, PartCode> {
  const bytes = archive.read(name);
  if (!bytes.ok || bytes.value === null) return bytes.ok ? ok(null) : bytes;
  const root = parseXml(bytes.value);
  return root === null
    ? err('FILE_BROKEN', `파일 안의 글(${name})이 손상되어 읽을 수 없습니다. 아무것도 가져오지 않았습니다. 원래 프로그램에서 다시 저장해 고르십시오.`)
    : ok(root);
}

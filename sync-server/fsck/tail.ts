/** At every start the newest entries are looked at again: leaf, link and signature (FS4). A log that does not hold is not gone on with. */

import { err, ok, type Result } from '../../shared/lib/result.ts';
import { toHex } from '../../shared/lib/bytes.ts';
import { leafHash } from '../../shared/trail/hash.ts';
import { whereOf } from '../../shared/verify/rederive.ts';
import { signatureFault, type EntryFault, type TrustContext } from '../../shared/verify/trail.ts';
import type { LoggedEntry } from '../../shared/sync/api.ts';
import type { TrailStorage } from '../storage/storage.ts';

/** How many entries are looked at. */
export const TAIL = 200;

function linkFault({ entry }: LoggedEntry, storage: TrailStorage): EntryFault | null {
  const before = entry.seq === 0 ? undefined : storage.entriesOf(entry.documentId, entry.seq - 1)[0]?.entry;
  const prev = before === undefined ? null : leafHash(before);
  return entry.prev === prev ? null : { code: 'ENTRY_CHAIN', message: '같은 문서의 앞 기록과 이어지지 않습니다.' };
}

/** The first bad entry of the tail. Code LOG_DAMAGED; the sentence names the entry. */
export async function checkTail(
  storage: TrailStorage,
  leaves: readonly Uint8Array[],
  logKey: string,
  trust: TrustContext,
): Promise<Result<null, 'LOG_DAMAGED'>> {
  const from = Math.max(0, leaves.length - TAIL);
  for (const item of storage.entriesFrom(from, TAIL)) {
    const leaf = leaves[item.index];
    const same = leaf !== undefined && leafHash(item.entry) === toHex(leaf);
    const fault = same
      ? (linkFault(item, storage) ?? (await signatureFault(item.entry, logKey, trust)))
      : { code: 'ENTRY_LEAF', message: '기록의 내용이 적힌 지문과 다릅니다. 바뀌었습니다.' };
    if (fault === null) continue;
    const where = whereOf({ index: item.index, documentId: item.entry.documentId, seq: item.entry.seq });
    return err(
      'LOG_DAMAGED',
      `${where}: ${fault.message} 서버를 시작하지 않았고 자료는 그대로입니다. ongyeol fsck로 전체를 검사하고, 자료를 지우지 말고 백업에서 복원하십시오.`,
    );
  }
  return ok(null);
}

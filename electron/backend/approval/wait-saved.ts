/** Waiting until what was written is at the server, before its content is fixed. */

import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { BackendContext } from '../context.ts';
import { openSentence } from '../db/open.ts';

/** Waits for something of the server, but no longer than there is a line to it and this PC's disk takes the text. */
export async function lineOr({ replica, sync }: BackendContext, waited: Promise<unknown>): Promise<void> {
  let stop = (): void => undefined;
  const gone = new Promise<void>((resolve) => {
    const look = (): void => void ((replica.status().connection === 'offline' || sync.disk() !== null) && resolve());
    stop = replica.onChange(look);
    look();
  });
  waited.catch(() => undefined); // told by the stranded copy itself where nobody waits any more
  await Promise.race([waited, gone]).finally(stop);
}

/** Drafting rooms must be durable at the server before their content can be fixed; without a line they wait together. Codes: STRANDED, those of a disk that refuses. */
export async function waitSaved(context: BackendContext, documentId: string): Promise<Result<null>> {
  const rooms = context.drafts.rooms(documentId);
  if (rooms === null || context.replica.status().connection === 'offline') return ok(null);
  try {
    const saved = Promise.all([rooms.main, ...rooms.sections.values()].map((room) => room.saved()));
    await lineOr(context, saved);
    const disk = context.sync.disk();
    return disk === null ? ok(null) : err(disk, `결재를 올리지 않았습니다. ${openSentence(disk)}`);
  } catch {
    return err(
      'STRANDED',
      '이 PC의 글 가운데 서버가 받지 않은 것이 있어 올리지 않았습니다. 그 글은 따로 보관했습니다. 문서를 닫았다가 다시 열어 확인하십시오.',
    );
  }
}

/** Keeping a paper outside the program: freely while it is drafted; once it is fixed, signed and recorded before a byte is written (RT6). */

import type { DownloadReason } from '../../../shared/api/contract.ts';
import { refuse } from '../../../shared/approval/refusals.ts';
import { err, type Result } from '../../../shared/lib/result.ts';
import { downloadRule, reasonSuffices } from '../../../shared/policy/download.ts';
import type { DownloadKind } from '../../../shared/trail/statement.ts';
import { boundToDocument, commitText, stateOf } from '../acts/compose.ts';
import { act } from '../acts/send.ts';
import type { BackendContext } from '../context.ts';
import type { Platform, Saved } from '../platform.ts';

/** What is kept, and why; `file` is an attachment's digest. */
export interface Keeping {
  readonly documentId: string;
  readonly what: DownloadKind;
  readonly file: string | null;
  readonly reason: DownloadReason;
}

/** Signs and sends the record; without a line it waits in the outbox, on disk when this returns. */
export function recordKept(context: BackendContext, { documentId, what, file, reason }: Keeping): Promise<Result<unknown>> {
  const state = stateOf(context.replica, documentId);
  const told = reason === null || reason.text.trim() === '' ? null : commitText(reason.text.trim());
  return act(context, {
    documentId,
    type: 'downloaded',
    body: { what, file, ground: reason?.ground ?? null, reason: told?.commitment ?? null },
    bound: boundToDocument(state, context.me().agency),
    ...(told === null ? {} : { disclosures: told.disclosures }),
    done: '',
  });
}

/** Lets the person choose where the file is kept, or puts it where `save` does. Refusals: DOWNLOAD_REASON, LOCKED, those of the server, SAVE_FAILED; then nothing is written. */
export async function keepFile(
  context: BackendContext,
  keeping: Keeping,
  name: string,
  bytes: Uint8Array,
  save: Platform['saveFile'] = context.platform.saveFile,
): Promise<Result<Saved>> {
  const { replica, keyring } = context;
  const rule = downloadRule(stateOf(replica, keeping.documentId), replica.directory(), context.me().id);
  if (rule === 'free') return save(name, bytes);
  const { reason } = keeping;
  if (!reasonSuffices(rule, reason?.ground ?? null, (reason?.text.trim() ?? '') !== '')) return refuse('DOWNLOAD_REASON');
  if (keyring.unlockedUntil() === null)
    return err('LOCKED', '인증서가 잠겨 있어 저장하지 않았습니다. 확정된 문서의 저장은 서명으로 기록합니다. 인증서 암호를 입력한 뒤 다시 하십시오.');
  return save(name, bytes, () => recordKept(context, keeping));
}

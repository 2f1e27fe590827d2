/** Publishing a changed record of the administrator's agency: one signed entry of the directory. */

import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { AgencyRecord } from '../../../shared/org/directory.ts';
import type { BackendContext } from '../context.ts';
import { signDirectory } from './sign.ts';

/** How long the own replica may take to hear what the server took (ms). */
const PATIENCE_MS = 10_000;

/** Waits until the replica has what the server took; the server has it either way. */
function arrived({ sync }: BackendContext, rev: number): Promise<void> {
  return new Promise((settle) => {
    const holds = (): boolean => sync.directory().rev > rev;
    const end = (): void => {
      clearTimeout(timer);
      stop();
      settle();
    };
    const timer = setTimeout(end, PATIENCE_MS);
    const stop = sync.onEntries(() => holds() && end());
    if (holds()) end();
  });
}

/** What is published. `rev` is the directory the record was made from; `certificates` (DER) are those it is the first to name. */
interface Publishing {
  readonly rev: number;
  readonly certificates?: readonly Uint8Array[];
}

/**
 * Signs and publishes the record. Refused: LOCKED, OFFLINE, NOT_ADMIN, and DIRECTORY_MOVED where another administrator came first; nothing is
 * changed then. Nothing waits in the outbox.
 */
export async function publishRecord(context: BackendContext, record: AgencyRecord, { rev, certificates = [] }: Publishing): Promise<Result<null>> {
  const { sync, actor, signer, now } = context;
  if (sync.status().connection !== 'online')
    return err('OFFLINE', '서버에 닿지 않아 조직도를 바꾸지 못했습니다. 아무것도 바뀌지 않았습니다. 서버에 연결된 뒤 다시 하십시오.');
  const signed = await signDirectory({ actor, signer, at: now(), rev }, 'directory.put', { agency: record });
  if (!signed.ok) return signed;
  for (const der of certificates) {
    const offered = await sync.offerCertificate(der);
    if (!offered.ok) return offered;
  }
  const taken = await sync.ask('POST', '/statements', { signed: signed.value });
  if (!taken.ok) return taken;
  await arrived(context, rev);
  return ok(null);
}

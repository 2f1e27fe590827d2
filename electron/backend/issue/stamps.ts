/** Time stamps and long-term evidence for a seal, where the server offers them; without an offer a seal is as quick as ever. */

import type { DocumentState } from '../../../shared/approval/state.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { stampAnswer, stampOffer } from '../../../shared/sync/stamps.ts';
import { checkStamp } from '../../../shared/verify/timestamp.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import type { BackendContext } from '../context.ts';
import type { StampSource } from '../pdf/cms.ts';
import { createStampSource } from '../pdf/stamp-source.ts';

/** What a seal is stamped with. `close`: the last seal puts evidence and a time stamp of the whole behind itself. */
export interface SealStamps {
  readonly source: StampSource;
  readonly close: boolean;
  readonly lists: readonly Uint8Array[];
}

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

const OFFERED = 'stamps.offered';

/** Whether this server offered time stamps when it was last asked: a seal without one is then told as that. */
export function stampsExpected({ meta }: Pick<BackendContext, 'meta'>): boolean {
  return meta.get(OFFERED) === 'yes';
}

/** The server's offer; null where it makes none, is older, or is out of reach: then a seal goes on without a stamp, and says nothing of its time. */
export async function stampsOf({ sync, crypto, meta }: BackendContext): Promise<SealStamps | null> {
  const told = await sync.ask<unknown>('GET', '/timestamp');
  const offer = told.ok ? stampOffer.safeParse(told.value) : null;
  if (told.ok) meta.set(OFFERED, offer?.success === true ? 'yes' : 'no');
  if (offer?.success !== true) return null;
  const ask = async (query: Uint8Array): Promise<Uint8Array | null> => {
    const sent = await sync.ask<unknown>('POST', '/timestamp', { query: Buffer.from(query).toString('base64') });
    const answered = sent.ok ? stampAnswer.safeParse(sent.value) : null;
    return answered?.success === true ? bytesOf(answered.data.reply) : null;
  };
  return { source: createStampSource(ask, crypto), close: offer.data.longTerm, lists: offer.data.lists.map(bytesOf) };
}

/** Certificates of the authorities that issued the seals, as far as this replica checked them. */
function issuersOf({ sync }: BackendContext, state: DocumentState): Uint8Array[] {
  const agencies = new Set(state.lanes.map(({ agency }) => agency));
  return [...sync.certificates().values()].filter((der) => {
    const parsed = parseCertificate(der);
    return parsed.ok && parsed.value.kind === 'agency' && agencies.has(parsed.value.agencyCode ?? '');
  });
}

/** The time stamp authority's certificates, as its tokens bring them. */
async function authorityOf({ crypto }: BackendContext, { source }: SealStamps): Promise<readonly Uint8Array[]> {
  const imprint = new Uint8Array(32);
  const token = await source(imprint);
  const stamp = token.ok ? await checkStamp(token.value, imprint, { anchors: [], crypto }) : null;
  return stamp?.certificates ?? [];
}

/** Whether the next seal is the last one of the paper. */
export const isLastSeal = (state: DocumentState): boolean => state.seals.length + 1 >= state.lanes.length;

/** The paper as it is put away after a seal: closed for the long term where this was the last one and the server asks for it. */
export async function closeAfterLast(
  context: BackendContext,
  state: DocumentState,
  sealed: Uint8Array,
  stamps: SealStamps | null,
): Promise<Result<Uint8Array>> {
  if (stamps === null || !stamps.close || !isLastSeal(state)) return ok(sealed);
  const { closePdf } = await import('../pdf/closing.ts');
  const certificates = [...issuersOf(context, state), ...context.anchors, ...(await authorityOf(context, stamps))];
  return closePdf(sealed, { certificates, lists: stamps.lists }, stamps.source);
}

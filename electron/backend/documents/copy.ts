/** 복사하여 기안: what an old paper says, as a new draft of the person who copies it. */

import { filesOf, type Content, type Fields } from '../../../shared/collab/content.ts';
import type { LanePlan } from '../../../shared/approval/route.ts';
import { laneOf } from '../../../shared/approval/state.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { AgencyRecord } from '../../../shared/org/directory.ts';
import { unitNow } from '../../../shared/org/succession.ts';
import { mayRead } from '../../../shared/policy/access.ts';
import { stateOf } from '../acts/compose.ts';
import { deviationReason } from '../approval/deviation-reason.ts';
import type { BackendContext } from '../context.ts';

/** Fields that are the copier's own; everything else is what the paper said. */
type Own = Pick<Fields, 'lead' | 'leadUnit' | 'originator' | 'reporter' | 'recordFile'>;

/**
 * The content a copy begins with. Attachments and pictures are put up again, because the right to the old ones is the old paper's. Codes: NO_DOCUMENT, those of
 * reading the content and of fetching an attachment.
 */
export async function copiedContent(context: BackendContext, documentId: string, own: Own): Promise<Result<Content>> {
  const { replica } = context;
  const state = stateOf(replica, documentId);
  if (!mayRead(state, replica.directory(), context.me().id)) return err('NO_DOCUMENT', '이 문서를 찾을 수 없거나 볼 권한이 없습니다.');
  const content = await context.drafts.content(documentId);
  if (!content.ok) return content;
  for (const sha256 of filesOf(content.value)) {
    const bytes = await replica.getBlob(sha256);
    if (!bytes.ok) return bytes;
    await replica.putBlob(bytes.value);
  }
  const { fields } = content.value;
  const recordFile = fields.lead === own.lead && fields.leadUnit === own.leadUnit ? fields.recordFile : own.recordFile;
  const partners = fields.partners.filter(({ agency }) => agency !== own.lead);
  return ok({ ...content.value, fields: { ...fields, ...own, recordFile, partners } });
}

const keyOf = (documentId: string): string => `copiedFrom.${documentId}`;

/** Which paper a draft was copied from: its route is proposed for the draft. Of this person alone, and in no trail. */
export function keepCopied({ meta }: Pick<BackendContext, 'meta'>, documentId: string, from: string): void {
  meta.set(keyOf(documentId), from);
}

/** A route with the reason its decider stands above or below the table; empty where none was asked. */
interface CopiedRoute {
  readonly plan: LanePlan;
  readonly reason: string;
}

/** The lead's route of the paper a draft was copied from, where the same 처리과 led it; null elsewhere. */
export function copiedRoute(context: Pick<BackendContext, 'meta' | 'replica'>, documentId: string, agency: AgencyRecord, unit: string): CopiedRoute | null {
  const from = context.meta.get(keyOf(documentId));
  const lane = from === null ? undefined : laneOf(stateOf(context.replica, from), agency.code);
  if (from === null || lane?.role !== 'lead' || lane.plan === null || (unitNow(agency, lane.unit) ?? lane.unit) !== unit) return null;
  return { plan: lane.plan, reason: deviationReason(context, from, lane) };
}

/** The paper of a document: base PDF after registration, or a draft for 미리보기. The base follows from the trail alone (DESIGN §9). */

import { replay } from '../../../shared/approval/evolve.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import type { Content } from '../../../shared/collab/content.ts';
import { picturesIn } from '../../../shared/exchange/capsule/capsule.ts';
import type { Pictures } from '../../../shared/forms/body.ts';
import type { PrintSource } from '../../../shared/forms/common.ts';
import { sealFieldName } from '../../../shared/forms/official.ts';
import { buildPaperPrint, paperPrint } from '../../../shared/forms/paper.ts';
import type { EmbeddedFile, PaperPrint } from '../../../shared/forms/print-model.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { createNames, type Names } from '../../../shared/org/names.ts';
import { canonicalBytes } from '../../../shared/trail/canonical.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import type { ArchiveSeal } from '../pdf/archive.ts';
import { omitsSeal } from '../documents/title.ts';
import { lookOf } from '../seals/picture.ts';
import { printLanes } from '../../../shared/forms/printed-lanes.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';

function printSource(
  names: Names,
  state: DocumentState,
  content: Content,
  extra: { enforcedOn: string | null; watermark: string; createdAt: string; files: readonly EmbeddedFile[]; pictures: Pictures },
): PrintSource {
  const lead = state.registrations.find((registration) => registration.role === 'lead');
  return {
    content,
    agencies: names.on(state.approvedAt).agencies,
    lanes: printLanes(state, names, state.approvedAt),
    showPending: extra.watermark !== '',
    approvedOn: state.approvedAt === null ? null : seoulDate(state.approvedAt),
    registration: lead === undefined ? null : { unitName: lead.unitName, number: lead.number },
    ...extra,
  };
}

/** Bytes of a body's pictures, as far as they can be had. */
async function picturesOf({ replica }: BackendContext, content: Content): Promise<Pictures> {
  const found = new Map<string, Uint8Array>();
  for (const { sha256 } of picturesIn(content)) {
    const bytes = await replica.getBlob(sha256);
    if (bytes.ok) found.set(sha256, bytes.value);
  }
  return found;
}

/** Draft of the paper with `미리보기` across it, in 큰글자 where that is asked. */
export async function renderDraft(context: BackendContext, documentId: string, large = false): Promise<Result<Uint8Array>> {
  const content = await context.drafts.content(documentId);
  if (!content.ok) return content;
  const state = stateOf(context.replica, documentId);
  const source = printSource(context.names(), state, content.value, {
    enforcedOn: state.base?.enforcedOn ?? null,
    watermark: '미리보기',
    createdAt: state.changedAt ?? context.now().toISOString(),
    files: [],
    pictures: await picturesOf(context, content.value),
  });
  const drawn = await context.pdf.render({ ...buildPaperPrint(source), ...(large ? { large: true } : {}) });
  return drawn.ok ? ok(drawn.value.pdf) : drawn;
}

/** The base every agency renders alike: frozen content with its salts and the trail up to the last registration attached. An internal paper has no 시행일. */
export async function renderBase(context: BackendContext, documentId: string, enforcedOn: string | null): Promise<Result<Uint8Array>> {
  const model = await baseModel(context, documentId, enforcedOn);
  if (!model.ok) return model;
  const drawn = await context.pdf.render(model.value);
  return drawn.ok ? ok(drawn.value.pdf) : drawn;
}

/** Each seal as it looked on the day it was set; none where the paper leaves them out. */
export async function sealLooks(context: BackendContext, state: DocumentState): Promise<Result<ArchiveSeal[]>> {
  const looks: ArchiveSeal[] = [];
  const omitted = await omitsSeal(context, state.documentId);
  for (const { agency, at } of omitted ? [] : state.seals) {
    const record = context.names().on(at).agencies.get(agency)?.seal ?? null;
    const look = record === null ? null : await lookOf(context, record);
    if (record === null || look === null)
      return err('SEAL_UNKNOWN', `관인대장에서 그때의 관인을 찾지 못해 만들지 않았습니다(${agency}). 조직도를 새로 받은 뒤 다시 하십시오.`);
    if (!look.ok) return look;
    looks.push({ field: sealFieldName(agency), name: record.name, picture: look.value });
  }
  return ok(looks);
}

/** The final paper as PDF/A-1b for the archives: the same pages with their seals drawn. */
export async function renderArchive(context: BackendContext, state: DocumentState): Promise<Result<Uint8Array>> {
  const model = await baseModel(context, state.documentId, state.base?.enforcedOn ?? null);
  if (!model.ok) return model;
  const seals = await sealLooks(context, state);
  if (!seals.ok) return seals;
  const drawn = await context.pdf.render(model.value, { seals: seals.value });
  return drawn.ok ? ok(drawn.value.pdf) : drawn;
}

/** What the final paper prints: the frozen content and what the trail said up to the last registration. */
export async function baseModel(context: BackendContext, documentId: string, enforcedOn: string | null): Promise<Result<PaperPrint>> {
  const now = stateOf(context.replica, documentId);
  const frozen = await context.replica.content(documentId, now.version);
  if (!frozen.ok) return frozen;
  const stored = context.replica.entries(documentId);
  const last = stored.findLastIndex(({ entry }) => entry.kind === 'serverFact' && entry.body.fact.type === 'registered');
  const registered = stored[last];
  if (registered === undefined) return err('STATE_MISMATCH', '등록되지 않은 문서에는 날인할 수 없습니다.');
  const upTo = stored.slice(0, last + 1).map(({ entry }) => entry);
  // What the directory says later changes nothing: an agency that renders after a reorganisation gets the same bytes.
  const before = context.replica.directoryEntries().filter(({ index }) => index < registered.index);
  const names = createNames(before.map(({ entry }) => entry));
  const state = replay(documentId, upTo);
  const files: EmbeddedFile[] = [
    { name: 'document.json', mediaType: 'application/json', description: '원문과 내용 지문', relationship: 'Source', bytes: canonicalBytes(frozen.value) },
    { name: 'trail.json', mediaType: 'application/json', description: '등록까지의 처리 이력', relationship: 'Supplement', bytes: canonicalBytes(upTo) },
  ];
  const source = printSource(names, state, frozen.value.content, {
    enforcedOn,
    watermark: '',
    createdAt: state.approvedAt ?? '',
    files,
    pictures: await picturesOf(context, frozen.value.content),
  });
  return paperPrint(source);
}

/** Bytes of the paper as it stands: sealed so far, or the base. Null before a base is fixed. */
export async function currentPdf(context: BackendContext, state: DocumentState): Promise<Result<Uint8Array> | null> {
  const digest = state.seals.at(-1)?.toDigest ?? state.base?.digest;
  return digest === undefined ? null : context.replica.getBlob(digest);
}

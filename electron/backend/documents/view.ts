/** Views of documents for the screens: state + content + directory → what is shown. */

import type { DocumentRow, DocumentView, LaneView, StepView } from '../../../shared/api/views.ts';
import { madeBefore, turnBefore } from '../../../shared/approval/handover.ts';
import { standingOn } from '../../../shared/approval/step-acts.ts';
import { laneOf, currentSteps, laneDecided, type DocumentState, type LaneState } from '../../../shared/approval/state.ts';
import type { StepPlan } from '../../../shared/approval/route.ts';
import { turnSince } from '../../../shared/approval/turn-since.ts';
import { commentsRoom, mainRoom } from '../../../shared/collab/protocol.ts';
import { issueOf } from './issue-view.ts';
import { laneRule } from './lane-rule.ts';
import { readersOf } from './readers-view.ts';
import { sectionsOf } from './sections-view.ts';
import { sharesOf } from './shares-view.ts';
import { postNow, unitNow } from '../../../shared/org/succession.ts';
import { downloadRule } from '../../../shared/policy/download.ts';
import { ownRevision, roomRight } from '../../../shared/policy/access.ts';
import { askingOf, consultationsOf, consultedOf } from './consultation-view.ts';
import { openRevision, revisionsOf, versionsOf } from './revision-view.ts';
import { printedRows } from '../issue/printed.ts';
import { bundleOfRow } from './bundle-view.ts';
import { agencyView, postThen, unitThen } from './agencies.ts';
import { askerOfSource, disclosed, type ViewSource } from './source.ts';
import { rowDue, wholeDue } from './requests.ts';
import { endedOf, reportRow, reportsView, stepExtras } from './step-view.ts';
import { laneTurnView, turnView } from './turn-view.ts';
import { actsFor, awaitsServer, endsInside, heldSince, myTurns, nextWords, STATUS_TEXT, withdrawNot } from './status.ts';

const INSIDE = '내부결재';
const CHANGE_ASKED = '수정 요청';
const AWAITS_SERVER = '서명함 · 아직 서버로 가지 않음';

function stepView(source: ViewSource, lane: LaneState, step: StepPlan, turns: readonly StepPlan[]): StepView {
  const outcome = lane.outcomes.get(step.id);
  const now = turns.some((turn) => turn.id === step.id);
  const standing = standingOn(askerOfSource(source), lane, step);
  const { names, directory } = source;
  // Who signed stands there as they were; a step that is open stands at the post as it is called today.
  const signed = outcome !== undefined && outcome.capacity.kind === 'own' && outcome.verdict === 'signed' ? outcome.actor : null;
  const post = signed ?? (outcome === undefined ? postNow(directory.agencies.get(lane.agency), step) : null) ?? step;
  const at = outcome?.at ?? null;
  return {
    id: step.id,
    kind: step.kind,
    position: post.position,
    unitName: unitThen(names, lane.agency, post.unit, at),
    person: outcome === undefined ? null : (names.person(outcome.actor.person, at)?.name ?? null),
    state: outcome === undefined ? (now ? 'now' : 'todo') : outcome.verdict === 'change-asked' ? 'returned' : outcome.verdict,
    at,
    marks: [...step.marks],
    delegated: step.delegated,
    differs: outcome?.opinion?.kind === 'different',
    opinion: disclosed(source, outcome?.opinion?.text ?? outcome?.reason ?? null),
    mine: now && standing !== undefined,
    ...turnView(source, lane, step, now),
    ...stepExtras(source, lane, step, now ? standing : undefined),
  };
}

function laneState(state: DocumentState, lane: LaneState): LaneView['state'] {
  if ([...lane.outcomes.values()].some((outcome) => outcome.verdict === 'returned' || outcome.verdict === 'change-asked')) return 'returned';
  if (state.status === 'withdrawn' && (lane.role === 'lead' || lane.requestedAt !== null)) return 'withdrawn';
  // What others decided is void with the version (규칙 §5②), and nobody is asked any more.
  if (state.status === 'withdrawn' || state.status === 'returned') return 'ended';
  if (laneDecided(lane)) return 'decided';
  if (lane.role === 'lead') return state.status === 'drafting' ? 'designing' : 'running';
  if (lane.requestedAt === null) return 'waiting';
  if (lane.received === null) return 'requested';
  return lane.plan === null ? 'designing' : 'running';
}

/** A lane's 처리과: as it was called when the paper was established, before that the one that does its work today. */
function laneUnit({ state, directory, names }: ViewSource, agency: string, unit: string): string {
  const code = state.approvedAt === null ? (unitNow(directory.agencies.get(agency), unit) ?? unit) : unit;
  return unitThen(names, agency, code, state.approvedAt);
}

/** A 기록물철 that was closed while the paper is on its way is said so: sent up before, the paper stays in it (IM14). */
function fileWords({ state, directory }: ViewSource, { agency, unit, recordFile }: LaneState): string | null {
  if (recordFile === '') return null;
  const record = directory.agencies.get(agency);
  const now = unitNow(record, unit) ?? unit;
  const open = record?.recordFiles.some((file) => file.name === recordFile && file.unit === now) !== false;
  if (open || state.status !== 'in-approval') return recordFile;
  return `${recordFile} (올린 뒤에 종결됨. 이 문서는 그대로 이 철에 등록됩니다)`;
}

/** One lane as the paper stands in `source`. */
export function laneView(source: ViewSource, lane: LaneState): LaneView {
  const { state, names } = source;
  const turns = currentSteps(state, lane);
  const registration = state.registrations.find((candidate) => candidate.agency === lane.agency);
  const handler = lane.received === null ? undefined : names.person(lane.received.handler, lane.received.at);
  return {
    agency: agencyView(names.on(state.approvedAt), state, lane.agency),
    role: lane.role,
    unitName: registration?.unitName ?? laneUnit(source, lane.agency, lane.unit),
    state: laneState(state, lane),
    handler: handler === undefined ? null : postThen(names, handler, lane.received?.at ?? null),
    rule: laneRule(source, lane),
    deviation: lane.deviation === null ? null : { direction: lane.deviation.direction, reason: disclosed(source, lane.deviation.reason) ?? '' },
    stages: (lane.plan?.stages ?? []).map((stage) => stage.map((step) => stepView(source, lane, step, turns))),
    recordFile: fileWords(source, lane),
    registration: registration === undefined ? null : `${registration.unitName}-${registration.number}`,
    sealed: state.seals.some((seal) => seal.agency === lane.agency),
    ...laneTurnView(source, lane),
  };
}

/** Partners named in a draft are drawn before 결재 올림 too. */
function lanesShown(source: ViewSource): LaneView[] {
  const { state, content, directory } = source;
  const known = state.lanes.map((lane) => laneView(source, lane));
  if (state.status !== 'drafting') return known;
  const partners = content?.fields.partners.map(({ agency }) => agency) ?? [];
  const lanes = (content?.fields.partners ?? []).map((partner): LaneView => ({
    agency: agencyView(directory, state, partner.agency, partners),
    role: 'partner',
    unitName: laneUnit(source, partner.agency, partner.unit),
    state: 'waiting',
    handler: null,
    rule: null,
    deviation: null,
    stages: [],
    recordFile: null,
    registration: null,
    sealed: false,
    due: null,
    since: null,
    days: { whole: null, steps: {} },
    maySetDays: false,
  }));
  return [...known, ...lanes];
}

/** What waits for this person other than a step, and since when. */
function asksOf(source: ViewSource): Pick<DocumentRow, 'asks' | 'waitingSince' | 'handover'> {
  const { state, me } = source;
  const turn = myTurns(state, askerOfSource(source))[0];
  const acts = actsFor(state, source.content, askerOfSource(source), source.waiting);
  const asks = (['receive', 'designPartner', 'reroute', 'sendRevision'] as const).find((act) => state.status === 'in-approval' && acts.includes(act)) ?? null;
  const lane = laneOf(state, me.agency);
  const requested = asks === 'receive' ? lane?.requestedAt : asks === 'designPartner' ? lane?.received?.at : null;
  const since = turn === undefined ? (requested ?? null) : turnSince(state, turn);
  return { asks, waitingSince: since, handover: handoverView(source, turn, since) };
}

/** Work that came to this person from somebody who left, in words; null where it was theirs all along. Who acts for somebody takes nothing over. */
function handoverView({ state, names, me }: ViewSource, turn: ReturnType<typeof myTurns>[number] | undefined, since: string | null): DocumentRow['handover'] {
  const taken = turn === undefined || turn.standing.kind === 'acting' ? null : turnBefore(turn.lane.agency, turn.step, names, me, since);
  const found = taken ?? madeBefore(state, names, me);
  if (found === null) return null;
  const { kind, person, unit, position, at } = found;
  const name = names.person(person, at)?.name ?? '';
  return { kind, person, name, post: position === '' ? '' : postThen(names, { agency: me.agency, unit, position }, at), at };
}

/** A row of a list. */
export function rowView(source: ViewSource): DocumentRow {
  const { state, content, directory, names } = source;
  const lanes = lanesShown(source);
  const inside = endsInside(state, content);
  const opinions = lanes.flatMap((lane) => lane.stages.flat()).filter((step) => step.opinion !== null || step.differs).length;
  return {
    documentId: state.documentId,
    version: state.version,
    title: content?.fields.title ?? '(제목을 받는 중)',
    status: state.status === 'none' ? 'drafting' : state.status,
    statusText: inside ? INSIDE : state.status === 'returned' && state.ended.at(-1)?.how === 'change-asked' ? CHANGE_ASKED : STATUS_TEXT[state.status],
    next: awaitsServer(state, source.waiting) ? AWAITS_SERVER : inside ? '' : nextWords(state, directory),
    lead: agencyView(names.on(state.approvedAt), state, state.lead?.agency ?? ''),
    unitName: lanes.find(({ role }) => role === 'lead')?.unitName ?? '',
    drafter: state.drafter?.position ?? '',
    agencies: lanes.map((lane) => lane.agency),
    attachments: content?.attachments.length ?? 0,
    opinions,
    lanes,
    order: state.joint?.order ?? content?.fields.partnerOrder ?? 'parallel',
    changedAt: state.changedAt ?? '',
    ...asksOf(source),
    due: rowDue(source),
    heldSince: inside ? null : heldSince(state),
    important: state.important,
    report: reportRow(source),
    revision: openRevision(source),
    revisions: revisionsOf(source),
    ...bundleOfRow(source),
    consulted: consultedOf(source),
    asking: askingOf(source),
  };
}

function fieldsView(source: ViewSource): DocumentView['fields'] {
  const { content, names, state } = source;
  const fields = content?.fields;
  const file = names
    .on(state.approvedAt)
    .agencies.get(state.lead?.agency ?? '')
    ?.recordFiles.find((candidate) => candidate.name === fields?.recordFile);
  const grounds = fields?.disclosure.grounds ?? [];
  return {
    form: fields?.form ?? 'official',
    written: fields?.written ?? '',
    basis: fields?.basis ?? '',
    disclosureReason: fields?.disclosureReason ?? '',
    sealOmitted: fields?.sealOmitted ?? '',
    face: fields?.face ?? 'sans',
    related: (fields?.related ?? []).map((paper) => ({ ...paper })),
    title: fields?.title ?? '',
    summary: fields?.summary ?? '',
    keywords: [...(fields?.keywords ?? [])],
    work: [...(fields?.work ?? [])],
    recipients: [...(fields?.recipients ?? [])],
    via: fields?.via ?? '',
    disclosure: `${fields?.disclosure.kind ?? '공개'}${grounds.length > 0 ? `(${grounds.join(', ')})` : ''}`,
    recordFile: fields?.recordFile ?? '',
    retention: file?.retention ?? '',
    originator: fields?.originator ?? '',
    reporter: fields?.reporter ?? '',
    partnerOrder: fields?.partnerOrder ?? 'parallel',
  };
}

function timesView(source: ViewSource): DocumentView['times'] {
  const { state, names } = source;
  const then = names.on(state.issued?.at ?? null);
  return {
    approvedAt: state.approvedAt,
    issuedAt: state.issued?.at ?? null,
    recipients: (state.issued?.recipients ?? []).map((recipient) => ({
      name: recipient.name,
      agency: recipient.agency === null ? null : (then.agencies.get(recipient.agency)?.name ?? null),
      arrivedAt: state.arrivals.find((arrival) => arrival.recipient === recipient.name)?.at ?? null,
      outside: recipient.agency === null,
    })),
  };
}

/** Where it is written, in which parts, and what this person may do there. */
function writingOf(source: ViewSource, ids: readonly string[]): Pick<DocumentView, 'rooms' | 'right' | 'sections'> {
  const { state, directory, me } = source;
  const own = ownRevision(state, me.id);
  const version = own ?? state.version;
  const right = own === null ? roomRight(state, directory, me.id, 'main') : 'edit';
  const sections = sectionsOf(source, version, ids, right === 'edit');
  const rooms = {
    main: mainRoom(state.documentId, version),
    sections: sections.list.map(({ room }) => room),
    comments: commentsRoom(state.documentId, version),
  };
  return { rooms, right, sections };
}

/** Everything of one document but the other papers of its 일괄기안 and its earlier versions. `checks` come from the route feature. */
export function documentViewOf(source: ViewSource, checks: DocumentView['checks'], sections: readonly string[]): Omit<DocumentView, 'bundled' | 'past'> {
  const { state, content, directory, me } = source;
  const registration = state.registrations.find((candidate) => candidate.role === 'lead');
  const own = ownRevision(state, me.id);
  return {
    ...rowView(source),
    fields: fieldsView(source),
    ...writingOf(source, sections),
    myAgency: me.agency,
    frozen: state.status !== 'drafting' && own === null,
    partners: (content?.fields.partners ?? []).map(({ agency, unit }) => ({ agency, unit })),
    keeping: downloadRule(state, directory, me.id),
    contentDigest: state.contentDigest,
    attachmentList: (content?.attachments ?? []).map((attachment) => ({ ...attachment })),
    times: timesView(source),
    issue: issueOf(source),
    readers: readersOf(source),
    shares: sharesOf(source, content?.fields.partners ?? []),
    registration: registration === undefined ? null : `${registration.unitName}-${registration.number}`,
    acts: actsFor(state, source.content, askerOfSource(source), source.waiting),
    withdrawNot: withdrawNot(state, askerOfSource(source)),
    majorPolicy: state.majorPolicy,
    wholeDue: wholeDue(source),
    mayCopy: state.status !== 'drafting' && me.unit !== null && content !== null && own === null,
    versions: versionsOf(source),
    reports: reportsView(source),
    consultations: consultationsOf(source),
    ended: endedOf(source),
    checks,
    printedLike: printedRows(source, false),
    printedSigned: printedRows(source, true),
  };
}

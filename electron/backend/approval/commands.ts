/** Commands of the approval chain: design, submit, receive, sign, return, withdraw, redraft. */

import type { Handlers } from '../handlers.ts';
import { refuse } from '../../../shared/approval/refusals.ts';
import { laneOf, nextVersion, stepsOf } from '../../../shared/approval/state.ts';
import { contentDigest, contentParts } from '../../../shared/collab/digest.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { unitsOf } from '../../../shared/org/delegation.ts';
import { digestOf } from '../../../shared/trail/hash.ts';
import type { JointPlan, LanePlan } from '../../../shared/approval/route.ts';
import type { Output } from '../../../shared/api/contract.ts';
import { boundToDocument, commitText, newSalt, stateOf } from '../acts/compose.ts';
import { act } from '../acts/send.ts';
import type { BackendContext } from '../context.ts';
import { writeContent } from '../../../shared/collab/write.ts';
import { docsOf } from '../documents/drafts.ts';
import { guardSubmit } from './guards.ts';
import { inUnit } from './standing.ts';
import { basisOf, laneChecks, postsOf, proposeLane } from './route.ts';

type RouteCommands = 'route.propose' | 'route.check' | 'route.design';
type ApprovalCommands = 'approval.submit' | 'approval.receive' | 'approval.handlers' | 'approval.withdraw' | 'approval.redraft';

/** The agency of this person, its lane in the document, and on what it decides. */
async function laneContext(context: BackendContext, documentId: string) {
  const state = stateOf(context.replica, documentId);
  const me = context.me();
  const directory = context.replica.directory();
  const agency = directory.agencies.get(me.agency);
  const lane = laneOf(state, me.agency);
  const content = await context.drafts.content(documentId);
  if (!content.ok) return content;
  if (agency === undefined || lane === undefined) return refuse('NOT_ALLOWED');
  return ok({ state, me, directory, agency, lane, content: content.value, basis: basisOf(lane.role, content.value) });
}

/** Waits for something of the server, but no longer than there is a line to it. */
async function lineOr({ replica }: BackendContext, waited: Promise<unknown>): Promise<void> {
  let stop = (): void => undefined;
  const gone = new Promise<void>((resolve) => {
    stop = replica.onChange(() => replica.status().connection === 'offline' && resolve());
  });
  waited.catch(() => undefined); // told by the stranded copy itself where nobody waits any more
  await Promise.race([waited, gone]).finally(stop);
}

/** Drafting rooms must be durable at the server before their content can be fixed; without a line they wait together. */
async function waitSaved(context: BackendContext, documentId: string): Promise<Result<null>> {
  const rooms = context.drafts.rooms(documentId);
  if (rooms === null || context.replica.status().connection === 'offline') return ok(null);
  try {
    const saved = Promise.all([rooms.main, ...rooms.sections.values()].map((room) => room.saved()));
    await lineOr(context, saved);
    return ok(null);
  } catch {
    return err(
      'STRANDED',
      '이 PC의 글 가운데 서버가 받지 않은 것이 있어 올리지 않았습니다. 그 글은 따로 보관했습니다. 문서를 닫았다가 다시 열어 확인하십시오.',
    );
  }
}

async function propose(context: BackendContext, documentId: string): Promise<Result<Output<'route.propose'>>> {
  const found = await laneContext(context, documentId);
  if (!found.ok) return found;
  const { agency, lane, basis, me, directory, content } = found.value;
  const plan = (lane.plan ?? proposeLane(agency, lane.unit, lane.role, basis, me, content.fields)) as LanePlan;
  const files = agency.recordFiles.filter((file) => file.unit === lane.unit).map((file) => file.name);
  const recordFile = lane.recordFile !== '' ? lane.recordFile : lane.role === 'lead' ? content.fields.recordFile : (files[0] ?? '');
  const rule = laneChecks(directory, plan, lane.role, basis, recordFile)
    .map((check) => check.detail)
    .join(' ');
  return ok({ lane: plan as Output<'route.propose'>['lane'], recordFile, rule, recordFiles: files, positions: postsOf(directory, agency) });
}

/** Designing and checking the own lane. */
export function routeCommands(context: BackendContext): Pick<Handlers, RouteCommands> {
  return {
    'route.propose': ({ documentId }) => propose(context, documentId),
    async 'route.check'({ documentId, lane }) {
      const found = await laneContext(context, documentId);
      if (!found.ok) return found;
      const { directory, basis, content, agency, lane: own } = found.value;
      const file = own.role === 'lead' ? content.fields.recordFile : (agency.recordFiles.find((candidate) => candidate.unit === own.unit)?.name ?? '');
      return ok({ checks: laneChecks(directory, lane, own.role, basis, file) });
    },
    async 'route.design'({ documentId, lane, recordFile }) {
      const found = await laneContext(context, documentId);
      if (!found.ok) return found;
      const { state, basis } = found.value;
      const bound = { ...boundToDocument(state, lane.agency), laneDigest: digestOf(lane) };
      return act(context, { documentId, type: 'lane.designed', body: { lane, recordFile, basis, deviation: null }, bound, done: '결재경로를 정했습니다.' });
    },
  };
}

async function submit(context: BackendContext, documentId: string) {
  const found = await laneContext(context, documentId);
  if (!found.ok) return found;
  const kept = await waitSaved(context, documentId);
  if (!kept.ok) return kept;
  const content = await context.drafts.content(documentId);
  if (!content.ok) return content;
  const guarded = await guardSubmit(context, documentId, content.value);
  if (!guarded.ok) return guarded;
  const { state, lane, basis, agency } = found.value;
  const plan = lane.plan;
  const draft = stepsOf(plan).find((step) => step.kind === 'draft');
  if (plan === null || draft === undefined || state.lead === null) return refuse('LANE_NOT_DESIGNED');
  if (digestOf(lane.basis) !== digestOf(basis) || lane.recordFile !== content.value.fields.recordFile) {
    const bound = { ...boundToDocument(state, agency.code), laneDigest: digestOf(plan) };
    const body = { lane: plan, recordFile: content.value.fields.recordFile, basis, deviation: null };
    const again = await act(context, { documentId, type: 'lane.designed', body, bound, done: '' });
    if (!again.ok) return again;
  }
  const joint: JointPlan = { lead: state.lead, partners: content.value.fields.partners, order: content.value.fields.partnerOrder };
  const salts = contentParts(content.value).map(() => newSalt());
  const bound = {
    version: state.version,
    stepId: draft.id,
    contentDigest: contentDigest(content.value, salts),
    jointDigest: digestOf(joint),
    laneDigest: digestOf(plan),
  };
  const body = { joint, parts: salts.length, exemption: null };
  const sent = await act(context, { documentId, type: 'submitted', body, bound, salts, done: '결재를 올렸습니다. 내용이 확정되었습니다.' });
  context.drafts.follow();
  return sent;
}

/** 재기안: the next version starts with the content of the one before. */
async function redraft(context: BackendContext, documentId: string) {
  const state = stateOf(context.replica, documentId);
  const before = await context.drafts.content(documentId);
  if (!before.ok) return before;
  const version = nextVersion(state);
  const sent = await act(context, {
    documentId,
    type: 'redrafted',
    body: { fromVersion: state.version },
    bound: { version },
    done: `제${version}판을 열었습니다.`,
  });
  if (!sent.ok) return sent;
  const rooms = context.drafts.open(documentId, version);
  await Promise.all([rooms.main.whenLoaded, ...[...rooms.sections.values()].map((room) => room.whenLoaded)]);
  writeContent(docsOf(rooms), before.value);
  return sent;
}

/** Commands of a partner that gets the request. */
function partnerCommands(context: BackendContext): Pick<Handlers, 'approval.receive' | 'approval.handlers'> {
  return {
    'approval.receive': ({ documentId, handler }) => {
      const state = stateOf(context.replica, documentId);
      const agency = context.me().agency;
      return act(context, {
        documentId,
        type: 'request.received',
        body: { agency, handler },
        bound: boundToDocument(state, agency),
        standing: inUnit(context, laneOf(state, agency)?.unit),
        done: '결재 요청을 받고 담당자를 정했습니다.',
      });
    },
    'approval.handlers': ({ documentId }) => {
      const lane = laneOf(stateOf(context.replica, documentId), context.me().agency);
      const me = context.me();
      const there = context.replica.directory().agencies.get(me.agency)?.people ?? [];
      // Who looks stands first: mostly the person who takes a request handles it too.
      const people = there
        .filter((person) => lane !== undefined && unitsOf(person).includes(lane.unit))
        .toSorted((a, b) => Number(b.id === me.id) - Number(a.id === me.id));
      return ok({ people: people.map(({ id, name, position }) => ({ id, name, position })) });
    },
  };
}

/** Commands of the chain. */
export function approvalCommands(context: BackendContext): Pick<Handlers, ApprovalCommands> {
  return {
    ...partnerCommands(context),
    'approval.submit': ({ documentId }) => submit(context, documentId),
    'approval.withdraw': ({ documentId, reason }) => {
      const state = stateOf(context.replica, documentId);
      const told = commitText(reason.trim());
      return act(context, {
        documentId,
        type: 'withdrawn',
        body: { reason: told.commitment },
        bound: boundToDocument(state, context.me().agency),
        disclosures: told.disclosures,
        done: '회수했습니다.',
      });
    },
    'approval.redraft': ({ documentId }) => redraft(context, documentId),
  };
}

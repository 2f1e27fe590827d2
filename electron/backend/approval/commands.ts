/** Commands of the approval chain: submit, receive, sign, return, withdraw, redraft. */

import type { Handlers } from '../handlers.ts';
import { citedDelegation } from '../../../shared/approval/delegation-use.ts';
import { deviationOf } from '../../../shared/approval/lane-check.ts';
import { servesLane } from '../../../shared/approval/maker.ts';
import { refuse } from '../../../shared/approval/refusals.ts';
import { laneOf, nextVersion, stepsOf } from '../../../shared/approval/state.ts';
import type { Content } from '../../../shared/collab/content.ts';
import { contentDigest, contentParts } from '../../../shared/collab/digest.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { unitNow } from '../../../shared/org/succession.ts';
import { digestOf } from '../../../shared/trail/hash.ts';
import type { JointPlan } from '../../../shared/approval/route.ts';
import type { Input } from '../../../shared/api/contract.ts';
import { boundToDocument, commitText, newSalt, stateOf } from '../acts/compose.ts';
import { act } from '../acts/send.ts';
import type { BackendContext } from '../context.ts';
import { beginVersion } from '../documents/next-version.ts';
import { guardSubmit } from './guards.ts';
import { asDrafter, inUnit } from './standing.ts';
import { laneContext, type LaneIn } from './lane-context.ts';
import { waitSent } from './wait-sent.ts';
import { waitSaved } from './wait-saved.ts';

type ApprovalCommands = 'approval.submit' | 'approval.receive' | 'approval.handlers' | 'approval.withdraw' | 'approval.redraft';

/** What the drafter says of the paper, as the statement wants it: flags that are not set are left out. */
function saidOf({ important, majorPolicy, exemption }: Input<'approval.submit'>) {
  return { exemption: exemption ?? null, ...(important === true ? { important } : {}), ...(majorPolicy === true ? { majorPolicy } : {}) };
}

/** Who takes part, each in the 처리과 that does the named one's work today (AP23). */
function jointOf(context: BackendContext, lead: JointPlan['lead'], { partners, partnerOrder: order }: Content['fields']): JointPlan {
  const { agencies } = context.replica.directory();
  return { lead, partners: partners.map(({ agency, unit }) => ({ agency, unit: unitNow(agencies.get(agency), unit) ?? unit })), order };
}

/** The route signed anew where the paper meanwhile says other work, another amount or another record file than it rested on. */
async function designedAgain(context: BackendContext, { state, lane, basis, agency }: LaneIn, recordFile: string): Promise<Result<unknown>> {
  const { plan } = lane;
  if (plan === null || (digestOf(lane.basis) === digestOf(basis) && lane.recordFile === recordFile)) return ok(null);
  const bound = { ...boundToDocument(state, agency.code), laneDigest: digestOf(plan) };
  const deviation = deviationOf(agency, plan, basis, state.form) === (lane.deviation?.direction ?? null) ? lane.deviation : null;
  const body = { lane: plan, recordFile, basis, deviation };
  return act(context, { documentId: state.documentId, type: 'lane.designed', body, bound, standing: inUnit(context, plan.unit), done: '' });
}

async function submit(context: BackendContext, input: Input<'approval.submit'>) {
  const { documentId } = input;
  const found = await laneContext(context, documentId);
  if (!found.ok) return found;
  const kept = await waitSaved(context, documentId);
  if (!kept.ok) return kept;
  const content = await context.drafts.content(documentId);
  if (!content.ok) return content;
  const guarded = await guardSubmit(context, documentId, content.value, input);
  if (!guarded.ok) return guarded;
  const files = await waitSent(context, content.value);
  if (!files.ok) return files;
  const { state, lane, basis } = found.value;
  const plan = lane.plan;
  const draft = stepsOf(plan).find((step) => step.kind === 'draft');
  if (plan === null || draft === undefined || state.lead === null) return refuse('LANE_NOT_DESIGNED');
  const again = await designedAgain(context, found.value, content.value.fields.recordFile);
  if (!again.ok) return again;
  const joint = jointOf(context, state.lead, content.value.fields);
  const salts = contentParts(content.value).map(() => newSalt());
  const bound = {
    version: state.version,
    stepId: draft.id,
    contentDigest: contentDigest(content.value, salts),
    jointDigest: digestOf(joint),
    laneDigest: digestOf(plan),
  };
  const body = {
    joint,
    parts: salts.length,
    ...saidOf(input),
    ...(draft.delegated ? { delegation: citedDelegation(context.replica.directory(), { ...lane, basis }) } : {}),
  };
  const decides = draft.delegated && joint.partners.length === 0;
  const done = decides ? '결재를 올렸습니다. 담당자 전결로 성립했습니다.' : '결재를 올렸습니다. 내용이 확정되었습니다.';
  const sent = await act(context, { documentId, type: 'submitted', body, bound, salts, standing: asDrafter(context, state), done });
  context.drafts.follow();
  return sent;
}

/** 재기안: the next version starts with the content of the one before, or of an earlier one, which is restored so. */
async function redraft(context: BackendContext, { documentId, textOf }: Input<'approval.redraft'>) {
  const state = stateOf(context.replica, documentId);
  const earlier = textOf === state.version ? undefined : textOf;
  const before = await (earlier === undefined ? context.drafts.content(documentId) : context.drafts.frozen(documentId, earlier));
  if (!before.ok) return before;
  const version = nextVersion(state);
  return beginVersion(context, { documentId, version, from: earlier ?? state.version }, before.value, () =>
    act(context, {
      documentId,
      type: 'redrafted',
      body: { fromVersion: state.version, ...(earlier === undefined ? {} : { textOf: earlier }) },
      bound: { version },
      standing: asDrafter(context, state),
      done: earlier === undefined ? `제${version}판을 열었습니다.` : `제${earlier}판의 글로 제${version}판을 열었습니다.`,
    }),
  );
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
        .filter((person) => lane !== undefined && servesLane(lane, person.id, context.replica.directory()))
        .toSorted((a, b) => Number(b.id === me.id) - Number(a.id === me.id));
      return ok({ people: people.map(({ id, name, position }) => ({ id, name, position })) });
    },
  };
}

/** Commands of the chain. */
export function approvalCommands(context: BackendContext): Pick<Handlers, ApprovalCommands> {
  return {
    ...partnerCommands(context),
    'approval.submit': (input) => submit(context, input),
    'approval.withdraw': ({ documentId, reason }) => {
      const state = stateOf(context.replica, documentId);
      const told = commitText(reason.trim());
      return act(context, {
        documentId,
        type: 'withdrawn',
        body: { reason: told.commitment },
        bound: boundToDocument(state, context.me().agency),
        standing: asDrafter(context, state),
        disclosures: told.disclosures,
        done: '회수했습니다.',
      });
    },
    'approval.redraft': (input) => redraft(context, input),
  };
}

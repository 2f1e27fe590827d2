/** Commands on the own lane: proposing, checking and designing it, and another post where nobody can act. */

import type { Input, Output } from '../../../shared/api/contract.ts';
import { isDueGone } from '../../../shared/approval/due.ts';
import { deviationOf } from '../../../shared/approval/lane-check.ts';
import type { LanePlan } from '../../../shared/approval/route.ts';
import { stepsOf } from '../../../shared/approval/state.ts';
import { refuse } from '../../../shared/approval/refusals.ts';
import { isUnitLetter } from '../../../shared/forms/forms.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { officeDays } from '../../../shared/org/holidays.ts';
import { headPost } from '../../../shared/org/delegation.ts';
import { digestOf } from '../../../shared/trail/hash.ts';
import { boundToDocument, commitText } from '../acts/compose.ts';
import { act } from '../acts/send.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import { askerOf } from '../documents/asker.ts';
import { copiedRoute } from '../documents/copy.ts';
import { deviationReason } from './deviation-reason.ts';
import { absentChecks } from './absent.ts';
import { bundleCommands } from './bundle-commands.ts';
import { setDays, withDays } from './due-commands.ts';
import { laneContext, type LaneIn } from './lane-context.ts';
import { pastLanes } from './past-lanes.ts';
import { laneChecks, markedPosts, planToday, postsOf, proposeLane } from './route.ts';
import { removeLane, savedLanes, saveLane } from './saved-lanes.ts';
import { inUnit } from './standing.ts';
import { usualTimes } from './usual-times.ts';

type RouteCommands = 'route.propose' | 'route.check' | 'route.design' | 'route.reroute' | 'routes.save' | 'routes.remove' | 'bundle.set' | 'bundle.route';

/** Saved routes with their posts as they are called today: a reorganisation takes none of them (AP23). */
function savedToday(context: BackendContext, { lane, agency, me, content }: LaneIn): Output<'route.propose'>['saved'] {
  const posts = markedPosts(lane.role, content.fields);
  return savedLanes(context, lane.role).map(({ name, lane: plan }) => ({ name, lane: planToday(agency, plan, me, posts) as Output<'route.propose'>['lane'] }));
}

async function propose(context: BackendContext, documentId: string): Promise<Result<Output<'route.propose'>>> {
  const found = await laneContext(context, documentId);
  if (!found.ok) return found;
  const { state, agency, lane, unit, basis, me, directory, content } = found.value;
  const lawful = proposeLane(agency, unit, lane.role, basis, me, content.fields);
  const copied = lane.plan === null && lane.role === 'lead' ? copiedRoute(context, documentId, agency, unit) : null;
  const before = lane.plan ?? copied?.plan ?? null;
  const plan = before === null ? lawful : planToday(agency, before, me, markedPosts(lane.role, content.fields));
  const files = agency.recordFiles.filter((file) => file.unit === unit).map((file) => file.name);
  const recordFile = lane.recordFile !== '' ? lane.recordFile : lane.role === 'lead' ? content.fields.recordFile : (files[0] ?? '');
  const rule = laneChecks({ directory, role: lane.role, basis, recordFile, form: state.form }, plan, lane.deviation?.direction ?? null)
    .map((check) => check.detail)
    .join(' ');
  return ok({
    lane: plan as Output<'route.propose'>['lane'],
    lawful: lawful as Output<'route.propose'>['lane'],
    recordFile,
    rule,
    copied: copied !== null,
    recordFiles: files,
    positions: postsOf(directory, agency),
    head: headPost(agency),
    ownName: isUnitLetter(state.form),
    marks: markedPosts(lane.role, content.fields),
    saved: savedToday(context, found.value),
    past: await pastLanes(context, documentId, lane),
    reason: copied?.reason ?? deviationReason(context, documentId, lane),
    usual: usualTimes(context, documentId, agency.code),
    daysOff: [...officeDays(directory)(agency.code).keys()],
    due: { whole: lane.due.whole, steps: { ...lane.due.steps } },
  });
}

async function check(context: BackendContext, { documentId, lane, reason }: Input<'route.check'>): Promise<Result<Output<'route.check'>>> {
  const found = await laneContext(context, documentId);
  if (!found.ok) return found;
  const { state, directory, basis, content, agency, lane: own, unit } = found.value;
  const file = own.role === 'lead' ? content.fields.recordFile : (agency.recordFiles.find((candidate) => candidate.unit === unit)?.name ?? '');
  const deviation = deviationOf(agency, lane, basis, state.form);
  const excused = reason === undefined || reason.trim() === '' ? null : deviation;
  const away = absentChecks(directory, lane, askerOf(context).day);
  return ok({ checks: [...laneChecks({ directory, role: own.role, basis, recordFile: file, form: state.form }, lane, excused), ...away], deviation });
}

/** 결재경로 정함; a reason is signed with it only where the decider stands above or below the table. */
async function design(context: BackendContext, { documentId, lane, recordFile, reason = '', due }: Input<'route.design'>) {
  const found = await laneContext(context, documentId);
  if (!found.ok) return found;
  const { state, basis, agency, lane: own } = found.value;
  // Before anything is signed: a route must not stand without the days it was sent with.
  if (due !== undefined && isDueGone(due, own.due, askerOf(context).day)) return refuse('DUE_UNSOUND');
  const laneDigest = digestOf(lane);
  const direction = deviationOf(agency, lane, basis, state.form);
  const told = direction === null || reason.trim() === '' ? null : commitText(reason.trim());
  const deviation = direction === null || told === null ? null : { direction, reason: told.commitment };
  const unchanged = { lane: own.plan, recordFile: own.recordFile, basis: own.basis, deviation: own.deviation };
  const onlyDays = told === null && digestOf({ lane, recordFile, basis, deviation }) === digestOf(unchanged);
  if (due !== undefined && onlyDays && digestOf(due) !== digestOf(own.due)) return setDays(context, documentId, due);
  const signed = await act(context, {
    documentId,
    type: 'lane.designed',
    body: { lane, recordFile, basis, deviation },
    bound: { ...boundToDocument(state, lane.agency), laneDigest },
    standing: inUnit(context, lane.unit),
    ...(told === null ? {} : { disclosures: told.disclosures }),
    done: '결재경로를 정했습니다.',
  });
  return signed.ok ? withDays(context, documentId, signed.value, due, laneDigest) : signed;
}

/** 결재경로 고침 (AP24): other posts for the steps nobody can act on; who decides in the head's place carries 전결. */
async function reroute(context: BackendContext, { documentId, posts, reason }: Input<'route.reroute'>) {
  const found = await laneContext(context, documentId);
  if (!found.ok) return found;
  const { state, agency, lane } = found.value;
  if (lane.plan === null) return refuse('LANE_NOT_DESIGNED');
  const last = stepsOf(lane.plan).at(-1)?.id;
  const stages = lane.plan.stages.map((stage) =>
    stage.map((step) => {
      const other = posts.find(({ stepId }) => stepId === step.id);
      if (other === undefined) return step;
      const { position, unit } = other;
      return { ...step, position, unit, delegated: step.id === last ? !isUnitLetter(state.form) && position !== headPost(agency) : step.delegated };
    }),
  );
  const plan: LanePlan = { ...lane.plan, stages };
  const { commitment, disclosures } = commitText(reason.trim());
  return act(context, {
    documentId,
    type: 'lane.rerouted',
    body: { lane: plan, reason: commitment },
    bound: { ...boundToDocument(state, plan.agency), laneDigest: digestOf(plan) },
    standing: inUnit(context, plan.unit),
    disclosures,
    done: '결재경로를 고쳤습니다. 지금까지의 서명은 그대로입니다.',
  });
}

/** Commands on the own lane. */
export function routeCommands(context: BackendContext): Pick<Handlers, RouteCommands> {
  return {
    ...bundleCommands(context),
    'route.propose': ({ documentId }) => propose(context, documentId),
    'route.check': (input) => check(context, input),
    'route.design': (input) => design(context, input),
    'route.reroute': (input) => reroute(context, input),
    async 'routes.save'({ documentId, name, lane }) {
      const found = await laneContext(context, documentId);
      return found.ok ? saveLane(context, found.value.lane.role, name.trim(), lane) : found;
    },
    async 'routes.remove'({ documentId, name }) {
      const found = await laneContext(context, documentId);
      if (!found.ok) return found;
      removeLane(context, found.value.lane.role, name);
      return ok({});
    },
  };
}

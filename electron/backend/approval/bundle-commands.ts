/** 일괄기안 (BD1–BD2): which drafts go together, and the one route they share. Each is signed into every paper by itself. */

import type { Acted } from '../acts/send.ts';
import { act } from '../acts/send.ts';
import { boundToDocument, commitText, stateOf } from '../acts/compose.ts';
import { bundleOf } from '../../../shared/approval/bundle.ts';
import { checkLane, deviationOf } from '../../../shared/approval/lane-check.ts';
import { isMaker } from '../../../shared/approval/maker.ts';
import { refuse, sentenceOf } from '../../../shared/approval/refusals.ts';
import type { LanePlan } from '../../../shared/approval/route.ts';
import type { LaneDue } from '../../../shared/approval/due.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { canonical } from '../../../shared/trail/canonical.ts';
import { digestOf } from '../../../shared/trail/hash.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import { setDays } from './due-commands.ts';
import { deviationReason } from './deviation-reason.ts';
import { laneContext, type LaneIn } from './lane-context.ts';
import { asDrafter, inUnit } from './standing.ts';

const FIXED = err(
  'BUNDLE_FIXED',
  '이미 결재를 올린 문서가 들어 있어 묶음을 바꿀 수 없습니다. 아무것도 바뀌지 않았습니다. 올린 문서를 회수하거나 그대로 두고 나머지를 올리십시오.',
);
const UNITS = err('BUNDLE_UNITS', '처리과가 다른 문서는 한 결재경로로 올릴 수 없습니다. 묶지 않았고 문서는 그대로입니다. 같은 처리과의 문서만 고르십시오.');

/** One answer for several acts: it waits where one of them waits. */
function together(acts: readonly Acted[], sentence: string): Acted {
  return { state: acts.some(({ state }) => state === 'waiting') ? 'waiting' : 'accepted', sentence };
}

/** Papers that belonged with one of these and do not any more. */
function leaving(context: BackendContext, states: readonly DocumentState[]): DocumentState[] {
  const kept = new Set(states.map(({ documentId }) => documentId));
  const before = states.flatMap((state) => bundleOf(state, (documentId) => stateOf(context.replica, documentId)));
  return [...new Map(before.map(({ documentId, state }) => [documentId, state])).values()].filter(
    (state) => state !== null && !kept.has(state.documentId),
  ) as DocumentState[];
}

function sayBundle(context: BackendContext, state: DocumentState, papers: readonly string[]): Promise<Result<Acted>> {
  const { documentId } = state;
  const bound = boundToDocument(state, context.me().agency);
  return act(context, { documentId, type: 'bundle.set', body: { papers }, bound, standing: asDrafter(context, state), done: '' });
}

/** Signs the list into every paper of it, and none into those that leave; a single paper goes alone again. */
async function setBundle(context: BackendContext, papers: readonly string[]): Promise<Result<Acted>> {
  const states = papers.map((documentId) => stateOf(context.replica, documentId));
  const { me, replica } = context;
  if (!states.every((state) => isMaker(state, state.lead?.agency, me().id, replica.directory()))) return refuse('NOT_ALLOWED');
  if (new Set(states.map(({ lead }) => lead?.unit)).size > 1) return UNITS;
  const wanted = papers.length > 1 ? papers : [];
  const gone = leaving(context, states);
  const changes = [...gone.map((state) => ({ state, list: [] as readonly string[] })), ...states.map((state) => ({ state, list: wanted }))].filter(
    ({ state, list }) => state.bundle.join() !== list.join(),
  );
  if (changes.some(({ state }) => state.status !== 'drafting')) return FIXED;
  const acts: Acted[] = [];
  for (const { state, list } of changes) {
    const said = await sayBundle(context, state, list);
    if (!said.ok) return said;
    acts.push(said.value);
  }
  return ok(together(acts, papers.length > 1 ? `${papers.length}건을 일괄기안으로 묶었습니다.` : '일괄기안에서 풀었습니다. 따로 올립니다.'));
}

/** What keeps a paper from the shared route, said with its title; standing above or below the table is asked about elsewhere. */
function whyNot({ directory, lane, state, basis, content }: LaneIn, plan: LanePlan): Result<null> {
  const { recordFile, title } = content.fields;
  const found = checkLane(plan, { directory, role: lane.role, basis, recordFile, form: state.form });
  const fault = found.find(({ code }) => code !== 'APPROVER_ABOVE' && code !== 'APPROVER_BELOW');
  return fault === undefined ? ok(null) : err(fault.code, `‘${title}’: ${sentenceOf(fault.code)}`);
}

async function signRoute(
  context: BackendContext,
  { state, basis, agency, lane, content }: LaneIn,
  plan: LanePlan,
  reason: string,
): Promise<Result<Acted> | null> {
  const { recordFile } = content.fields;
  const same = lane.digest === digestOf(plan) && digestOf(lane.basis) === digestOf(basis) && lane.recordFile === recordFile;
  if (same) return null;
  const direction = deviationOf(agency, plan, basis, state.form);
  const told = direction === null ? null : commitText(reason);
  return act(context, {
    documentId: state.documentId,
    type: 'lane.designed',
    body: { lane: plan, recordFile, basis, deviation: direction === null || told === null ? null : { direction, reason: told.commitment } },
    bound: { ...boundToDocument(state, plan.agency), laneDigest: digestOf(plan) },
    standing: inUnit(context, plan.unit),
    ...(told === null ? {} : { disclosures: told.disclosures }),
    done: '',
  });
}

/** The main paper's 기한 for another one; what the main paper does not say of the whole stays as that one has it. Null where nothing changes. */
async function signDays(context: BackendContext, { state, lane }: LaneIn, plan: LanePlan, main: LaneDue): Promise<Result<Acted> | null> {
  const due: LaneDue = { whole: main.whole ?? lane.due.whole, steps: main.steps };
  if ((main.whole === null && Object.keys(main.steps).length === 0) || canonical(due) === canonical(lane.due)) return null;
  return setDays(context, state.documentId, { whole: due.whole, steps: { ...due.steps } }, digestOf(plan));
}

/** The main paper's route signed for all; `reason` where for one of them it stands above or below the table, else the one told for the main paper. */
async function shareRoute(context: BackendContext, [main = '', ...others]: readonly string[], reason: string): Promise<Result<Acted>> {
  const first = await laneContext(context, main);
  if (!first.ok) return first;
  const { plan } = first.value.lane;
  if (plan === null) return refuse('LANE_NOT_DESIGNED');
  const why = reason.trim() === '' ? deviationReason(context, main, first.value.lane) : reason.trim();
  const lanes: LaneIn[] = [];
  for (const documentId of others) {
    const found = await laneContext(context, documentId);
    if (!found.ok) return found;
    if (found.value.state.status !== 'drafting') continue;
    const may = whyNot(found.value, plan);
    if (!may.ok) return may;
    lanes.push(found.value);
  }
  const unlike = lanes
    .filter(({ agency, basis, state }) => deviationOf(agency, plan, basis, state.form) !== null)
    .map(({ content }) => `‘${content.fields.title}’`);
  if (unlike.length > 0 && why === '')
    return err(
      'BUNDLE_REASON',
      `이 경로의 결재권자가 위임전결규정과 다른 문서가 있습니다(${unlike.join(', ')}). 경로를 정하지 않았습니다. 까닭을 적거나 그 문서를 빼십시오(영 제67조제2호).`,
    );
  const acts: Acted[] = [];
  for (const lane of lanes) {
    const signed = await signRoute(context, lane, plan, why);
    if (signed?.ok === false) return signed;
    if (signed !== null) acts.push(signed.value);
    const days = await signDays(context, lane, plan, first.value.lane.due);
    if (days?.ok === false) return days;
    if (days !== null) acts.push(days.value);
  }
  return ok(together(acts, `${others.length + 1}건의 결재경로를 주된 문서와 같게 정했습니다.`));
}

/** The commands. */
export function bundleCommands(context: BackendContext): Pick<Handlers, 'bundle.set' | 'bundle.route'> {
  return {
    'bundle.set': ({ papers }) => setBundle(context, papers),
    'bundle.route': ({ papers, reason = '' }) => shareRoute(context, papers, reason),
  };
}

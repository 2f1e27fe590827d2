/**
 * A reviewer's new version (영 §9③): frozen with what changed and why. Signatures given so far stand and their signers are told; each 협조
 * given so far is taken again where the reviewer says so. The reviewer's own step is signed afterwards, on the new version.
 */

import { ok } from '../../lib/result.ts';
import type { Directory } from '../../org/directory.ts';
import type { Statement } from '../../trail/statement.ts';
import type { Decision } from '../decision.ts';
import { keepDraft } from '../ended.ts';
import { refuse } from '../refusals.ts';
import { findStep, nextVersion, signersOf, type DocumentState } from '../state.ts';
import type { ActRule } from './act-rule.ts';

/** 협조 steps named to be taken again must be signed ones, each once. */
function reconcurFits(state: DocumentState, reconcur: readonly string[]): boolean {
  const signed = (id: string): boolean => {
    const found = findStep(state, id);
    return found?.step.kind === 'concur' && found.lane.outcomes.get(id)?.verdict === 'signed';
  };
  return new Set(reconcur).size === reconcur.length && reconcur.every(signed);
}

function decide(state: DocumentState, statement: Statement<'revised'>, directory: Directory): Decision {
  const { revision } = state;
  if (revision === null) return refuse('NO_REVISION');
  const { actor, stepId, body, version, contentDigest } = statement;
  if (revision.actor.person !== actor.person || revision.stepId !== stepId) return refuse('NOT_YOUR_STEP');
  const lane = findStep(state, stepId)?.lane;
  if (statement.jointDigest !== state.jointDigest || statement.laneDigest !== lane?.digest) return refuse('ROUTE_MISMATCH');
  if (contentDigest === null || body.parts < 1 || body.fromVersion !== state.version) return refuse('CONTENT_MISMATCH');
  if (contentDigest === state.contentDigest) return refuse('REVISION_EMPTY');
  if (!reconcurFits(state, body.reconcur)) return refuse('RECONCUR_UNKNOWN');
  return ok({ followUps: [{ type: 'freeze', version, contentDigest }, ...keepDraft(state, 'rewritten', directory)] });
}

/** `revised`. */
export const revised: ActRule<'revised'> = {
  opensVersion: (state) => state.revision?.version ?? nextVersion(state),
  mayAct: true,
  decide,
  evolve(state, { actor, at, stepId, version, contentDigest, body }) {
    const { fromVersion, diff, reason, reconcur } = body;
    const revision = { version, fromVersion, stepId: stepId ?? '', actor, at, reason, diff, reconcur, told: signersOf(state) };
    const lanes = state.lanes.map((lane) => ({ ...lane, outcomes: new Map([...lane.outcomes].filter(([id]) => !reconcur.includes(id))) }));
    return { ...state, version, contentDigest, lanes, revision: null, revisions: [...state.revisions, revision] };
  },
};

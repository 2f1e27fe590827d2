/** Composing one statement of a scenario: bound to what the signer had seen, wrong on purpose where the scenario says so. */

import { digestOf } from '../../trail/hash.ts';
import { STATEMENT_VERSION, type Statement } from '../../trail/statement.ts';
import { findStep, laneOf, type DocumentState } from '../state.ts';
import type { ScenarioAct } from './format.ts';
import { VERBS, type VerbContext } from './verbs.ts';

/** A post nobody has: signed with on purpose (`wrong: "post"`). */
const OTHER_POST = '다른 직위';

function versionOf(state: DocumentState, act: ScenarioAct, given: number | undefined): number {
  const version = given ?? Math.max(1, state.version);
  return act.wrong === 'version' ? version + 1 : version;
}

/** The statement this act signs. No signature: the engine never looks at one. */
export function composeStatement(context: VerbContext): Statement {
  const { state, act, person, directory } = context;
  const made = VERBS[act.do](context);
  const lane = (made.stepId == null ? undefined : findStep(state, made.stepId)?.lane) ?? laneOf(state, person.agency);
  const other = digestOf('not the document');
  return {
    v: STATEMENT_VERSION,
    type: made.type,
    documentId: state.documentId,
    version: versionOf(state, act, made.version),
    contentDigest: act.wrong === 'content' ? other : (made.contentDigest ?? state.contentDigest),
    jointDigest: act.wrong === 'joint' ? other : (made.jointDigest ?? state.jointDigest),
    laneDigest: act.wrong === 'lane' ? other : (made.laneDigest ?? lane?.digest ?? null),
    stepId: made.stepId ?? null,
    actor: {
      person: person.id,
      agency: person.agency,
      unit: person.unit,
      position: act.wrong === 'post' ? OTHER_POST : person.position,
      certificate: person.certificates.at(-1) ?? '',
    },
    capacity: { kind: 'own' },
    at: act.at,
    basedOn: { seq: state.seq, head: state.head, checkpoint: null },
    directoryRev: directory.rev,
    alg: 'ES256',
    body: made.body,
  } as Statement;
}

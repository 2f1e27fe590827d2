/** Composing one statement of a scenario: bound to what the signer had seen, wrong on purpose where the scenario says so. */

import { digestOf } from '../../trail/hash.ts';
import { inForce } from '../../org/deputy.ts';
import { seoulDate } from '../../writing/amount.ts';
import { STATEMENT_VERSION, type Capacity, type Statement } from '../../trail/statement.ts';
import { findStep, laneOf, type DocumentState } from '../state.ts';
import type { ScenarioAct } from './format.ts';
import { postOf } from './organisation.ts';
import type { Verb } from './verb-names.ts';
import { VERBS, type VerbContext } from './verbs.ts';

/** A post nobody has: signed with on purpose (`wrong: "post"`). */
const OTHER_POST = '다른 직위';

function versionOf(state: DocumentState, act: ScenarioAct, given: number | undefined): number {
  const version = given ?? Math.max(1, state.version);
  return act.wrong === 'version' ? version + 1 : version;
}

/** The own post, or the entry of the directory for the absent one; where there is none, one that claims a day (`as` with no entry). */
function capacityOf({ act, person, directory }: VerbContext): Capacity {
  if (act.as === undefined) return { kind: 'own' };
  const post = postOf(person.agency, act.as);
  const day = seoulDate(act.at);
  const entries = directory.agencies.get(person.agency)?.deputies ?? [];
  const own = entries.filter((entry) => entry.deputy === person.id && entry.position === post.position && entry.unit === post.unit);
  const entry = own.find((one) => inForce(one, day)) ?? own[0] ?? { from: day, until: day, ground: '출장' };
  const until = act.wrong === 'deputy' ? '2099-12-31' : entry.until;
  return { kind: 'acting', forPosition: post.position, forUnit: post.unit, ground: entry.ground, from: entry.from, until };
}

/** The statement this act signs. No signature: the engine never looks at one. */
export function composeStatement(context: VerbContext, verb: Exclude<Verb, 'reorganise'>): Statement {
  const { state, act, person, directory } = context;
  const made = VERBS[verb](context);
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
    capacity: capacityOf(context),
    at: act.at,
    basedOn: { seq: state.seq, head: state.head, checkpoint: null },
    directoryRev: directory.rev,
    alg: 'ES256',
    body: made.body,
  } as Statement;
}

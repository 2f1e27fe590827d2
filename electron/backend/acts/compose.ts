/** Composing a statement: what the person does, bound to what this machine has seen, signed with the person's key. */

import { randomBytes } from 'node:crypto';
import { findStep, laneOf, type DocumentState } from '../../../shared/approval/state.ts';
import type { Disclosure } from '../../../shared/exchange/capsule/capsule.ts';
import { toBase64Url } from '../../../shared/lib/bytes.ts';
import type { Standing } from '../../../shared/org/standing.ts';
import { ok, type Result } from '../../../shared/lib/result.ts';
import { commit } from '../../../shared/trail/hash.ts';
import { statementBytes } from '../../../shared/trail/sign.ts';
import {
  STATEMENT_VERSION,
  type Actor,
  type Capacity,
  type SignedStatement,
  type Statement,
  type StatementBodies,
  type StatementType,
} from '../../../shared/trail/statement.ts';
import type { SignCode, Signer } from '../keys/signer.ts';
import type { StandingCode } from '../../../shared/verify/standing.ts';
import type { Replica } from '../replica.ts';

/** Who acts, with which key, on which replica. */
export interface ActContext {
  readonly replica: Replica;
  readonly actor: Actor;
  readonly signer: Signer;
  /** Whether the own certificate may sign now; asked before anything is composed. */
  readonly mayAct: () => Result<null, StandingCode>;
  readonly now: () => Date;
}

/** Digests a statement of this type must carry. */
interface Bound {
  readonly version: number;
  readonly stepId?: string | null;
  readonly contentDigest?: string | null;
  readonly jointDigest?: string | null;
  readonly laneDigest?: string | null;
}

/** The document's state as this replica knows it. */
export function stateOf(replica: Replica, documentId: string): DocumentState {
  return replica.state(documentId);
}

/** Sixteen random bytes as hex: the salt of one commitment or part. */
export function newSalt(): string {
  return randomBytes(16).toString('hex');
}

/** A commitment to a text, and the disclosure that opens it. */
export function commitText(value: string): { readonly commitment: string; readonly disclosures: Record<string, Disclosure> } {
  const salt = newSalt();
  const text = value.normalize('NFC');
  const commitment = commit(salt, text);
  return { commitment, disclosures: { [commitment]: { salt, value: text } } };
}

/** Digests of the step a person acts on, as the state has them. */
export function boundToStep(state: DocumentState, stepId: string): Bound {
  const lane = findStep(state, stepId)?.lane;
  return { version: state.version, stepId, contentDigest: state.contentDigest, jointDigest: state.jointDigest, laneDigest: lane?.digest ?? null };
}

/** Digests of an act on the document as a whole by one agency. */
export function boundToDocument(state: DocumentState, agency: string): Bound {
  return { version: state.version, contentDigest: state.contentDigest, jointDigest: state.jointDigest, laneDigest: laneOf(state, agency)?.digest ?? null };
}

/** The post and the right a person signs with: a deputy in the own post, with the directory's entry in the signature (영 §10③). */
function signedAs(actor: Actor, standing: Standing | undefined): { readonly actor: Actor; readonly capacity: Capacity } {
  if (standing?.entry != null) {
    const { position, unit, ground, from, until } = standing.entry;
    return { actor, capacity: { kind: 'acting', forPosition: position, forUnit: unit, ground, from, until } };
  }
  const { position, unit } = standing?.post ?? actor;
  return { actor: { ...actor, position, unit }, capacity: { kind: 'own' } };
}

/** Signs one statement, from the own post where no `standing` says otherwise. Refused only where the key is locked. */
export async function compose<T extends StatementType>(
  context: ActContext,
  documentId: string,
  type: T,
  body: StatementBodies[T],
  bound: Bound,
  standing?: Standing,
): Promise<Result<SignedStatement, SignCode>> {
  const state = stateOf(context.replica, documentId);
  const statement = {
    v: STATEMENT_VERSION,
    type,
    documentId,
    version: bound.version,
    contentDigest: bound.contentDigest ?? null,
    jointDigest: bound.jointDigest ?? null,
    laneDigest: bound.laneDigest ?? null,
    stepId: bound.stepId ?? null,
    ...signedAs(context.actor, standing),
    at: context.now().toISOString(),
    basedOn: { seq: state.seq, head: state.head, checkpoint: null },
    directoryRev: context.replica.directory().rev,
    alg: context.signer.alg,
    body,
  } as unknown as Statement;
  const signature = await context.signer.sign(statementBytes(statement));
  return signature.ok ? ok({ statement, signature: toBase64Url(signature.value) }) : signature;
}

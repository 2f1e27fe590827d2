/** Gathering what a view is made from. */

import { bundleOf, type Bundled } from '../../../shared/approval/bundle.ts';
import type { Asker } from '../../../shared/approval/step-acts.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import type { Content } from '../../../shared/collab/content.ts';
import type { Disclosure } from '../../../shared/exchange/capsule/capsule.ts';
import type { Directory, Person } from '../../../shared/org/directory.ts';
import type { Names } from '../../../shared/org/names.ts';
import { ownRevision } from '../../../shared/policy/access.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import type { StatementType } from '../../../shared/trail/statement.ts';

/** What a view is made from. */
export interface ViewSource {
  readonly state: DocumentState;
  readonly content: Content | null;
  readonly directory: Directory;
  readonly names: Names;
  readonly me: Person;
  /** `YYYY-MM-DD` in Korea: who deputises is a question of the day. */
  readonly today: string;
  readonly disclosures: ReadonlyMap<string, Disclosure>;
  /** The papers of its 일괄기안. */
  readonly bundle: readonly Bundled[];
  /** Types of this person's acts on the document that wait in the outbox. */
  readonly waiting: readonly StatementType[];
}

/** The source as the engine's questions want it. */
export function askerOfSource({ directory, me, today }: Pick<ViewSource, 'directory' | 'me' | 'today'>): Asker {
  return { directory, person: me, day: today };
}

/** The text behind a commitment where this person holds it, else null. */
export function disclosed(source: Pick<ViewSource, 'disclosures'>, commitment: string | null): string | null {
  const value = commitment === null ? undefined : source.disclosures.get(commitment)?.value;
  return typeof value === 'string' ? value : null;
}

/** What views of a document are made from. */
export async function viewSource(context: BackendContext, documentId: string): Promise<ViewSource> {
  const state = stateOf(context.replica, documentId);
  const own = ownRevision(state, context.me().id);
  const content = await (own === null ? context.drafts.content(documentId) : context.drafts.written(documentId, own));
  return {
    state,
    content: content.ok ? content.value : null,
    directory: context.replica.directory(),
    names: context.names(),
    me: context.me(),
    today: seoulDate(context.now().toISOString()),
    disclosures: context.replica.disclosures(documentId),
    bundle: bundleOf(state, (other) => stateOf(context.replica, other)),
    waiting: waitingActs(context, documentId),
  };
}

/** Types of this person's acts on a document that wait in the outbox. */
export function waitingActs(context: BackendContext, documentId: string): StatementType[] {
  const own = context.me().id;
  return context.sync
    .waitingFor(documentId)
    .map((submission) => submission.signed.statement)
    .filter((statement) => statement.actor.person === own)
    .map((statement) => statement.type);
}

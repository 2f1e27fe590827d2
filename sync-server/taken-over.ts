/** Who wrote what a version took over from one before: read from the record of that one, which the trail commits to (AUT-4, decision 016). */

import { carriedOver } from '../shared/collab/authorship-carried.ts';
import { authorshipSchema, type Authorship } from '../shared/collab/authorship.ts';
import type { Content } from '../shared/collab/content.ts';
import type { Entry } from '../shared/trail/entry.ts';
import type { Statement } from '../shared/trail/statement.ts';
import type { Storage } from './storage/storage.ts';

/** The version a text was taken from, and who put it in. */
interface Origin {
  readonly from: number;
  readonly opener: string;
}

/** Where the text of a version that is being fixed came from: of one that a reviewer wrote, and of one that was drafted again. */
function originOf(entries: readonly Entry[], fixing: Statement, version: number): Origin | null {
  if (fixing.type === 'revised') return { from: fixing.body.fromVersion, opener: fixing.actor.person };
  const opened = entries.flatMap((entry) => (entry.kind === 'statement' && entry.body.statement.type === 'redrafted' ? [entry.body.statement] : []));
  const own = opened.findLast((statement) => statement.version === version);
  return own === undefined ? null : { from: own.body.textOf ?? own.body.fromVersion, opener: own.actor.person };
}

/** Commitment to who wrote a fixed version; '' where there is none. */
function commitmentOf(entries: readonly Entry[], version: number): string {
  const facts = entries.flatMap((entry) => (entry.kind === 'serverFact' && entry.body.fact.type === 'frozen' ? [entry.body.fact] : []));
  return facts.findLast((fact) => fact.version === version)?.authors ?? '';
}

/** The record of a version as it is fixed; as its rooms tell it where it took nothing over, or nothing is known of what it took over. */
export function withTakenOver(
  storage: Pick<Storage, 'entriesOf' | 'disclosuresOf' | 'frozenVersion'>,
  fixing: Statement,
  { version, content, record }: { readonly version: number; readonly content: Content; readonly record: Authorship },
): Authorship {
  const { documentId } = fixing;
  const entries = storage.entriesOf(documentId, 0).map(({ entry }) => entry);
  const origin = originOf(entries, fixing, version);
  const before = origin === null ? null : storage.frozenVersion(documentId, origin.from);
  if (origin === null || before === null) return record;
  const told = authorshipSchema.safeParse(storage.disclosuresOf(documentId)[commitmentOf(entries, origin.from)]?.value);
  return told.success ? carriedOver({ content, record }, { content: before.content, record: told.data }, origin.opener) : record;
}

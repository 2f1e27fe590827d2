/** What belongs to entries and is no part of them: texts that are read with them, fixed contents; asked for where the person may have them. */

import { contentDigest } from '../../../shared/collab/digest.ts';
import type { Disclosure, FrozenVersion } from '../../../shared/exchange/capsule/capsule.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { Heads } from '../../../shared/sync/api.ts';
import { DIRECTORY_TRAIL, type Entry } from '../../../shared/trail/entry.ts';
import { commit } from '../../../shared/trail/hash.ts';
import type { StatementType } from '../../../shared/trail/statement.ts';
import { contentSchema } from '../../../shared/verify/content-schema.ts';
import type { StoredEntry } from '../replica.ts';
import type { TrailStore } from './store.ts';
import type { Wire } from './wire.ts';

/** Acts that never bring a text of their own: they are shown at once. */
const TEXTLESS: ReadonlySet<StatementType> = new Set([
  'directory.put',
  'document.created',
  'rights.set',
  'readers.set',
  'bundle.set',
  'sections.set',
  'due.set',
  'submitted',
  'request.received',
  'released',
  'redrafted',
  'revision.dropped',
  'consultation.closed',
  'base.fixed',
  'sealed',
  'issued',
  'opened',
]);

/** Whether texts come with an entry: reasons and opinions, and who wrote the version that was fixed. */
function bringsText({ kind, body }: Entry): boolean {
  return kind === 'statement' ? !TEXTLESS.has(body.statement.type) : body.fact.type === 'frozen' && body.fact.authors !== undefined;
}

/** What belongs to entries: texts that come before them, contents behind. */
export interface Beside {
  /** Of the entries of one document, what it may be asked for. */
  belonging(documentId: string, items: readonly StoredEntry[], lot: Lot): Promise<Belonging>;
  content(documentId: string, version: number): Promise<Result<FrozenVersion>>;
}

/** Entries that came together. `listed`: whether the server lists the document as open to this person, asked once a lot. */
export interface Lot {
  /** The line is not caught up yet. */
  readonly behind: boolean;
  readonly listed: (documentId: string) => Promise<boolean>;
}

/** A lot over the wire. */
export function createLot(wire: Wire | null, behind: boolean): Lot {
  let heads: Promise<Heads> | null = null;
  async function ask(): Promise<Heads> {
    const sent = await wire?.json<Heads>('GET', '/documents');
    return sent?.ok === true ? sent.value : {};
  }
  return { behind, listed: async (documentId) => documentId in (await (heads ??= ask())) };
}

/** `before` they are kept, and to `follow` once they are. */
export interface Belonging {
  before(): Promise<void>;
  follow(): Promise<void>;
}

const NOTHING: Belonging = { before: () => Promise.resolve(), follow: () => Promise.resolve() };

/** What it is made of. `reads`: whether this person may read the document once these entries are kept. */
export interface BesideInput {
  readonly store: TrailStore;
  readonly wire: Wire | null;
  readonly reads: (documentId: string, items: readonly StoredEntry[]) => boolean;
}

const CLOSED = err('NOT_FOUND', '찾을 수 없거나 볼 권한이 없습니다.');

/** What the server gives, checked before it is kept. */
function createFetching({ store, wire }: BesideInput) {
  const frozenDigest = (documentId: string, version: number): string | null => {
    const facts = store.entries(documentId).flatMap(({ entry }) => (entry.kind === 'serverFact' ? [entry.body.fact] : []));
    const fact = facts.find((candidate) => candidate.type === 'frozen' && candidate.version === version);
    return fact?.type === 'frozen' ? fact.contentDigest : null;
  };
  async function fetched(documentId: string, version: number): Promise<Result<FrozenVersion>> {
    if (wire === null) return err('OFFLINE', '이 PC에 아직 받지 않은 문서입니다. 서버에 연결되면 볼 수 있습니다.');
    const sent = await wire.json<FrozenVersion>('GET', `/documents/${documentId}/versions/${version}/content`);
    if (!sent.ok) return sent;
    const frozen = sent.value;
    const digest = contentSchema.safeParse(frozen.content).success ? contentDigest(frozen.content, frozen.salts) : null;
    if (digest === null || digest !== frozenDigest(documentId, version))
      return err('CONTENT_MISMATCH', '서버가 보낸 내용이 확정된 내용과 달라 받지 않았습니다. 관리자에게 알리십시오.');
    store.addContent(frozen);
    return ok(frozen);
  }
  async function texts(documentId: string): Promise<void> {
    const sent = await wire?.json<Record<string, Disclosure>>('GET', `/documents/${documentId}/disclosures`);
    if (sent?.ok !== true) return;
    store.addDisclosures(
      documentId,
      Object.fromEntries(Object.entries(sent.value).filter(([commitment, { salt, value }]) => commit(salt, value) === commitment)),
    );
  }
  return { fetched, texts };
}

/** Over the wire. */
export function createBeside(input: BesideInput): Beside {
  const { store, reads } = input;
  const { fetched, texts } = createFetching(input);
  async function content(documentId: string, version: number): Promise<Result<FrozenVersion>> {
    const kept = store.content(documentId, version);
    if (kept !== null) return ok(kept);
    return reads(documentId, []) ? fetched(documentId, version) : CLOSED;
  }
  /**
   * Who is shut out of a paper is told so, and asks for nothing of it: the server records what it turns away. Of what came before the line was
   * caught up it is not known yet whether somebody was shut out behind it, so the server's list says.
   */
  const mayAsk = async (documentId: string, items: readonly StoredEntry[], { behind, listed }: Lot): Promise<boolean> =>
    (!behind && reads(documentId, items)) || (await listed(documentId));
  async function belonging(documentId: string, items: readonly StoredEntry[], lot: Lot): Promise<Belonging> {
    const told = items.some(({ entry }) => bringsText(entry));
    const frozen = items.flatMap(({ entry }) => (entry.kind === 'serverFact' && entry.body.fact.type === 'frozen' ? entry.body.fact.version : []));
    if (documentId === DIRECTORY_TRAIL || (!told && frozen.length === 0) || !(await mayAsk(documentId, items, lot))) return NOTHING;
    return {
      // What entries are read with is here before they are: nobody sees a 보류 without its reason.
      before: async () => void (told && (await texts(documentId))),
      async follow() {
        for (const version of frozen) if (store.content(documentId, version) === null) await fetched(documentId, version);
      },
    };
  }
  return { content, belonging };
}

/** Taking entries in: in order per document, gaps fetched, checked, kept; then what belongs to them (texts, frozen contents). */

import { contentDigest } from '../../../shared/collab/digest.ts';
import type { Disclosure, FrozenVersion } from '../../../shared/exchange/capsule/capsule.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { EMPTY_DIRECTORY, foldDirectoryEntry } from '../../../shared/org/fold.ts';
import { contentSchema } from '../../../shared/verify/content-schema.ts';
import { commit, digestOf, leafHash } from '../../../shared/trail/hash.ts';
import { DIRECTORY_TRAIL, type Entry } from '../../../shared/trail/entry.ts';
import type { StatementType } from '../../../shared/trail/statement.ts';
import type { Heads } from '../../../shared/sync/api.ts';
import type { StoredEntry } from '../replica.ts';
import type { Checks } from './checks.ts';
import type { TrailStore } from './store.ts';
import type { Wire } from './wire.ts';

/** The way in. */
export interface Ingest {
  /** Keeps what checks; entries already kept are passed over. False where the network broke and it must be tried again. */
  take(items: readonly StoredEntry[]): Promise<boolean>;
  /** Fetches what the server has and the replica lacks. */
  complete(heads: Heads): Promise<boolean>;
  content(documentId: string, version: number): Promise<Result<FrozenVersion>>;
}

/** What it is made of. `kept` hears of entries after they are stored. */
export interface IngestInput {
  readonly store: TrailStore;
  readonly wire: Wire | null;
  readonly checks: Checks;
  readonly clock: () => Date;
  readonly kept: (items: readonly StoredEntry[]) => void;
  /** As the entries kept so far tell it. */
  readonly directory: () => Directory;
}

/** A signature says that somebody did something once: shown again at another place, an old directory or old rights would come back. */
const REPLAYED = err('STATEMENT_REPLAYED', '이미 있는 서명을 다시 보냈습니다. 받지 않았습니다. 관리자에게 알리십시오.');

const statementOf = (entry: Entry): string | null => (entry.kind === 'statement' ? digestOf(entry.body.statement) : null);

/** Statements already in a trail, by digest; read once a trail and kept up. */
interface Signed {
  has(documentId: string, digest: string): boolean;
  add(items: readonly StoredEntry[]): void;
}

const MOST_TRAILS = 200;

function createSigned({ store }: Pick<IngestInput, 'store'>): Signed {
  const trails = new Map<string, Set<string>>();
  return {
    has(documentId, digest) {
      if (trails.size > MOST_TRAILS) trails.clear();
      const known = trails.get(documentId) ?? new Set(store.entries(documentId).flatMap(({ entry }) => statementOf(entry) ?? []));
      trails.set(documentId, known);
      return known.has(digest);
    },
    add: (items) => items.forEach(({ entry }) => trails.get(entry.documentId)?.add(statementOf(entry) ?? '')),
  };
}

/** Checks a run of entries of one document against the head and each other. */
async function checkRun(input: IngestInput, signedIn: Signed, run: readonly StoredEntry[]): Promise<{ good: StoredEntry[]; done: boolean }> {
  const good: StoredEntry[] = [];
  const [first] = run;
  if (first === undefined) return { good, done: true };
  const { documentId } = first.entry;
  let head = input.store.head(documentId);
  let directory = documentId === DIRECTORY_TRAIL ? input.directory() : EMPTY_DIRECTORY;
  const signed = new Set<string>();
  for (const item of run) {
    const digest = statementOf(item.entry);
    const checked =
      digest !== null && (signed.has(digest) || signedIn.has(documentId, digest)) ? REPLAYED : await input.checks.entry(item.entry, head, directory);
    if (digest !== null) signed.add(digest);
    if (!checked.ok && checked.code === 'OFFLINE') return { good, done: false };
    if (!checked.ok) {
      const seen = input.store.faults().some((fault) => fault.documentId === documentId && fault.seq === head.count && fault.code === checked.code);
      if (!seen) input.store.addFault({ documentId, seq: head.count, code: checked.code, message: checked.message, at: input.clock().toISOString() });
      return { good, done: true };
    }
    good.push(item);
    directory = foldDirectoryEntry(directory, item.entry);
    head = { count: head.count + 1, head: leafHash(item.entry) };
  }
  return { good, done: true };
}

/** Acts that never bring a text of their own: they are shown at once. */
const TEXTLESS: ReadonlySet<StatementType> = new Set([
  'directory.put',
  'document.created',
  'rights.set',
  'readers.set',
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

/** What belongs to entries: texts that come before them, contents behind. */
interface Beside extends Pick<Ingest, 'content'> {
  before(items: readonly StoredEntry[]): Promise<void>;
  follow(items: readonly StoredEntry[]): Promise<void>;
}

function createBeside(input: IngestInput): Beside {
  const { store, wire } = input;
  const frozenDigest = (documentId: string, version: number): string | null => {
    const facts = store.entries(documentId).flatMap(({ entry }) => (entry.kind === 'serverFact' ? [entry.body.fact] : []));
    const fact = facts.find((candidate) => candidate.type === 'frozen' && candidate.version === version);
    return fact?.type === 'frozen' ? fact.contentDigest : null;
  };
  async function content(documentId: string, version: number): Promise<Result<FrozenVersion>> {
    const kept = store.content(documentId, version);
    if (kept !== null) return ok(kept);
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
  /** What entries are read with is here before they are: nobody sees a 보류 without its reason. */
  async function before(items: readonly StoredEntry[]): Promise<void> {
    const told = items.filter(({ entry }) => entry.kind === 'statement' && !TEXTLESS.has(entry.body.statement.type));
    for (const documentId of new Set(told.map(({ entry }) => entry.documentId))) await texts(documentId);
  }
  async function follow(items: readonly StoredEntry[]): Promise<void> {
    for (const { entry } of items) {
      if (entry.kind === 'serverFact' && entry.body.fact.type === 'frozen') await content(entry.documentId, entry.body.fact.version);
    }
  }
  return { content, before, follow };
}

/** Keeps the entries of one document that follow what is here; asks for those between. */
function createTake(input: IngestInput, { before, follow }: Pick<Beside, 'before' | 'follow'>) {
  const { store, wire } = input;
  const signed = createSigned(input);
  async function missing(documentId: string): Promise<StoredEntry[] | null> {
    const sent = await wire?.json<StoredEntry[]>('GET', `/documents/${documentId}/entries?from=${store.head(documentId).count}`);
    return sent?.ok === true ? sent.value : null;
  }
  async function take(documentId: string, items: readonly StoredEntry[]): Promise<boolean> {
    const { count } = store.head(documentId);
    const fresh = items.filter(({ entry }) => entry.seq >= count).toSorted((a, b) => a.entry.seq - b.entry.seq);
    const first = fresh[0];
    if (first === undefined) return true;
    const run = first.entry.seq > count ? await missing(documentId) : fresh;
    if (run === null) return false;
    const { good, done } = await checkRun(input, signed, run);
    const clash = good.find((item) => store.leafAt(item.index) !== null);
    if (clash !== undefined) {
      const message = '서버가 다른 기록에 이미 준 자리에 이 기록을 두었습니다. 받지 않았습니다. 관리자에게 알리십시오.';
      const seen = store.faults().some((fault) => fault.documentId === documentId && fault.seq === clash.entry.seq && fault.code === 'LOG_DIVERGED');
      if (!seen) store.addFault({ documentId, seq: clash.entry.seq, code: 'LOG_DIVERGED', message, at: input.clock().toISOString() });
      return true;
    }
    if (good.length > 0) {
      await before(good);
      store.append(good);
      signed.add(good);
      await follow(good);
      input.kept(good);
    }
    return done;
  }
  return { missing, take };
}

/** One door into the replica; callers wait for each other. */
export function createIngest(input: IngestInput): Ingest {
  const { content, ...beside } = createBeside(input);
  const { missing, take } = createTake(input, beside);
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }
  async function takeAll(items: readonly StoredEntry[]): Promise<boolean> {
    let done = true;
    for (const [documentId, mine] of Map.groupBy(items, ({ entry }) => entry.documentId)) done = (await take(documentId, mine)) && done;
    return done;
  }
  async function complete(heads: Heads): Promise<boolean> {
    for (const [documentId, count] of Object.entries(heads)) {
      if (input.store.head(documentId).count >= count) continue;
      const rest = await missing(documentId);
      if (rest === null || !(await take(documentId, rest))) return false;
    }
    return true;
  }
  return { take: (items) => inTurn(() => takeAll(items)), complete: (heads) => inTurn(() => complete(heads)), content };
}

/** Taking entries in: in order per document, gaps fetched, checked, kept; then what belongs to them (texts, frozen contents). */

import type { FrozenVersion } from '../../../shared/exchange/capsule/capsule.ts';
import { err, type Result } from '../../../shared/lib/result.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { EMPTY_DIRECTORY, foldDirectoryEntry } from '../../../shared/org/fold.ts';
import { digestOf, leafHash } from '../../../shared/trail/hash.ts';
import { DIRECTORY_TRAIL, type Entry } from '../../../shared/trail/entry.ts';
import type { Heads } from '../../../shared/sync/api.ts';
import type { StoredEntry } from '../replica.ts';
import { createBeside, createLot, type Beside, type BesideInput, type Lot } from './beside.ts';
import type { Checks } from './checks.ts';

/** The way in. */
export interface Ingest {
  /** Keeps what checks; entries already kept are passed over. False where the network broke and it must be tried again. `behind`: the line is not caught up yet. */
  take(items: readonly StoredEntry[], behind?: boolean): Promise<boolean>;
  /** Fetches what the server has and the replica lacks. */
  complete(heads: Heads): Promise<boolean>;
  content(documentId: string, version: number): Promise<Result<FrozenVersion>>;
}

/** What it is made of. `kept` hears of entries after they are stored. */
export interface IngestInput extends BesideInput {
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

/** Keeps the entries of one document that follow what is here; asks for those between. */
function createTake(input: IngestInput, { belonging }: Pick<Beside, 'belonging'>) {
  const { store, wire } = input;
  const signed = createSigned(input);
  async function missing(documentId: string): Promise<StoredEntry[] | null> {
    const sent = await wire?.json<StoredEntry[]>('GET', `/documents/${documentId}/entries?from=${store.head(documentId).count}`);
    return sent?.ok === true ? sent.value : null;
  }
  async function take(documentId: string, items: readonly StoredEntry[], lot: Lot): Promise<boolean> {
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
      const { before, follow } = await belonging(documentId, good, lot);
      await before();
      store.append(good);
      signed.add(good);
      await follow();
      input.kept(good);
    }
    return done;
  }
  return { missing, take };
}

/** One door into the replica; callers wait for each other. */
export function createIngest(input: IngestInput): Ingest {
  const { content, belonging } = createBeside(input);
  const { missing, take } = createTake(input, { belonging });
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }
  async function takeAll(items: readonly StoredEntry[], behind: boolean): Promise<boolean> {
    const lot = createLot(input.wire, behind);
    let done = true;
    for (const [documentId, mine] of Map.groupBy(items, ({ entry }) => entry.documentId)) done = (await take(documentId, mine, lot)) && done;
    return done;
  }
  async function complete(heads: Heads): Promise<boolean> {
    const lot = createLot(input.wire, false);
    for (const [documentId, count] of Object.entries(heads)) {
      if (input.store.head(documentId).count >= count) continue;
      const rest = await missing(documentId);
      if (rest === null || !(await take(documentId, rest, lot))) return false;
    }
    return true;
  }
  return { take: (items, behind = false) => inTurn(() => takeAll(items, behind)), complete: (heads) => inTurn(() => complete(heads)), content };
}

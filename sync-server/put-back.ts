/** Puts a proven entry back into the log, verbatim, with everything that became true with it: numbers, frozen content, texts, refusals. */

import { filesOf } from '../shared/collab/content.ts';
import { contentDigest } from '../shared/collab/digest.ts';
import { sentenceOf, type RefusalCode } from '../shared/approval/refusals.ts';
import type { FrozenVersion } from '../shared/exchange/capsule/capsule.ts';
import { fromHex } from '../shared/lib/bytes.ts';
import type { Disclosures, LoggedEntry } from '../shared/sync/api.ts';
import { DIRECTORY_TRAIL, type Entry, type ServerFact } from '../shared/trail/entry.ts';
import { commit, digestOf, leafHash } from '../shared/trail/hash.ts';
import { namedBlobs, readVersion } from './follow.ts';
import type { MerkleLog } from './log.ts';
import type { Rooms } from './rooms.ts';
import type { Append, FreezeRow, Storage } from './storage/storage.ts';
import type { Trail } from './trail.ts';

/** What it is made of. */
export interface PutBackInput {
  readonly storage: Storage;
  readonly trail: Trail;
  readonly rooms: Rooms;
  readonly log: MerkleLog;
  readonly appended: (entries: readonly LoggedEntry[]) => void;
}

/** Putting back. */
export interface PutBack {
  /** Texts and contents that travel beside entries; kept until their entry comes. */
  know(disclosures: Disclosures, contents: readonly FrozenVersion[]): void;
  /** Whether the entry may go in now: a freeze needs its content, and (unless `hurried`) rooms that show it. */
  ready(item: LoggedEntry, next: LoggedEntry | undefined, hurried: boolean): boolean;
  /** False where the document moved otherwise: it does not belong there. */
  put(item: LoggedEntry): boolean;
}

type Frozen = Extract<ServerFact, { type: 'frozen' }>;

function frozenFact(entry: Entry | undefined): Frozen | null {
  return entry?.kind === 'serverFact' && entry.body.fact.type === 'frozen' ? entry.body.fact : null;
}

const BARE = { freeze: null, numbers: [], disclosures: {}, blobs: [], refusal: null } as const;
type Beside = Pick<Append, 'freeze' | 'numbers' | 'disclosures' | 'blobs' | 'refusal'>;

/** Contents by the digest the log signed for them. */
interface Contents {
  add(contents: readonly FrozenVersion[]): void;
  of(documentId: string, fact: Frozen): FrozenVersion | null;
}

function createContents(): Contents {
  const known = new Map<string, FrozenVersion>();
  const keyOf = (documentId: string, version: number, digest: string | null): string => `${documentId}/${version}/${digest}`;
  return {
    add: (contents) =>
      contents.forEach((frozen) => void known.set(keyOf(frozen.documentId, frozen.version, contentDigest(frozen.content, frozen.salts)), frozen)),
    of: (documentId, fact) => known.get(keyOf(documentId, fact.version, fact.contentDigest)) ?? null,
  };
}

function besideFact(fact: ServerFact, freeze: FreezeRow | null): Beside {
  switch (fact.type) {
    case 'registered':
      return { ...BARE, numbers: [{ unit: `${fact.agency}/${fact.unit}`, year: fact.year, number: fact.number }] };
    case 'frozen':
      return { ...BARE, freeze, blobs: freeze === null ? [] : filesOf(freeze.frozen.content) };
    case 'refused':
      return { ...BARE, refusal: { statement: digestOf(fact.statement.statement), code: fact.code, message: sentenceOf(fact.code as RefusalCode) } };
    default:
      return BARE;
  }
}

/** What becomes true with an entry, beside its place in the log. */
function createBeside(input: PutBackInput, contents: Contents): { know(disclosures: Disclosures): void; of(entry: Entry): Beside } {
  const texts = new Map<string, Disclosures[string]>();
  function disclosuresOf(entry: Entry): Disclosures {
    if (texts.size === 0) return {};
    const said = entry.kind === 'statement' ? entry.body.statement : entry.body.fact;
    const named = new Set(JSON.stringify(said).match(/[0-9a-f]{64}/g));
    return Object.fromEntries([...texts].filter(([commitment]) => named.has(commitment)));
  }
  function freezeOf({ documentId }: Entry, fact: Frozen): FreezeRow | null {
    const frozen = contents.of(documentId, fact);
    return frozen === null ? null : { frozen, rooms: readVersion(input, documentId, fact.version).rooms };
  }
  return {
    know(disclosures) {
      for (const [commitment, text] of Object.entries(disclosures)) if (commit(text.salt, text.value) === commitment) texts.set(commitment, text);
    },
    of(entry) {
      if (entry.kind === 'statement') return { ...BARE, disclosures: disclosuresOf(entry), blobs: namedBlobs(entry.body.statement) };
      const fact = frozenFact(entry);
      const beside = besideFact(entry.body.fact, fact === null ? null : freezeOf(entry, fact));
      return fact === null ? beside : { ...beside, disclosures: disclosuresOf(entry) };
    },
  };
}

/** Puts entries back into one log. */
export function createPutBack(input: PutBackInput): PutBack {
  const { storage, trail, rooms, log } = input;
  const contents = createContents();
  const beside = createBeside(input, contents);
  return {
    know(disclosures, given) {
      beside.know(disclosures);
      contents.add(given);
    },
    ready({ entry }, next, hurried) {
      const own = frozenFact(entry);
      if (own !== null) return contents.of(entry.documentId, own) !== null;
      const fact = next?.entry.documentId === entry.documentId ? frozenFact(next.entry) : null;
      if (fact === null) return true;
      const frozen = contents.of(entry.documentId, fact);
      if (frozen === null || hurried) return frozen !== null;
      const { content } = readVersion(input, entry.documentId, fact.version);
      return content.ok && contentDigest(content.value, frozen.salts) === fact.contentDigest;
    },
    put({ index, entry }) {
      const { documentId } = entry;
      const head = trail.headOf(documentId);
      if (index !== log.size() || entry.seq !== head.count || entry.prev !== head.head) return false;
      const leaf = fromHex(leafHash(entry));
      const row = { entry, leaf, statement: entry.kind === 'statement' ? digestOf(entry.body.statement) : null };
      const done = storage.appendEntries({ ...beside.of(entry), documentId, expected: head.count, logSize: index, entries: [row] });
      if (done === 'conflict') return false;
      log.append(leaf);
      trail.moved([{ index, entry }]);
      rooms.recheck(documentId === DIRECTORY_TRAIL ? null : documentId);
      input.appended([{ index, entry }]);
      return true;
    },
  };
}

/**
 * Deriving anew what entries alone give: links, leaves, rules, numbers, refusals, heads and states, in the order of the log (FS1–FS6).
 * The same code reads a server's whole log and the part of it a replica holds.
 */

import { evolveTo } from '../approval/evolve.ts';
import { initialState, type DocumentState } from '../approval/state.ts';
import { EMPTY_DIRECTORY, foldDirectoryEntry } from '../org/fold.ts';
import type { Directory } from '../org/directory.ts';
import { DIRECTORY_TRAIL, type Entry } from '../trail/entry.ts';
import { PLAIN_TEXT } from '../crypto/crypto.ts';
import { digestOf, entryText, type EntryText } from '../trail/hash.ts';
import { entrySchema } from './capsule-schema.ts';
import { readKnown } from './pki.ts';
import { directoryFault, entryFault, type EntryFault, type TrustContext } from './trail.ts';

/** An entry as it lies in a database: `text` is its JSON; `statement` the digest it is found by, null where it is none, undefined where none is kept. */
export interface KeptEntry {
  readonly index: number;
  readonly documentId: string;
  readonly seq: number;
  readonly leaf: string;
  readonly text: string;
  readonly statement?: string | null;
}

/** The first bad entry: a code of `entryFault`, or ENTRY_MISSING, ENTRY_ORDER, ENTRY_FORMAT, ENTRY_LEAF, ENTRY_CHAIN, ENTRY_INDEX, NUMBER_GAP. */
export interface RederiveFault extends EntryFault {
  readonly index: number;
  readonly where: string;
}

/** A time of the log that lies before an earlier one: the server's clock was put back. */
export interface ClockBack {
  readonly index: number;
  readonly at: string;
  readonly before: string;
}

/** What the entries gave so far. */
export interface Derived {
  readonly size: number;
  /** Leaf hashes, hex, of the entries read. */
  readonly leaves: readonly string[];
  readonly heads: ReadonlyMap<string, { readonly count: number; readonly head: string }>;
  readonly states: ReadonlyMap<string, DocumentState>;
  readonly directory: Directory;
  /** Last number by `unit/year`, unit as `agency/unit`. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Code by the digest of the refused statement. */
  readonly refusals: ReadonlyMap<string, string>;
  /** contentDigest by `document/version`. */
  readonly frozen: ReadonlyMap<string, string>;
  readonly clockBack: readonly ClockBack[];
}

/** Takes entries in the order of the log. */
export interface Rederiver {
  /** The first fault; after it nothing more may be given. */
  take(kept: KeptEntry): Promise<RederiveFault | null>;
  derived(): Derived;
}

/** `whole`: every place of the log must be there, and numbers must have no gap; a replica holds only what its person may read. */
export interface RederiveInput {
  readonly whole: boolean;
  readonly logKey: string;
  readonly trust: TrustContext;
}

/** Where an entry stands, in words. */
export function whereOf({ index, documentId, seq }: Pick<KeptEntry, 'index' | 'documentId' | 'seq'>): string {
  const trail = documentId === DIRECTORY_TRAIL ? '조직도' : `문서 ${documentId}`;
  return `기록 ${index + 1}번째(${trail}의 ${seq + 1}번째)`;
}

interface Memory {
  readonly leaves: string[];
  readonly heads: Map<string, { count: number; head: string }>;
  readonly states: Map<string, DocumentState>;
  readonly numbers: Map<string, number>;
  readonly refusals: Map<string, string>;
  readonly frozen: Map<string, string>;
  readonly clockBack: ClockBack[];
  directory: Directory;
  next: number;
  newest: string;
}

interface Read {
  readonly entry: Entry;
  readonly text: EntryText;
}

function readEntry(text: string): Entry | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return entrySchema.safeParse(parsed).success ? (parsed as Entry) : null;
  } catch {
    return null;
  }
}

/** Place, form, leaf and link: what needs no certificate. */
function placeFault(kept: KeptEntry, memory: Memory, { whole, trust: { crypto } }: RederiveInput): EntryFault | Read {
  const digests = crypto.text ?? PLAIN_TEXT;
  if (whole && kept.index > memory.next) return { code: 'ENTRY_MISSING', message: `${memory.next + 1}번째 기록이 빠졌습니다.` };
  if (kept.index < memory.next) return { code: 'ENTRY_ORDER', message: '기록의 차례가 맞지 않습니다.' };
  const entry = readEntry(kept.text);
  if (entry === null) return { code: 'ENTRY_FORMAT', message: '기록을 읽을 수 없거나 정해진 모양이 아닙니다.' };
  const text = entryText(entry, digests);
  if (text.leaf !== kept.leaf) return { code: 'ENTRY_LEAF', message: '기록의 내용이 적힌 지문과 다릅니다. 바뀌었습니다.' };
  const head = memory.heads.get(kept.documentId);
  const follows = entry.documentId === kept.documentId && entry.seq === kept.seq && entry.seq === (head?.count ?? 0) && entry.prev === (head?.head ?? null);
  if (!follows) return { code: 'ENTRY_CHAIN', message: '같은 문서의 앞 기록과 이어지지 않습니다.' };
  const digest = text.statement === null ? null : digests.sha256(text.statement);
  const found = kept.statement === undefined || kept.statement === digest;
  return found ? { entry, text } : { code: 'ENTRY_INDEX', message: '서명을 찾는 색인이 기록과 다릅니다.' };
}

function numberFault(entry: Entry, { numbers }: Memory): EntryFault | null {
  if (entry.kind !== 'serverFact' || entry.body.fact.type !== 'registered') return null;
  const { agency, unit, year, number } = entry.body.fact;
  const last = numbers.get(`${agency}/${unit}/${year}`) ?? 0;
  return number === last + 1 ? null : { code: 'NUMBER_GAP', message: `등록번호가 이어지지 않습니다. ${last} 다음이 ${number}입니다.` };
}

/** What a fact adds to what is found without reading the log again. */
function noteFact(entry: Entry, memory: Memory): void {
  if (entry.kind !== 'serverFact') return;
  const { fact } = entry.body;
  if (fact.type === 'registered') memory.numbers.set(`${fact.agency}/${fact.unit}/${fact.year}`, fact.number);
  else if (fact.type === 'refused') memory.refusals.set(digestOf(fact.statement.statement), fact.code);
  else if (fact.type === 'frozen') memory.frozen.set(`${entry.documentId}/${fact.version}`, fact.contentDigest);
}

function keep(kept: KeptEntry, entry: Entry, memory: Memory): void {
  memory.leaves.push(kept.leaf);
  memory.heads.set(kept.documentId, { count: kept.seq + 1, head: kept.leaf });
  memory.next = kept.index + 1;
  if (entry.receivedAt < memory.newest) memory.clockBack.push({ index: kept.index, at: entry.receivedAt, before: memory.newest });
  else memory.newest = entry.receivedAt;
  noteFact(entry, memory);
  if (kept.documentId === DIRECTORY_TRAIL) memory.directory = foldDirectoryEntry(memory.directory, entry);
  else memory.states.set(kept.documentId, evolveTo(memory.states.get(kept.documentId) ?? initialState(kept.documentId), entry, kept.leaf));
}

/** A question is about one leaf: of the other certificates only authorities can stand above it. */
function createTrusts(trust: TrustContext): (entry: Entry) => TrustContext {
  const above = [...trust.certificates].filter(([, der]) => {
    const parsed = readKnown(der);
    return parsed.ok && (parsed.value.isCa || parsed.value.kind === 'log');
  });
  return (entry) => {
    const certificates = new Map(above);
    const signed = entry.kind === 'statement' ? entry.body : entry.body.fact.type === 'refused' ? entry.body.fact.statement : null;
    const digest = signed?.statement.actor.certificate ?? '';
    const der = trust.certificates.get(digest);
    if (der !== undefined) certificates.set(digest, der);
    return { ...trust, certificates };
  };
}

/** A reader of one log from its beginning. */
export function createRederiver(input: RederiveInput): Rederiver {
  const { whole, logKey, trust } = input;
  const memory: Memory = {
    ...{ leaves: [], heads: new Map(), states: new Map(), numbers: new Map(), refusals: new Map(), frozen: new Map(), clockBack: [] },
    ...{ directory: EMPTY_DIRECTORY, next: 0, newest: '' },
  };
  const trustFor = createTrusts(trust);
  return {
    async take(kept) {
      const at = { index: kept.index, where: whereOf(kept) };
      const read = placeFault(kept, memory, input);
      if ('code' in read) return { ...at, ...read };
      const { entry, text } = read;
      const context = trustFor(entry);
      const state = memory.states.get(kept.documentId) ?? initialState(kept.documentId);
      const fault =
        kept.documentId === DIRECTORY_TRAIL
          ? await directoryFault(entry, memory.directory, context, text)
          : await entryFault(entry, { state, directory: memory.directory, text }, logKey, context);
      const found = fault ?? (whole ? numberFault(entry, memory) : null);
      if (found !== null) return { ...at, ...found };
      keep(kept, entry, memory);
      return null;
    },
    derived: () => ({ ...memory, size: memory.next }),
  };
}

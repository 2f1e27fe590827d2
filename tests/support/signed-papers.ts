/** Papers of one log with real keys, certificates, signatures, proofs and checkpoints, made by the shared engine without a server: a bundle as exporting many writes it. */

import { randomUUID } from 'node:crypto';
import { decide } from '../../shared/approval/approval.ts';
import { evolve } from '../../shared/approval/evolve.ts';
import { initialState, type DocumentState } from '../../shared/approval/state.ts';
import type { Content } from '../../shared/collab/content.ts';
import { contentDigest, contentParts } from '../../shared/collab/digest.ts';
import { sha256Hex } from '../../shared/crypto/crypto.ts';
import { certificatePath, packCapsule, PATHS, type ProvenEntry } from '../../shared/exchange/capsule/capsule.ts';
import { fromHex, utf8 } from '../../shared/lib/bytes.ts';
import type { AgencyRecord, Directory } from '../../shared/org/directory.ts';
import { EMPTY_DIRECTORY, foldDirectoryEntry } from '../../shared/org/fold.ts';
import { canonicalBytes } from '../../shared/trail/canonical.ts';
import { DIRECTORY_TRAIL, type Entry, type ServerFact } from '../../shared/trail/entry.ts';
import { leafHash } from '../../shared/trail/hash.ts';
import type { SignedStatement, Statement, StatementBodies, StatementType } from '../../shared/trail/statement.ts';
import { seoulDate } from '../../shared/writing/amount.ts';
import { createLogSigner, createMerkleLog, defaultOrigin } from '../../sync-server/log.ts';
import { aContent, decideStep, design, submit } from './sync-draft.ts';
import { createWorld, SEEN_ALL, type Someone, type World } from './sync-world.ts';

/** A paper in the log: its entries with their places, and its content as it was fixed. */
export interface SignedPaper {
  readonly documentId: string;
  readonly placed: readonly { readonly index: number; readonly entry: Entry }[];
  readonly content: Content;
  readonly salts: readonly string[];
}

/** A paper that is being written into the log. */
export interface WritingPaper {
  readonly documentId: string;
  state(): DocumentState;
  /** Signs at the time of the log's clock and appends with what follows, as the sequencer does; throws where the rules refuse. `leaves` says which facts are not written. */
  say<T extends StatementType>(who: Someone, type: T, body: StatementBodies[T], rest?: Partial<Statement>, leaves?: readonly string[]): void;
  fact(told: ServerFact): void;
  /** Its entries so far. */
  entries(): Entry[];
  end(content: Content, salts: readonly string[]): SignedPaper;
}

/** A log with its clock and its register. */
export interface LogBook {
  readonly world: World;
  /** The clock; it goes on by a minute at every statement. */
  readonly clock: { now: number };
  /** Numbers a unit of an agency has given. */
  readonly numbers: Map<string, number>;
  write(): WritingPaper;
  /** Entries of the directory. */
  directory(): Entry[];
  /** The capsule of a paper under the newest checkpoint, with further files by their paths. */
  capsule(paper: SignedPaper, more?: ReadonlyMap<string, Uint8Array>): Uint8Array;
}

/** The log and its papers. */
export interface SignedLog {
  readonly world: World;
  /** One more paper, drafted, opened, decided and registered. */
  paper(content: Content): SignedPaper;
  /** Its capsule under the newest checkpoint. */
  capsule(paper: SignedPaper): Uint8Array;
}

const BEGUN = Date.parse('2026-11-23T00:00:00Z');
const MINUTE = 60_000;

/** Titles and a body of some lines, each its own. */
export function contentOf(n: number): Content {
  const content = aContent(`정보화 사업 ${n}차 점검 결과 알림`);
  const line = (text: string): Content['blocks'][number] => ({ type: 'block', kind: 'item', level: 1, inlines: [{ text }] });
  const blocks = [
    line(`정보화담당관실에서 점검한 ${n}번 장비의 결과를 다음과 같이 알려 드립니다.`),
    line(`점검 대상은 관리번호 ${String(n).padStart(6, '0')}이며, 고장 ${n % 7}건과 조치 ${n % 5}건을 확인하였습니다.`),
    line('각 부서에서는 붙임의 조치 사항을 확인하고 기한 안에 결과를 제출하여 주시기 바랍니다. 끝.'),
  ];
  return { ...content, blocks };
}

/** Starts a log with a directory signed by the administrators of the world; `people` may sign papers. */
export function createLogBook(world: World, records: readonly AgencyRecord[], people: readonly Someone[], begun = BEGUN): LogBook {
  const signer = createLogSigner(world.logKey, defaultOrigin(world.logKey.certificate));
  const log = createMerkleLog([], signer);
  const clock = { now: begun };
  const numbers = new Map<string, number>();
  const directory: { index: number; entry: Entry }[] = [];
  let known: Directory = EMPTY_DIRECTORY;
  const place = (entry: Entry): { index: number; entry: Entry } => {
    log.append(fromHex(leafHash(entry)));
    return { index: log.size() - 1, entry };
  };
  const entryAt = (documentId: string, seq: number, prev: string | null, part: Pick<Entry, 'kind' | 'body'>): Entry =>
    ({ v: 1, documentId, seq, prev, receivedAt: new Date(clock.now).toISOString(), ...part }) as Entry;
  const usedBy = ({ actor: { agency, unit, position } }: Pick<Statement, 'actor'>) => ({ person: { agency, unit, position }, delegation: null });
  const { admin, otherAdmin } = world.people;
  let head: string | null = null;
  for (const agency of records) {
    const who = agency.code === 'A' ? admin : otherAdmin;
    const at = new Date(clock.now).toISOString();
    const signed = who.sign('directory.put', { agency }, { documentId: DIRECTORY_TRAIL, version: 0, directoryRev: SEEN_ALL, at });
    const entry = entryAt(DIRECTORY_TRAIL, directory.length, head, { kind: 'statement', body: { ...signed, facts: usedBy(signed.statement) } });
    directory.push(place(entry));
    head = leafHash(entry);
    known = foldDirectoryEntry(known, entry);
  }
  const fixed = [world.root, world.logKey.certificate, world.authority('A').certificate, world.authority('B').certificate];
  const certificates = [...fixed, ...[...people, admin, otherAdmin].map(({ login }) => login.certificate.der)];

  function write(): WritingPaper {
    const documentId = randomUUID();
    const placed: { index: number; entry: Entry }[] = [];
    let state: DocumentState = initialState(documentId);
    const put = (part: Pick<Entry, 'kind' | 'body'>): void => {
      const entry = entryAt(documentId, state.seq, state.head, part);
      placed.push(place(entry));
      state = evolve(state, entry);
    };
    const fact = (told: ServerFact): void => put({ kind: 'serverFact', body: signer.fact(documentId, told) });
    const register = (follow: { agency: string; unit: string; role: 'lead' | 'linked'; recordFile: string }): void => {
      const number = (numbers.get(`${follow.agency}/${follow.unit}`) ?? 0) + 1;
      numbers.set(`${follow.agency}/${follow.unit}`, number);
      const unitName = known.agencies.get(follow.agency)?.units.find(({ code }) => code === follow.unit)?.name ?? '';
      fact({ ...follow, type: 'registered', version: 1, unitName, year: 2026, number });
    };
    return {
      documentId,
      state: () => state,
      fact,
      entries: () => placed.map(({ entry }) => entry),
      say(who, type, body, rest = {}, leaves = []) {
        const at = new Date((clock.now += MINUTE)).toISOString();
        const signed = who.sign(type, body, { documentId, contentDigest: state.contentDigest, at, ...rest }) as SignedStatement;
        const judged = decide(state, signed.statement, known);
        if (!judged.ok) throw new Error(`${type}: ${judged.code}`);
        put({ kind: 'statement', body: { ...signed, facts: usedBy(signed.statement) } });
        for (const follow of judged.value.followUps) {
          if (leaves.includes(follow.type)) continue;
          if (follow.type === 'freeze') fact({ type: 'frozen', version: 1, contentDigest: state.contentDigest ?? '', rooms: [] });
          else if (follow.type === 'approve') fact({ type: 'approved', version: 1, at });
          else if (follow.type === 'register') {
            const { agency, unit, role, recordFile } = follow;
            if (role === 'lead' || role === 'linked') register({ agency, unit, role, recordFile });
          }
        }
      },
      end(content, salts) {
        if (contentDigest(content, salts) !== state.contentDigest || contentParts(content).length !== salts.length) throw new Error('another content');
        return { documentId, placed, content, salts };
      },
    };
  }

  function capsule({ documentId, placed, content, salts }: SignedPaper, more: ReadonlyMap<string, Uint8Array> = new Map()): Uint8Array {
    const size = log.size();
    const proven = (all: readonly { index: number; entry: Entry }[]): ProvenEntry[] =>
      all.map(({ index, entry }) => ({ index, proof: log.proof(index, size)?.path ?? [], entry }));
    const files = new Map<string, Uint8Array>([
      [PATHS.document, canonicalBytes({ v: 1, documentId, version: 1, content, salts })],
      [PATHS.trail, canonicalBytes(proven(placed))],
      [PATHS.directory, canonicalBytes(proven(directory))],
      [PATHS.disclosures, canonicalBytes({})],
      [PATHS.checkpoint, utf8(log.checkpoint())],
      ...certificates.map((der) => [certificatePath(sha256Hex(der)), der] as const),
      ...more,
    ]);
    return packCapsule(documentId, 1, seoulDate(placed.at(-1)?.entry.receivedAt ?? ''), files);
  }
  return { world, clock, numbers, write, directory: () => directory.map(({ entry }) => entry), capsule };
}

/** Drafts, opens, decides and registers a paper; the salts of its content. */
export function writePaper(writing: WritingPaper, { kim, lee }: { readonly kim: Someone; readonly lee: Someone }, content: Content): { salts: string[] } {
  const { documentId } = writing;
  writing.say(kim, 'document.created', { form: 'official', unit: 'U1', grants: [] });
  const designed = design(kim, documentId).statement as Statement<'lane.designed'>;
  writing.say(kim, 'lane.designed', designed.body, { laneDigest: designed.laneDigest });
  const { signed, salts } = submit(kim, documentId, content);
  const { body, stepId, contentDigest: digest, jointDigest, laneDigest } = signed.statement as Statement<'submitted'>;
  writing.say(kim, 'submitted', body, { stepId, contentDigest: digest, jointDigest, laneDigest });
  writing.say(lee, 'opened', { what: 'content' });
  const decided = decideStep(lee, documentId, digest).statement as Statement<'decided'>;
  writing.say(lee, 'decided', decided.body, { stepId: decided.stepId, jointDigest, laneDigest });
  return { salts };
}

/** Starts a log of plain papers: one unit of one agency, a drafter and a decider. */
export function createSignedLog(world = createWorld()): SignedLog {
  const { kim, lee } = world.people;
  const book = createLogBook(world, [world.directory('A'), world.directory('B')], [kim, lee]);
  function paper(content: Content): SignedPaper {
    const writing = book.write();
    const { salts } = writePaper(writing, { kim, lee }, content);
    return writing.end(content, salts);
  }
  return { world, paper, capsule: book.capsule };
}

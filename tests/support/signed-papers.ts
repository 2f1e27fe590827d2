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
import type { Directory } from '../../shared/org/directory.ts';
import { EMPTY_DIRECTORY, foldDirectoryEntry } from '../../shared/org/fold.ts';
import { canonicalBytes } from '../../shared/trail/canonical.ts';
import { DIRECTORY_TRAIL, type Entry, type ServerFact } from '../../shared/trail/entry.ts';
import { leafHash } from '../../shared/trail/hash.ts';
import type { SignedStatement } from '../../shared/trail/statement.ts';
import { seoulDate } from '../../shared/writing/amount.ts';
import { createLogSigner, createMerkleLog, defaultOrigin } from '../../sync-server/log.ts';
import { aContent, decideStep, design, submit } from './sync-draft.ts';
import { createWorld, type Someone, type World } from './sync-world.ts';

/** A paper in the log: its entries with their places, and its content as it was fixed. */
export interface SignedPaper {
  readonly documentId: string;
  readonly placed: readonly { readonly index: number; readonly entry: Entry }[];
  readonly content: Content;
  readonly salts: readonly string[];
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

/** Starts a log with the directories of both agencies. */
export function createSignedLog(world = createWorld()): SignedLog {
  const signer = createLogSigner(world.logKey, defaultOrigin(world.logKey.certificate));
  const log = createMerkleLog([], signer);
  const directory: { index: number; entry: Entry }[] = [];
  let known: Directory = EMPTY_DIRECTORY;
  let number = 0;
  let now = BEGUN;
  const place = (entry: Entry): { index: number; entry: Entry } => {
    log.append(fromHex(leafHash(entry)));
    return { index: log.size() - 1, entry };
  };
  const entryAt = (documentId: string, seq: number, prev: string | null, part: Pick<Entry, 'kind' | 'body'>): Entry =>
    ({ v: 1, documentId, seq, prev, receivedAt: new Date(now).toISOString(), ...part }) as Entry;
  const used = { person: { agency: 'A', unit: 'U1', position: '주무관' }, delegation: null };
  let head: string | null = null;
  for (const agency of ['A', 'B'] as const) {
    const entry = entryAt(DIRECTORY_TRAIL, directory.length, head, { kind: 'statement', body: { ...world.publish(agency), facts: used } });
    directory.push(place(entry));
    head = leafHash(entry);
    known = foldDirectoryEntry(known, entry);
  }
  const certificates = [world.root, world.logKey.certificate, world.authority('A').certificate, world.authority('B').certificate];
  const { kim, lee, admin, otherAdmin } = world.people;
  const leaves = [...[kim, lee].map(({ login }) => login.certificate.der), ...[admin, otherAdmin].map(({ login }) => login.certificate.der)];

  function paper(content: Content): SignedPaper {
    const documentId = randomUUID();
    const placed: { index: number; entry: Entry }[] = [];
    let state: DocumentState = initialState(documentId);
    const put = (part: Pick<Entry, 'kind' | 'body'>): void => {
      const entry = entryAt(documentId, state.seq, state.head, part);
      placed.push(place(entry));
      state = evolve(state, entry);
    };
    const fact = (told: ServerFact): void => put({ kind: 'serverFact', body: signer.fact(documentId, told) });
    const say = (signed: SignedStatement): void => {
      const judged = decide(state, signed.statement, known);
      if (!judged.ok) throw new Error(`${signed.statement.type}: ${judged.code}`);
      put({ kind: 'statement', body: { ...signed, facts: used } });
      for (const follow of judged.value.followUps) {
        if (follow.type === 'freeze') fact({ type: 'frozen', version: 1, contentDigest: state.contentDigest ?? '', rooms: [] });
        else if (follow.type === 'approve') fact({ type: 'approved', version: 1, at: new Date(now).toISOString() });
        else if (follow.type === 'register') {
          number += 1;
          const { agency, unit, role, recordFile } = follow;
          fact({ type: 'registered', version: 1, agency, unit, unitName: '정보화담당관실', year: 2026, number, role, recordFile });
        }
      }
    };
    const sign = (who: Someone, make: SignedStatement): SignedStatement =>
      who.sign(make.statement.type, make.statement.body as never, { ...make.statement, at: new Date((now += MINUTE)).toISOString() } as never);
    const created = kim.sign('document.created', { form: 'official', unit: 'U1', grants: [] } as never, { documentId });
    say(sign(kim, created));
    say(sign(kim, design(kim, documentId)));
    const { signed, salts } = submit(kim, documentId, content);
    say(sign(kim, signed));
    say(sign(lee, lee.sign('opened', { what: 'content' } as never, { documentId, contentDigest: state.contentDigest })));
    say(sign(lee, decideStep(lee, documentId, state.contentDigest)));
    if (contentDigest(content, salts) !== state.contentDigest || contentParts(content).length !== salts.length) throw new Error('another content');
    return { documentId, placed, content, salts };
  }

  function capsule({ documentId, placed, content, salts }: SignedPaper): Uint8Array {
    const size = log.size();
    const proven = (all: readonly { index: number; entry: Entry }[]): ProvenEntry[] =>
      all.map(({ index, entry }) => ({ index, proof: log.proof(index, size)?.path ?? [], entry }));
    const files = new Map<string, Uint8Array>([
      [PATHS.document, canonicalBytes({ v: 1, documentId, version: 1, content, salts })],
      [PATHS.trail, canonicalBytes(proven(placed))],
      [PATHS.directory, canonicalBytes(proven(directory))],
      [PATHS.disclosures, canonicalBytes({})],
      [PATHS.checkpoint, utf8(log.checkpoint())],
      ...[...certificates, ...leaves].map((der) => [certificatePath(sha256Hex(der)), der] as const),
    ]);
    return packCapsule(documentId, 1, seoulDate(placed.at(-1)?.entry.receivedAt ?? ''), files);
  }
  return { world, paper, capsule };
}

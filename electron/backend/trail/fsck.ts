/** `fsck` of a replica: the entries this PC keeps, and what it keeps beside them, derived anew and compared (FS5). Nothing is changed. */

import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { contentDigest } from '../../../shared/collab/digest.ts';
import { sha256Hex, type CryptoProvider } from '../../../shared/crypto/crypto.ts';
import type { FrozenVersion } from '../../../shared/exchange/capsule/capsule.ts';
import { commit } from '../../../shared/trail/hash.ts';
import { createCheckLog, type CheckLog, type CheckResult } from '../../../shared/verify/envelope.ts';
import { verifyNote } from '../../../shared/verify/checkpoint.ts';
import { frozenSchema } from '../../../shared/verify/content-schema.ts';
import { createRederiver, type Derived, type KeptEntry } from '../../../shared/verify/rederive.ts';
import type { TrustContext } from '../../../shared/verify/trail.ts';
import type { ReplicaDb } from '../db/sql.ts';
import { createAlarms } from '../sync/alarms.ts';
import { alarmView } from './alarm.ts';

/** What is checked, and against which root. */
export interface ReplicaFsckInput {
  readonly db: ReplicaDb;
  readonly root: Uint8Array;
  readonly crypto: CryptoProvider;
  readonly progress: (what: string, done: number, all: number) => void;
}

/** What was found; `checks` in their order. */
export interface ReplicaFsckReport {
  readonly entries: number;
  readonly documents: number;
  readonly checks: readonly CheckResult[];
}

const PAGE = 500;

function* keptEntries({ read }: ReplicaDb): Generator<KeptEntry> {
  for (let next = 0; ;) {
    const rows = read.all<{ idx: number; id: string; seq: number; leaf: string; entry: string }>(
      'SELECT idx, document_id AS id, seq, leaf, entry FROM entries WHERE idx >= ? ORDER BY idx LIMIT ?',
      next,
      PAGE,
    );
    for (const { idx, id, seq, leaf, entry } of rows) yield { index: idx, documentId: id, seq, leaf, text: entry };
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    next = last.idx + 1;
  }
}

const factSchema = z.object({ kind: z.literal('serverFact'), body: z.object({ key: z.string() }) });

/** The log's key as the first fact names it; whether it stands under the root is checked with that fact. */
function logKeyOf(db: ReplicaDb): string {
  for (const { text } of keptEntries(db)) {
    const entry = factSchema.safeParse(parsed(text));
    if (entry.success) return entry.data.body.key;
  }
  return '';
}

async function checkEntries({ db, progress }: ReplicaFsckInput, trust: TrustContext, logKey: string, log: CheckLog): Promise<Derived> {
  const all = db.read.get<{ n: number }>('SELECT count(*) AS n FROM entries')?.n ?? 0;
  const rederiver = createRederiver({ whole: false, logKey, trust });
  let done = 0;
  for (const kept of keptEntries(db)) {
    if (done % 100 === 0) progress('기록', done, all);
    done += 1;
    const fault = await rederiver.take(kept);
    if (fault === null) continue;
    log.fault(fault.code, '기록', fault.where, fault.message);
    return rederiver.derived();
  }
  log.pass('ENTRIES', '기록', '', `이 PC의 기록 ${all}건의 지문, 이음, 서명과 규칙이 모두 맞습니다.`);
  return rederiver.derived();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function badContent({ read }: ReplicaDb, { frozen }: Derived): { count: number; bad: string | undefined } {
  const rows = read.all<{ id: string; version: number; content: string }>('SELECT document_id AS id, version, content FROM contents');
  const bad = rows.find(({ id, version, content }) => {
    const whole = frozenSchema.safeParse(parsed(content));
    const kept = whole.success ? (whole.data as FrozenVersion) : null;
    return kept === null || contentDigest(kept.content, kept.salts) !== frozen.get(`${id}/${version}`);
  });
  return { count: rows.length, bad: bad === undefined ? undefined : `문서 ${bad.id} 제${bad.version}판` };
}

function badText({ read }: ReplicaDb): { count: number; bad: string | undefined } {
  const rows = read.all<{ commitment: string; salt: string; value: string }>('SELECT commitment, salt, value FROM disclosures');
  const bad = rows.find(({ commitment, salt, value }) => !/^[0-9a-f]{32}$/.test(salt) || commit(salt, parsed(value)) !== commitment);
  return { count: rows.length, bad: bad?.commitment };
}

function badCertificate(certificates: ReadonlyMap<string, Uint8Array>): { count: number; bad: string | undefined } {
  return { count: certificates.size, bad: [...certificates].find(([digest, der]) => sha256Hex(der) !== digest)?.[0] };
}

/** The newest checkpoint kept is one the log signed. */
async function checkNote({ db, crypto }: ReplicaFsckInput, certificate: Uint8Array | undefined, log: CheckLog): Promise<void> {
  const note = db.read.get<{ value: string }>("SELECT value FROM meta WHERE name = 'checkpoint'")?.value;
  if (note === undefined || certificate === undefined) return log.skip('CHECKPOINT', '기록 확인서', '', '아직 받은 확인서가 없습니다.');
  const spki = new Uint8Array(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' }));
  const checkpoint = await verifyNote(note, spki, crypto);
  if (checkpoint === null) return log.fault('CHECKPOINT_SIGNATURE', '기록 확인서', '확인서', '기록 서버가 서명한 확인서가 아닙니다.');
  return log.pass('CHECKPOINT', '기록 확인서', '', `기록 ${checkpoint.size}건까지의 확인서를 갖고 있습니다.`);
}

/** 기록 불일치 경보 this PC raised is a fault until somebody has looked into it. */
function checkAlarms({ db }: ReplicaFsckInput, log: CheckLog): void {
  const alarms = createAlarms(
    db,
    () => new Date(0),
    () => undefined,
  ).all();
  const [first] = alarms.filter(({ decided }) => decided === undefined).map((alarm) => alarmView(alarm));
  if (first === undefined)
    log.pass(
      'ALARMS',
      '기록 불일치 경보',
      '',
      alarms.length === 0 ? '경보가 없습니다.' : `경보 ${alarms.length}건 모두 기관 관리자가 어느 기록이 맞는지 정했습니다.`,
    );
  else log.fault('LOG_ALARM', '기록 불일치 경보', `기록 ${first.known.size}건까지`, first.message);
}

/** Checks a replica in full. */
export async function fsckReplica(input: ReplicaFsckInput): Promise<ReplicaFsckReport> {
  const { db, root, crypto, progress } = input;
  const log = createCheckLog();
  const rows = db.read.all<{ digest: string; der: Uint8Array }>('SELECT digest, der FROM certificates');
  const certificates = new Map(rows.map(({ digest, der }): [string, Uint8Array] => [digest, new Uint8Array(der)]));
  const logKey = logKeyOf(db);
  const derived = await checkEntries(input, { certificates, anchors: [root], crypto }, logKey, log);
  const tables = [
    { code: 'CONTENTS', title: '확정한 내용', ...badContent(db, derived) },
    { code: 'DISCLOSURES', title: '의견과 사유', ...badText(db) },
    { code: 'CERTIFICATES', title: '인증서', ...badCertificate(certificates) },
  ];
  for (const { code, title, count, bad } of tables) {
    progress(title, 0, 1);
    if (bad === undefined) log.pass(code, title, '', `${count}건이 기록과 맞습니다.`);
    else log.fault(`${code}_DIFFER`, title, bad, '기록에 적힌 것과 다릅니다. 바뀌었거나 손상되었습니다.');
  }
  await checkNote(input, certificates.get(logKey), log);
  checkAlarms(input, log);
  return { entries: derived.leaves.length, documents: derived.states.size, checks: log.results() };
}

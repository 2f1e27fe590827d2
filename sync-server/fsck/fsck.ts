/**
 * `fsck`: everything a server keeps is derived anew from its entries and compared (FS1–FS5). In full on request, beside a running server and with
 * progress; on the tail at every start. Nothing is changed.
 */

import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex, type CryptoProvider } from '../../shared/crypto/crypto.ts';
import { equalBytes, fromBase64, fromHex, toHex } from '../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { checkAccess } from '../../shared/trail/access-record.ts';
import { merkleRoot } from '../../shared/trail/merkle.ts';
import { createCheckLog, type CheckLog, type CheckResult } from '../../shared/verify/envelope.ts';
import type { WitnessRecord } from '../../shared/sync/witness.ts';
import { checkpointText, verifyNote } from '../../shared/verify/checkpoint.ts';
import { cosignedAt, readNote } from '../../shared/verify/signed-note.ts';
import { createRederiver, type ClockBack, type Derived } from '../../shared/verify/rederive.ts';
import type { TrustContext } from '../../shared/verify/trail.ts';
import type { ConfigFile } from '../config.ts';
import { defaultOrigin } from '../log.ts';
import { openKeyed, type Sql } from '../storage/open.ts';
import { SERVER_SCHEMA } from '../storage/schema.ts';
import { accessRecords } from '../storage/sqlite-access.ts';
import { createSqliteWitnesses } from '../storage/sqlite-witnesses.ts';
import { openStore, type StoreKeyCode } from '../storage/store-key.ts';
import { countEntries, keptEntries } from './entries.ts';
import { checkProjections } from './projections.ts';

/** What is checked. `checkpoint`: a note of this log kept elsewhere, '' for none. */
export interface FsckInput {
  readonly dataDir: string;
  readonly config: ConfigFile;
  readonly checkpoint: string;
  readonly crypto: CryptoProvider;
  /** Steps on the way: what is looked at, how many of how many. */
  readonly progress: (what: string, done: number, all: number) => void;
}

/** What was found; `checks` in their order, a fault names where. `root` is the tree's root, hex, of the entries that were good. */
export interface FsckReport {
  readonly entries: number;
  readonly documents: number;
  readonly root: string;
  readonly clockBack: readonly ClockBack[];
  readonly checks: readonly CheckResult[];
}

/** Why nothing was checked. */
export type FsckCode = StoreKeyCode | 'NO_DATABASE' | 'SCHEMA_UNKNOWN';

const STEP = 200;

function trustOf(sql: Sql, { config, crypto }: FsckInput): TrustContext {
  const rows = sql.prepare<[], { digest: string; der: Buffer }>('SELECT digest, der FROM certificates').all();
  const certificates = new Map<string, Uint8Array>(rows.map((row) => [row.digest, new Uint8Array(row.der)]));
  certificates.set(sha256Hex(config.logKey.certificate), config.logKey.certificate);
  return { certificates, anchors: [config.rootCertificate], crypto };
}

/** Every entry in its place; null where one is bad, which the log then names. */
async function checkEntries(sql: Sql, input: FsckInput, log: CheckLog): Promise<Derived> {
  const all = countEntries(sql);
  const rederiver = createRederiver({ whole: true, logKey: sha256Hex(input.config.logKey.certificate), trust: trustOf(sql, input) });
  for (const kept of keptEntries(sql)) {
    if (kept.index % STEP === 0) input.progress('기록', kept.index, all);
    const fault = await rederiver.take(kept);
    if (fault !== null) {
      log.fault(fault.code, '기록', fault.where, fault.message);
      return rederiver.derived();
    }
  }
  const derived = rederiver.derived();
  log.pass('ENTRIES', '기록', '', `기록 ${derived.size}건의 지문, 이음, 서명과 규칙이 모두 맞습니다.`);
  return derived;
}

const BAD_NOTE = '이 기록 서버가 서명한 확인서가 아닙니다.';

/** A note kept elsewhere: the tree had that root when it was as long, and is no shorter now. */
async function checkNote(note: string, leaves: readonly Uint8Array[], { config, crypto }: FsckInput, log: CheckLog): Promise<void> {
  const spki = new Uint8Array(new X509Certificate(config.logKey.certificate).publicKey.export({ type: 'spki', format: 'der' }));
  const checkpoint = await verifyNote(note, spki, crypto);
  const where = checkpoint === null ? '확인서' : `확인서(${checkpoint.size}건)`;
  if (checkpoint === null) return log.fault('CHECKPOINT_SIGNATURE', '기록 대조', where, BAD_NOTE);
  if (checkpoint.size > leaves.length)
    return log.fault(
      'LOG_CUT',
      '기록 대조',
      `기록 ${leaves.length + 1}번째`,
      `확인서에는 ${checkpoint.size}건인데 ${leaves.length}건뿐입니다. 끝이 잘렸습니다.`,
    );
  if (!equalBytes(merkleRoot(leaves, 0, checkpoint.size), checkpoint.root))
    return log.fault('LOG_FORKED', '기록 대조', where, '확인서를 만든 때의 기록과 지금 기록이 다릅니다. 기록을 다시 만들었습니다.');
  return log.pass('CHECKPOINT', '기록 대조', where, '따로 보관한 확인서와 맞습니다.');
}

/** What witnesses cosigned must be what the entries give: a log made anew in its own folder contradicts them. */
async function checkWitnesses(sql: Sql, leaves: readonly Uint8Array[], { config, crypto }: FsckInput, log: CheckLog): Promise<void> {
  const { witnesses, cosignatures } = createSqliteWitnesses(sql);
  const keys = new Map(witnesses().map(({ name, record }) => [name, fromBase64((JSON.parse(record) as WitnessRecord).claim.key) ?? new Uint8Array(0)]));
  const origin = config.origin ?? defaultOrigin(config.logKey.certificate);
  const rows = cosignatures(0);
  for (const { size, witness, line } of rows) {
    const where = `${witness}(기록 ${size}건)`;
    if (size > leaves.length) return log.fault('LOG_CUT', '기록 대조 기관', where, `그때 ${size}건이던 기록이 지금 ${leaves.length}건입니다. 끝이 잘렸습니다.`);
    const text = checkpointText({ origin, size, root: merkleRoot(leaves, 0, size) });
    const note = readNote(`${text}\n${line}`);
    const at = note === null ? null : await cosignedAt(note, { name: witness, key: keys.get(witness) ?? new Uint8Array(0) }, crypto);
    if (at === null) return log.fault('LOG_FORKED', '기록 대조 기관', where, '기록 대조 기관이 서명한 기록과 지금 기록이 다릅니다.');
  }
  return log.pass('WITNESSES', '기록 대조 기관', '', `대조 서명 ${rows.length}개가 지금 기록과 맞습니다.`);
}

function checkRecords(sql: Sql, log: CheckLog): void {
  const { count, fault } = checkAccess(accessRecords(sql));
  if (fault === null) log.pass('ACCESS_CHAIN', '접근 기록', '', `접근 기록 ${count}건이 모두 이어집니다.`);
  else log.fault('ACCESS_CHAIN', '접근 기록', `${fault.n}번째`, fault.message);
}

async function checkAll(sql: Sql, input: FsckInput): Promise<FsckReport> {
  const log = createCheckLog();
  input.progress('파일', 0, 1);
  if (sql.pragma('integrity_check', { simple: true }) !== 'ok') log.fault('SQLITE', '파일', 'server.db', 'SQLite 검사에서 잘못이 나왔습니다.');
  else log.pass('SQLITE', '파일', 'server.db', '데이터베이스 파일이 온전합니다.');
  const derived = await checkEntries(sql, input, log);
  const leaves: Uint8Array[] = derived.leaves.map((leaf) => fromHex(leaf));
  const whole = leaves.length === countEntries(sql);
  if (input.checkpoint !== '' && whole) await checkNote(input.checkpoint, leaves, input, log);
  if (whole) await checkWitnesses(sql, leaves, input, log);
  if (whole) checkProjections(sql, derived, log, (what) => input.progress(what, 0, 1));
  else log.skip('PROJECTIONS', '기록에서 만든 표', '', '기록이 맞지 않아 다시 만들 수 없습니다.');
  checkRecords(sql, log);
  const { clockBack, states } = derived;
  return { entries: leaves.length, documents: states.size, root: toHex(merkleRoot(leaves)), clockBack, checks: log.results() };
}

/** Checks a server's data in full, at one moment of it. */
export async function fsck(input: FsckInput): Promise<Result<FsckReport, FsckCode>> {
  const file = join(input.dataDir, 'server.db');
  if (!existsSync(file)) return err('NO_DATABASE', `이 폴더에는 서버 자료가 없습니다(${input.dataDir}). --data로 서버의 자료 폴더를 알려 주십시오.`);
  const keys = openStore(input.dataDir, input.config.secret);
  if (!keys.ok) return keys;
  const sql = openKeyed(file, keys.value?.database ?? null, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    if (Number(sql.pragma('user_version', { simple: true })) !== SERVER_SCHEMA)
      return err('SCHEMA_UNKNOWN', '다른 판의 서버 자료입니다. 아무것도 검사하지 않았습니다. 같은 판의 서버를 한 번 시작한 뒤 다시 하십시오.');
    sql.exec('BEGIN');
    return ok(await checkAll(sql, input));
  } finally {
    sql.close();
  }
}

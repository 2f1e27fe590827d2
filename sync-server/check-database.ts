/** Whether a database file is sound: SQLite's own check, every entry's leaf and chain, and the root its checkpoint names. */

import { X509Certificate } from 'node:crypto';
import type { CryptoProvider } from '../shared/crypto/crypto.ts';
import { equalBytes, toHex } from '../shared/lib/bytes.ts';
import { merkleRoot } from '../shared/trail/merkle.ts';
import { leafHash } from '../shared/trail/hash.ts';
import type { Entry } from '../shared/trail/entry.ts';
import { verifyNote } from '../shared/verify/checkpoint.ts';
import { openKeyed, type Sql } from './storage/open.ts';
import { checkAccess } from '../shared/trail/access-record.ts';
import { accessRecords } from './storage/sqlite-access.ts';
import { SERVER_SCHEMA } from './storage/schema.ts';

/** What the log must be. */
export interface Expected {
  readonly entries: number;
  readonly checkpoint: string;
  /** Certificate of the log (DER). */
  readonly certificate: Uint8Array;
  readonly crypto: CryptoProvider;
}

interface Row {
  idx: number;
  document_id: string;
  seq: number;
  leaf: Buffer;
  entry: string;
}

/** The first entry that does not stand where it must, in words; or all leaves. */
function readLog(sql: Sql): { leaves: Uint8Array[]; fault: string | null } {
  const heads = new Map<string, { count: number; head: string | null }>();
  const leaves: Uint8Array[] = [];
  for (const row of sql.prepare<[], Row>('SELECT idx, document_id, seq, leaf, entry FROM entries ORDER BY idx').iterate()) {
    const fault = (why: string): { leaves: Uint8Array[]; fault: string } => ({ leaves, fault: `기록 ${row.idx}: ${why}` });
    const entry = JSON.parse(row.entry) as Entry;
    const head = heads.get(row.document_id) ?? { count: 0, head: null };
    const hash = leafHash(entry);
    if (row.idx !== leaves.length) return fault('앞의 기록이 빠졌습니다');
    if (hash !== toHex(new Uint8Array(row.leaf))) return fault('내용이 지문과 다릅니다');
    if (entry.documentId !== row.document_id || entry.seq !== row.seq || entry.seq !== head.count || entry.prev !== head.head)
      return fault('같은 문서의 앞 기록과 이어지지 않습니다');
    heads.set(row.document_id, { count: head.count + 1, head: hash });
    leaves.push(new Uint8Array(row.leaf));
  }
  const counts = sql.prepare<[], { document_id: string; count: number }>('SELECT document_id, count FROM documents').all();
  const off = counts.length !== heads.size || counts.some((row) => heads.get(row.document_id)?.count !== row.count);
  return { leaves, fault: off ? '문서의 기록 수가 맞지 않습니다' : null };
}

async function logFault(sql: Sql, expected: Expected): Promise<string | null> {
  const { leaves, fault } = readLog(sql);
  if (fault !== null) return fault;
  const spki = new Uint8Array(new X509Certificate(expected.certificate).publicKey.export({ type: 'spki', format: 'der' }));
  const checkpoint = await verifyNote(expected.checkpoint, spki, expected.crypto);
  if (checkpoint === null) return '기록 확인서의 서명이 맞지 않습니다';
  if (checkpoint.size !== leaves.length || expected.entries !== leaves.length) return '기록의 수가 확인서와 다릅니다';
  const root = merkleRoot(leaves);
  return equalBytes(root, checkpoint.root) ? null : '기록 전체의 지문이 확인서와 다릅니다';
}

/** The first fault of the records of access; databases of before version 6 have none. */
function accessFault(sql: Sql, version: number): string | null {
  const fault = version < 6 ? null : checkAccess(accessRecords(sql)).fault;
  return fault === null ? null : `접근 기록 ${fault.n}: ${fault.message}`;
}

/** The first fault of the database in words, or null. The file is only read. */
export async function databaseFault(file: string, expected: Expected, key: Uint8Array | null = null): Promise<string | null> {
  let sql: Sql;
  try {
    sql = openKeyed(file, key, { readonly: true, fileMustExist: true });
  } catch {
    return '데이터베이스 파일을 열 수 없습니다';
  }
  try {
    const version = Number(sql.pragma('user_version', { simple: true }));
    if (version < 1 || version > SERVER_SCHEMA) return '이 프로그램이 모르는 판의 데이터베이스입니다';
    if (sql.pragma('integrity_check', { simple: true }) !== 'ok') return 'SQLite 검사에서 잘못이 나왔습니다';
    return accessFault(sql, version) ?? (await logFault(sql, expected));
  } catch {
    return '데이터베이스를 읽을 수 없습니다';
  } finally {
    sql.close();
  }
}

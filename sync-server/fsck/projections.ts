/** What is kept beside the entries must be what they give: counts, numbers, refusals, frozen contents, texts of commitments, certificates, snapshots (FS3). */

import * as Y from 'yjs';
import { contentDigest } from '../../shared/collab/digest.ts';
import { sha256Hex } from '../../shared/crypto/crypto.ts';
import type { FrozenVersion } from '../../shared/exchange/capsule/capsule.ts';
import { commit } from '../../shared/trail/hash.ts';
import type { CheckLog } from '../../shared/verify/envelope.ts';
import { frozenSchema } from '../../shared/verify/content-schema.ts';
import type { Derived } from '../../shared/verify/rederive.ts';
import type { Sql } from '../storage/open.ts';

/** A table that is checked: its title, the first row that is not what it should be, and how many rows there were. */
interface Told {
  readonly code: string;
  readonly title: string;
  readonly count: number;
  readonly bad: string | null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The first key under which two maps differ. */
function firstDifference<V>(kept: ReadonlyMap<string, V>, derived: ReadonlyMap<string, V>): string | null {
  for (const [key, value] of kept) if (derived.get(key) !== value) return key;
  for (const key of derived.keys()) if (!kept.has(key)) return key;
  return null;
}

function counts(sql: Sql, { heads }: Derived): Told {
  const rows = sql.prepare<[], { document_id: string; count: number }>('SELECT document_id, count FROM documents').all();
  const kept = new Map(rows.map((row) => [row.document_id, row.count]));
  const derived = new Map([...heads].map(([id, { count }]) => [id, count]));
  return { code: 'COUNTS', title: '문서별 기록 수', count: kept.size, bad: firstDifference(kept, derived) };
}

function numbers(sql: Sql, { numbers: derived }: Derived): Told {
  const rows = sql.prepare<[], { unit: string; year: number; last: number }>('SELECT unit, year, last FROM numbers').all();
  const kept = new Map(rows.map(({ unit, year, last }) => [`${unit}/${year}`, last]));
  return { code: 'NUMBERS', title: '등록번호 대장', count: kept.size, bad: firstDifference(kept, derived) };
}

function refusals(sql: Sql, { refusals: derived }: Derived): Told {
  const rows = sql.prepare<[], { statement: string; code: string }>('SELECT statement, code FROM refusals').all();
  const kept = new Map(rows.map(({ statement, code }) => [statement, code]));
  return { code: 'REFUSALS', title: '받지 않은 서명', count: kept.size, bad: firstDifference(kept, derived) };
}

/** A frozen content gives the digest its entry names; each entry has one. */
function contents(sql: Sql, { frozen: derived }: Derived): Told {
  const kept = new Map<string, string | null>();
  for (const row of sql.prepare<[], { document_id: string; version: number; content: string }>('SELECT document_id, version, content FROM frozen').iterate()) {
    const read = frozenSchema.safeParse(parsed(row.content));
    const frozen = read.success ? (read.data as FrozenVersion) : null;
    kept.set(`${row.document_id}/${row.version}`, frozen === null ? null : contentDigest(frozen.content, frozen.salts));
  }
  return { code: 'CONTENTS', title: '확정한 내용', count: kept.size, bad: firstDifference(kept, derived) };
}

function disclosures(sql: Sql): Told {
  const rows = sql.prepare<[], { commitment: string; salt: string; value: string }>('SELECT commitment, salt, value FROM disclosures').all();
  const bad = rows.find(({ commitment, salt, value }) => !/^[0-9a-f]{32}$/.test(salt) || commit(salt, parsed(value)) !== commitment);
  return { code: 'DISCLOSURES', title: '의견과 사유', count: rows.length, bad: bad?.commitment ?? null };
}

function certificates(sql: Sql): Told {
  const rows = sql.prepare<[], { digest: string; der: Buffer }>('SELECT digest, der FROM certificates').all();
  return {
    ...{ code: 'CERTIFICATES', title: '인증서', count: rows.length },
    bad: rows.find(({ digest, der }) => sha256Hex(new Uint8Array(der)) !== digest)?.digest ?? null,
  };
}

function folded(updates: readonly Uint8Array[]): Y.Snapshot {
  const doc = new Y.Doc();
  doc.transact(() => updates.forEach((bytes) => Y.applyUpdate(doc, bytes)));
  const snapshot = Y.snapshot(doc);
  doc.destroy();
  return snapshot;
}

/** A room's snapshot is what its updates give: the same letters, the same deletions. */
function snapshots(sql: Sql): Told {
  const updates = sql.prepare<[string, number, string, number], { bytes: Buffer }>(
    `SELECT bytes FROM (
       SELECT p.seq AS seq, u.bytes AS bytes FROM update_places p JOIN updates u ON u.id = p.id WHERE p.room = ? AND p.seq <= ?
       UNION ALL
       SELECT seq, bytes FROM updates WHERE id > (SELECT coalesce(max(id), 0) FROM places_upto) AND room = ? AND seq <= ?
     ) ORDER BY seq`,
  );
  const rows = sql.prepare<[], { room: string; seq: number }>('SELECT room, seq FROM snapshots').all();
  const state = sql.prepare<[string], { state: Buffer }>('SELECT state FROM snapshots WHERE room = ?');
  const bad = rows.find(({ room, seq }) => {
    try {
      const own = folded([new Uint8Array(state.get(room)?.state ?? new Uint8Array(0))]);
      return !Y.equalSnapshots(own, folded(updates.all(room, seq, room, seq).map(({ bytes }) => new Uint8Array(bytes))));
    } catch {
      return true;
    }
  });
  return { code: 'SNAPSHOTS', title: '쓰는 글의 모음', count: rows.length, bad: bad?.room ?? null };
}

/** Checks everything that is kept beside the entries; each table is told of, also behind a bad one. */
export function checkProjections(sql: Sql, derived: Derived, log: CheckLog, progress: (what: string) => void): void {
  const tables = [counts, numbers, refusals, contents, disclosures, certificates, snapshots];
  for (const table of tables) {
    const { code, title, count, bad } = table(sql, derived);
    progress(title);
    if (bad === null) log.pass(code, title, '', `${count}건이 기록에서 다시 만든 것과 같습니다.`);
    else log.fault(`${code}_DIFFER`, title, bad, '기록에서 다시 만든 것과 다릅니다. 표가 바뀌었거나 손상되었습니다.');
  }
}

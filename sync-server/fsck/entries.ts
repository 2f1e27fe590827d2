/** Reading a server's entries for `fsck`: in the order of the log, page by page, so that a long log needs little memory. */

import { toHex } from '../../shared/lib/bytes.ts';
import type { KeptEntry } from '../../shared/verify/rederive.ts';
import type { Sql } from '../storage/open.ts';

const PAGE = 500;

interface Row {
  readonly idx: number;
  readonly document_id: string;
  readonly seq: number;
  readonly leaf: Buffer;
  readonly statement: string | null;
  readonly entry: string;
}

/** Entries from a place of the log on. */
export function* keptEntries(sql: Sql, from = 0): Generator<KeptEntry> {
  const page = sql.prepare<[number, number], Row>('SELECT idx, document_id, seq, leaf, statement, entry FROM entries WHERE idx >= ? ORDER BY idx LIMIT ?');
  for (let next = from; ;) {
    const rows = page.all(next, PAGE);
    for (const { idx, document_id, seq, leaf, statement, entry } of rows)
      yield { index: idx, documentId: document_id, seq, leaf: toHex(new Uint8Array(leaf)), statement, text: entry };
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    next = last.idx + 1;
  }
}

/** How many entries there are. */
export function countEntries(sql: Sql): number {
  return sql.prepare<[], { n: number }>('SELECT count(*) AS n FROM entries').get()?.n ?? 0;
}

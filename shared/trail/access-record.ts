/**
 * Record of access (D§11 items 22, 24): who was handed what, who was refused, what administrators did, when, from where and why. Records stand apart
 * from content and hold none. Each names the hash of the one before, so that none can be changed, taken out or put in between unnoticed.
 */

import { sha256Hex } from '../crypto/crypto.ts';
import { utf8 } from '../lib/bytes.ts';
import { canonical } from './canonical.ts';

/** What a record tells of: content handed out, an opening signed by its person, an attempt refused, an act of an administrator. */
export type AccessAct = 'delivered' | 'opened' | 'downloaded' | 'refused' | 'administered';

/** One happening. `device` and `person` are '' where nobody had come in, `document` '' where it is about none; `why` is a code, a ground or ''. */
export interface AccessNote {
  readonly person: string;
  readonly device: string;
  /** Network address the request came from. */
  readonly from: string;
  readonly act: AccessAct;
  readonly document: string;
  readonly what: string;
  readonly why: string;
}

/** Why a refused attempt was refused, and how many of the same it stands for. */
export interface RefusedWhy {
  readonly code: string;
  readonly times: number;
}

/** The code as it stands in a record: `CODE`, or `CODE ×n` for a record that stands for n attempts in a row of the same from the same place. */
export function whyOf({ code, times }: RefusedWhy): string {
  return times === 1 ? code : `${code} ×${times}`;
}

/** The same read back; whatever else it is, is a code for one. */
export function readWhy(why: string): RefusedWhy {
  const found = /^(.*) ×(\d{1,9})$/u.exec(why);
  return found === null ? { code: why, times: 1 } : { code: found[1] ?? '', times: Number(found[2]) };
}

/** Added to what was asked for where the name is anybody's word: no key proved it. */
export const CLAIMED = ' claimed';

/** A note as kept: `n` counts from 0, `at` is RFC 3339, `prev` the hash of the record before (64 zeros for the first). */
export interface AccessRecord extends AccessNote {
  readonly n: number;
  readonly at: string;
  readonly prev: string;
  readonly hash: string;
}

/** Prefix of the hashed bytes, so that no other hash can pass for one of these. */
const CONTEXT = 'ongyeol-access-v1\n';

/** What the first record follows. */
export const NO_ACCESS = '0'.repeat(64);

/** SHA-256 over the record without its hash, in hex. */
export function accessHash({ n, at, person, device, from, act, document, what, why, prev }: Omit<AccessRecord, 'hash'>): string {
  return sha256Hex(utf8(`${CONTEXT}${canonical({ n, at, person, device, from, act, document, what, why, prev })}`));
}

/** What a check of the records found: how many, the hash of the last, and the first that is not what was written. */
export interface AccessCheck {
  readonly count: number;
  readonly head: string;
  readonly fault: { readonly n: number; readonly message: string } | null;
}

/** A head somebody noted before: after `count` records the hash was `head`. */
export interface KnownHead {
  readonly count: number;
  readonly head: string;
}

/** Checks number, link and hash of every record in order from a place already checked, and that they go on from a head noted before. */
export function checkAccess(records: Iterable<AccessRecord>, known: KnownHead | null = null, from: KnownHead = { count: 0, head: NO_ACCESS }): AccessCheck {
  let { count, head } = from;
  const fault = (n: number, message: string): AccessCheck => ({ count, head, fault: { n, message } });
  for (const record of records) {
    if (record.n !== count) return fault(count, `${count}번째 기록이 없습니다.`);
    if (record.prev !== head) return fault(count, '앞 기록과 이어지지 않습니다.');
    if (accessHash(record) !== record.hash) return fault(count, '적힌 뒤에 바뀌었습니다.');
    head = record.hash;
    count += 1;
    if (known?.count === count && known.head !== head) return fault(count - 1, '앞서 적어 둔 지문과 다릅니다. 처음부터 다시 만든 기록입니다.');
  }
  if (known !== null && known.count > count) return fault(count, `앞서 적어 둔 ${known.count}건보다 적습니다. 끝이 잘렸습니다.`);
  return { count, head, fault: null };
}

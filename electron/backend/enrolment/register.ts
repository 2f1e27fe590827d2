/** The administrator's register of invitations, beside the authority's key: who was invited until when, and what became of it. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { waitForLock } from '../profile/process-lock.ts';
import { writeWhole } from '../profile/profile.ts';
import { inviteeSchema } from './files.ts';

const rowSchema = z.strictObject({
  id: z.uuid(),
  person: inviteeSchema,
  madeAt: z.iso.datetime(),
  until: z.iso.datetime(),
  /** The person's earlier certificates end when this one is issued. */
  replaces: z.boolean(),
  revokedAt: z.iso.datetime().nullable(),
  /**
   * What was issued: for which key, and the certificate (both base64 DER). Written before it is published; `publishedAt` is null until the directory took
   * it, and missing where a program of before wrote the row.
   */
  issued: z.strictObject({ at: z.iso.datetime(), spki: z.string(), certificate: z.string(), publishedAt: z.iso.datetime().nullable().optional() }).nullable(),
});

/** One invitation. */
export type InvitationRow = Readonly<z.infer<typeof rowSchema>>;

const schema = z.strictObject({ v: z.literal(1), invitations: z.array(rowSchema) });

/** File of the register in the administrator's profile folder. */
export const REGISTER_FILE = 'invitations.json';

/** Where an invitation stands. `unfinished`: a certificate was issued, and nobody knows yet that the directory took it. */
export type InvitationState = 'open' | 'used' | 'unfinished' | 'revoked' | 'expired';

/** State at a moment. A used one stays used, also when it is long over. */
export function stateOf({ issued, revokedAt, until }: InvitationRow, now: Date): InvitationState {
  if (issued !== null) return issued.publishedAt === null ? 'unfinished' : 'used';
  if (revokedAt !== null) return 'revoked';
  return now.getTime() > Date.parse(until) ? 'expired' : 'open';
}

const BROKEN = err('REGISTER_BROKEN', '초대 대장을 읽을 수 없습니다. 아무것도 바꾸지 않았습니다. 보관해 둔 사본으로 되돌리십시오.');

/** All invitations of a profile folder, oldest first. A folder without a register has none. */
export async function readRegister(folder: string): Promise<Result<readonly InvitationRow[], 'REGISTER_BROKEN'>> {
  let text: string;
  try {
    text = await readFile(join(folder, REGISTER_FILE), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ok([]);
    return BROKEN;
  }
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data.invitations) : BROKEN;
  } catch {
    return BROKEN;
  }
}

const BUSY = err('REGISTER_BUSY', '다른 창이나 명령이 초대 대장을 쓰고 있습니다. 아무것도 바꾸지 않았습니다. 그 일이 끝난 뒤 다시 하십시오.');
const PATIENCE_MS = 15_000;

/**
 * Does something with the register while nobody else does: two windows and commands of one administrator read and write it one after the other, so
 * that an invitation is used once and no row is lost. REGISTER_BUSY where somebody else takes too long.
 */
export async function atRegister<T>(folder: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const held = await waitForLock(folder, 'invitations.lock', PATIENCE_MS);
  if (held === null) return BUSY;
  try {
    return await work();
  } finally {
    held.release();
  }
}

/** Keeps one invitation, new or changed. Inside `atRegister`. */
export async function keepInvitation(folder: string, row: InvitationRow): Promise<Result<null, 'REGISTER_BROKEN'>> {
  const rows = await readRegister(folder);
  if (!rows.ok) return rows;
  const known = rows.value.some(({ id }) => id === row.id);
  const invitations = known ? rows.value.map((one) => (one.id === row.id ? row : one)) : [...rows.value, row];
  await writeWhole(join(folder, REGISTER_FILE), JSON.stringify({ v: 1, invitations }, null, 1));
  return ok(null);
}

/** Calls an invitation back. Nothing issued is undone by it. */
export function revokeInvitation(folder: string, id: string, now: Date): Promise<Result<InvitationRow>> {
  return atRegister(folder, () => callBack(folder, id, now));
}

const UNFINISHED = err(
  'NOT_OPEN',
  '신청서를 승인하다 끊겨 조직도에 올랐는지 모르는 초대입니다. 아무것도 바꾸지 않았습니다. 서버에 닿은 뒤 같은 신청서로 다시 승인해 끝내십시오.',
);

async function callBack(folder: string, id: string, now: Date): Promise<Result<InvitationRow, 'REGISTER_BROKEN' | 'NOT_OPEN'>> {
  const rows = await readRegister(folder);
  if (!rows.ok) return rows;
  const row = rows.value.find((one) => one.id === id);
  if (row === undefined) return err('NOT_OPEN', '그런 초대가 없습니다. 아무것도 바꾸지 않았습니다. --list로 번호를 확인하십시오.');
  if (row.issued?.publishedAt === null) return UNFINISHED;
  if (row.issued !== null) return err('NOT_OPEN', '이미 쓰인 초대입니다. 아무것도 바꾸지 않았습니다. 발급된 인증서를 막으려면 --replace로 새로 초대하십시오.');
  const revoked = { ...row, revokedAt: row.revokedAt ?? now.toISOString() };
  const kept = await keepInvitation(folder, revoked);
  return kept.ok ? ok(revoked) : kept;
}

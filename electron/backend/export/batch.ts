/**
 * 여러 문서 저장: the final PDFs of chosen papers in one ZIP with a list of what is in it. One file, so that it is there whole or not at all: stopping leaves
 * nothing behind, and doing it again begins anew.
 */

import type { Input, Output } from '../../../shared/api/contract.ts';
import { refuse } from '../../../shared/approval/refusals.ts';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { packZip } from '../../../shared/exchange/capsule/zip.ts';
import { csvOf } from '../../../shared/lib/csv.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { mayRead } from '../../../shared/policy/access.ts';
import { downloadRule, reasonSuffices } from '../../../shared/policy/download.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import { titleOf } from '../documents/title.ts';
import type { Handlers } from '../handlers.ts';
import { hasFinal, paperOf } from '../issue/paper.ts';
import { safeFileName } from '../platform.ts';
import { recordKept } from './keep.ts';

/** A paper that goes in. */
interface Taken {
  readonly documentId: string;
  readonly title: string;
  readonly registration: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Left = Output<'export.batch'>['left'][number];

const STOPPED = err('CANCELLED', '여러 문서 저장을 그만두었습니다. 저장한 파일은 없고, 이미 적은 저장 기록은 남습니다. 다시 하면 처음부터 만듭니다.');

/** The paper of one document, or why it stays out. */
async function take(context: BackendContext, documentId: string, at: number, reason: Input<'export.batch'>['reason']): Promise<Result<Taken>> {
  const { replica } = context;
  const state = stateOf(replica, documentId);
  if (!mayRead(state, replica.directory(), context.me().id)) return refuse('NO_DOCUMENT');
  const rule = downloadRule(state, replica.directory(), context.me().id);
  if (rule !== 'free' && !reasonSuffices(rule, reason?.ground ?? null, (reason?.text.trim() ?? '') !== '')) return refuse('DOWNLOAD_REASON');
  if (!(await hasFinal(context, state))) return err('STATE_MISMATCH', '확정본이 아직 없습니다.');
  const paper = await paperOf(context, state);
  if (paper === null) return err('STATE_MISMATCH', '확정본이 아직 없습니다.');
  if (!paper.ok) return paper;
  const title = await titleOf(context, documentId);
  const lead = state.registrations.find(({ role }) => role === 'lead');
  const registration = lead === undefined ? '' : `${lead.unitName}-${lead.number}`;
  const name = safeFileName(`${String(at + 1).padStart(3, '0')} ${registration} ${title}.pdf`);
  return ok({ documentId, title, registration, name, bytes: paper.value });
}

/** What is in the file and what is not. */
function listOf(taken: readonly Taken[], left: readonly Left[]): Uint8Array {
  const rows = taken.map(({ name, registration, title, bytes }) => [name, registration, title, sha256Hex(bytes), '']);
  return new TextEncoder().encode(
    csvOf([['파일', '등록번호', '제목', 'SHA-256', '담지 않은 까닭'], ...rows, ...left.map(({ title, why }) => ['', '', title, '', why])]),
  );
}

/** Every paper that is kept is recorded before a byte is written; the first that cannot be stops all of it. */
async function recordAll(
  context: BackendContext,
  taken: readonly Taken[],
  reason: Input<'export.batch'>['reason'],
  signal: AbortSignal,
): Promise<Result<unknown>> {
  for (const { documentId } of taken) {
    if (signal.aborted) return STOPPED;
    const done = await recordKept(context, { documentId, what: 'pdf', file: null, reason });
    if (!done.ok) return done;
  }
  return ok(null);
}

async function gather(
  context: BackendContext,
  { id, documentIds, reason }: Input<'export.batch'>,
  signal: AbortSignal,
  tell: (progress: Progress) => void,
): Promise<{ readonly taken: Taken[]; readonly left: Left[] }> {
  const [taken, left]: [Taken[], Left[]] = [[], []];
  for (const [at, documentId] of [...new Set(documentIds)].entries()) {
    if (signal.aborted) break;
    const one = await take(context, documentId, at, reason);
    const title = one.ok ? one.value.title : await titleOf(context, documentId);
    if (one.ok) taken.push(one.value);
    else left.push({ title, why: one.message });
    tell({ id, done: at + 1, total: documentIds.length, title });
  }
  return { taken, left };
}

/** How far a batch is. */
export interface Progress {
  readonly id: string;
  readonly done: number;
  readonly total: number;
  readonly title: string;
}

async function batch(
  context: BackendContext,
  input: Input<'export.batch'>,
  signal: AbortSignal,
  tell: (progress: Progress) => void,
): Promise<Result<Output<'export.batch'>>> {
  if (context.keyring.unlockedUntil() === null)
    return err('LOCKED', '인증서가 잠겨 있어 저장하지 않았습니다. 저장은 문서마다 서명으로 기록합니다. 인증서 암호를 입력한 뒤 다시 하십시오.');
  const { taken, left } = await gather(context, input, signal, tell);
  if (signal.aborted) return STOPPED;
  if (taken.length === 0) return ok({ path: null, kept: 0, left });
  const day = seoulDate(context.now().toISOString());
  const zip = packZip(new Map([...taken.map(({ name, bytes }) => [name, bytes] as const), ['000 목록.csv', listOf(taken, left)]]), day);
  const saved = await context.platform.saveFile(`문서 ${taken.length}건 ${day}.zip`, zip, () => recordAll(context, taken, input.reason, signal));
  return saved.ok ? ok({ path: saved.value.path, kept: saved.value.path === null ? 0 : taken.length, left }) : saved;
}

/** Commands of saving several papers. Refusals: LOCKED, CANCELLED, those of keeping; what stays out is told with its reason. */
export function batchCommandsOf(context: BackendContext, tell: (progress: Progress) => void): Pick<Handlers, 'export.batch' | 'export.batchStop'> {
  const running = new Map<string, AbortController>();
  return {
    async 'export.batch'(input) {
      const stop = new AbortController();
      running.set(input.id, stop);
      return batch(context, input, stop.signal, tell).finally(() => running.delete(input.id));
    },
    'export.batchStop'({ id }) {
      running.get(id)?.abort();
      return ok({});
    },
  };
}

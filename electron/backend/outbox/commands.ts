/** Commands on the outbox: what waits and what came of it; out to a signed file and in from one (DESIGN §2, promise 2). */

import { articleOf, REFUSAL_CODES } from '../../../shared/approval/refusals.ts';
import type { OutboxRow } from '../../../shared/api/views.ts';
import {
  OUTBOX_EXTENSION,
  OUTBOX_FORMAT,
  OUTBOX_VERSION,
  outboxBytes,
  readOutboxFile,
  writeOutboxFile,
  type OutboxDraft,
} from '../../../shared/exchange/outbox/outbox-file.ts';
import { toBase64, toBase64Url } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { statementWords } from '../trail/words.ts';
import { stateOf } from '../acts/compose.ts';
import { cameFirst } from './came-first.ts';
import type { BackendContext } from '../context.ts';
import { postThen } from '../documents/agencies.ts';
import type { Handlers } from '../handlers.ts';
import type { OutboxItem } from '../sync/outbox.ts';

type OutboxCommands = 'outbox.list' | 'outbox.export' | 'outbox.import';

/** Shown: what waits, and refusals the person should know of. */
const REFUSALS_SHOWN = 20;

/** Why the server refused, by name of the article where the engine rests on one and its sentence does not say it, and what came first where that is known. */
function refusalWords(code: string, message: string, first: string): string {
  const known = REFUSAL_CODES.find((one) => one === code);
  const article = known === undefined ? null : articleOf(known);
  const said = article !== null && /제\d+조/.test(message);
  const why = article === null || said ? message : `${message} (${article})`;
  return first === '' ? why : `${why} 먼저 들어온 처리: ${first}.`;
}

async function rowOf(context: BackendContext, item: OutboxItem): Promise<OutboxRow> {
  const { statement } = item.submission.signed;
  const names = context.names();
  const state = stateOf(context.replica, item.documentId);
  const { reply } = item;
  const content = await context.drafts.content(item.documentId);
  return {
    id: item.id,
    documentId: item.documentId,
    title: content.ok ? content.value.fields.title : '(지금은 볼 수 없는 문서)',
    who: postThen(names, statement.actor, statement.at),
    what: statementWords(state, names, statement).what,
    at: statement.at,
    state: reply.state,
    sentence: reply.state === 'refused' ? refusalWords(reply.code, reply.message, cameFirst(reply.code, state, names, statement)) : '',
  };
}

/** What became of an act that waited, as it is told when the answer comes. */
export async function settledWords(context: BackendContext, item: OutboxItem): Promise<{ documentId: string; ok: boolean; code: string; sentence: string }> {
  const row = await rowOf(context, item);
  if (item.reply.state === 'refused')
    return {
      documentId: item.documentId,
      ok: false,
      code: item.reply.code,
      sentence: `보관했던 서명을 서버가 받지 않았습니다. 「${row.title}」 ${row.what}: ${row.sentence}`,
    };
  return { documentId: item.documentId, ok: true, code: 'ACCEPTED', sentence: `보관했던 서명을 서버가 받았습니다. 「${row.title}」 ${row.what}` };
}

async function exported(context: BackendContext): Promise<Result<Uint8Array>> {
  const items = context.sync.outbox().filter((item) => item.reply.state === 'waiting');
  if (items.length === 0) return err('OUTBOX_EMPTY', '보낼 서명이 없습니다. 파일을 만들지 않았습니다.');
  const { person, certificate } = context.actor;
  const draft: OutboxDraft = {
    format: OUTBOX_FORMAT,
    v: OUTBOX_VERSION,
    by: { person, certificate },
    at: context.now().toISOString(),
    items: items.map((item) => item.submission),
    certificates: [...context.ownCertificates(), ...context.sync.certificates().values()].map(toBase64).filter((text, i, all) => all.indexOf(text) === i),
    alg: context.signer.alg,
  };
  const signature = await context.signer.sign(outboxBytes(draft));
  return signature.ok ? ok(writeOutboxFile({ ...draft, signature: toBase64Url(signature.value) })) : signature;
}

function fileName(now: Date): string {
  return `보낼 서명 ${now.toISOString().slice(0, 16).replace('T', ' ').replace(':', '')}${OUTBOX_EXTENSION}`;
}

/** Commands of the outbox. */
export function outboxCommands(context: BackendContext): Pick<Handlers, OutboxCommands> {
  return {
    async 'outbox.list'() {
      const items = context.sync.outbox();
      const waiting = items.filter((item) => item.reply.state === 'waiting');
      const refused = items.filter((item) => item.reply.state === 'refused').slice(-REFUSALS_SHOWN);
      return ok({ rows: await Promise.all([...waiting, ...refused.toReversed()].map((item) => rowOf(context, item))) });
    },
    async 'outbox.export'() {
      const bytes = await exported(context);
      return bytes.ok ? context.platform.saveFile(fileName(context.now()), bytes.value) : bytes;
    },
    async 'outbox.import'({ bytes }) {
      const known = { anchors: context.anchors, certificates: context.sync.certificates(), crypto: context.crypto };
      const read = await readOutboxFile(bytes, known);
      if (!read.ok) return read;
      const { file, certificates } = read.value;
      const fresh = context.sync.addToOutbox(file.items, certificates);
      const known_ = file.items.length - fresh;
      const rest = known_ === 0 ? '' : ` 이미 있던 ${known_}건은 그대로입니다.`;
      return ok({ added: fresh, sentence: `서명 ${fresh}건을 받아 두었습니다.${rest} 서버에 닿으면 보내고 결과를 알려 드립니다.` });
    },
  };
}

/** Signing and sending one act, and telling the person what became of it. */

import { isRepeat } from '../../../shared/approval/repeats.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { Disclosure } from '../../../shared/exchange/capsule/capsule.ts';
import type { Standing } from '../../../shared/org/standing.ts';
import type { StatementBodies, StatementType } from '../../../shared/trail/statement.ts';
import type { SubmitReply } from '../replica.ts';
import { compose, type ActContext } from './compose.ts';

/** What a command answers about a signed act. */
export interface Acted {
  readonly state: 'accepted' | 'waiting';
  readonly sentence: string;
}

/** One act to be signed and sent. `done` is the sentence when it was accepted; `note` is said behind it, and behind the one that it waits. */
export interface Act<T extends StatementType> {
  readonly documentId: string;
  readonly type: T;
  readonly body: StatementBodies[T];
  readonly bound: Parameters<typeof compose>[4];
  /** From which post, where it is not the own one. */
  readonly standing?: Standing | undefined;
  readonly salts?: readonly string[];
  readonly disclosures?: Readonly<Record<string, Disclosure>>;
  readonly done: string;
  readonly note?: string;
}

const ALREADY = err('ALREADY_SIGNED', '이미 서명했고, 서명은 이 PC에 보관되어 있습니다. 두 번 서명하지 않았습니다. 서버에 닿으면 보내고 결과를 알려 드립니다.');

function alreadyWaits<T extends StatementType>(context: ActContext, { documentId, type, body, bound }: Act<T>): boolean {
  const waiting = context.replica.waitingFor(documentId).map(({ signed }) => signed.statement);
  return isRepeat(waiting, { person: context.actor.person, type, version: bound.version, stepId: bound.stepId ?? null, body });
}

/** Signs and lays into the outbox; the server's answer is waited for outside. */
async function signOnce<T extends StatementType>(context: ActContext, request: Act<T>): Promise<Result<{ readonly reply: Promise<SubmitReply> }>> {
  const may = context.mayAct();
  if (!may.ok) return may;
  if (alreadyWaits(context, request)) return ALREADY;
  const signed = await compose(context, request.documentId, request.type, request.body, request.bound, request.standing);
  if (!signed.ok) return signed;
  const { salts, disclosures } = request;
  const beside = { ...(salts === undefined ? {} : { salts }), ...(disclosures === undefined ? {} : { disclosures }) };
  return ok({ reply: context.replica.submit({ signed: signed.value, ...beside }) });
}

const lasts = new WeakMap<object, Promise<unknown>>();

/** One act after another on a replica: while a token signs, a second click must not find the outbox still empty. */
function inTurn<T>(replica: object, work: () => Promise<T>): Promise<T> {
  const mine = (lasts.get(replica) ?? Promise.resolve()).then(work, work);
  lasts.set(
    replica,
    mine.catch(() => undefined),
  );
  return mine;
}

const WAITS = '서버에 닿지 않아 서명한 것을 이 PC에 보관했습니다. 연결되면 보내고 결과를 알려 드립니다.';

/** Composes, signs, sends. Server down: the signed act waits in the outbox and the answer says so. */
export async function act<T extends StatementType>(context: ActContext, request: Act<T>): Promise<Result<Acted>> {
  const signed = await inTurn(context.replica, () => signOnce(context, request));
  if (!signed.ok) return signed;
  const reply = await signed.value.reply;
  const { done, note = '' } = request;
  switch (reply.state) {
    case 'accepted':
      return ok({ state: 'accepted', sentence: `${done}${note}` });
    case 'waiting':
      return ok({ state: 'waiting', sentence: `${WAITS}${note}` });
    case 'refused':
      return err(reply.code, reply.message);
    default:
      return reply;
  }
}

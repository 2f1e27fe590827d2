/** Documents, entries, frozen contents and the one way in: a signed statement. */

import { findPerson } from '../../shared/org/delegation.ts';
import { ok } from '../../shared/lib/result.ts';
import type { Submission, SubmitReply } from '../../shared/sync/api.ts';
import { submissionSchema } from '../../shared/sync/submission.ts';
import type { Entry } from '../../shared/trail/entry.ts';
import { statementDigest } from '../digests.ts';
import type { SignedStatement } from '../../shared/trail/statement.ts';
import { createBuckets } from '../bucket.ts';
import { refused } from '../sequencer-input.ts';
import { whoAsks, good, malformed, missing, readJson, unauthorized, type Call, type HttpInput, type Route } from './route.ts';

/** The server logs what it handed out (DESIGN §6): once per person and frozen version. */
async function logDelivery({ storage, trail, sequencer }: HttpInput, documentId: string, person: string): Promise<void> {
  const facts = storage.entriesOf(documentId, 0).flatMap(({ entry }) => (entry.kind === 'serverFact' ? [entry.body.fact] : []));
  const since = facts.slice(facts.findLastIndex((fact) => fact.type === 'frozen') + 1);
  if (since.some((fact) => fact.type === 'delivered' && fact.person === person)) return;
  const agency = findPerson(trail.directory(), person)?.agency ?? '';
  await sequencer.state(documentId, { type: 'delivered', person, agency, what: 'content' });
}

function documentRoutes(input: HttpInput): Route[] {
  const { trail, storage, recovery } = input;
  return [
    { method: 'GET', path: /^\/documents$/, run: async ({ person }) => good(trail.heads(person)) },
    {
      method: 'GET',
      path: /^\/documents\/([\w-]{1,40})\/entries$/,
      run: async ({ params: [id = ''], query, person }) =>
        trail.hears({ documentId: id, seq: 0 }, person)
          ? good(storage.entriesOf(id, Number(query.get('from') ?? 0) || 0).filter(({ entry }) => trail.hears(entry, person)))
          : missing,
    },
    {
      method: 'GET',
      path: /^\/documents\/([\w-]{1,40})\/disclosures$/,
      run: async ({ params: [id = ''], person }) => (trail.readable(id, person) ? good(storage.disclosuresOf(id)) : missing),
    },
    {
      method: 'GET',
      path: /^\/documents\/([\w-]{1,40})\/versions\/(\d{1,6})\/content$/,
      run: async (call) => {
        const {
          params: [id = '', version = ''],
          person,
        } = call;
        const frozen = trail.readable(id, person) ? storage.frozenVersion(id, Number(version)) : null;
        if (frozen === null) return missing;
        if (recovery.holding()) return { status: 503, body: refused('RECOVERING') };
        await logDelivery(input, id, person);
        input.access.record({ ...whoAsks(call), act: 'delivered', document: id, what: `content v${version}`, why: '' });
        return good(frozen);
      },
    },
  ];
}

/** Acts that leave a record of access. */
const RECORDED: ReadonlySet<string> = new Set(['opened', 'downloaded', 'directory.put']);

/**
 * Whether what is answered again left its record when it was done: where the disk refused the record, or the server stopped between the two, whoever
 * sends it again has it recorded.
 */
function isRecorded({ storage }: HttpInput, { statement }: SignedStatement, { receivedAt }: Entry): boolean {
  if (!RECORDED.has(statement.type)) return true;
  const digest = statementDigest(statement);
  for (const { at, why } of storage.accessBack(Number.MAX_SAFE_INTEGER, { person: '', document: statement.documentId })) {
    if (why.endsWith(digest)) return true;
    if (at < receivedAt) return false;
  }
  return false;
}

/** An opening and an administrator's change are records of access too; so is every statement that was turned away for what it is. */
function recordStatement({ access }: HttpInput, call: Call, { statement }: SignedStatement, reply: SubmitReply): void {
  const { type, documentId, actor } = statement;
  const note = { ...whoAsks(call), document: documentId, what: type };
  if (!reply.ok) {
    if (!PASSING.has(reply.code)) access.refused({ ...note, why: reply.code });
  } else if (type === 'opened') access.record({ ...note, act: 'opened', why: statementDigest(statement) });
  else if (type === 'downloaded') {
    const { what, file, ground } = statement.body;
    access.record({ ...note, act: 'downloaded', what: [what, file ?? ''].join(' ').trim(), why: [ground ?? '', statementDigest(statement)].join(' ').trim() });
  } else if (type === 'directory.put') access.record({ ...note, person: actor.person, act: 'administered', why: statementDigest(statement) });
}

/** Refusals that say "look again", not "you may not". */
const PASSING: ReadonlySet<string> = new Set(['STALE', 'CONTENT_INVALID', 'RECOVERING']);

function statementRoutes(input: HttpInput): Route[] {
  const { sequencer, limits, log } = input;
  const may = createBuckets(limits.statementsPerMinute);
  return [
    {
      method: 'POST',
      path: /^\/statements$/,
      open: true,
      run: async (call) => {
        const { request, person } = call;
        const body = await readJson(request, limits.requestBytes, submissionSchema);
        if (body === null) return malformed;
        const submission = body as Submission;
        if (person === '' && submission.signed.statement.type !== 'directory.put') return unauthorized;
        if (!may(person)) return { status: 429, body: refused('BUSY') };
        const known = log.size();
        const reply = await sequencer.submit(submission);
        // What is shown again is answered again and was done once, so it is recorded once.
        const first = reply.ok ? reply.value.entries[0] : undefined;
        const again = first !== undefined && first.index < known && isRecorded(input, submission.signed, first.entry);
        if (!again) recordStatement(input, call, submission.signed, reply);
        return { status: 200, body: reply.ok ? ok({ ...reply.value, checkpoint: log.checkpoint() }) : reply };
      },
    },
  ];
}

/** Routes of documents and statements. */
export function trailRoutes(input: HttpInput): Route[] {
  return [...documentRoutes(input), ...statementRoutes(input)];
}

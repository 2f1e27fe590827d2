/** Documents, entries, frozen contents and the one way in: a signed statement. */

import { findPerson } from '../../shared/org/delegation.ts';
import { ok } from '../../shared/lib/result.ts';
import type { Submission } from '../../shared/sync/api.ts';
import { submissionSchema } from '../../shared/sync/submission.ts';
import { createBuckets } from '../bucket.ts';
import { refused } from '../sequencer-input.ts';
import { good, malformed, missing, readJson, unauthorized, type HttpInput, type Route } from './route.ts';

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
        trail.readable(id, person) ? good(storage.entriesOf(id, Number(query.get('from') ?? 0) || 0)) : missing,
    },
    {
      method: 'GET',
      path: /^\/documents\/([\w-]{1,40})\/disclosures$/,
      run: async ({ params: [id = ''], person }) => (trail.readable(id, person) ? good(storage.disclosuresOf(id)) : missing),
    },
    {
      method: 'GET',
      path: /^\/documents\/([\w-]{1,40})\/versions\/(\d{1,6})\/content$/,
      run: async ({ params: [id = '', version = ''], person }) => {
        const frozen = trail.readable(id, person) ? storage.frozenVersion(id, Number(version)) : null;
        if (frozen === null) return missing;
        if (recovery.holding()) return { status: 503, body: refused('RECOVERING') };
        await logDelivery(input, id, person);
        return good(frozen);
      },
    },
  ];
}

function statementRoutes({ sequencer, limits, log }: HttpInput): Route[] {
  const may = createBuckets(limits.statementsPerMinute);
  return [
    {
      method: 'POST',
      path: /^\/statements$/,
      open: true,
      run: async ({ request, person }) => {
        const body = await readJson(request, limits.requestBytes, submissionSchema);
        if (body === null) return malformed;
        const submission = body as Submission;
        if (person === '' && submission.signed.statement.type !== 'directory.put') return unauthorized;
        if (!may(person)) return { status: 429, body: refused('BUSY') };
        const reply = await sequencer.submit(submission);
        return { status: 200, body: reply.ok ? ok({ ...reply.value, checkpoint: log.checkpoint() }) : reply };
      },
    },
  ];
}

/** Routes of documents and statements. */
export function trailRoutes(input: HttpInput): Route[] {
  return [...documentRoutes(input), ...statementRoutes(input)];
}

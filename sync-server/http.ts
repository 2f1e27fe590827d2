/** The JSON side: a table of routes, each answers with a value; sessions are checked before. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { equalBytes, toBase64 } from '../shared/lib/bytes.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { parseCertificate } from '../shared/verify/pki.ts';
import { findPerson } from '../shared/org/delegation.ts';
import { signedSchema } from '../shared/verify/capsule-schema.ts';
import type { Submission } from '../shared/sync/api.ts';
import type { Blobs } from './blobs.ts';
import type { Feed } from './feed.ts';
import type { Identity } from './identity.ts';
import type { Limits } from './limits.ts';
import type { MerkleLog } from './log.ts';
import type { Sequencer } from './sequencer.ts';
import { refused } from './sequencer-input.ts';
import { diskCode } from '../shared/sync/disk.ts';
import { diskSentence } from './storage/open.ts';
import type { Storage } from './storage/storage.ts';
import type { Trail } from './trail.ts';

/** What the routes are made of. */
export interface HttpInput {
  readonly storage: Storage;
  readonly trail: Trail;
  readonly identity: Identity;
  readonly sequencer: Sequencer;
  readonly log: MerkleLog;
  readonly feed: Feed;
  readonly blobs: Blobs;
  readonly limits: Limits;
}

/** One request as a route sees it; `person` is '' where the route needs no session. */
interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly params: readonly string[];
  readonly person: string;
  readonly token: string;
}

type Answer = { readonly status: number; readonly body: unknown } | 'sent';
interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly open?: true;
  readonly run: (call: Call) => Promise<Answer>;
}

const LONG_POLL_MS = 25_000;
const hex32 = z.string().regex(/^[0-9a-f]{32}$/);
const submissionSchema = z.strictObject({
  signed: signedSchema,
  salts: z.array(hex32).max(100_000).optional(),
  disclosures: z.record(z.string().regex(/^[0-9a-f]{64}$/), z.strictObject({ salt: hex32, value: z.unknown() })).optional(),
});
const short = z.string().min(1).max(2000);
const loginSchema = z.strictObject({ person: short, certificate: short, challenge: short, alg: z.enum(['ES256', 'PS256', 'RS256']), signature: short });
const challengeSchema = z.strictObject({ person: short });

const good = (value: unknown): Answer => ({ status: 200, body: ok(value) });
const from = (result: Result<unknown>, status: number): Answer => ({ status: result.ok ? 200 : status, body: result });
const missing: Answer = { status: 404, body: err('NOT_FOUND', '찾을 수 없거나 볼 권한이 없습니다.') };
const malformed: Answer = { status: 400, body: refused('MALFORMED') };

/** Bearer token of a request, or ''. */
export function bearer(request: IncomingMessage): string {
  const match = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '');
  return match?.[1] ?? '';
}

async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body as a value of the schema, or null. */
async function readJson<T>(request: IncomingMessage, limit: number, schema: z.ZodType<T>): Promise<T | null> {
  const body = await readBody(request, limit);
  if (body === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(body.toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function identityRoutes({ identity, limits, storage }: HttpInput): Route[] {
  return [
    {
      method: 'POST',
      path: /^\/login\/challenge$/,
      open: true,
      run: async ({ request }) => {
        const body = await readJson(request, limits.requestBytes, challengeSchema);
        return body === null ? malformed : good(identity.challenge(body.person));
      },
    },
    {
      method: 'POST',
      path: /^\/login$/,
      open: true,
      run: async ({ request }) => {
        const body = await readJson(request, limits.requestBytes, loginSchema);
        return body === null ? malformed : from(await identity.login(body), 401);
      },
    },
    { method: 'POST', path: /^\/login\/renew$/, run: async ({ token }) => from(identity.renew(token), 401) },
    { method: 'POST', path: /^\/logout$/, run: async ({ token }) => good(identity.logout(token) ?? null) },
    {
      method: 'PUT',
      path: /^\/certificates$/,
      open: true,
      run: async ({ request }) => {
        const der = await readBody(request, 16_384);
        return der === null ? malformed : from(await identity.putCertificate(new Uint8Array(der)), 400);
      },
    },
    {
      method: 'GET',
      path: /^\/certificates\/([0-9a-f]{64})\/chain$/,
      open: true,
      run: async ({ params: [digest = ''] }) => (identity.trust.certificates.has(digest) ? good(chainOf(identity.trust.certificates, digest)) : missing),
    },
    {
      method: 'GET',
      path: /^\/certificates\/([0-9a-f]{64})$/,
      open: true,
      run: async ({ params: [digest = ''], response }) => {
        const der = storage.certificate(digest);
        if (der === null) return missing;
        response.writeHead(200, { 'content-type': 'application/pkix-cert', 'content-length': der.length }).end(der);
        return 'sent';
      },
    },
  ];
}

/** The certificate and all that may stand above it, so that a client can check the chain itself. */
function chainOf(certificates: ReadonlyMap<string, Uint8Array>, digest: string): string[] {
  const chain: string[] = [];
  let level = [certificates.get(digest)].filter((der) => der !== undefined);
  for (let depth = 0; depth < 5 && level.length > 0; depth++) {
    chain.push(...level.map(toBase64));
    const issuers = level.flatMap((der) => {
      const parsed = parseCertificate(der);
      return parsed.ok && !equalBytes(parsed.value.issuer, parsed.value.subject) ? [parsed.value.issuer] : [];
    });
    level = [...certificates.values()].filter((der) => {
      const parsed = parseCertificate(der);
      return parsed.ok && issuers.some((issuer) => equalBytes(issuer, parsed.value.subject));
    });
  }
  return chain;
}

/** The server logs what it handed out (DESIGN §6): once per person and frozen version. */
async function logDelivery({ storage, trail, sequencer }: HttpInput, documentId: string, person: string): Promise<void> {
  const facts = storage.entriesOf(documentId, 0).flatMap(({ entry }) => (entry.kind === 'serverFact' ? [entry.body.fact] : []));
  const since = facts.slice(facts.findLastIndex((fact) => fact.type === 'frozen') + 1);
  if (since.some((fact) => fact.type === 'delivered' && fact.person === person)) return;
  const agency = findPerson(trail.directory(), person)?.agency ?? '';
  await sequencer.state(documentId, { type: 'delivered', person, agency, what: 'content' });
}

function trailRoutes(input: HttpInput): Route[] {
  const { sequencer, trail, storage, limits } = input;
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
        await logDelivery(input, id, person);
        return good(frozen);
      },
    },
    {
      method: 'POST',
      path: /^\/statements$/,
      open: true,
      run: async ({ request, person }) => {
        const body = await readJson(request, limits.requestBytes, submissionSchema);
        if (body === null) return malformed;
        const submission = body as Submission;
        if (person === '' && submission.signed.statement.type !== 'directory.put') return unauthorized;
        return { status: 200, body: await sequencer.submit(submission) };
      },
    },
  ];
}

const unauthorized: Answer = { status: 401, body: err('UNAUTHORIZED', '로그인이 끝났습니다. 다시 로그인하십시오.') };

function logRoutes({ log, feed, blobs, storage }: HttpInput): Route[] {
  return [
    { method: 'GET', path: /^\/health$/, open: true, run: async () => good({ size: storage.size() }) },
    { method: 'GET', path: /^\/checkpoint$/, open: true, run: async () => good(log.checkpoint()) },
    {
      method: 'GET',
      path: /^\/proof$/,
      open: true,
      run: async ({ query }) => {
        const proof = log.proof(Number(query.get('index')), Number(query.get('size') ?? log.size()));
        return proof === null ? missing : good(proof);
      },
    },
    {
      method: 'GET',
      path: /^\/feed$/,
      run: async ({ query, person }) => {
        const cursor = Number(query.get('cursor')) || 0;
        if (query.get('wait') === '1' && feed.page(person, cursor).items.length === 0) await feed.news(LONG_POLL_MS);
        return good(feed.page(person, cursor));
      },
    },
    {
      method: 'PUT',
      path: /^\/blobs\/([0-9a-f]{64})$/,
      run: async ({ params: [sha256 = ''], person, request }) => from(await blobs.put(sha256, person, request), 400),
    },
    {
      method: 'GET',
      path: /^\/blobs\/([0-9a-f]{64})$/,
      run: async ({ params: [sha256 = ''], person, response }) => {
        const blob = blobs.get(sha256, person);
        if (blob === null) return missing;
        response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': blob.size });
        blob.stream.on('error', () => response.destroy()).pipe(response);
        return 'sent';
      },
    },
  ];
}

function send(response: ServerResponse, answer: Exclude<Answer, 'sent'>): void {
  if (response.headersSent) return;
  const body = Buffer.from(JSON.stringify(answer.body));
  response
    .writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length, 'cache-control': 'no-store' })
    .end(body);
}

/** The request listener. A fault of the disk is told as one; anything else thrown is a bug and told without its text. */
export function createHttp(input: HttpInput): (request: IncomingMessage, response: ServerResponse) => void {
  const routes = [...identityRoutes(input), ...trailRoutes(input), ...logRoutes(input)];
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<Answer> {
    const url = new URL(request.url ?? '/', 'http://local');
    for (const route of routes) {
      const match = route.method === request.method ? route.path.exec(url.pathname) : null;
      if (match === null) continue;
      const token = bearer(request);
      const person = input.identity.session(token)?.person ?? '';
      if (person === '' && route.open !== true) return unauthorized;
      return route.run({ request, response, query: url.searchParams, params: match.slice(1), person, token });
    }
    return missing;
  }
  return (request, response) => {
    answer(request, response).then(
      (done) => done !== 'sent' && send(response, done),
      (error: unknown) => {
        const code = diskCode(error);
        const body =
          code === null
            ? err('INTERNAL', '서버에 오류가 났습니다. 보낸 것은 이 PC에 남아 있습니다. 잠시 뒤 다시 시도하십시오.')
            : err(code, diskSentence(code));
        send(response, { status: code === null ? 500 : 507, body });
      },
    );
  };
}

/** The JSON side: a table of routes, each answers with a value; sessions are checked before. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { err } from '../shared/lib/result.ts';
import { diskCode, serverDiskSentence } from '../shared/sync/disk.ts';
import { faultName } from './logger.ts';
import { accessRoutes } from './routes/access.ts';
import { blobRoutes } from './routes/blobs.ts';
import { handoverRoutes } from './routes/handovers.ts';
import { identityRoutes } from './routes/identity.ts';
import { logRoutes } from './routes/log.ts';
import { operationRoutes } from './routes/operations.ts';
import { recoveryRoutes } from './routes/recovery.ts';
import { missing, unauthorizedBy, whoAsks, type Answer, type Call, type HttpInput, type Route } from './routes/route.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { tileRoutes } from './routes/tiles.ts';
import { stampRoutes } from './routes/stamps.ts';
import { trailRoutes } from './routes/trail.ts';
import { authorRoutes } from './routes/authors.ts';
import { witnessRoutes } from './routes/witnesses.ts';
import { waitingRoutes } from './routes/waiting.ts';

/** Bearer token of a request, or ''. */
export function bearer(request: IncomingMessage): string {
  const match = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '');
  return match?.[1] ?? '';
}

/** The asked-for address, or null where it is none (`//`): a stranger's request must not end the server. */
export function urlOf(request: IncomingMessage): URL | null {
  return URL.parse(request.url ?? '/', 'http://local');
}

function send(response: ServerResponse, answer: Exclude<Answer, 'sent'>): void {
  if (response.headersSent) return;
  const body = Buffer.from(JSON.stringify(answer.body));
  response
    .writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length, 'cache-control': 'no-store' })
    .end(body);
}

/** A route's name in numbers and logs: its pattern, never what was asked for. */
function labelOf(route: Route | undefined): string {
  if (route === undefined) return 'other';
  return route.path.source
    .replaceAll(/^\^|\$$/g, '')
    .replaceAll('\\/', '/')
    .replaceAll(/\([^)]*\)/g, ':');
}

/** What a thrown error is answered with. A fault of the disk is told as one; anything else is a bug and told without its text. */
function fault(error: unknown, label: string, { log }: HttpInput['operations']): Exclude<Answer, 'sent'> {
  const code = diskCode(error);
  if (code !== null) {
    log({ event: 'disk.refused', code, where: 'http' });
    return { status: 507, body: err(code, serverDiskSentence(code)) };
  }
  log({ event: 'http.fault', route: label, error: faultName(error) });
  return { status: 500, body: err('INTERNAL', '서버에 오류가 났습니다. 보낸 것은 이 PC에 남아 있습니다. 잠시 뒤 다시 시도하십시오.') };
}

/** Whether a route answers the method; Node leaves the body out where it is HEAD. */
const isAsked = (route: Route, method: string | undefined): boolean => route.method === method || (route.head === true && method === 'HEAD');

/** Every route of a server. Tests try each with every wrong role, so a new one is covered by itself. */
export function routesOf(input: HttpInput): Route[] {
  return [
    ...identityRoutes(input),
    ...sessionRoutes(input),
    ...signInRoutes(input),
    ...stampRoutes(input),
    ...trailRoutes(input),
    ...logRoutes(input),
    ...tileRoutes(input),
    ...witnessRoutes(input),
    ...blobRoutes(input),
    ...operationRoutes(input),
    ...recoveryRoutes(input),
    ...accessRoutes(input),
    ...handoverRoutes(input),
    ...waitingRoutes(input),
    ...authorRoutes(input),
  ];
}

/** The request listener. */
export function createHttp(input: HttpInput): (request: IncomingMessage, response: ServerResponse) => void {
  const routes = routesOf(input);
  const { operations } = input;
  /** Attempts that were turned away: no session, no right, or a login that failed. Statements are judged and recorded by their own route. */
  function recordRefused(answered: Answer, label: string, call: Pick<Call, 'session' | 'request' | 'params'>): void {
    if (answered === 'sent' || ![401, 403, 404].includes(answered.status)) return;
    const { code } = answered.body as { code?: string };
    input.access.refused({
      ...whoAsks(call),
      document: label.startsWith('/documents/') ? (call.params[0] ?? '') : '',
      what: label,
      why: code ?? '',
      ...answered.tried,
    });
  }
  async function answer(route: Route, url: URL, request: IncomingMessage, response: ServerResponse): Promise<Answer> {
    const token = bearer(request);
    const session = input.identity.session(token);
    const person = session?.person ?? '';
    const params = route.path.exec(url.pathname)?.slice(1) ?? [];
    const call = { request, response, query: url.searchParams, params, person, session, token };
    const answered = person === '' && route.open !== true ? unauthorizedBy(input.identity.endedBy(token)) : await route.run(call);
    recordRefused(answered, labelOf(route), call);
    return answered;
  }
  return (request, response) => {
    const url = urlOf(request);
    const route = routes.find((one) => url !== null && isAsked(one, request.method) && one.path.test(url.pathname));
    const label = labelOf(route);
    const done = (route === undefined || url === null ? Promise.resolve(missing) : answer(route, url, request, response)).catch((error: unknown) =>
      fault(error, label, operations),
    );
    void done.then((answered) => {
      if (answered !== 'sent') send(response, answered);
      operations.metrics.count('requests', { route: label, status: String(response.statusCode) });
    });
  };
}

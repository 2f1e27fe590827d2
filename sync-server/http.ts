/** The JSON side: a table of routes, each answers with a value; sessions are checked before. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { err } from '../shared/lib/result.ts';
import { diskCode } from '../shared/sync/disk.ts';
import { blobRoutes } from './routes/blobs.ts';
import { identityRoutes } from './routes/identity.ts';
import { logRoutes } from './routes/log.ts';
import { missing, unauthorized, type Answer, type HttpInput } from './routes/route.ts';
import { trailRoutes } from './routes/trail.ts';
import { diskSentence } from './storage/open.ts';

/** Bearer token of a request, or ''. */
export function bearer(request: IncomingMessage): string {
  const match = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '');
  return match?.[1] ?? '';
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
  const routes = [...identityRoutes(input), ...trailRoutes(input), ...logRoutes(input), ...blobRoutes(input)];
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

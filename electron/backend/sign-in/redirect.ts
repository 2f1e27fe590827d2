/** Where the person's browser comes back to after a sign-in: a server on 127.0.0.1 for this one answer (RFC 8252 §7.3). */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** Path of the redirect; registered with the account server as `http://127.0.0.1/callback`, with any port. */
const PATH = '/callback';

/** An open door for one answer. */
export interface Redirect {
  readonly uri: string;
  /** The address the browser came back with. Only one with the state of this sign-in is heard; rejects once `close` was called before. */
  readonly answer: Promise<URL>;
  close(): void;
}

const page = (text: string): string =>
  `<!doctype html><html lang="ko"><meta charset="utf-8"><title>온결</title><body style="font:16px sans-serif;margin:4rem auto;max-width:30rem"><h1 style="font-size:20px">온결</h1><p>${text}</p></body></html>`;

const CAME = page('브라우저에서 할 일은 끝났습니다. 이 창을 닫고 온결로 돌아가십시오. 로그인되었는지는 온결의 화면에 나옵니다.');
const NOT = page('이 주소는 지금 하는 로그인의 것이 아닙니다. 온결에서 「기관 계정으로 로그인」을 다시 하십시오.');

function send(response: ServerResponse, status: number, text: string): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    connection: 'close',
  };
  response.writeHead(status, headers).end(text);
}

/** The address of a request that belongs to this sign-in, or null: another host (DNS rebinding), path, method or state is somebody else's. */
function addressOf(request: IncomingMessage, origin: string, state: string): URL | null {
  const url = URL.parse(request.url ?? '', origin);
  const own = request.method === 'GET' && `http://${request.headers.host}` === origin;
  return own && url?.origin === origin && url.pathname === PATH && url.searchParams.get('state') === state ? url : null;
}

/** Opens the door for the sign-in with this state. */
export async function openRedirect(state: string): Promise<Redirect> {
  let origin = '';
  let heard: (url: URL) => void = () => undefined;
  let given: () => void = () => undefined;
  const answer = new Promise<URL>((resolve, reject) => {
    heard = resolve;
    given = () => reject(new Error('closed'));
  });
  answer.catch(() => undefined);
  const server = createServer((request, response) => {
    const url = addressOf(request, origin, state);
    send(response, url === null ? 404 : 200, url === null ? NOT : CAME);
    if (url !== null) heard(url);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    uri: `${origin}${PATH}`,
    answer,
    close() {
      server.close();
      // The page that was answered last is still on its way to the browser.
      server.closeIdleConnections();
      given();
    },
  };
}

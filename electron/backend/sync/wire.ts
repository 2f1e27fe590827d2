/** HTTP and sockets to the server: login when needed, and every failure of the network as a value. */

import WebSocket from 'ws';
import { err, type Result } from '../../../shared/lib/result.ts';
import type { Session } from '../../../shared/sync/api.ts';
import type { SignatureAlg } from '../../../shared/trail/statement.ts';
import { loginBytes } from '../../../shared/trail/sign.ts';
import { toBase64Url } from '../../../shared/lib/bytes.ts';

/** Who logs in: the certificate the directory names, and the key behind it. `chain` are the CA certificates above it (DER). */
export interface Login {
  readonly person: string;
  readonly certificate: { readonly digest: string; readonly der: Uint8Array };
  readonly chain: readonly Uint8Array[];
  readonly alg: SignatureAlg;
  /** Signature over the login bytes; null while the key is locked. */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array | null>;
}

/** The wire. OFFLINE is the only failure of the network. */
export interface Wire {
  json<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Result<T>>;
  /** Bytes from a place on, as many as came before the line broke; `size` is the length of the whole. */
  download(path: string, from: number): Promise<Result<{ readonly bytes: Uint8Array; readonly size: number }>>;
  upload<T>(path: string, bytes: Uint8Array): Promise<Result<T>>;
  /** A session that is good for some time still; logs in where there is none. */
  ensureSession(): Promise<Result<null>>;
  dropSession(): void;
  /** Id of the restore this replica has answered, '' where there was none; sent with every room. */
  era(): string;
  setEra(id: string): void;
  /** Length of the log this replica has seen; sent with every room. */
  known(): number;
  /** Bearer token of the session, '' where there is none. */
  token(): string;
  socket(path: string): WebSocket;
  /** A WebSocket class that sends the session with the handshake, for y-websocket. */
  readonly Socket: typeof globalThis.WebSocket;
  readonly socketUrl: string;
  close(): void;
}

/** Shown wherever the server cannot be reached. */
export const OFFLINE = '서버에 연결할 수 없습니다. 하던 일은 이 PC에 저장되어 있고, 연결되면 이어서 보냅니다.';
const RENEW_BEFORE_MS = 5 * 60_000;
const REQUEST_MS = 30_000;

type Send = (method: string, path: string, body?: Uint8Array | string, from?: number) => Promise<Result<Response>>;

function createSend(url: string, token: () => string, stopped: AbortSignal): Send {
  return async (method, path, body, from = 0) => {
    const headers: Record<string, string> = token() === '' ? {} : { authorization: `Bearer ${token()}` };
    if (from > 0) headers['range'] = `bytes=${from}-`;
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(REQUEST_MS)]);
    const init: RequestInit = { method, headers, signal, ...(body === undefined ? {} : { body: body as NonNullable<RequestInit['body']> }) };
    // Every request of ours may be repeated, so a kept connection the server closed meanwhile is tried once more.
    for (let left = 1; ; left--) {
      try {
        return { ok: true, value: await fetch(`${url}${path}`, init) };
      } catch {
        if (left === 0 || signal.aborted) return err('OFFLINE', OFFLINE);
      }
    }
  };
}

async function readResult<T>(response: Response): Promise<Result<T>> {
  try {
    return (await response.json()) as Result<T>;
  } catch {
    return err('OFFLINE', OFFLINE);
  }
}

/** What came of a body before it ended or the line broke. */
async function readSome(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of response.body ?? []) chunks.push(chunk as Uint8Array);
  } catch {
    // What came is kept; the next try goes on behind it.
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Certificates first, then challenge and signature. */
function createLogin(send: Send, login: Login): () => Promise<Result<Session>> {
  const ask = async <T>(method: string, path: string, body: Uint8Array | string): Promise<Result<T>> => {
    const sent = await send(method, path, body);
    return sent.ok ? readResult<T>(sent.value) : sent;
  };
  return async () => {
    for (const der of [...login.chain, login.certificate.der]) {
      const put = await ask('PUT', '/certificates', der);
      if (!put.ok && put.code === 'OFFLINE') return put;
    }
    const { person, alg } = login;
    const given = await ask<{ challenge: string; server: string }>('POST', '/login/challenge', JSON.stringify({ person }));
    if (!given.ok) return given;
    const { challenge, server } = given.value;
    const signed = await login.sign(loginBytes({ v: 1, challenge, person, server })).catch(() => null);
    if (signed === null) return err('KEY_LOCKED', '인증서가 잠겨 있어 서버에 로그인할 수 없습니다. 암호를 넣으면 이어집니다.');
    const signature = toBase64Url(signed);
    return ask<Session>('POST', '/login', JSON.stringify({ person, certificate: login.certificate.digest, challenge, alg, signature }));
  };
}

const socketOptions = (token: string) => ({ headers: { authorization: `Bearer ${token}` }, perMessageDeflate: false, handshakeTimeout: 10_000 });

function socketClass(token: () => string): typeof globalThis.WebSocket {
  const Socket = class extends WebSocket {
    constructor(address: string, protocols?: string[]) {
      super(address, protocols ?? [], socketOptions(token()));
    }
  };
  return Socket as unknown as typeof globalThis.WebSocket;
}

function createRequests(send: Send): Pick<Wire, 'json' | 'download' | 'upload'> {
  return {
    async json<T>(method: 'GET' | 'POST', path: string, body?: unknown) {
      const sent = await send(method, path, body === undefined ? undefined : JSON.stringify(body));
      return sent.ok ? readResult<T>(sent.value) : sent;
    },
    async download(path, from) {
      const sent = await send('GET', path, undefined, from);
      if (!sent.ok) return sent;
      if (!sent.value.ok) return readResult(sent.value);
      const bytes = await readSome(sent.value);
      return { ok: true, value: { bytes, size: from + Number(sent.value.headers.get('content-length') ?? bytes.length) } };
    },
    async upload<T>(path: string, bytes: Uint8Array) {
      const sent = await send('PUT', path, bytes);
      return sent.ok ? readResult<T>(sent.value) : sent;
    },
  };
}

/** A wire to one server. */
export function createWire(input: { url: string; login: Login; clock: () => Date; known?: () => number }): Wire {
  const { url, login, clock } = input;
  const stop = new AbortController();
  let session: Session | null = null;
  let era = '';
  let running: Promise<Result<null>> | null = null;
  const token = (): string => session?.token ?? '';
  const send = createSend(url, token, stop.signal);
  const requests = createRequests(send);
  const enter = createLogin(send, login);

  async function refresh(): Promise<Result<null>> {
    const left = session === null ? 0 : Date.parse(session.expiresAt) - clock().getTime();
    if (left > RENEW_BEFORE_MS) return { ok: true, value: null };
    const renewed = left > 0 ? await requests.json<Session>('POST', '/login/renew') : null;
    const done = renewed?.ok === true ? renewed : await enter();
    if (!done.ok) return done;
    session = done.value;
    return { ok: true, value: null };
  }

  return {
    ...requests,
    ensureSession() {
      running ??= refresh().finally(() => void (running = null));
      return running;
    },
    dropSession: () => void (session = null),
    era: () => era,
    setEra: (id) => void (era = id),
    known: input.known ?? (() => 0),
    token,
    socket: (path) => new WebSocket(`${url.replace(/^http/, 'ws')}${path}`, socketOptions(token())),
    Socket: socketClass(token),
    socketUrl: url.replace(/^http/, 'ws'),
    close: () => stop.abort(),
  };
}

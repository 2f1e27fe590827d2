/** HTTP and sockets to the server under the replica's session, and every failure of the network as a value. */

import WebSocket from 'ws';
import { err, type Err, type Result } from '../../../shared/lib/result.ts';
import { COMMAND, PROGRAM_HEADER } from '../../../shared/sync/devices.ts';
import { PIN_MISMATCH, PIN_SENTENCE } from '../../../shared/sync/pin.ts';
import type { Device } from './device.ts';
import type { Failure, ServerClock } from './server-clock.ts';
import { createSessionKeeper, type Login, type Pass, type SessionKeeper } from './session.ts';

/** The wire. OFFLINE is the only failure of the network. */
export interface Wire {
  json<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Result<T>>;
  /** Bytes from a place on, as many as came before the line broke; `size` is the length of the whole. */
  download(path: string, from: number): Promise<Result<{ readonly bytes: Uint8Array; readonly size: number }>>;
  upload<T>(path: string, bytes: Uint8Array): Promise<Result<T>>;
  readonly session: SessionKeeper;
  /** Id of the restore this replica has answered, '' where there was none; sent with every room. */
  era(): string;
  setEra(id: string): void;
  /** Length of the log this replica has seen; sent with every room. */
  known(): number;
  socket(path: string): WebSocket;
  /** A WebSocket class that sends the session with the handshake, for y-websocket. */
  readonly Socket: typeof globalThis.WebSocket;
  readonly socketUrl: string;
  /** CLOCK_OFF while this machine's clock and the server's are apart, else null. */
  clockFault(): Failure | null;
  /** The line is gone: who waits for an answer is told so now, and what was asked may be asked again. */
  giveUp(): void;
  close(): void;
}

/** Shown wherever the server cannot be reached. */
export const OFFLINE = '서버에 연결할 수 없습니다. 하던 일은 이 PC에 저장되어 있고, 연결되면 이어서 보냅니다.';
/** Shown where the server's certificate leads to nobody this PC trusts, is over, or names another server. */
export const UNTRUSTED =
  '서버의 인증서를 믿을 수 없어 연결하지 않았습니다. 하던 일은 이 PC에 저장되어 있습니다. 전산 담당자에게 서버 주소와 인증서를 확인하고, 기관이 스스로 만든 인증기관이면 그 인증서를 이 PC나 앱이 믿게 한 뒤 다시 여십시오.';
const REQUEST_MS = 30_000;

/** Codes of OpenSSL and Node.js where the certificate is at fault, not the network. */
const CERTIFICATE_FAULTS: ReadonlySet<unknown> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE',
  'CERT_NOT_YET_VALID',
  'CERT_HAS_EXPIRED',
  'CERT_UNTRUSTED',
  'CERT_REVOKED',
  'INVALID_CA',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

type Body = Uint8Array | string;
type Send = (method: string, path: string, pass: Pass, body?: Body, from?: number) => Promise<Result<Response>>;

/** Why a request never left: the host's refusal of the server's key (`--pin`), a code of TLS, of the network; null for none. */
function causeOf(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && 'code' in cause ? cause.code : null;
}

function createSend({ url, pin, serverClock, command }: WireInput, stopped: () => AbortSignal, afterCommand: () => boolean): Send {
  return async (method, path, { token }, body, from = 0) => {
    if (stopped().aborted) return err('OFFLINE', OFFLINE);
    const barred = pin?.barred() ?? null;
    if (barred !== null) return barred;
    const headers: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
    if (command === true || afterCommand()) headers[PROGRAM_HEADER] = COMMAND;
    if (pin?.unproved() === true) headers['connection'] = 'close';
    if (from > 0) headers['range'] = `bytes=${from}-`;
    const signal = AbortSignal.any([stopped(), AbortSignal.timeout(REQUEST_MS)]);
    const init: RequestInit = { method, headers, signal, ...(body === undefined ? {} : { body: body as NonNullable<RequestInit['body']> }) };
    // Every request of ours may be repeated, so a kept connection the server closed meanwhile is tried once more.
    for (let left = 1; ; left--) {
      try {
        const answer = await fetch(`${url}${path}`, init);
        serverClock?.heard(answer.headers.get('date'));
        return { ok: true, value: answer };
      } catch (error) {
        if (causeOf(error) === PIN_MISMATCH) return err(PIN_MISMATCH, PIN_SENTENCE);
        // Whoever asks waits as without a line: what is not sent stays, and is sent once the certificate is trusted.
        if (CERTIFICATE_FAULTS.has(causeOf(error))) return err('OFFLINE', UNTRUSTED);
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

/** Requests under the session as it is when they go out; the keeper hears which of its passes was turned away. */
function createRequests(send: Send, session: () => SessionKeeper) {
  async function request(method: string, path: string, body?: Body, from?: number): Promise<Result<Response>> {
    const pass = session().pass();
    const sent = await send(method, path, pass, body, from);
    if (!sent.ok || sent.value.status !== 401) return sent;
    const refused = await readResult<Response>(sent.value);
    if (!refused.ok) session().turnedAway(pass, refused.code);
    return refused;
  }
  async function ask<T>(method: string, path: string, body?: Body): Promise<Result<T>> {
    const sent = await request(method, path, body);
    return sent.ok ? readResult<T>(sent.value) : sent;
  }
  return {
    ask,
    json: <T>(method: 'GET' | 'POST', path: string, body?: unknown) => ask<T>(method, path, body === undefined ? undefined : JSON.stringify(body)),
    upload: <T>(path: string, bytes: Uint8Array) => ask<T>('PUT', path, bytes),
    async download(path: string, from: number): Promise<Result<{ readonly bytes: Uint8Array; readonly size: number }>> {
      const sent = await request('GET', path, undefined, from);
      if (!sent.ok) return sent;
      if (!sent.value.ok) return readResult(sent.value);
      const bytes = await readSome(sent.value);
      return { ok: true, value: { bytes, size: from + Number(sent.value.headers.get('content-length') ?? bytes.length) } };
    },
  };
}

/** A socket under the session of now; the keeper hears of its end before anybody else does. */
function socketClass(session: SessionKeeper): new (address: string) => WebSocket {
  return class extends WebSocket {
    constructor(address: string) {
      const pass = session.pass();
      super(address, [], { headers: { authorization: `Bearer ${pass.token}` }, perMessageDeflate: false, handshakeTimeout: 10_000 });
      this.on('close', (code) => session.turnedAway(pass, code));
    }
  };
}

/** What pinning says of the line (`pin.ts`): why it is not used at all, and whether one kept from before may be. */
export interface WirePin {
  readonly barred: () => Err<string> | null;
  readonly unproved: () => boolean;
}

/** What a wire needs. `known` is the length of the log this replica has seen. */
export interface WireInput {
  readonly url: string;
  readonly login: Login;
  readonly device: Device;
  readonly known?: () => number;
  /** Keys of the server this profile takes. */
  readonly pin?: WirePin;
  /** Hears the time of every answer. */
  readonly serverClock?: ServerClock;
  /** This is a command. */
  readonly command?: true | undefined;
  /** Whether a command of this profile is logged in: while it is, this replica is not. */
  readonly atCommand?: (() => boolean) | undefined;
}

/** A wire to one server. */
export function createWire(input: WireInput): Wire {
  const { url, login, device, known = () => 0 } = input;
  let stop = new AbortController();
  let closed = false;
  let era = '';
  const { ask, ...requests } = createRequests(
    createSend(
      input,
      () => stop.signal,
      () => session.afterCommand(),
    ),
    () => session,
  );
  const session = createSessionKeeper({ ask, login, device, atCommand: input.atCommand });
  const Socket = socketClass(session);
  const socketUrl = url.replace(/^http/, 'ws');
  return {
    ...requests,
    session,
    era: () => era,
    setEra: (id) => void (era = id),
    known,
    socket: (path) => new Socket(`${socketUrl}${path}`),
    Socket: Socket as unknown as typeof globalThis.WebSocket,
    socketUrl,
    clockFault: () => input.serverClock?.fault() ?? null,
    giveUp() {
      stop.abort();
      if (!closed) stop = new AbortController();
    },
    close() {
      closed = true;
      stop.abort();
    },
  };
}

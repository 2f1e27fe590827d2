/** The session of a replica: login with the person's key and the device's secret, renewal in time, and when not to come back. */

import { createHash } from 'node:crypto';
import { CLOSE } from '../../../shared/collab/protocol.ts';
import { toBase64Url } from '../../../shared/lib/bytes.ts';
import { err, ok, type Err, type Result } from '../../../shared/lib/result.ts';
import { FINAL } from '../../../shared/sync/again.ts';
import type { LoginReply, Session } from '../../../shared/sync/api.ts';
import type { LoginBefore } from '../../../shared/sync/devices.ts';
import type { SignInStanding } from '../../../shared/sync/sign-in.ts';
import { diskCode } from '../../../shared/sync/disk.ts';
import type { SignatureAlg } from '../../../shared/trail/statement.ts';
import { loginBytes } from '../../../shared/trail/sign.ts';
import { openSentence } from '../db/open.ts';
import type { Device } from './device.ts';

/** Who logs in: the certificate the directory names, and the key behind it. `chain` are the CA certificates above it (DER). */
export interface Login {
  readonly person: string;
  readonly certificate: { readonly digest: string; readonly der: Uint8Array };
  readonly chain: readonly Uint8Array[];
  readonly alg: SignatureAlg;
  /** Signature over the login bytes; null while the key is locked. */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array | null>;
}

/** A token with the login it came from: a renewed one is of the same login. */
export interface Pass {
  readonly token: string;
  readonly login: number;
}

/** The session. */
export interface SessionKeeper {
  /** What requests and sockets go out with; the token is '' where there is none. */
  pass(): Pass;
  /** A session that is good for some time still: logs in or renews where it must. */
  ensure(): Promise<Result<null>>;
  /** The server turned a pass away: by a code of HTTP or by a close code of a socket. */
  turnedAway(pass: Pass, code: string | number): void;
  /** Why it does not log in by itself any more, or null. */
  halted(): Err<string> | null;
  /** The person asks for it again. */
  resume(): void;
  /** The login before this one, as the server told it; null before the first. */
  before(): LoginBefore | null;
  /** Where this device stands with the agency's account, by the last login. */
  signIn(): SignInStanding | null;
  /** Minutes keys may stay open by the server's policy, as the last login said; null before one. */
  keyMinutes(): number | null;
  /** Brings an ID token: under the session that stands, else with the next login. It is shown once and kept nowhere. */
  presentSignIn(token: string): Promise<Result<null>>;
  /** Name of the server that was logged in to last, '' before. */
  server(): string;
  /** Id this device showed last, '' before. */
  device(): string;
  /** Whether the login told of at this time was made here; waits for one that is under way. */
  made(at: string): Promise<boolean>;
  /** Whether another process of this profile on this PC logged in: a command at work, or a window, which keeps the device's next secret here. A copy elsewhere leaves no trace here. */
  madeBeside(): Promise<boolean>;
  /** Whether the next login only goes on after a command that was at work with this profile. */
  afterCommand(): boolean;
  /** Milliseconds until the session wants to be renewed. */
  renewIn(): number;
}

/** One request to the server, its answer as a value. */
export type Ask = <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: Uint8Array | string) => Promise<Result<T>>;

const ENDED = err('SESSION_ENDED', '다른 기기에서 이 기기의 로그인을 끝냈습니다. 하던 일은 이 PC에 저장되어 있습니다. 이어서 보내려면 다시 로그인하십시오.');
const LOCKED = err('KEY_LOCKED', '인증서가 잠겨 있어 서버에 로그인할 수 없습니다. 하던 일은 이 PC에 저장되어 있습니다. 암호를 넣으면 이어집니다.');
const SHARED = err(
  'SESSION_SHARED',
  '이 프로필을 다른 창이 쓰고 있어 여기서는 서버에 로그인하지 않습니다. 하던 일은 이 PC에 저장되어 있습니다. 다른 창을 닫고 다시 로그인하십시오.',
);

const AT_COMMAND = err(
  'PROFILE_AT_COMMAND',
  '이 PC에서 이 프로필로 명령이 일하고 있어 잠시 서버에 로그인하지 않습니다. 하던 일은 이 PC에 저장되어 있고, 명령이 끝나면 이어집니다.',
);

/** Other processes of this profile that may log in between reading the secret and keeping the next. */
const TRIES = 3;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Entered {
  readonly reply: LoginReply;
  readonly server: string;
}

/** Certificates first, then challenge and signature. The device's next secret is on disk before the session is used. */
function createEntry({ ask, login, device }: KeeperInput, state: State): () => Promise<Result<Entered>> {
  const { person, alg, certificate, chain } = login;
  async function once(): Promise<Result<Entered | null>> {
    const given = await ask<{ challenge: string; server: string }>('POST', '/login/challenge', JSON.stringify({ person }));
    if (!given.ok) return given;
    const { challenge, server } = given.value;
    const shown = device.show(server);
    state.device = shown.id;
    const signed = await login.sign(loginBytes({ v: 2, challenge, person, server, device: shown.id, secret: sha256(shown.secret) })).catch(() => null);
    if (signed === null) return LOCKED;
    const token = state.token === null ? {} : { signIn: state.token };
    const proof = {
      person,
      certificate: certificate.digest,
      challenge,
      alg,
      signature: toBase64Url(signed),
      device: { ...shown, name: device.name },
      ...token,
    };
    const reply = await ask<LoginReply>('POST', '/login', JSON.stringify(proof));
    // A token is good once: only where the line broke is it shown again.
    if (reply.ok || reply.code !== 'OFFLINE') state.token = null;
    if (!reply.ok) return reply;
    return ok(device.keep(server, shown, reply.value.secret) ? { reply: reply.value, server } : null);
  }
  return async () => {
    for (const der of [...chain, certificate.der]) {
      const put = await ask('PUT', '/certificates', der);
      if (!put.ok && put.code === 'OFFLINE') return put;
    }
    for (let left = TRIES; left > 0; left--) {
      const done = await once();
      if (!done.ok) return done;
      if (done.value !== null) return ok(done.value);
    }
    return SHARED;
  };
}

/** What a keeper is made of. `ask` goes out with the keeper's own pass. */
interface KeeperInput {
  readonly ask: Ask;
  readonly login: Login;
  readonly device: Device;
  /** Whether a command is logged in with this profile: two logins of one device turn each other out. */
  readonly atCommand?: (() => boolean) | undefined;
}

interface State {
  session: Session | null;
  /** Times of the process's own clock, which nobody sets. */
  until: number;
  renewAt: number;
  login: number;
  halted: Err<string> | null;
  before: LoginBefore | null;
  /** An ID token that waits for the next login. */
  token: string | null;
  standing: SignInStanding | null;
  keyMinutes: number | null;
  server: string;
  device: string;
  /** The device's secret as this process kept it last. */
  secret: string;
  /** A command took the device's place: the login after it is none its person makes. */
  afterCommand: boolean;
  /** When a login of this device elsewhere ended this one last. */
  replaced: number;
  /** Times of the logins made here, as the server told them. */
  readonly made: Set<string>;
}

/** A renewed session is taken at two thirds of its life, measured from before it was asked for. */
function take(state: State, session: Session, asked: number): void {
  state.session = session;
  state.until = asked + session.life * 1000;
  state.renewAt = asked + session.life * 667;
}

type Turn = 'over' | 'ended' | 'replaced';

/** Codes that end a session. Of a locked device the next login tells what happened to it, in the server's words. */
const TURNS: ReadonlyMap<string | number, Turn> = new Map<string | number, Turn>([
  [CLOSE.unauthorized, 'over'],
  ['UNAUTHORIZED', 'over'],
  [CLOSE.deviceLocked, 'over'],
  ['DEVICE_LOCKED', 'over'],
  [CLOSE.sessionEnded, 'ended'],
  [ENDED.code, 'ended'],
  [CLOSE.sessionReplaced, 'replaced'],
  ['SESSION_REPLACED', 'replaced'],
]);

/** Two windows of one profile would turn each other out for ever: who is replaced twice in this time gives way. */
const SHARED_MS = 60_000;

/** A command is no second window: it goes by itself, however many follow one another. */
function turn({ atCommand }: KeeperInput, state: State, pass: Pass, code: string | number): void {
  const how = TURNS.get(code);
  if (how === undefined || pass.token === '' || pass.login !== state.login || state.session === null) return;
  state.session = null;
  if (how === 'ended') state.halted = ENDED;
  if (how !== 'replaced') return;
  if (atCommand?.() === true) return void (state.afterCommand = true);
  const now = performance.now();
  if (now - state.replaced < SHARED_MS) state.halted = SHARED;
  state.replaced = now;
}

/** Logs in or renews, by what is left of the session. */
function createRefresh(input: KeeperInput, state: State): () => Promise<Result<null>> {
  const enter = createEntry(input, state);
  async function login(): Promise<Result<null>> {
    state.session = null;
    if (input.atCommand?.() === true) return AT_COMMAND;
    const asked = performance.now();
    const entered = await enter();
    if (!entered.ok) {
      if (FINAL.has(entered.code)) Object.assign(state, { halted: entered, standing: null });
      return entered;
    }
    const { reply, server } = entered.value;
    Object.assign(state, {
      login: state.login + 1,
      before: reply.before,
      standing: reply.signIn ?? null,
      keyMinutes: reply.keyMinutes ?? null,
      afterCommand: false,
      server,
      secret: reply.secret,
    });
    state.made.add(reply.at);
    take(state, reply, asked);
    return ok(null);
  }
  return async () => {
    if (state.halted !== null) return state.halted;
    const asked = performance.now();
    if (state.session === null || state.until <= asked) return login();
    if (state.renewAt > asked) return ok(null);
    const renewed = await input.ask<Session>('POST', '/login/renew');
    if (!renewed.ok && FINAL.has(renewed.code)) Object.assign(state, { session: null, halted: renewed, standing: null });
    if (!renewed.ok) return renewed.code === 'UNAUTHORIZED' ? login() : (state.halted ?? renewed);
    take(state, renewed.value, asked);
    return ok(null);
  };
}

/** How often the secret is looked at again: whoever logged in beside keeps it a moment after the server told of it. */
const LOOKS = 10;
const LOOK_MS = 100;

async function madeBeside({ device, atCommand }: KeeperInput, { server, secret }: State): Promise<boolean> {
  for (let left = LOOKS; left > 0; left--) {
    if (atCommand?.() === true || device.show(server).secret !== secret) return true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return false;
}

async function presentSignIn({ ask }: KeeperInput, state: State, token: string): Promise<Result<null>> {
  if (state.session === null) {
    Object.assign(state, { token, halted: null });
    return ok(null);
  }
  const done = await ask<SignInStanding>('PUT', '/login/sign-in', JSON.stringify({ token }));
  if (!done.ok) return done;
  state.standing = done.value;
  return ok(null);
}

/** A keeper without a session yet. */
export function createSessionKeeper(input: KeeperInput): SessionKeeper {
  const none = { session: null, halted: null, before: null, token: null, standing: null, keyMinutes: null, afterCommand: false };
  const state: State = { ...none, until: 0, renewAt: 0, replaced: -SHARED_MS, login: 0, server: '', device: '', secret: '', made: new Set() };
  const refresh = createRefresh(input, state);
  let running: Promise<Result<null>> | null = null;
  const safely = (): Promise<Result<null>> =>
    refresh().catch((error: unknown) => {
      const code = diskCode(error);
      if (code === null) throw error;
      return err(code, openSentence(code));
    });
  return {
    pass: () => ({ token: state.session?.token ?? '', login: state.login }),
    ensure: () => (running ??= safely().finally(() => void (running = null))),
    turnedAway: (pass, code) => turn(input, state, pass, code),
    halted: () => state.halted,
    resume: () => void Object.assign(state, { halted: null, afterCommand: false }),
    before: () => state.before,
    signIn: () => state.standing,
    keyMinutes: () => state.keyMinutes,
    presentSignIn: (token) => presentSignIn(input, state, token),
    server: () => state.server,
    device: () => state.device,
    async made(at) {
      await running;
      return state.made.has(at);
    },
    afterCommand: () => state.afterCommand,
    madeBeside: () => madeBeside(input, state),
    renewIn: () => Math.max(0, state.renewAt - performance.now()),
  };
}

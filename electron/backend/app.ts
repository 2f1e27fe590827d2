/** The application behind any host: profiles, one unlocked profile per window, dispatch of every command. */

import { webcrypto } from 'node:crypto';
import { commands, type Input } from '../../shared/api/contract.ts';
import { dispatch, type AnyHandlers } from '../../shared/api/dispatch.ts';
import { refused, type Reply } from '../../shared/api/errors.ts';
import { createWebCrypto } from '../../shared/crypto/web.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { createAuditDesk, type AuditDesk } from './audit/commands.ts';
import { createBackend, type Backend, type BackendInput } from './backend.ts';
import { requestAtScreen, takeAtScreen, type JoinInput } from './enrolment/commands.ts';
import { createIntake } from './intake/intake.ts';
import { createWindowRooms, type WindowRooms } from './collab/window-rooms.ts';
import { createPdf } from './pdf/pdf.ts';
import type { Platform } from './platform.ts';
import { restoreAtScreen } from './profile/copy.ts';
import { isAdministratorId } from '../../shared/org/administrators.ts';
import { createRunning, type Running } from './profile/running.ts';
import { createResting } from './resting.ts';
import { profileViewOf } from './profile/profile-view.ts';
import { listDamaged, listProfiles, type FoundProfile } from './profile/profile.ts';
import { behindScreen, createScreen, type Screen } from './screen.ts';
import { diskCode } from '../../shared/sync/disk.ts';
import { openSentence } from './db/open.ts';

/** What the application is given by its entry. */
export interface AppInput {
  readonly dataDir: string;
  readonly platform: Platform;
  readonly serverUrl: string | null;
  readonly version: string;
  readonly host: 'electron' | 'web';
  readonly pdfWorker?: URL;
  readonly intakeWorker?: URL;
  readonly auditWorker?: URL;
  /** Told of bugs: a command's name and what was thrown. */
  readonly onBug?: (name: string, error: unknown) => void;
}

/** One window's line. */
export interface AppConnection {
  readonly call: (name: string, input: unknown) => Promise<Reply>;
  readonly subscribe: (listener: (event: string, payload: unknown) => void) => () => void;
  readonly close: () => void;
}

/** The application. */
export interface App {
  readonly connect: (caller: { readonly connectionId: string; readonly resume: string | null }) => AppConnection;
  readonly close: () => Promise<void>;
}

/** Bugs go to the terminal of whoever started the program, never to the screen. */
function reportBug(name: string, error: unknown): void {
  process.stderr.write(`[온결] ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

const KEY_MINUTES = 30;
const NOT_UNLOCKED = err('PROFILE_LOCKED', '프로필이 잠겨 있습니다. 프로필을 고르고 인증서 암호를 입력하십시오.');

/** Profiles opened in this process, shared by windows of the same person. */
interface Opened {
  readonly backend: Backend;
  readonly running: Running;
  windows: number;
}

/** A window's session: which profile it has open, its rooms, the bundle an auditor looks at, who listens. */
interface Session {
  readonly audit: AuditDesk;
  opened: Opened | null;
  rooms: WindowRooms | null;
  stop: (() => void) | null;
  readonly listeners: Set<(event: string, payload: unknown) => void>;
  readonly screen: Screen;
}

function newSession(audit: AuditDesk): Session {
  const listeners: Session['listeners'] = new Set();
  const deliver = (event: string, payload: unknown): void => listeners.forEach((listener) => listener(event, payload));
  const session: Session = { audit, opened: null, rooms: null, stop: null, listeners, screen: createScreen({ deliver, again: () => session.rooms?.again() }) };
  return session;
}

/** One window more. Opening the profile is its person asking to log in, also where another window had turned this one out. */
function joined(known: Opened): Opened {
  known.windows += 1;
  known.backend.context.sync.retry();
  return known;
}

/** Opens a profile. Where another window holds it, its keys open anew, also where they had closed by time or by hand. */
async function openShared(opened: Map<string, Opened>, make: BackendInput): Promise<Result<Opened>> {
  const id = make.found.profile.personId;
  const before = opened.get(id);
  if (before !== undefined) {
    const unlocked = await before.backend.context.keyring.unlock(make.passphrase);
    if (!unlocked.ok) return unlocked;
    if (opened.get(id) === before) return ok(joined(before));
  }
  const made = await createBackend(make);
  if (!made.ok) return made;
  const known = opened.get(id);
  if (known !== undefined) {
    await made.value.close();
    return ok(joined(known));
  }
  const fresh: Opened = { backend: made.value, running: createRunning(), windows: 1 };
  opened.set(id, fresh);
  fresh.backend.start();
  return ok(fresh);
}

async function shut({ backend, running }: Opened): Promise<void> {
  await running.ended();
  await backend.close();
}

/** Opens and shares backends by person. */
function createProfiles(input: AppInput) {
  const pdf = createPdf(input.pdfWorker === undefined ? {} : { workerUrl: input.pdfWorker });
  const intake = createIntake(input.intakeWorker === undefined ? {} : { workerUrl: input.intakeWorker });
  const crypto = createWebCrypto(webcrypto.subtle);
  const opened = new Map<string, Opened>();
  return {
    list: () => listProfiles(input.dataDir),
    damaged: () => listDamaged(input.dataDir),
    /** The directory of an open profile; null where it is closed. */
    directoryOf: (id: string) => opened.get(id)?.backend.context.replica.directory() ?? null,
    windows: (id: string) => opened.get(id)?.windows ?? 0,
    crypto,
    /** A desk for 감사 열람; what the profiles of this PC trust stands open in their folders. */
    audit: (): AuditDesk =>
      createAuditDesk({
        workerUrl: input.auditWorker ?? new URL('./audit/worker.ts', import.meta.url),
        rootsHere: async () => {
          const roots = new Set((await listProfiles(input.dataDir)).map(({ profile }) => profile.root));
          return [...roots].map((root) => new Uint8Array(Buffer.from(root, 'base64')));
        },
        ...{ pdf, platform: input.platform, now: () => new Date() },
      }),
    async open(found: FoundProfile, passphrase: string): Promise<Result<Opened>> {
      const { serverUrl, platform } = input;
      const make = { found, passphrase, serverUrl, platform, pdf, intake, crypto, now: () => new Date(), keyMinutes: KEY_MINUTES };
      return openShared(opened, make);
    },
    async release(one: Opened): Promise<void> {
      one.windows -= 1;
      if (one.windows > 0) return;
      opened.delete(one.backend.profile.personId);
      await shut(one);
    },
    async close(): Promise<void> {
      await Promise.all([...opened.values()].map(shut));
      opened.clear();
      await pdf.close();
    },
  };
}

type Profiles = ReturnType<typeof createProfiles>;

/** Takes a session off its backend: nothing of it reaches the database any more. */
function detach(session: Session): Opened | null {
  const { opened } = session;
  session.rooms?.close();
  session.screen.forget();
  session.stop?.();
  session.rooms = null;
  session.stop = null;
  session.opened = null;
  return opened;
}

async function leave(profiles: Profiles, session: Session): Promise<void> {
  const opened = detach(session);
  await session.audit.close();
  if (opened !== null) await profiles.release(opened);
}

/** Commands that need no profile: 감사 열람, and joining. Who got a new key into the profile of this window opens it anew. */
function openHandlers({ dataDir, platform }: AppInput, profiles: Profiles, session: Session): Record<string, unknown> {
  const own = (person: string): number => Number(session.opened?.backend.profile.personId === person);
  const join: JoinInput = { dataDir, platform, crypto: profiles.crypto, now: () => new Date(), inUse: (person) => profiles.windows(person) > own(person) };
  return {
    ...session.audit.handlers,
    'join.request': (input: Input<'join.request'>) => requestAtScreen(join, input),
    'join.take': async (input: Input<'join.take'>) => {
      const taken = await takeAtScreen(join, input);
      if (!taken.ok) return taken;
      if (own(taken.value.id) === 1) await leave(profiles, session);
      return ok({ name: taken.value.name, replaces: taken.value.replaces });
    },
  };
}

/** A command of the profile this window has open. */
const forwarded = (session: Session, name: string) => (value: never) => {
  const { opened, rooms } = session;
  if (opened === null || rooms === null) return NOT_UNLOCKED;
  const table = { ...opened.backend.handlers, ...rooms.handlers } as Record<string, (given: never) => Result<unknown> | Promise<Result<unknown>>>;
  const call = table[name];
  return call === undefined ? NOT_UNLOCKED : opened.running.note(call, value);
};

/** Handlers of one window: its own profile's commands, and those every window has. */
function handlersOf(input: AppInput, profiles: Profiles, session: Session): AnyHandlers<null> {
  const { tell } = session.screen;
  const unlock = async ({ id, passphrase }: { id: string; passphrase: string }) => {
    const found = (await profiles.list()).find((candidate) => candidate.profile.personId === id);
    if (found === undefined) return err('PROFILE_UNKNOWN', '없는 프로필입니다. 목록을 새로 받으십시오.');
    const opened = await profiles.open(found, passphrase);
    if (!opened.ok) return opened;
    await leave(profiles, session);
    session.opened = opened.value;
    session.rooms = createWindowRooms(opened.value.backend.context, tell);
    session.stop = opened.value.backend.onEvent(tell);
    return ok({ profile: profileViewOf(found, opened.value.backend.context.replica.directory()) });
  };
  const base: Record<string, unknown> = {
    'app.info': () => ok({ version: input.version, host: input.host, server: input.serverUrl }),
    'profiles.list': async () => {
      const last = ({ profile }: FoundProfile): number => Number(isAdministratorId(profile.personId));
      const found = (await profiles.list()).toSorted((a, b) => last(a) - last(b));
      return ok({
        profiles: found.map((one) => profileViewOf(one, profiles.directoryOf(one.profile.personId))),
        damaged: await profiles.damaged(),
        current: session.opened?.backend.profile.personId ?? null,
        locked: session.screen.locked(),
      });
    },
    'profile.restore': (given: Input<'profile.restore'>) => restoreAtScreen(input.dataDir, given),
    ...openHandlers(input, profiles, session),
    'profiles.unlock': unlock,
    'screen.lock': () => {
      session.opened?.backend.context.keyring.lock();
      return session.opened === null ? NOT_UNLOCKED : ok({});
    },
    'profiles.lock': async () => {
      await leave(profiles, session);
      return ok({});
    },
  };
  const handlers = Object.fromEntries(Object.keys(commands).map((name) => [name, base[name] ?? forwarded(session, name)])) as AnyHandlers<null>;
  return behindScreen(session.screen, handlers);
}

/** A disk that refuses is no bug: it is named, with what was kept. */
function explainDisk(error: unknown): Reply | null {
  const code = diskCode(error);
  return code === null ? null : refused(code, openSentence(code));
}

/** Creates the application. A page that reloads goes on with its session within a minute (`resume`). */
export function createApp(input: AppInput): App {
  const profiles = createProfiles(input);
  const sessions = new Set<Session>();
  const resting = createResting<Session>((session) => void leave(profiles, session));
  return {
    connect({ resume }) {
      const rested = resume === null ? null : resting.take(resume);
      const session = rested ?? newSession(profiles.audit());
      const handlers = handlersOf(input, profiles, session);
      sessions.add(session);
      return {
        call: (name, value) => dispatch(commands, handlers, name, value, null, input.onBug ?? reportBug, explainDisk),
        subscribe(listener) {
          session.listeners.add(listener);
          return () => void session.listeners.delete(listener);
        },
        close() {
          session.listeners.clear();
          sessions.delete(session);
          session.rooms?.leaveAll();
          if (resume === null) void leave(profiles, session);
          else resting.rest(resume, session);
        },
      };
    },
    async close() {
      // Windows that are still going come after this: their rooms close now, while the databases are open.
      const going = [...sessions, ...resting.takeAll()];
      for (const session of going) detach(session);
      sessions.clear();
      await Promise.all(going.map(({ audit }) => audit.close()));
      await profiles.close();
    },
  };
}

import { request as ask } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import type { Platform } from '../../../../electron/backend/platform.ts';
import type { EventPayload } from '../../../../shared/api/contract.ts';
import { browse, createAccountServer, type AccountServer } from '../../../support/account-server.ts';
import { NO_PLATFORM, openMachine, writeMachine } from '../../../support/machine.ts';
import { createFolders, createStage, must, until, type Stage } from '../../../support/sync.ts';

const folders = createFolders();
let accounts: AccountServer;
let stage: Stage;
let profile: string;
const open: Backend[] = [];
beforeAll(async () => void (accounts = await createAccountServer()));
afterAll(() => accounts.close());
beforeEach(async () => {
  hours = 10;
  const live = Object.defineProperties({ ...accounts.policy() }, { required: { get: () => required }, hours: { get: () => hours } });
  required = false;
  stage = await createStage({ freeDevices: 1, sessionMs: 1500 }, true, null, { signIn: live });
  required = true;
  await stage.restart();
  profile = await writeMachine(stage, folders.make(), stage.world.people.kim);
});
afterEach(async () => {
  for (const backend of open.splice(0)) await backend.close();
  await stage.close();
  folders.clean();
});
let required = false;
let hours = 10;

const told: unknown[] = [];
async function machine(platform: Platform = NO_PLATFORM): Promise<Backend> {
  told.length = 0;
  const backend = await openMachine(stage, profile, platform);
  backend.onEvent((event, payload) => void told.push({ event, payload }));
  open.push(backend);
  return backend;
}
const status = (backend: Backend): EventPayload<'status.changed'> => {
  const now = backend.handlers['status.get']({});
  if (now instanceof Promise) throw new Error('status is told at once');
  return must(now);
};
const refused = (backend: Backend, code = 'SIGN_IN_NEEDED') =>
  until(code, () => status(backend).reason?.code === code && status(backend).signIn?.open !== true);
const start = async (backend: Backend): Promise<string> => {
  const answer = must(await backend.handlers['signIn.start']({}));
  told.push(answer);
  return answer.url ?? '';
};

describe('signing in from a screen', () => {
  it('OI9 the browser comes back, the line stands, and no token, code or verifier ever was in an answer or event', async () => {
    const backend = await machine();
    await refused(backend);
    expect(status(backend)).toMatchObject({ reason: { halted: true }, signIn: { required: true, until: null, open: false } });
    accounts.signs('kim');
    const url = await start(backend);
    expect(status(backend).signIn).toMatchObject({ open: true });
    expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
    const came = await browse(url);
    expect(came.text).toContain('온결로 돌아가십시오');
    await until('online', () => status(backend).connection === 'online');
    expect(status(backend).signIn).toMatchObject({ required: true, until: expect.any(String), open: false, said: null });
    const code = new URL(came.url).searchParams.get('code') ?? 'no code';
    const everything = JSON.stringify(told);
    expect(everything).not.toContain(code);
    expect(everything).not.toMatch(/eyJ[\w-]{10,}\./);
    // The act is still the key's: closed, nothing is signed, sign-in or not.
    backend.context.keyring.lock();
    expect(await backend.context.signer.sign(new Uint8Array(1))).toMatchObject({ ok: false, code: 'LOCKED' });
  });

  it('OI9 another person’s account, a no, and stopping are told each in its sentence; work goes on and it can be tried again', async () => {
    const backend = await machine();
    await refused(backend);
    accounts.signs('lee');
    await browse(await start(backend));
    await refused(backend, 'SIGN_IN_OTHER');
    expect(status(backend).reason?.message).toContain('다른 사람의 기관 계정');
    accounts.signs(null);
    await browse(await start(backend));
    await until('said', () => status(backend).signIn?.said !== null && status(backend).signIn?.open === false);
    expect(status(backend).signIn?.said).toContain('마치지 않았습니다');
    await start(backend);
    must(await backend.handlers['signIn.stop']({}));
    expect(status(backend).signIn?.open).toBe(false);
    accounts.signs('kim');
    await browse(await start(backend));
    await until('online', () => status(backend).connection === 'online');
  });

  it('OI14 when the hours of the sign-in are over the session ends with the sentence, text stays here, and a new sign-in goes on', async () => {
    // Two seconds: sessions are renewed every second here.
    hours = 2 / 3600;
    await stage.restart();
    const backend = await machine();
    await refused(backend);
    accounts.signs('kim');
    await browse(await start(backend));
    await until('online', () => status(backend).connection === 'online');
    await refused(backend);
    expect(status(backend)).toMatchObject({ reason: { halted: true, message: expect.stringContaining('그대로 됩니다') }, signIn: { until: null } });
    hours = 10;
    await stage.restart();
    await browse(await start(backend));
    await until('online again', () => status(backend).connection === 'online');
  });

  it('OI9 an account server that is down is said at once, and signing goes on', async () => {
    const backend = await machine();
    await refused(backend);
    await accounts.down();
    const answer = backend.handlers['signIn.start']({});
    await answer;
    await accounts.up();
    expect(await answer).toMatchObject({ ok: false, code: 'PROVIDER_DOWN', message: expect.stringContaining('쓰기·읽기·서명은 그대로 됩니다') });
    expect(status(backend).signIn).toMatchObject({ open: false });
    expect((await backend.context.signer.sign(new Uint8Array(1))).ok).toBe(true);
  });

  it('OI10 the door the browser comes back to hears this sign-in alone: another host, path, method or state is turned away', async () => {
    const backend = await machine();
    await refused(backend);
    accounts.signs('kim');
    const url = await start(backend);
    const { searchParams } = new URL(url);
    const door = new URL(searchParams.get('redirect_uri') ?? '');
    const state = searchParams.get('state') ?? '';
    expect([door.hostname, door.pathname]).toEqual(['127.0.0.1', '/callback']);
    const knock = (method: string, path: string, host: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const asked = ask({ host: '127.0.0.1', port: door.port, method, path, headers: { host, connection: 'close' } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        });
        asked.on('error', reject).end();
      });
    const good = `/callback?state=${state}&code=x`;
    expect(await knock('GET', good, 'evil.example')).toBe(404);
    expect(await knock('POST', good, door.host)).toBe(404);
    expect(await knock('GET', `/other?state=${state}&code=x`, door.host)).toBe(404);
    expect(await knock('GET', '/callback?state=guessed&code=x', door.host)).toBe(404);
    expect(status(backend).signIn?.open).toBe(true);
    await browse(url);
    await until('online', () => status(backend).connection === 'online');
  });

  it('OI11 where the system has a browser of its own the page is told no address', async () => {
    const opened: string[] = [];
    const backend = await machine({ ...NO_PLATFORM, openUrl: async (url) => void opened.push(url) });
    await refused(backend);
    accounts.signs('kim');
    expect(await start(backend)).toBe('');
    await browse(opened[0] ?? '');
    await until('online', () => status(backend).connection === 'online');
  });
});

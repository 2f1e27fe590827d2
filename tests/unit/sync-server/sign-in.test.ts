import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { beginFlow } from '../../../electron/backend/sign-in/flow.ts';
import type { Session } from '../../../shared/sync/api.ts';
import type { DeviceList } from '../../../shared/sync/devices.ts';
import type { SignInTerms } from '../../../shared/sync/sign-in.ts';
import { browse, createAccountServer, OTHER_CLIENT, type AccountServer } from '../../support/account-server.ts';
import { logIn, send, type Showing } from '../../support/sync-devices.ts';
import { newDevice } from '../../support/sync-door.ts';
import { createStage, must, type Stage } from '../../support/sync.ts';

const HOUR = 3_600_000;
let accounts: AccountServer;
let stage: Stage;
let ahead = 0;
beforeAll(async () => void (accounts = await createAccountServer()));
afterAll(() => accounts.close());
afterEach(() => stage.close());
const begin = async (policy: Parameters<AccountServer['policy']>[0] = {}): Promise<void> => {
  ahead = 0;
  // The directory is published before the policy holds: an office that turns it on has people already.
  const clock = (): Date => new Date(Date.now() + ahead);
  const current: { required: boolean } = { required: false };
  const signIn = accounts.policy(policy);
  const live = Object.defineProperty({ ...signIn }, 'required', { get: () => current.required });
  stage = await createStage({ freeDevices: 1 }, true, null, { signIn: live, clock });
  current.required = signIn.required;
  await stage.restart();
};

const nonceFor = async (person: string, device: string): Promise<string> =>
  must(await send<{ nonce: string }>(stage.url(), 'POST', '/login/sign-in', '', { person, device })).nonce;

/** An ID token as the account server really gives it, after its person went through the pages. */
async function tokenOf(account: string, nonce: string, clientId?: string): Promise<string> {
  accounts.signs(account);
  const terms = must(await send<SignInTerms>(stage.url(), 'GET', '/login/sign-in'));
  const flow = must(await beginFlow({ ...terms, ...(clientId === undefined ? {} : { clientId }) }, nonce, new AbortController().signal));
  expect((await browse(flow.url)).status).toBe(200);
  return must(await flow.token);
}

const enter = (shown: Showing, signIn?: string) => logIn(stage.url(), stage.world.people.kim, shown, signIn === undefined ? {} : { sent: { signIn } });
const pc = newDevice('사무실 PC');

describe('signing in with the account of the agency', () => {
  beforeEach(() => begin());

  it('OI1 a login without it is refused with its sentence, and enrols no device; with it, key and device are proved all the same', async () => {
    const refused = await enter(pc);
    expect(refused).toMatchObject({ ok: false, code: 'SIGN_IN_NEEDED' });
    expect(!refused.ok && refused.message).toContain('하던 일은 이 PC에 저장되어 있고');
    const token = await tokenOf('kim', await nonceFor('kim', pc.id));
    const { kim } = stage.world.people;
    expect(await logIn(stage.url(), kim, pc, { sent: { signIn: token, signature: 'AA' } })).toMatchObject({ code: 'LOGIN_REFUSED' });
    const entered = must(await enter(pc, token));
    expect(entered.signIn).toMatchObject({ required: true });
    const { devices, events } = must(await send<DeviceList>(stage.url(), 'GET', '/devices', entered.token));
    expect(devices).toMatchObject([{ id: pc.id, state: 'approved' }]);
    expect(events.map(({ kind }) => kind)).toEqual(['login', 'enrolled']);
  });

  it('OI2 it is good for the hours of the policy on this device alone, over restarts; then it is asked for again', async () => {
    let { secret, ...first } = must(await enter(pc, await tokenOf('kim', await nonceFor('kim', pc.id))));
    must(await send(stage.url(), 'GET', '/devices', first.token));
    await stage.restart();
    ahead = 9 * HOUR;
    ({ secret, ...first } = must(await enter({ ...pc, secret })));
    must(await send(stage.url(), 'GET', '/devices', first.token));
    expect(await enter(newDevice('노트북'))).toMatchObject({ code: 'SIGN_IN_NEEDED' });
    ahead = 11 * HOUR;
    expect(await enter({ ...pc, secret })).toMatchObject({ code: 'SIGN_IN_NEEDED' });
  });

  it('OI3 a nonce of another device, of another person, of nobody, and one that is too old are refused', async () => {
    for (const nonce of [await nonceFor('kim', newDevice('노트북').id), await nonceFor('lee', pc.id), 'a nonce of my own', 'a.b.c'])
      expect(await enter(pc, await tokenOf('kim', nonce))).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    const early = await nonceFor('kim', pc.id);
    ahead = 11 * 60_000;
    // Fresh by the account server, late by the nonce.
    expect(await enter(pc, await tokenOf('kim', early))).toMatchObject({ code: 'SIGN_IN_REFUSED' });
  });

  it('OI4 a token for another program, an expired one, a changed one and one signed by somebody else are refused', async () => {
    const nonce = (): Promise<string> => nonceFor('kim', pc.id);
    expect(await enter(pc, await tokenOf('kim', await nonce(), OTHER_CLIENT))).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    const token = await tokenOf('kim', await nonce());
    const [head = '', body = '', signature = ''] = token.split('.');
    const other = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), sub: 'lee' })).toString('base64url');
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    for (const forged of [`${head}.${other}.${signature}`, `${none}.${body}.`, `${head}.${body}.${'A'.repeat(signature.length)}`, 'x', `${head}.${body}`])
      expect(await enter(pc, forged)).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    ahead = 2 * HOUR;
    expect(await enter(pc, token)).toMatchObject({ code: 'SIGN_IN_REFUSED' });
  });

  it('OI5 a token is good once, also after a restart, and for its own person only; failed tries are told at the next login', async () => {
    expect(await enter(pc, await tokenOf('lee', await nonceFor('kim', pc.id)))).toMatchObject({ code: 'SIGN_IN_OTHER' });
    const token = await tokenOf('kim', await nonceFor('kim', pc.id));
    const { secret, token: session } = must(await enter(pc, token));
    must(await send(stage.url(), 'GET', '/devices', session));
    await stage.restart();
    expect(await enter({ ...pc, secret }, token)).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    const again = must(await enter({ ...pc, secret }));
    expect(again.before.failed).toBe(1);
  });

  it('OI6 while the account server is down nothing is taken for checked, and who is signed in still comes in', async () => {
    const { secret, token: session } = must(await enter(pc, await tokenOf('kim', await nonceFor('kim', pc.id))));
    must(await send(stage.url(), 'GET', '/devices', session));
    const token = await tokenOf('kim', await nonceFor('kim', pc.id));
    await stage.restart();
    await accounts.down();
    try {
      const refused = await enter({ ...pc, secret }, token);
      expect(refused).toMatchObject({ code: 'SIGN_IN_UNAVAILABLE' });
      const entered = must(await enter({ ...pc, secret }));
      expect(entered.before.failed).toBe(0);
      expect(await beginFlow(accounts.policy(), 'nonce', new AbortController().signal)).toMatchObject({ ok: false, code: 'PROVIDER_DOWN' });
    } finally {
      await accounts.up();
    }
    // The same token, once it can be checked: nothing of it was used up.
    expect((await enter({ ...pc, secret }, token)).ok).toBe(true);
  });
});

describe('when its hours are over', () => {
  it('OI14 a session ends with its sign-in: shorter near its end, renewed no more after it with the sentence; a sign-in made meanwhile lets it go on', async () => {
    await begin({ hours: 0.5 });
    const entered = must(await enter(pc, await tokenOf('kim', await nonceFor('kim', pc.id))));
    const renew = (token: string) => send<Session>(stage.url(), 'POST', '/login/renew', token);
    const end = Date.parse(entered.signIn?.until ?? '');
    expect(entered.life).toBe(15 * 60);
    ahead = 10 * 60_000;
    const second = must(await renew(entered.token));
    expect(second.life).toBe(15 * 60);
    ahead = 20 * 60_000;
    const last = must(await renew(second.token));
    expect([Date.parse(last.expiresAt) - end, last.life < 12 * 60]).toEqual([60_000, true]);
    ahead = end - Date.now() + 10_000;
    expect(await renew(last.token)).toMatchObject({ ok: false, code: 'SIGN_IN_NEEDED', message: expect.stringContaining('기관 계정으로 로그인') });
    const signed = await tokenOf('kim', await nonceFor('kim', pc.id));
    must(await send(stage.url(), 'PUT', '/login/sign-in', last.token, { token: signed }));
    expect(must(await renew(last.token)).life).toBe(15 * 60);
    ahead += HOUR;
    expect(await renew(last.token)).toMatchObject({ code: 'UNAUTHORIZED' });
  });
});

describe('where it is not asked for', () => {
  it('OI7 off by default: no terms, no nonce, a token is refused and a login is as it was', async () => {
    stage = await createStage();
    expect(await send(stage.url(), 'GET', '/login/sign-in')).toEqual({ ok: true, value: null });
    expect(await send(stage.url(), 'POST', '/login/sign-in', '', { person: 'kim', device: pc.id })).toMatchObject({ code: 'SIGN_IN_NONE' });
    expect(await enter(pc, 'x')).toMatchObject({ code: 'SIGN_IN_NONE' });
    expect(must(await enter(pc)).signIn).toBeNull();
  });

  it('OI8 a claim names the person by the operator’s list; an address nobody vouches for names nobody', async () => {
    const people = { 'hana@example.go.kr': 'kim', 'unverified@example.go.kr': 'kim' };
    await begin({ required: false, scope: 'openid email', claim: 'email', people });
    expect(await enter(pc, await tokenOf('kim', await nonceFor('kim', pc.id)))).toMatchObject({ code: 'SIGN_IN_OTHER' });
    expect(await enter(pc, await tokenOf('unverified', await nonceFor('kim', pc.id)))).toMatchObject({ code: 'SIGN_IN_OTHER' });
    const entered = must(await enter(pc, await tokenOf('hana', await nonceFor('kim', pc.id))));
    expect(entered.signIn).toMatchObject({ required: false, until: expect.any(String) });
    // Under the session that stands the same holds, and so does the same refusal.
    const put = (token: string) => send(stage.url(), 'PUT', '/login/sign-in', entered.token, { token });
    expect(await put(await tokenOf('lee', await nonceFor('kim', pc.id)))).toMatchObject({ code: 'SIGN_IN_OTHER' });
    expect(await put(await tokenOf('hana', await nonceFor('kim', pc.id)))).toMatchObject({ ok: true, value: { required: false } });
  });
});

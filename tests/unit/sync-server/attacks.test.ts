/** Attacks on the server's door (AT rules of `docs/threat-model.md`): tokens, and every route and room tried by everybody who may not. */

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { CLOSE, commentsRoom, mainRoom, sectionRoom } from '../../../shared/collab/protocol.ts';
import { toBase64Url } from '../../../shared/lib/bytes.ts';
import { loginBytes } from '../../../shared/trail/sign.ts';
import { routesOf } from '../../../sync-server/http.ts';
import { DEFAULT_LIMITS } from '../../../sync-server/limits.ts';
import type { HttpInput } from '../../../sync-server/routes/route.ts';
import { aContent, design, submit, write } from '../../support/sync-draft.ts';
import { createStage, must, until, type Stage } from '../../support/sync.ts';
import type { Someone } from '../../support/sync-world.ts';
import { SCHEMA_VERSION } from '../../../shared/collab/content.ts';

/** Stands in everything of the document that nobody else may see. */
const MARKER = '아무에게도 보이지 않을 글';
const FILE = Buffer.from(`${MARKER} 붙임`);
const SHA256 = createHash('sha256').update(FILE).digest('hex');

let stage: Stage;
let fixed = '';
let draft = '';
const tokens = new Map<string, string>();

async function drafted(content: ReturnType<typeof aContent>): Promise<string> {
  const { kim } = stage.world.people;
  const documentId = await stage.createDocument(kim);
  const main = await stage.stock(kim, mainRoom(documentId, 1));
  const section = await stage.stock(kim, sectionRoom(documentId, 1, 's1'));
  await until('rooms open', () => main.provider.synced && section.provider.synced);
  write(main.doc, section.doc, content);
  must(await stage.post(kim, { signed: design(kim, documentId) }));
  return documentId;
}

beforeAll(async () => {
  stage = await createStage();
  const { kim, park, choi } = stage.world.people;
  for (const who of [kim, park, choi]) tokens.set(who.actor.person, await stage.token(who));
  const put = await fetch(`${stage.url()}/blobs/${SHA256}`, { method: 'PUT', body: FILE, headers: bearer('kim') });
  expect(put.status).toBe(200);
  const content = aContent(MARKER, SHA256);
  draft = await drafted(content);
  fixed = await drafted(content);
  await until('fixed', async () => (await stage.post(kim, submit(kim, fixed, content))).ok);
});
afterAll(() => stage.close());

const bearer = (who: string): Record<string, string> => ({ authorization: `Bearer ${tokens.get(who) ?? who}` });

/** Routes that answer without a session: each new one has to be written down here. */
const OPEN = [
  'POST /login/challenge',
  'POST /login',
  'PUT /certificates',
  'GET /certificates/([0-9a-f]{64})/chain',
  'GET /certificates/([0-9a-f]{64})',
  'GET /login/sign-in',
  'POST /login/sign-in',
  'POST /statements',
  'GET /checkpoint',
  'GET /proof',
  'GET /log/checkpoint',
  'GET /log/tile/([\\w./]{1,60})',
  'GET /consistency',
  'GET /log/cosigned',
  'GET /health',
  'GET /ready',
  'GET /metrics',
];
const routes = routesOf({ limits: DEFAULT_LIMITS, operations: {} } as unknown as HttpInput).map(({ method, path, open }) => ({
  method,
  source: path.source.replaceAll('\\/', '/').replaceAll(/^\^|\$$/g, ''),
  open: open === true,
}));
/** The address of a route, aimed at what the attacker may not have. */
const aimed = (source: string, documentId: string): string =>
  source.replaceAll('([\\w-]{1,40})', documentId).replaceAll('(\\d{1,6})', '1').replaceAll('([0-9a-f]{64})', SHA256);

async function ask(method: string, path: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  const body = method === 'GET' ? {} : { body: JSON.stringify({ marker: 1 }) };
  const response = await fetch(`${stage.url()}${path}`, { method, headers: { ...headers, connection: 'close' }, ...body });
  return { status: response.status, text: await response.text() };
}

describe('routes', () => {
  it('AT1 only the routes written down answer without a session', () => {
    expect(routes.filter(({ open }) => open).map(({ method, source }) => `${method} ${source}`)).toEqual(OPEN);
  });

  it.each(routes.filter(({ open }) => !open))('AT1 $method $source takes no forged, cut, foreign or missing token', async ({ method, source }) => {
    const good = tokens.get('kim') ?? '';
    const flipped = `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`;
    const forged = [
      {},
      bearer(randomBytes(32).toString('base64url')),
      bearer(good.slice(0, -1)),
      bearer(flipped),
      { authorization: good },
      { authorization: `Basic ${good}` },
    ];
    for (const headers of forged) {
      const { status, text } = await ask(method, `${aimed(source, draft)}?token=${good}`, headers);
      expect([status, text.includes(MARKER)]).toEqual([401, false]);
    }
  });

  it.each(routes)('AT2 $method $source tells people who take no part nothing of a document', async ({ method, source }) => {
    for (const who of ['park', 'choi'])
      for (const documentId of [draft, fixed]) {
        const { status, text } = await ask(method, aimed(source, documentId), bearer(who));
        expect(text).not.toContain(MARKER);
        expect(text).not.toContain(documentId);
        if (source.includes('documents/') || (method === 'GET' && source === '/blobs/([0-9a-f]{64})')) expect(status).toBe(404);
        if (source === '/logout' || source === '/login/renew') tokens.set(who, await stage.token(stage.world.people[who as 'park']));
      }
  });

  it('AT2 the same routes show it to whoever takes part, so that the attempts aim right', async () => {
    const seen = await Promise.all(
      routes
        .filter(({ method, source }) => method === 'GET' && /documents|blobs/.test(source))
        .map(({ method, source }) => ask(method, aimed(source, fixed), bearer('kim'))),
    );
    expect(seen.filter(({ text }) => text.includes(MARKER)).length).toBeGreaterThanOrEqual(2);
    expect(seen.some(({ text }) => text.includes(fixed))).toBe(true);
  });
});

function closed(room: string, headers: Record<string, string>): Promise<{ code: number; got: string }> {
  const socket = new WebSocket(`${stage.url().replace('http', 'ws')}/rooms/${encodeURIComponent(room)}?schema=${SCHEMA_VERSION}`, { headers });
  let got = '';
  socket.on('message', (data) => (got += Buffer.from(data as Buffer).toString('utf8')));
  socket.on('error', () => undefined);
  return new Promise((resolve) => socket.on('close', (code) => resolve({ code, got })));
}

describe('rooms', () => {
  const kinds = [(id: string) => mainRoom(id, 1), (id: string) => sectionRoom(id, 1, 's1'), (id: string) => commentsRoom(id, 1)];
  it.each(kinds)('AT3 kind %# is closed before a byte of it went to people without a right, a session or a version', async (room) => {
    for (const documentId of [draft, fixed]) {
      for (const who of ['park', 'choi']) expect(await closed(room(documentId), bearer(who))).toEqual({ code: CLOSE.forbidden, got: '' });
      for (const headers of [{}, bearer(randomBytes(32).toString('base64url'))])
        expect(await closed(room(documentId), headers)).toEqual({ code: CLOSE.unauthorized, got: '' });
      expect((await closed(room(documentId).replace('/v1/', '/v2/'), bearer('kim'))).got).toBe('');
    }
    expect((await closed(room(randomUUID()), bearer('kim'))).got).toBe('');
  });
});

async function login(who: Someone, change: { alg?: string; bytes?: (challenge: string) => Uint8Array; body?: Record<string, unknown> } = {}) {
  const { person, certificate } = who.actor;
  const send = async (path: string, body: unknown) => {
    const response = await fetch(`${stage.url()}${path}`, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as { ok: boolean; code?: string; value?: { challenge: string; server: string } } };
  };
  const { challenge = '', server = '' } = (await send('/login/challenge', { person })).body.value ?? {};
  const device = { id: randomUUID(), name: '시험', secret: '' };
  const secret = createHash('sha256').update('').digest('hex');
  const bytes = change.bytes?.(challenge) ?? loginBytes({ v: 2, challenge, person, server, device: device.id, secret });
  const signed = toBase64Url((await who.login.sign(bytes)) ?? new Uint8Array(0));
  const request = { person, certificate, challenge, alg: change.alg ?? 'ES256', signature: signed, device, ...change.body };
  return { request, send, first: await send('/login', request) };
}

describe('logins and statements', () => {
  it('AT4 a login is good once, for its person, its certificate and its algorithm, and an older form of it is none', async () => {
    const { kim, lee } = stage.world.people;
    const good = await login(kim);
    expect(good.first.status).toBe(200);
    expect((await good.send('/login', good.request)).body.code).toBe('CHALLENGE_UNKNOWN');
    expect((await login(kim, { body: { challenge: toBase64Url(randomBytes(32)) } })).first.body.code).toBe('CHALLENGE_UNKNOWN');
    expect((await login(kim, { body: { person: lee.actor.person } })).first.status).toBe(401);
    expect((await login(kim, { body: { certificate: lee.actor.certificate } })).first.status).toBe(401);
    for (const alg of ['RS256', 'PS256']) expect((await login(kim, { alg })).first.status).toBe(401);
    for (const alg of ['none', 'HS256', '', null]) expect((await login(kim, { body: { alg } })).first.status).toBe(400);
    const old = (challenge: string): Uint8Array =>
      new TextEncoder().encode(`ongyeol-login-v1\n${JSON.stringify({ challenge, person: 'kim', server: '', v: 1 })}`);
    expect((await login(kim, { bytes: old })).first.status).toBe(401);
    expect((await login(stage.world.stranger)).first.status).toBe(401);
  });

  it('AT5 a token is over with its logout, and a renewed one does not outlive the session', async () => {
    const { choi } = stage.world.people;
    const mine = { authorization: `Bearer ${await stage.token(choi)}` };
    const renewed = JSON.parse((await ask('POST', '/login/renew', mine)).text) as { value: { token: string } };
    expect((await ask('GET', '/documents', bearer(renewed.value.token))).status).toBe(200);
    expect((await ask('POST', '/logout', mine)).status).toBe(200);
    for (const headers of [mine, bearer(renewed.value.token)]) expect((await ask('GET', '/documents', headers)).status).toBe(401);
  });

  it('AT6 a statement changed in any signed field, with another algorithm or under another person is refused', async () => {
    const { kim, lee } = stage.world.people;
    const documentId = randomUUID();
    await stage.token(lee);
    const { statement, signature } = kim.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId });
    const changed: readonly object[] = [
      { alg: 'RS256' },
      { alg: 'none' },
      { at: '2026-01-01T00:00:00.000Z' },
      { version: 2 },
      { documentId: randomUUID() },
      { actor: { ...statement.actor, position: '과장' } },
      { actor: lee.actor },
      { capacity: { kind: 'acting', forPosition: '과장', forUnit: 'U1', ground: '출장', from: '2026-01-01', until: '2026-12-31' } },
      { body: { form: 'official', unit: 'U1', grants: [{ agency: 'B', unit: 'U1', person: null, right: 'edit' }] } },
    ];
    for (const change of changed) {
      const signed = { statement: { ...statement, ...change }, signature } as never;
      const reply = await stage.post(kim, { signed });
      expect([change, reply.ok || reply.code]).toEqual([change, expect.stringMatching(/^(SIGNATURE_INVALID|MALFORMED|CERTIFICATE_INVALID)$/)]);
    }
    const half = { signed: { statement, signature }, disclosures: { ['0'.repeat(64)]: { salt: '0'.repeat(32), value: '\ud800' } } };
    expect(await stage.post(kim, half)).toMatchObject({ ok: false, code: 'MALFORMED' });
    expect((await stage.post(kim, { signed: { statement, signature } })).ok).toBe(true);
  });
});

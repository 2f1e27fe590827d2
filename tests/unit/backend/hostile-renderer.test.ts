/** A page taken over by somebody else (AT7–AT9 of `docs/threat-model.md`): every command of the contract, with forged and with fitting input. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditCommands } from '../../../shared/api/audit-view.ts';
import { createApp, type App, type AppConnection } from '../../../electron/backend/app.ts';
import { commands, type CommandName } from '../../../shared/api/contract.ts';
import { mainRoom, sectionRoom } from '../../../shared/collab/protocol.ts';
import { aContent, write } from '../../support/sync-draft.ts';
import { writeSomeone } from '../../support/profile.ts';
import { brokenOf, sampleOf } from '../../support/sample-of.ts';
import { createRandom } from '../../support/sync-random.ts';
import { answersLocked } from '../../../shared/policy/screen.ts';
import { createFolders, createStage, must, until, type Stage } from '../../support/sync.ts';
import { seedOf } from '../../support/seed.ts';

const PASSPHRASE = '아무도 모르는 긴 암호';
const MARKER = '남에게 보이지 않을 글';
const NAMES = Object.keys(commands) as CommandName[];
/** What a page may ask before anybody opened a profile. */
const BEFORE: readonly CommandName[] = [
  ...(['app.info', 'profiles.list', 'profiles.unlock', 'profiles.lock', 'profile.restore', 'join.request', 'join.take'] as const),
  // Files from outside alone (AU16): nothing of a profile or of the server is in what they answer.
  ...NAMES.filter((name) => name in auditCommands),
];
/** Ends the session it is tried in, so these come last. */
const ENDING: readonly CommandName[] = ['profiles.lock', 'key.lock', 'screen.lock'];

const folders = createFolders();
const bugs: string[] = [];
const secrets: string[] = [PASSPHRASE];
let stage: Stage;
let app: App;
let page: AppConnection;
let documentId = '';
let entries = 0;

async function profile(dataDir: string): Promise<void> {
  const { park } = stage.world.people;
  const { databaseKey } = await writeSomeone(dataDir, park, stage.world.root, PASSPHRASE);
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  secrets.push(base64(park.privateKey).slice(40, 80), base64(databaseKey), Buffer.from(databaseKey).toString('hex'));
}

async function entriesNow(): Promise<number> {
  const token = await stage.token(stage.world.people.kim);
  const response = await fetch(`${stage.url()}/documents/${documentId}/entries`, { headers: { authorization: `Bearer ${token}` } });
  return ((await response.json()) as { value: unknown[] }).value.length;
}

/** Whatever a reply says, none of it is a secret, another's text, or the inside of the program. */
function harmless(name: string, reply: unknown): void {
  const text = JSON.stringify(reply, (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value)) ?? '';
  for (const secret of [...secrets, MARKER, 'at Object.', 'node_modules', 'SQLITE'])
    expect([name, secret, text.includes(secret)]).toEqual([name, secret, false]);
  expect([name, (reply as { error?: { code: string } }).error?.code === 'INTERNAL', bugs]).toEqual([name, false, []]);
}

beforeAll(async () => {
  stage = await createStage();
  const { kim } = stage.world.people;
  documentId = await stage.createDocument(kim);
  const main = await stage.stock(kim, mainRoom(documentId, 1));
  const section = await stage.stock(kim, sectionRoom(documentId, 1, 's1'));
  await until('rooms open', () => main.provider.synced && section.provider.synced);
  write(main.doc, section.doc, aContent(MARKER));
  entries = await entriesNow();
  const dataDir = folders.make();
  await profile(dataDir);
  const platform = { vault: null, notify: null, saveFile: async () => ({ ok: true as const, value: { path: null } }) };
  const onBug = (name: string, error: unknown): void => void bugs.push(`${name}: ${String(error instanceof Error ? error.stack : error)}`);
  app = createApp({ dataDir, platform, serverUrl: stage.url(), version: '0', host: 'web', onBug });
  page = app.connect({ connectionId: 'hostile', resume: null });
});
afterAll(async () => {
  page?.close();
  await app?.close();
  await stage?.close();
  folders.clean();
});

describe('a hostile page', () => {
  it('AT7 before a profile is open nothing answers but what the door needs, and a wrong passphrase opens none', async () => {
    const random = createRandom(1);
    for (const name of NAMES) {
      const reply = await page.call(name, sampleOf(commands[name].input, random, { documentId, id: 'park', passphrase: '아닌 암호' }));
      harmless(name, reply);
      if (!BEFORE.includes(name)) expect([name, reply.ok ? 'ok' : reply.error.code]).toEqual([name, expect.stringMatching(/^(PROFILE_LOCKED|BAD_INPUT)$/)]);
    }
    for (const name of ['constructor', '__proto__', 'toString', 'backend.close', ''])
      expect(await page.call(name, {})).toMatchObject({ error: { code: 'UNKNOWN_COMMAND' } });
  });

  it('AT8 with a profile open, a document of other people answers no command and keeps its trail', async () => {
    expect((await page.call('profiles.unlock', { id: 'park', passphrase: PASSPHRASE })).ok).toBe(true);
    await until('the directory', async () => {
      const reply = await page.call('documents.newDraft', {});
      return reply.ok && (reply.value as { agencies: unknown[] }).agencies.length > 0;
    });
    const random = createRandom(2);
    const onDocument = NAMES.filter((name) => 'documentId' in ((commands[name].input as { shape?: object }).shape ?? {}));
    expect(onDocument.length).toBeGreaterThan(20);
    for (const name of onDocument) {
      const reply = await page.call(name, sampleOf(commands[name].input, random, { documentId, from: 1, to: 1 }));
      harmless(name, reply);
    }
    for (const room of [mainRoom(documentId, 1), sectionRoom(documentId, 1, 's1'), `doc/${documentId}/v1/comments`])
      harmless('collab.join', await page.call('collab.join', { room }));
    expect(await entriesNow()).toBe(entries);
    expect(bugs).toEqual([]);
  });

  it('KEY3 opening the profile in another window opens a key that was closed, and only with the right passphrase', async () => {
    const until = async (): Promise<unknown> => ((await page.call('status.get', {})) as { value?: { keyUnlockedUntil?: unknown } }).value?.keyUnlockedUntil;
    const other = app.connect({ connectionId: 'other', resume: null });
    expect(await page.call('key.lock', {})).toMatchObject({ ok: true });
    expect(await until()).toBeNull();
    expect(await other.call('profiles.unlock', { id: 'park', passphrase: '아닌 암호' })).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } });
    expect(await until()).toBeNull();
    expect(await other.call('profiles.unlock', { id: 'park', passphrase: PASSPHRASE })).toMatchObject({ ok: true });
    expect(await until()).toEqual(expect.any(String));
    other.close();
    expect(await until()).toEqual(expect.any(String));
  });

  it('AT11 behind a locked screen no command answers but the door, no event tells of work, a page loaded anew finds it locked; sync goes on', async () => {
    const { park, admin } = stage.world.people;
    const told: string[] = [];
    const own = app.connect({ connectionId: 'own', resume: 'a-window' });
    expect(await own.call('profiles.unlock', { id: 'park', passphrase: PASSPHRASE })).toMatchObject({ ok: true });
    const shared = await stage.createDocument(stage.world.people.kim, [{ agency: 'B', unit: 'U1', person: 'park', right: 'edit' }]);
    const room = mainRoom(shared, 1);
    await until('may join', async () => (await own.call('collab.join', { room })).ok);
    expect(await own.call('screen.lock', {})).toMatchObject({ ok: true });
    own.subscribe((event) => void told.push(event));
    const random = createRandom(3);
    for (const name of NAMES.filter((one) => !answersLocked(one))) {
      const reply = await own.call(name, sampleOf(commands[name].input, random, { documentId: shared, room }));
      expect([name, reply.ok ? 'ok' : reply.error.code]).toEqual([name, expect.stringMatching(/^(SCREEN_LOCKED|BAD_INPUT)$/)]);
    }
    // The other window of the same person is as it was.
    expect((await page.call('status.get', {})).ok).toBe(true);
    const stock = await stage.stock(stage.world.people.kim, room);
    await until('the room is open', () => stock.provider.synced);
    stock.doc.getMap('fields').set('title', MARKER);
    must(await stage.post(admin, { signed: stage.world.publish('A', stage.world.directory('A').people) }));
    await until('the other window heard of both', async () => {
      const reply = await page.call('collab.join', { room });
      const directory = await page.call('directory.history', { agency: 'A' });
      return reply.ok && directory.ok && (directory.value as { steps: unknown[] }).steps.length > 1;
    });
    own.close();
    const again = app.connect({ connectionId: 'again', resume: 'a-window' });
    again.subscribe((event) => void told.push(event));
    expect(await again.call('profiles.list', {})).toMatchObject({ value: { current: park.actor.person, locked: true } });
    expect(await again.call('status.get', {})).toMatchObject({ error: { code: 'SCREEN_LOCKED' } });
    expect(await again.call('key.unlock', { passphrase: '아닌 암호' })).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } });
    expect(await again.call('status.get', {})).toMatchObject({ error: { code: 'SCREEN_LOCKED' } });
    expect(told).toEqual([]);
    expect(await again.call('key.unlock', { passphrase: PASSPHRASE })).toMatchObject({ ok: true });
    expect((await again.call('status.get', {})).ok).toBe(true);
    // What the lock kept back is told once it opens.
    expect(told[0]).toBe('screen.changed');
    expect(told).toContain('documents.changed');
    again.close();
  });

  it('AT9 every command takes forged input with a closed code: no crash, no secret, no inside of the program', async () => {
    const seed = seedOf();
    const random = createRandom(seed);
    process.stdout.write(`hostile renderer seed ${seed}\n`);
    const rest = NAMES.filter((name) => !ENDING.includes(name) && name !== 'profiles.unlock' && name !== 'key.changePassphrase');
    for (let round = 0; round < 6; round++)
      for (const name of rest) harmless(name, await page.call(name, brokenOf(sampleOf(commands[name].input, random, { documentId }), random)));
    const half = await page.call('approval.return', { documentId, stepId: 'x', reason: '\ud800' });
    expect(half).toMatchObject({ error: { code: 'BAD_INPUT' } });
    expect(bugs, `seed ${seed}`).toEqual([]);
    expect(await entriesNow()).toBe(entries);
    expect((await page.call('status.get', {})).ok).toBe(true);
  });
});

/** Rules PIN4–PIN7: the key of the server as a profile keeps it. */

import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { profile as profileCommand } from '../../../../electron/cli/profile.ts';
import { restoreProfile } from '../../../../electron/backend/profile/copy.ts';
import { setPins } from '../../../../electron/backend/profile/pins.ts';
import { spkiDigest } from '../../../../electron/backend/sync/pin.ts';
import { createWebPlatform } from '../../../../electron/hosts/web-platform.ts';
import { trustAlso } from '../../../../electron/hosts/trust.ts';
import { createSyncServer, type SyncServer } from '../../../../sync-server/server.ts';
import { MACHINE_PASSPHRASE, NO_PLATFORM, openMachine, writeMachine } from '../../../support/machine.ts';
import { ANY_DEVICE } from '../../../support/sync-devices.ts';
import { createFolders, createStage, must, until, type Stage } from '../../../support/sync.ts';
import { makeTls } from '../../../support/tls.ts';

const folders = createFolders();
const trusted = getCACertificates('default');
const OTHER = 'a'.repeat(64);
const open: Backend[] = [];
let stage: Stage;
let server: SyncServer;
let pin = '';
let home = '';

beforeAll(async () => {
  stage = await createStage();
  const files = makeTls(folders.make());
  pin = spkiDigest(readFileSync(files.certificate));
  expect(trustAlso(files.certificate)).toBeNull();
  await stage.stopServer();
  const { logKey, root, crypto } = stage.world;
  const tls = { key: readFileSync(files.key, 'utf8'), certificate: readFileSync(files.certificate, 'utf8') };
  const clock = (): Date => new Date();
  server = must(await createSyncServer({ dataDir: stage.dataDir, port: 0, logKey, rootCertificate: root, clock, crypto, tls, limits: ANY_DEVICE }));
  home = await writeMachine(stage, folders.make(), stage.world.people.kim);
});
afterEach(async () => {
  for (const backend of open.splice(0)) await backend.close();
});
afterAll(async () => {
  await server.close();
  await stage.close();
  setDefaultCACertificates(trusted);
  folders.clean();
});

async function machine(url = server.url, platform = NO_PLATFORM): Promise<Backend> {
  const backend = await openMachine(stage, home, platform, url);
  open.push(backend);
  return backend;
}
const keep = (pins: readonly string[]) => setPins(home, MACHINE_PASSPHRASE, pins, { now: () => new Date(), vault: null });
const online = (backend: Backend) => until('online', () => backend.context.sync.status().connection === 'online');

describe('the key of the server in a profile', () => {
  it('PIN4 it is set with the passphrase beside what the server shows, holds at the next opening, and a copy takes it along', async () => {
    const saved = folders.make();
    const backend = await machine(server.url, createWebPlatform({ folder: saved }));
    await online(backend);
    const { handlers } = backend;
    expect(must(await handlers['server.key']({}))).toEqual({ server: server.url, secure: true, pins: [], shown: pin });
    expect(await handlers['server.pin']({ passphrase: '아닌 암호 열 글자', pins: pin })).toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(await handlers['server.pin']({ passphrase: MACHINE_PASSPHRASE, pins: 'abc' })).toMatchObject({ code: 'PIN_MALFORMED' });
    expect(must(await handlers['server.pin']({ passphrase: MACHINE_PASSPHRASE, pins: pin.toUpperCase() }))).toMatchObject({ leave: false });
    expect(must(await handlers['server.key']({})).pins).toEqual([pin]);
    const { path } = must(await handlers['profile.copy']({ passphrase: MACHINE_PASSPHRASE }));
    await open.pop()?.close();
    await online(await machine());
    const elsewhere = folders.make();
    must(await restoreProfile(elsewhere, new Uint8Array(readFileSync(path ?? '')), MACHINE_PASSPHRASE));
    expect(must(await setPins(join(elsewhere, 'profiles/kim'), MACHINE_PASSPHRASE, [], { now: () => new Date(), vault: null }))).toEqual([pin]);
  });

  it('PIN5 a server with another key is not spoken to: told at once where it is set, and at every opening; work goes on', async () => {
    must(await keep([]));
    const first = await machine();
    await online(first);
    expect(must(await first.handlers['server.pin']({ passphrase: MACHINE_PASSPHRASE, pins: OTHER }))).toMatchObject({ leave: true });
    await open.pop()?.close();
    const backend = await machine();
    await until('refused', () => backend.context.sync.reason()?.code === 'PIN_MISMATCH');
    expect(must(await backend.handlers['server.key']({}))).toMatchObject({ pins: [OTHER], shown: pin });
    expect((await backend.context.signer.sign(new Uint8Array(1))).ok).toBe(true);
    // Taken out with the passphrase, the line comes by itself.
    must(await backend.handlers['server.pin']({ passphrase: MACHINE_PASSPHRASE, pins: '' }));
    await online(backend);
  });

  it('PIN6 a pinned server that is suddenly without TLS is not spoken to, and none can be set there', async () => {
    must(await keep([pin]));
    const backend = await machine(server.url.replace('https', 'http'));
    await until('refused', () => backend.context.sync.reason()?.code === 'PIN_MISMATCH');
    expect(backend.context.sync.reason()?.message).toContain('암호화되지 않아');
    expect(await backend.handlers['server.pin']({ passphrase: MACHINE_PASSPHRASE, pins: pin })).toMatchObject({ code: 'PIN_PLAIN' });
  });

  it('PIN8 a server whose certificate this PC does not trust is told as that, with what to do, and not as a line that is down', async () => {
    must(await keep([]));
    const files = makeTls(folders.make());
    const stranger = createHttpsServer({ key: readFileSync(files.key), cert: readFileSync(files.certificate) });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const port = new URL(server.url);
    const address = stranger.address();
    port.port = String(typeof address === 'object' ? address?.port : '');
    const backend = await machine(port.origin);
    await until('told', () => backend.context.sync.reason()?.code === 'TLS_UNTRUSTED');
    expect(backend.context.sync.reason()?.message).toMatch(/^서버의 인증서를 믿을 수 없어 연결하지 않았습니다\. 하던 일은 이 PC에 저장되어 있습니다\./);
    expect(await backend.handlers['records.list']({ scope: 'ownRecords', person: '', document: '', day: '', act: '', before: null })).toMatchObject({
      code: 'OFFLINE',
    });
    stranger.closeAllConnections();
    await new Promise((resolve) => stranger.close(resolve));
  });

  it('PIN7 the command shows what was set before, and changes nothing without the passphrase', async () => {
    must(await keep([OTHER]));
    const secret = join(folders.make(), 'secret.txt');
    const args = ['pin', '--data', join(home, '../..'), '--person', 'kim', '--passphrase-file', secret, '--json'];
    writeFileSync(secret, '아닌 암호 열 글자\n');
    expect(await profileCommand([...args, '--pin', pin])).toBe(2);
    writeFileSync(secret, `${MACHINE_PASSPHRASE}\n`);
    expect(await profileCommand([...args, '--pin', 'abc'])).toBe(2);
    expect(await profileCommand(args)).toBe(2);
    expect(await profileCommand([...args, '--pin', `${pin},${OTHER}`])).toBe(0);
    expect(must(await keep([]))).toEqual([pin, OTHER]);
  });
});

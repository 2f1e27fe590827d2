import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSync } from '../../../electron/backend/sync/sync.ts';
import { createSyncServer, type SyncServer } from '../../../sync-server/server.ts';
import { addressOf, boundAt, checkAddress } from '../../../sync-server/tls.ts';
import { createFolders, createStage, must, until, type Stage } from '../../support/sync.ts';
import { ANY_DEVICE } from '../../support/sync-devices.ts';
import { addressNotes } from '../../../electron/cli/start/address.ts';
import { makeTls } from '../../support/tls.ts';

const folders = createFolders();
const trusted = getCACertificates('default');
let stage: Stage;
let server: SyncServer | null = null;
let tls: { key: string; certificate: string };
beforeEach(async () => {
  stage = await createStage();
  const files = makeTls(folders.make());
  tls = { key: readFileSync(files.key, 'utf8'), certificate: readFileSync(files.certificate, 'utf8') };
});
afterEach(async () => {
  await server?.close();
  server = null;
  await stage.close();
});
afterAll(() => {
  setDefaultCACertificates(trusted);
  folders.clean();
});

/** The stage's folder over TLS, on another port. */
async function secure(): Promise<SyncServer> {
  await stage.stopServer();
  const { logKey, root, crypto } = stage.world;
  server = must(
    await createSyncServer({ dataDir: stage.dataDir, port: 0, logKey, rootCertificate: root, clock: () => new Date(), crypto, tls, limits: ANY_DEVICE }),
  );
  return server;
}

describe('TLS', () => {
  it('T1 answers https to a client that trusts the certificate, and to no other', async () => {
    const { url } = await secure();
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const asked = (ca?: string): Promise<number | string> =>
      new Promise((resolve) => {
        get(`${url}/health`, ca === undefined ? {} : { ca }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        }).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
      });
    expect(await asked(tls.certificate)).toBe(200);
    expect(await asked()).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  });

  it('T2 OpenSSL agrees: TLS 1.3 with our certificate, nothing older than 1.2', async () => {
    const { url } = await secure();
    const client = (...args: string[]): Promise<string> =>
      new Promise((resolve) => {
        const child = execFile('openssl', ['s_client', '-connect', new URL(url).host, '-brief', ...args], (_error, out, err) => resolve(out + err));
        child.stdin?.end();
      });
    const spoken = await client();
    expect(spoken).toContain('Protocol version: TLSv1.3');
    expect(spoken).toContain('CN = localhost');
    expect(await client('-tls1_2')).toContain('Protocol version: TLSv1.2');
    expect(await client('-tls1_1')).not.toContain('Protocol version');
  });

  it('T3 a replica works over https and wss once the certificate is among the trusted', async () => {
    setDefaultCACertificates([...trusted, tls.certificate]);
    const documentId = await stage.createDocument();
    const { url } = await secure();
    const { kim } = stage.world.people;
    const { root, crypto } = stage.world;
    const sync = createSync({ db: stage.database(), url, login: kim.login, rootCertificate: root, crypto, clock: () => new Date() });
    sync.start();
    try {
      await until('online', () => sync.status().connection === 'online' && sync.entries(documentId).length > 0);
      const room = sync.openRoom(`doc/${documentId}/v1/main`);
      await room.whenSynced;
      room.doc.getMap('m').set('a', 1);
      await room.saved();
      expect(sync.status().unsavedUpdates).toBe(0);
    } finally {
      await sync.stop();
    }
  });

  it('T4 plain is for loopback alone, and a key of another certificate is refused', () => {
    for (const host of ['127.0.0.1', '127.9.9.9', '::1', 'localhost']) expect(checkAddress(host, null)).toMatchObject({ ok: true });
    for (const host of ['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example.org', '']) expect(checkAddress(host, null)).toMatchObject({ code: 'TLS_REQUIRED' });
    const other = readFileSync(makeTls(folders.make()).key, 'utf8');
    expect(checkAddress('0.0.0.0', { ...tls, key: other })).toMatchObject({ code: 'TLS_BROKEN' });
    expect(checkAddress('0.0.0.0', { ...tls, key: 'x' })).toMatchObject({ code: 'TLS_BROKEN' });
    expect(addressOf('0.0.0.0', 443, tls)).toBe('https://localhost:443');
    expect(addressOf('::1', 80, null)).toBe('http://[::1]:80');
  });

  it('S9 a server bound to every address is told by a name another computer can use, and says where its certificate has none', () => {
    const naming = (alternative: string) => {
      const files = makeTls(folders.make(), alternative);
      const url = addressOf('0.0.0.0', 7610, { key: readFileSync(files.key, 'utf8'), certificate: readFileSync(files.certificate, 'utf8') });
      return { url, notes: addressNotes(url, boundAt('0.0.0.0', 7610)) };
    };
    expect(naming('DNS:localhost,DNS:ongyeol.example.org')).toEqual({
      url: 'https://ongyeol.example.org:7610',
      notes: ['이 컴퓨터의 모든 주소에서 연결을 받습니다(0.0.0.0:7610).'],
    });
    expect(naming('DNS:localhost,IP:10.1.2.3').url).toBe('https://10.1.2.3:7610');
    const here = naming('DNS:localhost,IP:127.0.0.1');
    expect([here.url, here.notes[1]]).toEqual(['https://localhost:7610', expect.stringContaining('다른 컴퓨터가 쓸 이름이나 주소가 없습니다(localhost뿐)')]);
    expect(addressNotes('http://127.0.0.1:7610', boundAt('127.0.0.1', 7610))).toEqual([]);
  });
});

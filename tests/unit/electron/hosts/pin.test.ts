/** Rules PIN1–PIN3: a server whose key is not the pinned one is not spoken to, however well its certificate is trusted. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import WebSocket, { WebSocketServer } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWire } from '../../../../electron/backend/sync/wire.ts';
import { pinTo, spkiDigest } from '../../../../electron/backend/sync/pin.ts';
import { trustAlso } from '../../../../electron/hosts/trust.ts';
import { PIN_SENTENCE } from '../../../../shared/sync/pin.ts';
import { createTestDevice } from '../../../support/sync-devices.ts';
import { createFolders } from '../../../support/sync.ts';
import { createWorld } from '../../../support/sync-world.ts';
import { makeTls } from '../../../support/tls.ts';

const folders = createFolders();
const other = 'a'.repeat(64);
let server: Server;
let url = '';
let pin = '';
let asked = 0;

beforeAll(async () => {
  const files = makeTls(folders.make());
  const [key, cert] = [readFileSync(files.key), readFileSync(files.certificate)];
  pin = spkiDigest(cert);
  expect(trustAlso(files.certificate)).toBeNull();
  server = createServer({ key, cert }, (_request, response) => {
    asked += 1;
    response.writeHead(200, { connection: 'close' }).end(JSON.stringify({ ok: false, code: 'TRIED', message: '' }));
  });
  new WebSocketServer({ server });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  url = `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  folders.clean();
});

async function login(): Promise<{ code: string; message: string }> {
  const wire = createWire({ url, login: createWorld().people.kim.login, device: createTestDevice() });
  const done = await wire.session.ensure();
  wire.close();
  return done.ok ? { code: 'ok', message: '' } : done;
}
const socket = (): Promise<string> =>
  new Promise((resolve) => {
    const line = new WebSocket(url.replace('https', 'wss'));
    line.on('open', () => resolve('open')).on('error', (error) => resolve('code' in error ? String(error.code) : error.message));
  });

describe('pinning', () => {
  it('PIN1 the pinned key is spoken to, also as the second of two and in the words of OpenSSL', async () => {
    const base64 = execFileSync('openssl', ['base64', '-A'], { input: Buffer.from(pin, 'hex') }).toString();
    for (const text of [pin, pin.toUpperCase(), `${other},${pin}`, `sha256/${base64}`]) {
      const { fault, undo } = pinTo(text, url);
      expect([fault, (await login()).code, await socket()]).toEqual([null, 'TRIED', 'open']);
      undo();
    }
  });

  it('PIN2 another key is refused before a byte of ours is sent, with a sentence that says what it means, and sockets too', async () => {
    const before = asked;
    const { fault, undo } = pinTo(other, url);
    expect([fault, await login(), await socket(), asked]).toEqual([null, { ok: false, code: 'PIN_MISMATCH', message: PIN_SENTENCE }, 'PIN_MISMATCH', before]);
    undo();
    expect((await login()).code).toBe('TRIED');
  });

  it('PIN3 what is no digest, and a plain address, are refused at the start', () => {
    for (const text of ['', 'abc', `${pin}0`, `${pin},`]) expect(pinTo(text, url).fault).toContain('SHA-256');
    expect(pinTo(pin, 'http://127.0.0.1:1').fault).toContain('https');
  });
});

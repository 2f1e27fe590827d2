import { randomUUID } from 'node:crypto';
import { rmSync, symlinkSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mainRoom } from '../../../shared/collab/protocol.ts';
import { createLogger } from '../../../sync-server/logger.ts';
import { createMetrics } from '../../../sync-server/metrics.ts';
import { createReadiness } from '../../../sync-server/readiness.ts';
import { createSyncServer, type SyncServer } from '../../../sync-server/server.ts';
import { ANY_DEVICE } from '../../support/sync-devices.ts';
import { createFolders, createStage, must, until, type Stage } from '../../support/sync.ts';

const TOKEN = 'a-token-of-twenty-letters';
let stage: Stage;
let server: SyncServer | null = null;
let lines: string[];
const folders = createFolders();
beforeEach(async () => {
  stage = await createStage();
  lines = [];
});
afterEach(async () => {
  await server?.close();
  server = null;
  await stage.close();
  folders.clean();
});

/** The stage's server again on the same port, with a log we can read and a token for the metrics. */
async function watched(level: 'info' | 'debug' = 'debug'): Promise<string> {
  await stage.stopServer();
  const { logKey, root, crypto } = stage.world;
  const clock = (): Date => new Date();
  const log = createLogger(level, clock, (line) => void lines.push(line));
  const port = Number(new URL(stage.url()).port);
  server = must(
    await createSyncServer({ dataDir: stage.dataDir, port, logKey, rootCertificate: root, clock, crypto, metricsToken: TOKEN, log, limits: ANY_DEVICE }),
  );
  const { url } = server;
  // Connections kept to the server before this one end in an error once.
  await until('reached', () =>
    fetch(`${url}/health`).then(
      (response) => response.ok,
      () => false,
    ),
  );
  return url;
}

const numberOf = (text: string, series: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.split(' ')[1] ?? Number.NaN,
  );
const WITH_TOKEN = { authorization: `Bearer ${TOKEN}` };
const scrape = async (url: string): Promise<string> => (await fetch(`${url}/metrics`, { headers: WITH_TOKEN })).text();

describe('operations', () => {
  it('O1 metrics move with the work: updates, commits, acks, statements, feeds, blobs, requests; and name nobody', async () => {
    const url = await watched();
    const { kim, lee } = stage.world.people;
    const documentId = await stage.createDocument(kim);
    const sync = stage.replica(kim);
    const room = sync.openRoom(mainRoom(documentId, 1));
    await room.whenSynced;
    room.doc.getMap('m').set('비밀', '내용');
    await room.saved();
    await sync.putBlob(new Uint8Array(1000));
    const { statement } = kim.sign('document.created', { form: 'official', unit: 'U1', grants: [] }, { documentId });
    expect((await stage.post(lee, { signed: { statement, signature: 'AAAA' } })).ok).toBe(false);
    const text = await scrape(url);
    expect(numberOf(text, 'ongyeol_rooms_loaded')).toBe(1);
    expect(numberOf(text, 'ongyeol_feed_listeners')).toBe(1);
    expect(numberOf(text, 'ongyeol_connections')).toBe(2);
    expect(numberOf(text, 'ongyeol_ready')).toBe(1);
    expect(numberOf(text, 'ongyeol_updates_received_total')).toBeGreaterThan(0);
    expect(numberOf(text, 'ongyeol_updates_committed_total')).toBe(numberOf(text, 'ongyeol_updates_received_total'));
    expect(numberOf(text, 'ongyeol_acks_total')).toBeGreaterThan(0);
    expect(numberOf(text, 'ongyeol_statements_total{outcome="accepted"}')).toBe(1);
    expect(numberOf(text, 'ongyeol_statements_total{outcome="SIGNATURE_INVALID"}')).toBe(1);
    expect(numberOf(text, 'ongyeol_commit_duration_seconds_count{part="rooms"}')).toBe(numberOf(text, 'ongyeol_commits_total{part="rooms"}'));
    expect(numberOf(text, 'ongyeol_blob_bytes_total{direction="in"}')).toBe(1000);
    expect(numberOf(text, 'ongyeol_http_requests_total{route="/blobs/:",status="200"}')).toBe(1);
    expect(text).toMatch(/ongyeol_event_loop_delay_seconds\{quantile="0\.99"\} [\d.e-]+\n/);
    expect(numberOf(text, 'process_heap_bytes')).toBeGreaterThan(1e6);
    for (const secret of [documentId, 'kim', 'lee', '비밀', '내용', 'U1', TOKEN]) {
      expect(text).not.toContain(secret);
      expect(lines.join('')).not.toContain(secret);
    }
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(
      expect.arrayContaining(['started', 'statement.accepted', 'statement.refused']),
    );
  });

  it('O2 metrics are for this computer or who knows the token; a proxy on it is not this computer', async () => {
    const status = async (url: string, headers: Record<string, string>): Promise<number> => (await fetch(`${url}/metrics`, { headers })).status;
    const open = stage.url();
    expect(await status(open, {})).toBe(200);
    for (const name of ['x-forwarded-for', 'x-real-ip', 'via', 'forwarded']) expect([name, await status(open, { [name]: '10.1.1.1' })]).toEqual([name, 404]);
    const url = await watched();
    // With a token set nobody is let in without it: a proxy that says nothing of itself looks like this computer.
    expect(await status(url, {})).toBe(404);
    expect(await status(url, { 'x-forwarded-for': '10.1.1.1', ...WITH_TOKEN })).toBe(200);
    expect(await status(url, { authorization: `Bearer ${TOKEN}x` })).toBe(404);
  });

  it('O3 every series is well-formed Prometheus text', async () => {
    const metrics = createMetrics();
    metrics.count('requests', { route: '/a"b\n', status: '200' });
    metrics.commit('rooms', 0.003);
    metrics.commit('rooms', 5);
    const text = metrics.text();
    metrics.stop();
    for (const line of text.trim().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? [\d.e+-]+)$/);
    expect(numberOf(text, 'ongyeol_commit_duration_seconds_bucket{part="rooms",le="0.002"}')).toBe(0);
    expect(numberOf(text, 'ongyeol_commit_duration_seconds_bucket{part="rooms",le="0.005"}')).toBe(1);
    expect(numberOf(text, 'ongyeol_commit_duration_seconds_bucket{part="rooms",le="+Inf"}')).toBe(2);
  });

  it('O4 ready while the disk takes writes: a full one and an unwritable one are 503 with a code', async () => {
    const url = await watched();
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    const folder = folders.make();
    expect(createReadiness(folder).check().ok).toBe(true);
    symlinkSync('/dev/full', join(folder, 'probe.tmp'));
    expect(createReadiness(folder).check()).toMatchObject({ code: 'DISK_FULL' });
    rmSync(join(folder, 'probe.tmp'));
    expect(createReadiness(join(folder, 'gone')).check()).toMatchObject({ code: 'READ_ONLY' });
    const ready = createReadiness(folder);
    ready.closing();
    expect(ready.check()).toMatchObject({ code: 'CLOSING' });
  });

  it('O8 HEAD asks health, readiness and metrics as GET does, and is answered without the body', async () => {
    const url = await watched();
    for (const path of ['/health', '/ready', '/metrics']) {
      const [got, head] = await Promise.all((['GET', 'HEAD'] as const).map((method) => fetch(`${url}${path}`, { method, headers: WITH_TOKEN })));
      expect([path, head?.status, head?.headers.get('content-type')]).toEqual([path, got?.status, got?.headers.get('content-type')]);
      expect(await head?.text()).toBe('');
    }
    expect((await fetch(`${url}/metrics`, { method: 'HEAD' })).status).toBe(404);
    expect((await fetch(`${url}/checkpoint`, { method: 'HEAD' })).status).toBe(404);
  });

  it('O5 a full disk under the running server shows at /ready as 503 DISK_FULL', async () => {
    symlinkSync('/dev/full', join(stage.dataDir, 'probe.tmp'));
    const url = await watched();
    const answer = await fetch(`${url}/ready`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ ok: false, code: 'DISK_FULL' });
    expect(numberOf(await scrape(url), 'ongyeol_ready')).toBe(0);
    rmSync(join(stage.dataDir, 'probe.tmp'));
  });

  it('O6 an address that is none ends in 404, not in the end of the server', async () => {
    const url = new URL(await watched());
    const status = await new Promise<number>((resolve, reject) => {
      request({ host: url.hostname, port: url.port, path: '//', method: 'GET' }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(404);
    expect((await fetch(`${url.origin}/health`)).status).toBe(200);
  });

  it('O7 the level decides what is written, and refused logins are told by code alone', async () => {
    const url = await watched('info');
    await fetch(`${url}/login`, {
      method: 'POST',
      body: JSON.stringify({
        person: '홍길동',
        certificate: 'c',
        challenge: 'x',
        alg: 'ES256',
        signature: 's',
        device: { id: randomUUID(), name: '홍길동 PC', secret: '' },
      }),
    });
    await stage.createDocument();
    const events = lines.map((line) => JSON.parse(line) as { event: string; code?: string; at: string; level: string });
    expect(events).toContainEqual(expect.objectContaining({ event: 'login.refused', level: 'info', code: 'CHALLENGE_UNKNOWN' }));
    expect(events.some(({ event }) => event === 'statement.accepted')).toBe(false);
    expect(lines.join('')).not.toContain('홍길동');
  });
});

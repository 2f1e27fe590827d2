import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { endedCertificates } from '../../../shared/org/ended.ts';
import type { Person } from '../../../shared/org/directory.ts';
import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { createCheckLog } from '../../../shared/verify/envelope.ts';
import { verifyTrail, type TrustContext } from '../../../shared/verify/trail.ts';
import { issue } from '../../../electron/backend/pki/certificate.ts';
import { generateKey } from '../../../electron/backend/pki/keys.ts';
import { DIRECTORY_TRAIL } from '../../../shared/trail/entry.ts';
import { SEEN_ALL, signStatement } from '../../support/sync-world.ts';
import type { StoredEntry } from '../../../electron/backend/replica.ts';
import { openSqliteStorage } from '../../../sync-server/storage/sqlite.ts';
import { createStage, must, until, type Stage } from '../../support/sync.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

const BODY = { form: 'official', unit: 'U1', grants: [] } as const;

/** The directory of agency A with kim's certificates as given. */
function kimWith(certificates: readonly string[]): readonly Person[] {
  return stage.world.directory('A').people.map((one) => (one.id === 'kim' ? { ...one, certificates } : one));
}

/** Codes `verify` finds in a trail judged against a directory. */
async function faultsOf(documentId: string, entries: readonly StoredEntry[], directory: readonly StoredEntry[], trust: TrustContext): Promise<string[]> {
  const proven = (items: readonly StoredEntry[]) => items.map((item) => ({ ...item, proof: [] }));
  const log = createCheckLog();
  await verifyTrail(documentId, proven(entries), proven(directory), sha256Hex(stage.world.logKey.certificate), trust, log);
  return log.results().flatMap(({ state, code }) => (state === 'fault' ? [code] : []));
}

it('EN14 a change of the directory is taken under a certificate that is good now only, however early it says it was signed', async () => {
  await stage.close();
  let now = '2025-06-01T00:00:00.000Z';
  stage = await createStage({}, false, null, { clock: () => new Date(now) });
  const { admin } = stage.world.people;
  const key = generateKey('P-256');
  const over = { notBefore: new Date('2024-01-01T00:00:00Z'), notAfter: new Date('2026-01-01T00:00:00Z') };
  const subject = { kind: 'admin', commonName: 'admin-a', organisation: '행정안전부', agencyCode: 'A', personId: 'admin-a' } as const;
  const certificate = issue(stage.world.authority('A'), subject, key.spki, over);
  for (const der of [...admin.login.chain, certificate])
    await fetch(`${stage.url()}/certificates`, { method: 'PUT', headers: { connection: 'close' }, body: Buffer.from(der) });
  const secret = createPrivateKey({ key: Buffer.from(key.privateKey), format: 'der', type: 'pkcs8' });
  const raw = (data: Uint8Array) => new Uint8Array(sign('sha256', data, { key: secret, dsaEncoding: 'ieee-p1363' }));
  const actor = { ...admin.actor, certificate: sha256Hex(certificate) };
  const put = (at: string) =>
    signStatement(actor, raw, 'directory.put', { agency: stage.world.directory('A') }, { documentId: DIRECTORY_TRAIL, version: 0, directoryRev: SEEN_ALL, at });
  must(await stage.post(null, { signed: put(now) }));
  now = '2026-06-01T00:00:00.000Z';
  expect(await stage.post(null, { signed: put('2025-06-02T00:00:00.000Z') })).toMatchObject({ ok: false, code: 'NOT_ADMIN' });
});

it('EN5 a signature made with a certificate the directory ended is refused, whoever brings it; one made before stays good in verify', async () => {
  const { kim, lee } = stage.world.people;
  const before = await stage.createDocument(kim);
  const late = kim.sign('document.created', BODY, { documentId: randomUUID() });
  must(await stage.post(null, { signed: stage.world.publish('A', kimWith([])) }));
  expect(await stage.post(lee, { signed: late })).toMatchObject({ ok: false, code: 'ACTOR_UNKNOWN' });
  await expect(stage.token(kim)).rejects.toThrow('LOGIN_REFUSED');
  const replica = stage.replica(lee);
  await until('the directory and the document', () => replica.directory().rev === 3 && replica.entries(before).length > 0);
  const directory = replica.directoryEntries();
  const ended = endedCertificates(
    directory.map(({ entry }) => entry),
    'A',
  );
  expect([...ended.keys()]).toEqual([kim.actor.certificate]);
  const trust = { certificates: replica.certificates(), anchors: [stage.world.root], crypto: stage.world.crypto };
  expect(await faultsOf(before, replica.entries(before), directory, trust)).toEqual([]);
  // The same act after the end of the certificate: the verifier judges by the directory that stood before it.
  const moved = directory.map((item) => ({ ...item, index: item.index - 100 }));
  expect(await faultsOf(before, replica.entries(before), moved, trust)).toEqual(['RULE_ACTOR_UNKNOWN']);
});

it('DV13 the open window of somebody who is out asks once, says what was kept, and asks no more until its person does', async () => {
  const { kim } = stage.world.people;
  const replica = stage.replica(kim);
  await until('in', () => replica.status().connection === 'online');
  const storage = must(openSqliteStorage(join(stage.dataDir, 'server.db')));
  const tries = (): number => storage.login('kim').failed;
  must(await stage.post(null, { signed: stage.world.publish('A', kimWith([])) }));
  await until('it is told', () => replica.reason()?.halted === true);
  expect(replica.reason()).toMatchObject({ code: 'LOGIN_REFUSED', message: expect.stringContaining('이 PC에 저장되어 있습니다') });
  expect(tries()).toBe(1);
  replica.retry();
  await until('asked once more', () => tries() === 2 && replica.reason()?.halted === true);
  // Taken back by the directory it comes in when its person asks.
  must(await stage.post(null, { signed: stage.world.publish('A', kimWith([kim.actor.certificate])) }));
  replica.retry();
  await until('in again', () => replica.status().connection === 'online');
  expect(storage.login('kim').failed).toBe(0);
  storage.close();
});

it('DV10 a session ends with its certificate, though nobody ended it and its own time is not over', async () => {
  await stage.close();
  let now = Date.parse('2026-06-01T00:00:00.000Z');
  stage = await createStage({ sessionMs: 900_000 }, true, null, { clock: () => new Date(now) });
  const { kim } = stage.world.people;
  const key = generateKey('P-256');
  const over = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date(now + 300_000) };
  const subject = { kind: 'person', commonName: 'kim', organisation: '행정안전부', agencyCode: 'A', personId: 'kim' } as const;
  const der = issue(stage.world.authority('A'), subject, key.spki, over);
  const secret = createPrivateKey({ key: Buffer.from(key.privateKey), format: 'der', type: 'pkcs8' });
  const raw = async (data: Uint8Array) => new Uint8Array(sign('sha256', data, { key: secret, dsaEncoding: 'ieee-p1363' }));
  const short = { ...kim, login: { ...kim.login, certificate: { digest: sha256Hex(der), der }, sign: raw } };
  must(await stage.post(null, { signed: stage.world.publish('A', kimWith([sha256Hex(der)])) }));
  const headers = { authorization: `Bearer ${await stage.token(short)}`, connection: 'close' };
  const asked = async (): Promise<number> => (await fetch(`${stage.url()}/devices`, { headers })).status;
  expect(await asked()).toBe(200);
  now += 301_000;
  expect(await asked()).toBe(401);
  await expect(stage.token(short)).rejects.toThrow('LOGIN_REFUSED');
});

/** Rule TL4 of `shared/trail/SPEC.md`: a server's log as others' tools read it. */

import { createPublicKey, X509Certificate } from 'node:crypto';
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concat, toHex } from '../../../shared/lib/bytes.ts';
import { canonicalBytes } from '../../../shared/trail/canonical.ts';
import { leafOf } from '../../../shared/trail/hash.ts';
import { merkleRoot } from '../../../shared/trail/merkle.ts';
import { tilePath } from '../../../shared/trail/tiles.ts';
import { readConfigFile } from '../../../sync-server/config.ts';
import { createLogSigner, createMerkleLog } from '../../../sync-server/log.ts';
import { writeLogFiles } from '../../../sync-server/log-files.ts';
import { createBackups, type Backups } from '../../support/backups.ts';
import { writeConfig } from '../../support/sync-config.ts';
import { createFolders, createStage, must, type Stage } from '../../support/sync.ts';

/** Parts of sigstore's verifier: code that is not ours, and takes a signed note and an inclusion proof as they are. */
const require = createRequire(import.meta.url);
const sigstore = {
  ...(require('@sigstore/verify/dist/tlog/checkpoint.js') as { verifyCheckpoint(entry: unknown, logs: unknown): { logSize: bigint; logHash: Buffer } }),
  ...(require('@sigstore/verify/dist/tlog/merkle.js') as { verifyMerkleInclusion(entry: unknown, checkpoint: unknown): void }),
};

const folders = createFolders();
let stage: Stage;
let backups: Backups;
beforeAll(async () => {
  stage = await createStage();
  backups = createBackups(stage);
  for (let i = 0; i < 4; i++) await stage.createDocument();
});
afterAll(async () => {
  backups.clean();
  await stage.close();
  folders.clean();
});

const get = async (path: string): Promise<Response> => fetch(`${stage.url()}${path}`, { headers: { connection: 'close' } });
const bytes = async (path: string): Promise<Uint8Array> => new Uint8Array(await (await get(path)).arrayBuffer());

describe('the log for others', () => {
  it('TL4 checkpoint and tiles stand at their paths; a proof made from them is taken by code that is not ours', async () => {
    const entries = await backups.allEntries();
    const answer = await get('/log/checkpoint');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const envelope = await answer.text();
    const key = new X509Certificate(stage.world.logKey.certificate).publicKey;
    const [origin = ''] = envelope.split('\n');
    const keyId = Buffer.from(envelope.trim().split(' ').at(-1) ?? '', 'base64').subarray(0, 4);
    const log = { logID: keyId, baseURL: origin, publicKey: createPublicKey(key.export({ type: 'spki', format: 'pem' })) };
    const size = entries.length;
    const tile = await bytes(`/log/${tilePath(0, 0, size)}`);
    expect(tile).toHaveLength(size * 32);
    const leaves = Array.from({ length: size }, (_, i) => tile.subarray(i * 32, i * 32 + 32));
    for (const { index, entry } of entries) {
      const { value } = (await (await get(`/proof?index=${index}&size=${size}`)).json()) as { value: { path: string[] } };
      const theirs = {
        canonicalizedBody: Buffer.from(canonicalBytes(entry)),
        inclusionProof: { logIndex: String(index), hashes: value.path.map((hash) => Buffer.from(hash, 'hex')), checkpoint: { envelope } },
      };
      const checkpoint = sigstore.verifyCheckpoint(theirs, [log]);
      expect([Number(checkpoint.logSize), checkpoint.logHash.toString('hex')]).toEqual([size, toHex(merkleRoot(leaves))]);
      expect(() => sigstore.verifyMerkleInclusion(theirs, checkpoint)).not.toThrow();
      expect(() => sigstore.verifyMerkleInclusion({ ...theirs, canonicalizedBody: Buffer.from('{}') }, checkpoint)).toThrow();
    }
    const spoilt = envelope.replace(/\n\d+\n/, `\n${size + 1}\n`);
    expect(() => sigstore.verifyCheckpoint({ inclusionProof: { checkpoint: { envelope: spoilt } } }, [log])).toThrow(/signature/);
  });

  it('TL4 no tile is served that is not there, and no entry', async () => {
    for (const path of [
      'tile/0/001',
      'tile/0/000',
      'tile/0/000.p/200',
      'tile/0/000.p/0',
      'tile/0/000.p/01',
      'tile/01/000.p/1',
      'tile/64/000.p/1',
      'tile/entries/000.p/1',
      'tile/0/x000/000.p/1',
    ])
      expect([path, (await get(`/log/${path}`)).status]).toEqual([path, 404]);
    expect((await get(`/log/${tilePath(0, 0, 1)}`)).headers.get('cache-control')).toContain('immutable');
  });

  it('TL4 hashes of higher tiles are roots of full tiles below', () => {
    const leaves = Array.from({ length: 600 }, (_, i) => leafOf(new TextEncoder().encode(String(i))));
    const log = createMerkleLog(leaves, createLogSigner(stage.world.logKey, 'test'));
    const second = log.tile({ level: 1, index: 0, width: 2 });
    expect(toHex(second ?? new Uint8Array(0))).toBe(toHex(concat([merkleRoot(leaves, 0, 256), merkleRoot(leaves, 256, 512)])));
    expect(log.tile({ level: 1, index: 0, width: 3 })).toBeNull();
    expect(toHex(log.tile({ level: 0, index: 2, width: 88 }) ?? new Uint8Array(0))).toBe(toHex(concat(leaves.slice(512))));
  });

  it('TL5 written out as files it gives its root from its entries alone', async () => {
    const out = join(folders.make(), 'log');
    const config = must(readConfigFile(writeConfig(stage.world, folders.make())));
    const told = must(await writeLogFiles({ dataDir: stage.dataDir, config, out }));
    const [, size, root] = readFileSync(join(out, 'checkpoint'), 'utf8').split('\n');
    expect([told.entries, told.unbundled]).toEqual([Number(size), []]);
    const bundle = new Uint8Array(readFileSync(join(out, tilePath('entries', 0, told.entries))));
    const leaves: Uint8Array[] = [];
    for (let at = 0; at < bundle.length;) {
      const length = (bundle[at] ?? 0) * 256 + (bundle[at + 1] ?? 0);
      leaves.push(leafOf(bundle.subarray(at + 2, at + 2 + length)));
      at += 2 + length;
    }
    expect(Buffer.from(merkleRoot(leaves)).toString('base64')).toBe(root);
    expect(concat(leaves)).toEqual(new Uint8Array(readFileSync(join(out, tilePath(0, 0, told.entries)))));
    expect(readFileSync(join(out, 'log.vkey'), 'utf8')).toMatch(/^ongyeol\.log\/[0-9a-f]{16}\+[0-9a-f]{8}\+AQ?[A-Za-z0-9+/]{42,43}=*\n$/);
    expect(existsSync(join(out, 'tile/1'))).toBe(false);
    expect(await writeLogFiles({ dataDir: stage.dataDir, config, out })).toMatchObject({ ok: false, code: 'OUT_EXISTS' });
  });
});
